import { oneOf } from "../arguments/rules.ts";
import { maximumLikelihood } from "../pairwise/tau2/maximum-likelihood.ts";
import { pauleMandel } from "../pairwise/tau2/paule-mandel.ts";
import type { ModelData } from "../pairwise/model-data.ts";

/** Methods that are fast enough for millions of subsets. */
export type GoshMethod = "EE" | "DL" | "REML" | "ML" | "PM";

export const GOSH_METHOD_RULE = oneOf(["EE", "DL", "REML", "ML", "PM"], { FE: "EE", CE: "EE" });

const ONE = Float64Array.of(1);
const NOTHING = new Float64Array(0);

/** τ² of the first `count` effects. */
export function goshTau2(
  method: GoshMethod,
  yi: Float64Array,
  vi: Float64Array,
  count: number,
  { w, w2, q }: { readonly w: number; readonly w2: number; readonly q: number },
): number {
  if (method === "EE" || count < 2) return 0;
  if (method === "DL") return Math.max(0, (q - (count - 1)) / (w - w2 / w));
  const data: ModelData = {
    k: count,
    p: 1,
    yi: yi.subarray(0, count),
    vi: vi.subarray(0, count),
    x: NOTHING,
    r: ONE,
    interceptOnly: true,
  };
  return (method === "PM" ? pauleMandel(data) : maximumLikelihood(data, method)).tau2;
}
