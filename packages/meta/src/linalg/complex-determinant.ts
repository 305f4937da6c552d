import type { LogComplex } from "../special/laplace-cdf.ts";

/**
 * ln |R + iJ| of a complex symmetric matrix whose imaginary part is definite, by LDLᵀ without pivoting: every pivot then
 * stays in one half plane, so the sum of their angles is continuous in the matrix (which a square root of it needs).
 *
 * @param real - n × n, row-major, the lower triangle is read; overwritten
 * @param imaginary - the same
 */
export function complexLogDeterminant(real: Float64Array, imaginary: Float64Array, n: number): LogComplex {
  let [logSize, angle] = [0, 0];
  for (let j = 0; j < n; j += 1) {
    const [a, b] = [real[j * n + j]!, imaginary[j * n + j]!];
    const square = a * a + b * b;
    logSize += Math.log(square) / 2;
    angle += Math.atan2(b, a);
    for (let i = j + 1; i < n; i += 1) {
      const [c, d] = [real[i * n + j]!, imaginary[i * n + j]!];
      const [u, v] = [(c * a + d * b) / square, (d * a - c * b) / square];
      for (let m = j + 1; m <= i; m += 1) {
        const [e, f] = [real[m * n + j]!, imaginary[m * n + j]!];
        real[i * n + m]! -= u * e - v * f;
        imaginary[i * n + m]! -= u * f + v * e;
      }
    }
  }
  return { logSize, angle };
}
