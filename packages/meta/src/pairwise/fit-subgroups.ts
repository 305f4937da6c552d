import { checkGiven } from "../arguments/check-options.ts";
import { checkArray } from "../arguments/check-shape.ts";
import { oneOf } from "../arguments/rules.ts";
import { InputError } from "../input-error.ts";
import { chiSquaredCdf } from "../special/index.ts";
import { fitPairwise, pairwiseFit, type PairwiseFit } from "./fit-pairwise.ts";
import { estimate, fitModel, tau2Uncertainty } from "./fit-regression.ts";
import { modelData } from "./model-data.ts";
import { checkEffects, chooseOptions, type ChosenOptions, type FitOptions } from "./options.ts";
import { weightedSums } from "./weighted-sums.ts";

export interface SubgroupsFit {
  readonly kind: "subgroups";
  /** Levels in order of first appearance, each with its fit. */
  readonly groups: readonly {
    readonly level: string;
    readonly rows: readonly number[];
    readonly fit: PairwiseFit;
  }[];
  /** "common": one τ² in all groups; "separate": each group its own. */
  readonly tau2: "common" | "separate";
  /** Test of equal means: Q between the groups, chi-square with (groups − 1) degrees of freedom; null with one group. */
  readonly qBetween: number | null;
  readonly qBetweenDf: number;
  readonly qBetweenPValue: number | null;
  readonly options: ChosenOptions;
}

/**
 * Fits each level of a factor and tests whether their means differ.
 *
 * The between-group test compares the group means with weights 1/se², se from the inverse-variance weights (without the
 * Hartung–Knapp factor): Borenstein & Higgins 2013, Prevention Science 14:134. With a common τ² the groups share the
 * estimate of the model that gives each its own mean; groups of one effect then still carry their uncertainty, and
 * each fit's τ² interval and standard error are those of the shared τ² (Q summed over groups, k − groups degrees of freedom).
 *
 * @throws InputError as {@link fitPairwise}; `length-mismatch` when `levels` has another length; `unsupported` with equal
 *   weighting, for which the between-group test is not defined here
 * @example fitSubgroups([0.1, 0.3, 0.9], [0.02, 0.05, 0.04], ["a", "a", "b"], { groupTau2: "separate", method: "EE" }).qBetween // 10.17
 */
export function fitSubgroups(
  yi: readonly number[],
  vi: readonly number[],
  levels: readonly string[],
  options: FitOptions & { readonly groupTau2: "common" | "separate" },
): SubgroupsFit {
  const { groupTau2, ...fitOptions } = options;
  const chosen = chooseOptions(fitOptions);
  checkGiven("groupTau2", options, GROUP_TAU2);
  checkEffects(yi, vi);
  checkArray("levels", levels, "names of groups");
  if (levels.length !== yi.length) {
    throw new InputError("length-mismatch", `levels has ${levels.length} values, yi has ${yi.length}`, {
      field: "levels",
    });
  }
  if (chosen.weighting !== "inverse-variance") {
    throw new InputError("unsupported", `subgroups with ${chosen.weighting} weighting are not supported`, {
      field: "weighting",
    });
  }
  const rowsByLevel = new Map<string, number[]>();
  levels.forEach((level, row) => {
    const rows = rowsByLevel.get(level);
    if (rows) rows.push(row);
    else rowsByLevel.set(level, [row]);
  });
  const parts = [...rowsByLevel].map(([level, rows]) => ({
    level,
    rows,
    yi: rows.map((row) => yi[row]!),
    vi: rows.map((row) => vi[row]!),
  }));
  const shared = groupTau2 === "common" ? sharedHeterogeneity(yi, vi, levels, chosen) : undefined;
  const groups = parts.map(({ level, rows, ...part }) => ({
    level,
    rows,
    fit:
      shared === undefined
        ? fitPairwise(part.yi, part.vi, fitOptions)
        : pairwiseFit(fitModel(modelData(part.yi, part.vi), chosen, shared.tau2, shared.uncertainty)),
  }));
  const means = weightedSums(
    groups.map(({ fit }) => fit.estimate),
    parts.map((part, index) => 1 / weightedSums(part.yi, part.vi, groups[index]!.fit.tau2).w),
    0,
  );
  const qBetweenDf = groups.length - 1;
  return {
    kind: "subgroups",
    groups,
    tau2: groupTau2,
    qBetween: qBetweenDf > 0 ? means.q : null,
    qBetweenDf,
    qBetweenPValue: qBetweenDf > 0 ? chiSquaredCdf(means.q, qBetweenDf, "upper") : null,
    options: chosen,
  };
}

const GROUP_TAU2 = oneOf(["common", "separate"]);

function sharedHeterogeneity(
  yi: readonly number[],
  vi: readonly number[],
  levels: readonly string[],
  chosen: ChosenOptions,
) {
  const names = [...new Set(levels)];
  const data = modelData(yi, vi, {
    names,
    rows: levels.map((level) => names.map((name) => (name === level ? 1 : 0))),
  });
  const tau2 = estimate(data, chosen);
  return { tau2, uncertainty: tau2Uncertainty(data, tau2.tau2, chosen) };
}
