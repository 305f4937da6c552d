/**
 * Linear algebra of symmetric positive definite matrices by their Cholesky factor, L Lᵀ = A with L lower triangular.
 * Matrices are n × n, row-major in a `Float64Array` of n² values.
 *
 * @see Golub & Van Loan 2013, Matrix Computations, section 4.2
 */

/**
 * The factor L; only the lower triangle of `a` is read.
 *
 * @returns undefined when `a` is not positive definite: a pivot is not above `tolerance` times its own diagonal element,
 *   so that columns which depend on each other up to rounding are seen
 * @example Array.from(choleskyFactor(Float64Array.of(4, 2, 2, 5), 2)) // [2, 0, 1, 2]
 */
export function choleskyFactor(a: Float64Array, n: number, tolerance = 0): Float64Array | undefined {
  const l = new Float64Array(n * n);
  for (let i = 0; i < n; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      let sum = a[i * n + j]!;
      for (let m = 0; m < j; m += 1) sum -= l[i * n + m]! * l[j * n + m]!;
      if (i === j) {
        if (!(sum > tolerance * a[i * n + i]!)) return undefined;
        l[i * n + i] = Math.sqrt(sum);
      } else {
        l[i * n + j] = sum / l[j * n + j]!;
      }
    }
  }
  return l;
}

/** Solves A x = b. */
export function choleskySolve(l: Float64Array, n: number, b: ArrayLike<number>): Float64Array {
  const x = forwardSolve(l, n, b);
  for (let i = n - 1; i >= 0; i -= 1) {
    let sum = x[i]!;
    for (let m = i + 1; m < n; m += 1) sum -= l[m * n + i]! * x[m]!;
    x[i] = sum / l[i * n + i]!;
  }
  return x;
}

/** Solves L x = b, so that xᵀx = bᵀ A⁻¹ b. */
export function forwardSolve(l: Float64Array, n: number, b: ArrayLike<number>): Float64Array {
  const x = new Float64Array(n);
  for (let i = 0; i < n; i += 1) {
    let sum = b[i]!;
    for (let m = 0; m < i; m += 1) sum -= l[i * n + m]! * x[m]!;
    x[i] = sum / l[i * n + i]!;
  }
  return x;
}

/** A⁻¹, symmetric to the last bit. */
export function choleskyInverse(l: Float64Array, n: number): Float64Array {
  const inverse = new Float64Array(n * n);
  const unit = new Float64Array(n);
  for (let j = 0; j < n; j += 1) {
    unit.fill(0);
    unit[j] = 1;
    const column = choleskySolve(l, n, unit);
    for (let i = j; i < n; i += 1) {
      inverse[i * n + j] = column[i]!;
      inverse[j * n + i] = column[i]!;
    }
  }
  return inverse;
}

/** ln |A|. */
export function choleskyLogDeterminant(l: Float64Array, n: number): number {
  let sum = 0;
  for (let i = 0; i < n; i += 1) sum += Math.log(l[i * n + i]!);
  return 2 * sum;
}
