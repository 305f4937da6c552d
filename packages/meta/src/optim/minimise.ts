import { numericalGradient } from "./numerical-hessian.ts";

export interface Minimum {
  readonly x: Float64Array;
  readonly value: number;
  readonly gradient: Float64Array;
  readonly iterations: number;
  /** Whether the search ended because nothing could be gained any more, and not at the limit of iterations. */
  readonly converged: boolean;
}

export interface MinimiseOptions {
  /** Default: numerical, by central differences. */
  readonly gradient?: (x: Float64Array) => Float64Array;
  /** Default 500. */
  readonly maxIterations?: number;
  /** The search ends when every |gradient| · max(|x|, 1) is below this times max(|f|, 1); default 1e-9. */
  readonly tolerance?: number;
}

/**
 * A local minimum of a smooth function of several variables, by the quasi-Newton method of Broyden, Fletcher, Goldfarb and
 * Shanno with a line search that halves until the function falls enough (Armijo). Points where f is not finite are walls; where
 * one is so near that the gradient is not finite, the search ends without convergence.
 *
 * @param start - an inner point where f is finite
 * @throws RangeError when f is not finite at the start
 * @see Nocedal & Wright 2006, Numerical Optimization, algorithms 3.1 and 6.1
 * @example minimise((x) => (x[0] - 3) ** 2, [0]).x[0] // 3
 */
export function minimise(
  f: (x: Float64Array) => number,
  start: ArrayLike<number>,
  options: MinimiseOptions = {},
): Minimum {
  const { maxIterations = 500, tolerance = 1e-9 } = options;
  const gradientAt = options.gradient ?? ((x: Float64Array): Float64Array => numericalGradient(f, x));
  const n = start.length;
  let x: Float64Array = Float64Array.from(start);
  let value = f(x);
  if (!Number.isFinite(value)) throw new RangeError("the function is not finite at the start of the search");
  let gradient = gradientAt(x);
  let inverse = identity(n);
  let scaled = false;
  let fresh = true;
  for (let iteration = 1; iteration <= maxIterations; iteration += 1) {
    if (!gradient.every(Number.isFinite))
      return { x, value, gradient, iterations: iteration - 1, converged: false };
    if (isFlat(x, gradient, value, tolerance))
      return { x, value, gradient, iterations: iteration - 1, converged: true };
    let direction = multiply(inverse, gradient, n).map((part) => -part);
    let slope = dot(direction, gradient);
    if (!(slope < 0)) {
      inverse = identity(n);
      fresh = true;
      direction = gradient.map((part) => -part);
      slope = -dot(gradient, gradient);
    }
    const found = lineSearch(f, x, value, direction, slope, fresh && !scaled);
    if (found === undefined) {
      // The quasi-Newton direction gained nothing: once more along the gradient, and then this is the minimum.
      if (fresh) return { x, value, gradient, iterations: iteration, converged: true };
      inverse = identity(n);
      fresh = true;
      continue;
    }
    const nextGradient = gradientAt(found.x);
    const step = found.x.map((part, i) => part - x[i]!);
    const change = nextGradient.map((part, i) => part - gradient[i]!);
    const curvature = dot(step, change);
    if (curvature > 1e-14 * Math.sqrt(dot(step, step) * dot(change, change))) {
      if (!scaled) {
        inverse = identity(n).map((part) => (part * curvature) / dot(change, change));
        scaled = true;
      }
      update(inverse, step, change, curvature, n);
      fresh = false;
    }
    [x, value, gradient] = [found.x, found.value, nextGradient];
  }
  return { x, value, gradient, iterations: maxIterations, converged: isFlat(x, gradient, value, tolerance) };
}

function lineSearch(
  f: (x: Float64Array) => number,
  x: Float64Array,
  value: number,
  direction: Float64Array,
  slope: number,
  careful: boolean,
): { readonly x: Float64Array; readonly value: number } | undefined {
  const length = Math.sqrt(dot(direction, direction));
  let size = careful ? Math.min(1, 1 / length) : 1;
  for (let halvings = 0; halvings < 60; halvings += 1, size /= 2) {
    const next = x.map((part, i) => part + size * direction[i]!);
    if (next.every((part, i) => part === x[i]!)) return undefined;
    const found = f(next);
    if (found <= value + 1e-4 * size * slope && found < value) return { x: next, value: found };
  }
  return undefined;
}

function isFlat(x: Float64Array, gradient: Float64Array, value: number, tolerance: number): boolean {
  const scale = Math.max(Math.abs(value), 1);
  return gradient.every((part, i) => Math.abs(part) * Math.max(Math.abs(x[i]!), 1) <= tolerance * scale);
}

/** H ← (I − s yᵀ/c) H (I − y sᵀ/c) + s sᵀ/c, c = sᵀy. */
function update(
  inverse: Float64Array,
  step: Float64Array,
  change: Float64Array,
  curvature: number,
  n: number,
): void {
  const hy = multiply(inverse, change, n);
  const factor = (1 + dot(change, hy) / curvature) / curvature;
  for (let i = 0; i < n; i += 1) {
    for (let j = 0; j < n; j += 1)
      inverse[i * n + j]! +=
        factor * step[i]! * step[j]! - (hy[i]! * step[j]! + step[i]! * hy[j]!) / curvature;
  }
}

function identity(n: number): Float64Array {
  const matrix = new Float64Array(n * n);
  for (let i = 0; i < n; i += 1) matrix[i * n + i] = 1;
  return matrix;
}

function multiply(matrix: Float64Array, vector: Float64Array, n: number): Float64Array {
  const product = new Float64Array(n);
  for (let i = 0; i < n; i += 1) {
    let sum = 0;
    for (let j = 0; j < n; j += 1) sum += matrix[i * n + j]! * vector[j]!;
    product[i] = sum;
  }
  return product;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += a[i]! * b[i]!;
  return sum;
}
