import { normalCdf, normalDensity, normalQuantile } from "../special/index.ts";

/** Transformations of one number, by the names that metafor's `transf.` functions have; NaN outside their domain. */
export const TRANSFORMATIONS: Readonly<Record<string, (x: number) => number>> = {
  /** Correlation to Fisher's z and back. */
  rtoz: Math.atanh,
  ztor: Math.tanh,
  logit: (p) => Math.log(p / (1 - p)),
  ilogit: (x) => 1 / (1 + Math.exp(-x)),
  probit: (p) => (p >= 0 && p <= 1 ? normalQuantile(p) : Number.NaN),
  iprobit: (x) => normalCdf(x),
  /** Proportion to its arcsine square root and back. */
  arcsin: (p) => Math.asin(Math.sqrt(p)),
  iarcsin: (x) => Math.sin(Math.min(Math.PI / 2, Math.max(0, x))) ** 2,
  /** Cronbach's alpha: Hakstian & Whalen 1976, Bonett 2002. */
  ahw: (alpha) => 1 - Math.cbrt(1 - alpha),
  iahw: (x) => Math.max(0, 1 - (1 - x) ** 3),
  abt: (alpha) => -Math.log(1 - alpha),
  iabt: (x) => Math.max(0, 1 - Math.exp(-x)),
  /** Standardised mean difference to Cohen's U1, U2, U3 (Cohen 1988, table 2.2.1). */
  dtou1: (d) => (2 * normalCdf(Math.abs(d) / 2) - 1) / normalCdf(Math.abs(d) / 2),
  dtou2: (d) => normalCdf(d / 2),
  dtou3: (d) => normalCdf(d),
  /** To the common language effect size (McGraw & Wong 1992). */
  dtocles: (d) => normalCdf(d / Math.SQRT2),
  /** To the point-biserial and biserial correlation, groups of one size. */
  dtorpb: pointBiserial,
  dtorbis: (d) => (pointBiserial(d) * 0.5) / normalDensity(0),
  /** To the success rate of the binomial effect size display (Rosenthal & Rubin 1982). */
  dtobesd: (d) => 0.5 + pointBiserial(d) / 2,
};

function pointBiserial(d: number): number {
  return d / Math.sqrt(d * d + 4);
}

/**
 * A proportion from its Freeman–Tukey double arcsine x = ½ (asin √(e/(n+1)) + asin √((e+1)/(n+1))).
 *
 * @param n - size of the sample, or for a pooled value the harmonic mean of the sizes
 * @returns between 0 and 1; 0 and 1 beyond the values that samples of this size can give
 * @see Miller 1978, American Statistician 32:138
 * @example inverseDoubleArcsine(0.6, 55) // 0.3156
 */
export function inverseDoubleArcsine(x: number, n: number): number {
  const t = 2 * x;
  const edge = (events: number): number =>
    Math.asin(Math.sqrt(events / (n + 1))) + Math.asin(Math.sqrt((events + 1) / (n + 1)));
  if (t <= edge(0)) return 0;
  if (t >= edge(n)) return 1;
  const sine = Math.sin(t);
  const inner = 1 - (sine + (sine - 1 / sine) / n) ** 2;
  return 0.5 * (1 - Math.sign(Math.cos(t)) * Math.sqrt(Math.max(0, inner)));
}

/**
 * n / Σ (1/nᵢ)
 *
 * @example harmonicMean([20, 60]) // 30
 */
export function harmonicMean(values: readonly number[]): number {
  return values.length / values.reduce((sum, value) => sum + 1 / value, 0);
}
