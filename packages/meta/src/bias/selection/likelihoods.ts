import { normalCdf, normalQuantile } from "../../special/index.ts";
import { gaussLegendre } from "../../quadrature/gauss-legendre.ts";
import { WEIGHT_FUNCTIONS, type WeightFunctionName } from "./weight-functions.ts";

/** What the chance of publication depends on. */
export interface Kind {
  readonly type: "stepfun" | "trunc" | WeightFunctionName;
  readonly alternative: "greater" | "less" | "two.sided";
  readonly steps: readonly number[];
}

/** A likelihood of these effects, and where its selection parameters start. */
export interface Setup {
  readonly start: readonly number[];
  /** Smallest value of δ. */
  readonly least: number;
  readonly counts: readonly number[];
  readonly logLik: (mu: number, tau2: number, delta: ArrayLike<number>) => number;
}

/** The likelihood of a kind of selection. */
export function setupOf(yi: readonly number[], vi: readonly number[], kind: Kind): Setup {
  return kind.type === "stepfun" || kind.type === "trunc"
    ? stepSetup(yi, vi, kind)
    : curveSetup(yi, vi, { ...kind, type: kind.type });
}

/** ln N(y; μ, v + τ²) without the weights, summed. */
function normalLogLik(yi: readonly number[], vi: readonly number[], mu: number, tau2: number): number {
  let sum = 0;
  for (let i = 0; i < yi.length; i += 1) {
    const variance = vi[i]! + tau2;
    sum += Math.log(2 * Math.PI * variance) + (yi[i]! - mu) ** 2 / variance;
  }
  return -0.5 * sum;
}

/** Steps: intervals of the effect itself, in which the weight is constant. */
function stepSetup(yi: readonly number[], vi: readonly number[], { type, alternative, steps }: Kind): Setup {
  const k = yi.length;
  const sign = alternative === "less" ? -1 : 1;
  const pieces = steps.length + 1;
  // Bounds of |y| or of ±y, falling: the first interval holds the most significant effects.
  const bound = (i: number, j: number): number => {
    if (type === "trunc") return sign * steps[0]!;
    const p = steps[j]!;
    return Math.sqrt(vi[i]!) * normalQuantile(alternative === "two.sided" ? p / 2 : p, "upper");
  };
  const place = yi.map((y, i) => {
    const size = alternative === "two.sided" ? Math.abs(y) : sign * y;
    let j = 0;
    while (j < steps.length && size < bound(i, j)) j += 1;
    return j;
  });
  const bounds = Float64Array.from({ length: k * steps.length }, (_, at) =>
    bound(Math.floor(at / steps.length), at % steps.length),
  );
  const counts = Array.from({ length: pieces }, (_, j) => place.filter((one) => one === j).length);
  return {
    start: new Array<number>(pieces).fill(1),
    least: 0,
    counts,
    logLik: (mu, tau2, delta) => {
      let sum = normalLogLik(yi, vi, mu, tau2);
      for (let i = 0; i < k; i += 1) {
        const scale = Math.sqrt(vi[i]! + tau2);
        const mean = sign * mu;
        let [area, above] = [0, 0];
        for (let j = 0; j < steps.length; j += 1) {
          const b = bounds[i * steps.length + j]!;
          const beyond =
            normalCdf((b - mean) / scale, "upper") +
            (alternative === "two.sided" ? normalCdf((-b - mean) / scale) : 0);
          area += delta[j]! * (beyond - above);
          above = beyond;
        }
        area += delta[steps.length]! * (1 - above);
        if (!(area > 0)) return -Infinity;
        sum += Math.log(delta[place[i]!]!) - Math.log(area);
      }
      return sum;
    },
  };
}

/** Beyond this many standard errors p is 0 or 1 to 16 digits. */
const FAR = 8.5;

/** Curves: the weight over q = ±y/√v is the same for all effects. */
function curveSetup(
  yi: readonly number[],
  vi: readonly number[],
  { type, alternative }: { readonly type: WeightFunctionName; readonly alternative: Kind["alternative"] },
): Setup {
  const { start, least, weight, clip } = WEIGHT_FUNCTIONS[type];
  const two = alternative === "two.sided";
  const sign = alternative === "less" ? -1 : 1;
  const inside = (p: number): number => Math.min(1 - clip, Math.max(clip, p));
  const pOf = (q: number): number =>
    inside(two ? 2 * normalCdf(Math.abs(q), "upper") : normalCdf(q, "upper"));
  // Clipped p values make w flat beyond this point.
  const end = clip === 0 ? FAR : normalQuantile(two ? clip / 2 : clip, "upper");
  const { nodes, weights } = gaussLegendre(48);
  const [qs, ws] = [new Float64Array(96), new Float64Array(96)];
  for (let j = 0; j < 48; j += 1) {
    for (const half of [0, 1]) {
      qs[48 * half + j] = (half === 0 ? -1 : 1) * (end / 2) * (1 + nodes[j]!);
      ws[48 * half + j] = (weights[j]! * end) / 2;
    }
  }
  const ps = qs.map(pOf);
  const own = yi.map((y, i) => pOf((sign * y) / Math.sqrt(vi[i]!)));
  const [topP, bottomP] = [pOf(end + 1), pOf(-end - 1)];
  return {
    start,
    least,
    counts: [yi.length],
    logLik: (mu, tau2, delta) => {
      let sum = normalLogLik(yi, vi, mu, tau2);
      const heights = ws.map((w, j) => w * weight(ps[j]!, delta));
      const [top, bottom] = [weight(topP, delta), weight(bottomP, delta)];
      for (let i = 0; i < yi.length; i += 1) {
        const root = Math.sqrt(vi[i]!);
        const [mean, spread] = [(sign * mu) / root, Math.sqrt(1 + tau2 / vi[i]!)];
        let area = 0;
        for (let j = 0; j < 96; j += 1) {
          const z = (qs[j]! - mean) / spread;
          area += heights[j]! * Math.exp(-0.5 * z * z);
        }
        area /= spread * Math.sqrt(2 * Math.PI);
        const above = normalCdf((end - mean) / spread, "upper");
        const below = normalCdf((-end - mean) / spread);
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
