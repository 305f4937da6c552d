import type { EffectSizes } from "../effects/effect-size.ts";
import { fitPairwise, type PairwiseFit } from "../pairwise/fit-pairwise.ts";
import { fitSubgroups, type SubgroupsFit } from "../pairwise/fit-subgroups.ts";
import type { FitOptions } from "../pairwise/options.ts";
import { unsupported, type CaseOptions, type Columns } from "./case-input.ts";
import { effectSizeCase } from "./effect-size-case.ts";
import { tau2IntervalCase, type Tau2IntervalResult } from "./tau2-interval-case.ts";

/** What a function of the table gives: the engine's own shape, tagged for the translation of names. */
export type ComputeResult =
  | { readonly of: "effects"; readonly value: EffectSizes }
  | { readonly of: "fit"; readonly value: PairwiseFit }
  | { readonly of: "prediction"; readonly value: PairwiseFit }
  | { readonly of: "weights"; readonly value: readonly number[] }
  | { readonly of: "tau2Interval"; readonly value: Tau2IntervalResult }
  | { readonly of: "subgroups"; readonly value: SubgroupsFit };

type ComputeFunction = (options: CaseOptions, columns: Columns) => ComputeResult;

/** The single table from function name to function. The next methods are added here, one line each. */
export const FUNCTIONS: Readonly<Record<string, ComputeFunction>> = {
  effectSize: (options, columns) => ({ of: "effects", value: effectSizeCase(options, columns) }),
  randomEffects: (options, columns) => ({ of: "fit", value: fit(options, columns) }),
  predict: (options, columns) => ({ of: "prediction", value: fit(options, columns) }),
  weights: (options, columns) => ({ of: "weights", value: fit(options, columns).weights }),
  tau2CI: (options, columns) => ({
    of: "tau2Interval",
    value: tau2IntervalCase(options.oneOf("type", ["QP", "PL", "HT"], "QP"), fit(options, columns), columns),
  }),
  subgroups,
};

const METHODS = ["EE", "FE", "DL", "REML"] as const;
const PREDICTIONS = { default: "default", simple: "simple", t: "t", Riley: "hts" } as const;

/** Everything but τ², which a subgroup case uses as a word. */
function modelOptions(options: CaseOptions): FitOptions {
  const method = options.oneOf("method", METHODS, "REML");
  return {
    method: method === "FE" ? "EE" : method,
    test: options.oneOf("test", ["z", "t", "knha", "adhoc"], "z"),
    ciLevel: (options.number("level") ?? 95) / 100,
    prediction: PREDICTIONS[options.oneOf("predtype", ["default", "simple", "t", "Riley"], "default")],
  };
}

function fit(options: CaseOptions, columns: Columns): PairwiseFit {
  if (columns.has("X") || options.text("mods") !== undefined)
    throw unsupported("a model with moderators", "mods");
  if (columns.has("weights")) throw unsupported("a model with weights of one's own", "weights");
  const tau2 = options.number("tau2");
  return fitPairwise(columns.numbers("yi"), columns.numbers("vi"), {
    ...modelOptions(options),
    weighting: options.boolean("weighted", true) ? "inverse-variance" : "equal",
    ...(tau2 === undefined ? {} : { tau2 }),
  });
}

function subgroups(options: CaseOptions, columns: Columns): ComputeResult {
  const by = options.text("by") ?? "by";
  const groupTau2 = options.oneOf("tau2", ["separate", "common"], "separate");
  const value = fitSubgroups(columns.numbers("yi"), columns.numbers("vi"), columns.texts(by), {
    ...modelOptions(options),
    groupTau2,
  });
  return { of: "subgroups", value };
}
