import { normalCdf, normalQuantile } from "../../special/index.ts";
import { gaussLegendre } from "../../quadrature/gauss-legendre.ts";
import { WEIGHT_FUNCTIONS, type WeightFunctionName } from "./weight-functions.ts";

/** What the chance of publication depends on. */
export interface Kind {
  readonly type: "stepfun" | "trunc" | "truncest" | WeightFunctionName;
  readonly alternative: "greater" | "less" | "two.sided";
  readonly steps: readonly number[];
}

/** A likelihood of these effects, and where its selection parameters start. */
export interface Setup {
  readonly start: readonly number[];
  /** Smallest value of δ. */
  readonly least: number;
  readonly counts: readonly number[];
  /** @param means - of the effects, length k */
  readonly logLik: (means: ArrayLike<number>, tau2: number, delta: ArrayLike<number>) => number;
}

/** The likelihood of a kind of selection whose intervals are known. */
export function setupOf(
  yi: readonly number[],
  vi: readonly number[],
  { type, alternative, steps }: Kind & { readonly type: Exclude<Kind["type"], "truncest"> },
): Setup {
  const sign = alternative === "less" ? -1 : 1;
  if (type === "trunc") {
    const cut = steps[0]!;
    return truncationSetup(yi, vi, { sign, cut, unfavoured: yi.map((y) => sign * y <= sign * cut) });
  }
  return type === "stepfun"
    ? stepSetup(yi, vi, { alternative, steps })
    : curveSetup(yi, vi, { type, alternative });
}

/**
 * Effects on one side of a cut, as a step function of the effect itself.
 *
 * @param unfavoured - which effects count as being on the other side (an effect at the cut can be on either)
 */
export function truncationSetup(
  yi: readonly number[],
  vi: readonly number[],
  {
    sign,
    cut,
    unfavoured,
  }: { readonly sign: 1 | -1; readonly cut: number; readonly unfavoured: readonly boolean[] },
): Setup {
  return intervalSetup(yi, vi, {
    sign,
    two: false,
    steps: 1,
    bounds: new Float64Array(yi.length).fill(sign * cut),
    place: unfavoured.map(Number),
  });
}

/** ln N(y; μᵢ, v + τ²) without the weights, summed. */
function normalLogLik(
  yi: readonly number[],
  vi: readonly number[],
  means: ArrayLike<number>,
  tau2: number,
): number {
  let sum = 0;
  for (let i = 0; i < yi.length; i += 1) {
    const variance = vi[i]! + tau2;
    sum += Math.log(2 * Math.PI * variance) + (yi[i]! - means[i]!) ** 2 / variance;
  }
  return -0.5 * sum;
}

/** Steps: intervals of p, which for each effect are intervals of the effect itself. */
function stepSetup(
  yi: readonly number[],
  vi: readonly number[],
  { alternative, steps }: Pick<Kind, "alternative" | "steps">,
): Setup {
  const sign = alternative === "less" ? -1 : 1;
  const two = alternative === "two.sided";
  // Bounds of |y| or of ±y, falling: the first interval holds the most significant effects.
  const bounds = Float64Array.from({ length: yi.length * steps.length }, (_, at) => {
    const p = steps[at % steps.length]!;
    return Math.sqrt(vi[Math.floor(at / steps.length)]!) * normalQuantile(two ? p / 2 : p, "upper");
  });
  const place = yi.map((y, i) => {
    const size = two ? Math.abs(y) : sign * y;
    let j = 0;
    while (j < steps.length && size < bounds[i * steps.length + j]!) j += 1;
    return j;
  });
  return intervalSetup(yi, vi, { sign, two, steps: steps.length, bounds, place });
}

/** Intervals of the effects, bounded for each by `steps` falling numbers, in which the weight is constant. */
function intervalSetup(
  yi: readonly number[],
  vi: readonly number[],
  {
    sign,
    two,
    steps,
    bounds,
    place,
  }: {
    readonly sign: 1 | -1;
    readonly two: boolean;
    readonly steps: number;
    readonly bounds: Float64Array;
    readonly place: readonly number[];
  },
): Setup {
  const pieces = steps + 1;
  return {
    start: new Array<number>(pieces).fill(1),
    least: 0,
    counts: Array.from({ length: pieces }, (_, j) => place.filter((one) => one === j).length),
    logLik: (means, tau2, delta) => {
      let sum = normalLogLik(yi, vi, means, tau2);
      for (let i = 0; i < yi.length; i += 1) {
        const scale = Math.sqrt(vi[i]! + tau2);
        const mean = sign * means[i]!;
        let [area, above] = [0, 0];
        for (let j = 0; j < steps; j += 1) {
          const b = bounds[i * steps + j]!;
          const beyond = normalCdf((b - mean) / scale, "upper") + (two ? normalCdf((-b - mean) / scale) : 0);
          area += delta[j]! * (beyond - above);
          above = beyond;
        }
        area += delta[steps]! * (1 - above);
        if (!(area > 0)) return -Infinity;
        sum += Math.log(delta[place[i]!]!) - Math.log(area);
      }
      return sum;
    },
  };
}

/** Curves: the weight over q = ±y/√v is the same for all effects. */
function curveSetup(
  yi: readonly number[],
  vi: readonly number[],
  { type, alternative }: { readonly type: WeightFunctionName; readonly alternative: Kind["alternative"] },
): Setup {
  const { start, least, weight, clip, far } = WEIGHT_FUNCTIONS[type];
  const two = alternative === "two.sided";
  const sign = alternative === "less" ? -1 : 1;
  const inside = (p: number): number => Math.min(1 - clip, Math.max(clip, p));
  const pOf = (q: number): number =>
    inside(two ? 2 * normalCdf(Math.abs(q), "upper") : normalCdf(q, "upper"));
  // Clipped p values make w flat beyond this point.
  const end = clip === 0 ? far : normalQuantile(two ? clip / 2 : clip, "upper");
  // On the other side p is 1.
  const low = two ? -end : -Math.min(end, 8.5);
  const { nodes, weights } = panels(low, end);
  const own = yi.map((y, i) => pOf((sign * y) / Math.sqrt(vi[i]!)));
  const ps = nodes.map(pOf);
  const [topP, bottomP] = [pOf(end + 1), pOf(low - 1)];
  return {
    start,
    least,
    counts: [yi.length],
    logLik: (means, tau2, delta) => {
      let sum = normalLogLik(yi, vi, means, tau2);
      const heights = weights.map((w, j) => w * weight(ps[j]!, delta));
      const [top, bottom] = [weight(topP, delta), weight(bottomP, delta)];
      for (let i = 0; i < yi.length; i += 1) {
        const root = Math.sqrt(vi[i]!);
        const [mean, spread] = [(sign * means[i]!) / root, Math.sqrt(1 + tau2 / vi[i]!)];
        let area = 0;
        for (let j = 0; j < nodes.length; j += 1) {
          const z = (nodes[j]! - mean) / spread;
          area += heights[j]! * Math.exp(-0.5 * z * z);
        }
        area /= spread * Math.sqrt(2 * Math.PI);
        const above = normalCdf((end - mean) / spread, "upper");
        const below = normalCdf((low - mean) / spread);
        if (above > 0) area += top * above;
        if (below > 0) area += bottom * below;
        const w = weight(own[i]!, delta);
        if (!(area > 0) || !(area < Infinity) || !(w > 0)) return -Infinity;
        sum += Math.log(w) - Math.log(area);
      }
      return sum;
    },
  };
}

/** Gauss–Legendre quadrature from `low` to `high` in panels of 48 nodes that meet at 0 and are about 10 wide at most. */
function panels(low: number, high: number): { readonly nodes: Float64Array; readonly weights: Float64Array } {
  const rule = gaussLegendre(48);
  const sides = [
    [low, 0],
    [0, high],
  ] as const;
  const parts = sides.flatMap(([from, to]) => {
    const count = Math.ceil((to - from) / 10);
    const half = (to - from) / count / 2;
    return Array.from({ length: count }, (_, j) => ({ centre: from + (2 * j + 1) * half, half }));
  });
  return {
    nodes: Float64Array.from(
      parts.flatMap(({ centre, half }) => Array.from(rule.nodes, (x) => centre + half * x)),
    ),
    weights: Float64Array.from(parts.flatMap(({ half }) => Array.from(rule.weights, (w) => w * half))),
  };
}
