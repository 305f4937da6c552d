/** Special functions and distributions from published algorithms; see README.md beside this file. */
export { bivariateNormalCdf, bivariateNormalDensity } from "./bivariate-normal.ts";
export { chiSquaredCdf, chiSquaredLogCdf, chiSquaredQuantile } from "./chi-squared.ts";
export { DomainError } from "./domain-error.ts";
export { fCdf, fLogCdf, fQuantile } from "./f-distribution.ts";
export { logRegularizedBeta, regularizedBeta } from "./incomplete-beta.ts";
export { logRegularizedGamma, regularizedGamma } from "./incomplete-gamma.ts";
export { keepRecent } from "./keep-recent.ts";
export { digamma, logBeta, logChoose, logGamma, trigamma } from "./log-gamma.ts";
export { normalCdf, normalDensity, normalLogCdf, normalLogQuantile, normalQuantile } from "./normal.ts";
export { studentTCdf, studentTLogCdf, studentTQuantile } from "./student-t.ts";
export { laplaceCdf, type LogComplex } from "./laplace-cdf.ts";
export { weightedChiSquaredCdf } from "./weighted-chi-squared.ts";
export type { Tail } from "./tail.ts";
