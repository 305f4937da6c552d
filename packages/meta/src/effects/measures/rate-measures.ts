import type { EffectSize } from "../effect-size.ts";
import type { Measure } from "./measure.ts";

/** Events and person-time of two arms; zero cells as their caller treats them. */
export const RATE_MEASURES: Readonly<Record<string, Measure>> = {
  IRR: measure((x1, t1, x2, t2) => ({ yi: Math.log(x1 / t1) - Math.log(x2 / t2), vi: 1 / x1 + 1 / x2 })),
  IRD: measure((x1, t1, x2, t2) => ({ yi: x1 / t1 - x2 / t2, vi: x1 / t1 ** 2 + x2 / t2 ** 2 })),
  IRSD: {
    ...measure((x1, t1, x2, t2) => ({
      yi: Math.sqrt(x1 / t1) - Math.sqrt(x2 / t2),
      vi: 1 / (4 * t1) + 1 / (4 * t2),
    })),
    takesZeros: true,
  },
};

function measure(effect: (x1: number, t1: number, x2: number, t2: number) => EffectSize): Measure {
  return {
    columns: ["x1i", "t1i", "x2i", "t2i"],
    vtypes: ["LS"],
    size: ({ t1i = NaN, t2i = NaN }) => t1i + t2i,
    effect: ({ x1i = NaN, t1i = NaN, x2i = NaN, t2i = NaN }) => effect(x1i, t1i, x2i, t2i),
  };
}
