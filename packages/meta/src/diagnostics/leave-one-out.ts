import { checkArray } from "../arguments/check-shape.ts";
import { interceptDesign } from "../design/design.ts";
import { InputError } from "../input-error.ts";
import { fitPairwise, type PairwiseFit } from "../pairwise/fit-pairwise.ts";
import { checkWeights } from "../pairwise/options.ts";
import { checkModel, type DiagnosedModel } from "./model.ts";

/** Pooled effects of parts of the data, in an order that the caller knows. */
export interface PartialFits {
  readonly kind: "leave-one-out" | "cumulative";
  /** Leave-one-out: the place that was left out. Cumulative: the place that was added last. */
  readonly places: readonly number[];
  readonly fits: readonly PairwiseFit[];
}

/**
 * The pooled effect without each study in turn.
 *
 * @throws InputError as {@link fitPairwise}; `too-few-effects` with one effect
 * @example leaveOneOut({ yi: [0.1, 0.9, 0.4], vi: [0.02, 0.02, 0.02], options: { method: "EE" } }).fits.map(({ estimate }) => estimate) // [0.65, 0.25, 0.5]
 */
export function leaveOneOut(model: DiagnosedModel): PartialFits {
  const { yi, vi, options } = pooled(model);
  if (yi.length < 2)
    throw new InputError("too-few-effects", "nothing is left of one effect", { field: "yi" });
  const places = yi.map((_, place) => place);
  const without = (values: readonly number[], left: number): number[] =>
    values.filter((_, place) => place !== left);
  const fits = places.map((left) =>
    fitPairwise(
      without(yi, left),
      without(vi, left),
      options?.weights ? { ...options, weights: without(options.weights, left) } : options,
    ),
  );
  return { kind: "leave-one-out", places, fits };
}

/**
 * The pooled effect of the first study, the first two, the first three and so on.
 *
 * @param order - places of all effects, each once; default as they stand
 * @throws InputError as {@link fitPairwise}; `invalid-option` when `order` is not a permutation of the places
 * @see Lau et al. 1992, N Engl J Med 327:248
 * @example cumulative({ yi: [0.1, 0.9], vi: [0.02, 0.02], options: { method: "EE" } }, [1, 0]).fits.map(({ estimate }) => estimate) // [0.9, 0.5]
 */
export function cumulative(model: DiagnosedModel, order?: readonly number[]): PartialFits {
  const { yi, vi, options } = pooled(model);
  const sequence = order ?? yi.map((_, place) => place);
  checkArray("order", sequence, "places");
  const once = new Set(sequence);
  if (
    sequence.length !== yi.length ||
    once.size !== yi.length ||
    sequence.some((place) => yi[place] === undefined)
  ) {
    throw new InputError(
      "invalid-option",
      `order is not the places 0 to ${yi.length - 1}, each once`,
      { field: "order" },
      { found: sequence },
    );
  }
  const fits = sequence.map((_, last) => {
    const first = sequence.slice(0, last + 1);
    const weights = options?.weights;
    return fitPairwise(
      first.map((place) => yi[place]!),
      first.map((place) => vi[place]!),
      weights ? { ...options, weights: first.map((place) => weights[place]!) } : options,
    );
  });
  return { kind: "cumulative", places: sequence, fits };
}

function pooled(model: DiagnosedModel): DiagnosedModel {
  checkModel(model);
  if (model.options?.weights !== undefined) checkWeights(model.options.weights, model.yi.length);
  const { design = interceptDesign(0) } = model;
  if (design.names.length > 1)
    throw new InputError("unsupported", "partial fits are of pooled effects, without moderators", {
      field: "design",
    });
  return model;
}
