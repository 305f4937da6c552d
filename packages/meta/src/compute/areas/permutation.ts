import { permutationTest } from "../../permutation/permutation-test.ts";
import type { ComputeTable } from "../compute-function.ts";
import { designOf, modelOptions } from "./pairwise.ts";
import { unsupported } from "../case-input.ts";

const METHODS = ["EE", "DL", "REML", "ML", "PM"] as const;

export const PERMUTATION_FUNCTIONS: ComputeTable = {
  permutationTest: (options, columns) => {
    const { method: named, ...fit } = modelOptions(options);
    const method = METHODS.find((one) => one === named);
    if (method === undefined) throw unsupported(`a permutation test by ${named ?? ""}`, "method");
    const exact = options.boolean("exact", true);
    const [number, seed] = [options.number("iter") ?? 1000, options.number("seed") ?? 1];
    const design = designOf(options, columns);
    const value = permutationTest(columns.numbers("yi"), columns.numbers("vi"), {
      fit: { ...fit, method },
      ...(design && { design }),
      ...(exact ? {} : { draws: { number, seed } }),
    });
    return {
      value,
      reference: () => ({
        zval: value.statistic,
        p: value.pValue,
        nIter: null,
        QMp: value.moderatorPValue,
      }),
    };
  },
};
