import { demand } from "./domain-error.ts";
import { logComplement } from "./incomplete-gamma.ts";
import type { Tail } from "./tail.ts";

const SQRT_TWO_PI = 2.506628274631000502415765284811;
const LOG_SQRT_TWO_PI = 0.918938533204672741780329736406;

/** Coefficients of the three rational approximations of W. J. Cody 1969, Mathematics of Computation 23:631. */
const CENTRE_NUMERATOR = [
  0.065682337918207449113, 2.2352520354606839287, 161.02823106855587881, 1067.6894854603709582,
  18154.981253343561249,
];
const CENTRE_DENOMINATOR = [
  1, 47.20258190468824187, 976.09855173777669322, 10260.932208618978205, 45507.789335026729956,
];
const MIDDLE_NUMERATOR = [
  1.0765576773720192317e-8, 0.39894151208813466764, 8.8831497943883759412, 93.506656132177855979,
  597.27027639480026226, 2494.5375852903726711, 6848.1904505362823326, 11602.651437647350124,
  9842.7148383839780218,
];
const MIDDLE_DENOMINATOR = [
  1, 22.266688044328115691, 235.38790178262499861, 1519.377599407554805, 6485.558298266760755,
  18615.571640885098091, 34900.952721145977266, 38912.003286093271411, 19685.429676859990727,
];
const FAR_NUMERATOR = [
  0.02307344176494017303, 0.21589853405795699, 0.1274011611602473639, 0.022235277870649807,
  0.001421619193227893466, 2.9112874951168792e-5,
];
const FAR_DENOMINATOR = [
  1, 1.28426009614491121, 0.468238212480865118, 0.0659881378689285515, 0.00378239633202758244,
  7.29751555083966205e-5,
];

/** Density of the standard normal distribution. */
export function normalDensity(x: number): number {
  return expMinusHalfSquare(x) / SQRT_TWO_PI;
}

/**
 * Standard normal distribution function Φ(x) (lower) or 1 − Φ(x) (upper), by Cody's rational approximations.
 *
 * @throws DomainError x is NaN
 */
export function normalCdf(x: number, tail: Tail = "lower"): number {
  demand(!Number.isNaN(x), "x", x, "a number");
  const size = Math.abs(x);
  if (size <= 0.67448975) {
    const centre = x * ratio(CENTRE_NUMERATOR, CENTRE_DENOMINATOR, x * x);
    return tail === "lower" ? 0.5 + centre : 0.5 - centre;
  }
  const far = expMinusHalfSquare(x) * tailFactor(size);
  return x > 0 === (tail === "upper") ? far : 1 - far;
}

/** ln Φ(x) or ln(1 − Φ(x)); finite for every finite x. */
export function normalLogCdf(x: number, tail: Tail = "lower"): number {
  demand(!Number.isNaN(x), "x", x, "a number");
  const size = Math.abs(x);
  if (size <= 0.67448975) return Math.log(normalCdf(x, tail));
  const far = size === Infinity ? -Infinity : -0.5 * x * x + Math.log(tailFactor(size));
  return x > 0 === (tail === "upper") ? far : logComplement(far);
}

/** (1 − Φ(x)) e^(x²/2), x > 0.67. */
function tailFactor(x: number): number {
  if (x <= 5.656854249492380195) return ratio(MIDDLE_NUMERATOR, MIDDLE_DENOMINATOR, x);
  const r = 1 / (x * x);
  return (1 / SQRT_TWO_PI - r * ratio(FAR_NUMERATOR, FAR_DENOMINATOR, r)) / x;
}

/** e^(−x²/2) with x² split, so that its rounding does not grow into the exponent (Cody 1969). */
function expMinusHalfSquare(x: number): number {
  const size = Math.min(Math.abs(x), 40);
  const coarse = Math.trunc(size * 16) / 16;
  return Math.exp(-0.5 * coarse * coarse) * Math.exp(-0.5 * (size - coarse) * (size + coarse));
}

/** A quotient of polynomials, coefficients from the highest power down. */
function ratio(numerator: readonly number[], denominator: readonly number[], x: number): number {
  let top = 0;
  let bottom = 0;
  for (const coefficient of numerator) top = top * x + coefficient;
  for (const coefficient of denominator) bottom = bottom * x + coefficient;
  return top / bottom;
}

/** Coefficients of Wichura 1988, algorithm AS 241 (PPND16), Applied Statistics 37:477, from the highest power down. */
const A = [
  2509.0809287301226727, 33430.575583588128105, 67265.770927008700853, 45921.953931549871457,
  13731.693765509461125, 1971.5909503065514427, 133.14166789178437745, 3.387132872796366608,
];
const B = [
  5226.495278852854561, 28729.085735721942674, 39307.89580009271061, 21213.794301586595867,
  5394.1960214247511077, 687.1870074920579083, 42.313330701600911252, 1,
];
const C = [
  7.7454501427834140764e-4, 0.0227238449892691845833, 0.24178072517745061177, 1.27045825245236838258,
  3.64784832476320460504, 5.7694972214606914055, 4.6303378461565452959, 1.42343711074968357734,
];
const D = [
  1.05075007164441684324e-9, 5.475938084995344946e-4, 0.0151986665636164571966, 0.14810397642748007459,
  0.68976733498510000455, 1.6763848301838038494, 2.05319162663775882187, 1,
];
const E = [
  2.01033439929228813265e-7, 2.71155556874348757815e-5, 0.0012426609473880784386, 0.026532189526576123093,
  0.29656057182850489123, 1.7848265399172913358, 5.4637849111641143699, 6.6579046435011037772,
];
const F = [
  2.04426310338993978564e-15, 1.4215117583164458887e-7, 1.8463183175100546818e-5, 7.868691311456132591e-4,
  0.0148753612908506148525, 0.13692988092273580531, 0.59983220655588793769, 1,
];

/**
 * Quantile of the standard normal distribution: x with P(X ≤ x) = p, or P(X > x) = p for the upper tail. AS 241, then one
 * Newton step on the logarithm of the smaller tail. 0 and 1 give −Infinity and Infinity.
 *
 * @throws DomainError p outside [0, 1], NaN
 */
export function normalQuantile(p: number, tail: Tail = "lower"): number {
  demand(p >= 0 && p <= 1, "p", p, "from 0 to 1");
  const sign = tail === "lower" ? 1 : -1;
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) return sign * q * ratio(A, B, 0.180625 - q * q);
  const smaller = q < 0 ? p : 1 - p;
  return sign * Math.sign(q) * farQuantile(Math.log(smaller));
}

/** The same for a probability given by its natural logarithm, for tails below the smallest double. */
export function normalLogQuantile(logP: number, tail: Tail = "lower"): number {
  demand(logP <= 0, "logP", logP, "0 or less");
  if (logP > -2.5) return normalQuantile(Math.exp(logP), tail);
  const size = farQuantile(logP);
  return tail === "lower" ? -size : size;
}

/** x > 0 whose upper tail has the logarithm `logTail`. */
function farQuantile(logTail: number): number {
  if (logTail === -Infinity) return Infinity;
  const r = Math.sqrt(-logTail);
  let x =
    r <= 5
      ? ratio(C, D, r - 1.6)
      : r < 27
        ? ratio(E, F, r - 5)
        : Math.sqrt(-2 * logTail - Math.log(-4 * Math.PI * logTail));
  for (let step = 0; step < (r < 27 ? 1 : 4); step += 1) {
    const logCdf = normalLogCdf(x, "upper");
    const hazard = Math.exp(-0.5 * x * x - LOG_SQRT_TWO_PI - logCdf);
    x += (logCdf - logTail) / (Number.isFinite(hazard) && hazard > 0 ? hazard : x);
  }
  return x;
}
