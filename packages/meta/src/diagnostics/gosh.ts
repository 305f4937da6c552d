import { checkGiven, checkOptions, type OptionRules } from "../arguments/check-options.ts";
import { checkObject } from "../arguments/check-shape.ts";
import { wholeNumberFrom } from "../arguments/rules.ts";
import { InputError } from "../input-error.ts";
import { checkEffects } from "../pairwise/options.ts";
import { GOSH_METHOD_RULE, goshTau2, type GoshMethod } from "./gosh-tau2.ts";

/** Pooled effects of many subsets of the studies, one place for each subset. */
export interface Gosh {
  readonly kind: "gosh";
  readonly method: GoshMethod;
  /** Subset number n holds study i when bit i of n + 1 is set. */
  readonly from: number;
  readonly estimate: Float64Array;
  readonly tau2: Float64Array;
  /** Percent. */
  readonly i2: Float64Array;
  readonly q: Float64Array;
}

interface GoshOptions {
  readonly method: GoshMethod;
  readonly from?: number;
  readonly to?: number;
}

const RULES: OptionRules<GoshOptions> = {
  method: GOSH_METHOD_RULE,
  from: wholeNumberFrom(0),
  to: wholeNumberFrom(0),
};

/**
 * All 2^k − 1 subsets of the studies, pooled: a plot of estimates against I² shows whether one group of studies stands apart.
 * A range of subsets can be computed alone, so that ranges may be spread over threads; the numbers do not depend on it.
 *
 * @param options.from, options.to - subsets from ≤ n < to, in the order of n; default all
 * @returns I² by the definition of the method (with EE from Q)
 * @throws InputError as {@link fitPairwise}; `invalid-option` above 24 studies (16 million subsets) or for a range that is not
 *   inside
 * @see Olkin, Dahabreh & Trikalinos 2012, Research Synthesis Methods 3:214
 * @example gosh({ yi: [0, 1], vi: [1, 1] }, { method: "EE" }).estimate.length // 3
 */
export function gosh(
  effects: { readonly yi: readonly number[]; readonly vi: readonly number[] },
  options: GoshOptions,
): Gosh {
  checkObject("effects", effects, ["yi", "vi"]);
  checkOptions(options, RULES);
  checkGiven("method", options, RULES.method);
  const { yi, vi } = effects;
  checkEffects(yi, vi);
  const k = yi.length;
  if (k > 24)
    throw new InputError(
      "invalid-option",
      `${k} studies have 2^${k} subsets, too many to go through`,
      { field: "yi" },
      { found: k, expected: "at most 24 studies" },
    );
  const all = 2 ** k - 1;
  const { method, from = 0, to = all } = options;
  if (!(Number.isInteger(from) && Number.isInteger(to) && from >= 0 && from <= to && to <= all))
    throw new InputError("invalid-option", `subsets ${from} to ${to} are not within 0 to ${all}`, {
      field: "from",
    });
  const size = to - from;
  const [estimate, tau2, i2, q] = [0, 1, 2, 3].map(() => new Float64Array(size)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const [ys, vs] = [new Float64Array(k), new Float64Array(k)];
  for (let n = 0; n < size; n += 1) {
    const bits = from + n + 1;
    let count = 0;
    let [w, w2, wy] = [0, 0, 0];
    for (let i = 0; i < k; i += 1) {
      if ((bits & (1 << i)) === 0) continue;
      const [y, v] = [yi[i]!, vi[i]!];
      ys[count] = y;
      vs[count] = v;
      count += 1;
      const weight = 1 / v;
      w += weight;
      w2 += weight * weight;
      wy += weight * y;
    }
    const mean = wy / w;
    let spread = 0;
    for (let i = 0; i < count; i += 1) spread += (ys[i]! - mean) ** 2 / vs[i]!;
    const df = count - 1;
    q[n] = spread;
    const between = goshTau2(method, ys, vs, count, { w, w2, q: spread });
    tau2[n] = between;
    const typical = df > 0 ? df / (w - w2 / w) : 0;
    if (method === "EE") i2[n] = df > 0 && spread > df ? (100 * (spread - df)) / spread : 0;
    else i2[n] = between > 0 ? (100 * between) / (between + typical) : 0;
    if (between === 0) estimate[n] = mean;
    else {
      let [weights, sum] = [0, 0];
      for (let i = 0; i < count; i += 1) {
        const weight = 1 / (vs[i]! + between);
        weights += weight;
        sum += weight * ys[i]!;
      }
      estimate[n] = sum / weights;
    }
  }
  return { kind: "gosh", method, from, estimate, tau2, i2, q };
}
