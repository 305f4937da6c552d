import { effectSizeCase } from "../effect-size-case.ts";
import type { ComputeTable } from "../compute-function.ts";

export const EFFECT_SIZES_FUNCTIONS: ComputeTable = {
  effectSize: (options, columns) => {
    const value = effectSizeCase(options, columns);
    return { value, reference: () => ({ yi: value.yi, vi: value.vi, ni: value.ni }) };
  },
};
