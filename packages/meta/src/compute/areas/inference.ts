import { fitSubgroups } from "../../pairwise/fit-subgroups.ts";
import type { CaseOptions, Columns } from "../case-input.ts";
import type { ComputeResult, ComputeTable } from "../compute-function.ts";
import { tau2IntervalCase } from "../tau2-interval-case.ts";
import { modelOptions, pairwiseCase, predictionKeys } from "./pairwise.ts";

export const INFERENCE_FUNCTIONS: ComputeTable = {
  predict: (options, columns) => {
    const value = pairwiseCase(options, columns);
    return { value, reference: () => predictionKeys(value, true) };
  },
  weights: (options, columns) => {
    const value = pairwiseCase(options, columns).weights;
    return { value, reference: () => ({ weights: value }) };
  },
  tau2CI: tau2Interval,
  subgroups,
};

function tau2Interval(options: CaseOptions, columns: Columns): ComputeResult {
  const type = options.oneOf("type", ["QP", "PL", "HT"], "QP");
  const value = tau2IntervalCase(type, pairwiseCase(options, columns), columns);
  const { tau2, i2, h2 } = value;
  return {
    value,
    reference: () =>
      type === "PL"
        ? { profileCI: [tau2.lower, tau2.upper] }
        : { tau2: [tau2.lower, tau2.upper], I2: [i2.lower, i2.upper], H2: [h2.lower, h2.upper] },
  };
}

function subgroups(options: CaseOptions, columns: Columns): ComputeResult {
  const by = options.text("by") ?? "by";
  const groupTau2 = options.oneOf("tau2", ["separate", "common"], "separate");
  const value = fitSubgroups(columns.numbers("yi"), columns.numbers("vi"), columns.texts(by), {
    ...modelOptions(options),
    groupTau2,
  });
  const { groups, qBetween, qBetweenDf, qBetweenPValue } = value;
  return {
    value,
    reference: () => ({
      levels: groups.map(({ level }) => level),
      k: groups.map(({ fit }) => fit.k),
      est: groups.map(({ fit }) => fit.estimate),
      se: groups.map(({ fit }) => fit.se),
      tau2: groups.map(({ fit }) => fit.tau2),
      I2: groups.map(({ fit }) => fit.i2),
      Qbetween: qBetween,
      df: qBetweenDf,
      p: qBetweenPValue,
    }),
  };
}
