import { InputError } from "../input-error.ts";
import type { Design } from "./design.ts";

/** A thin QR decomposition, X = Q R: Q is k × p with QᵀQ = I, R is p × p and upper triangular; both row-major. */
export interface OrthonormalBasis {
  readonly q: Float64Array;
  readonly r: Float64Array;
}

/**
 * An orthonormal basis of the columns of a design, by Gram–Schmidt with every column orthogonalised twice.
 *
 * Models are computed in this basis, because the normal equations of raw columns (years, products of moderators) lose
 * twice as many digits as the columns themselves.
 *
 * @throws InputError `collinear-design`, naming the first column that depends on those before it
 * @see Giraud, Langou & Rozložník 2005, Computers & Mathematics with Applications 50:1069 (twice is enough)
 */
export function orthonormalBasis({ names, rows }: Design): OrthonormalBasis {
  const [k, p] = [rows.length, names.length];
  const q = new Float64Array(k * p);
  const r = new Float64Array(p * p);
  const column = new Float64Array(k);
  for (let j = 0; j < p; j += 1) {
    for (let i = 0; i < k; i += 1) column[i] = rows[i]![j]!;
    const size = norm(column);
    for (let pass = 0; pass < 2; pass += 1) {
      for (let m = 0; m < j; m += 1) {
        let overlap = 0;
        for (let i = 0; i < k; i += 1) overlap += q[i * p + m]! * column[i]!;
        for (let i = 0; i < k; i += 1) column[i]! -= overlap * q[i * p + m]!;
        r[m * p + j]! += overlap;
      }
    }
    const rest = norm(column);
    if (!(rest > DEPENDENT * size)) throw dependent(names, rows, j);
    r[j * p + j] = rest;
    for (let i = 0; i < k; i += 1) q[i * p + j] = column[i]! / rest;
  }
  return { q, r };
}

/** What is left of a column, relative to its length, when it counts as a combination of others. */
const DEPENDENT = 1e-9;

function norm(values: Float64Array): number {
  let largest = 0;
  for (const value of values) largest = Math.max(largest, Math.abs(value));
  if (largest === 0) return 0;
  let sum = 0;
  for (const value of values) sum += (value / largest) ** 2;
  return largest * Math.sqrt(sum);
}

function dependent(names: readonly string[], rows: Design["rows"], j: number): InputError {
  const name = names[j]!;
  const constant = rows.every((row) => row[j] === rows[0]![j]);
  const message = constant
    ? `${name} has the same value (${rows[0]![j]!}) in all ${rows.length} rows, so it cannot explain differences`
    : `${name} is a combination of ${names.slice(0, j).join(", ")} in these ${rows.length} rows`;
  return new InputError(
    "collinear-design",
    message,
    { field: name },
    { expected: "columns that do not depend on each other", fix: `leave out ${name}` },
  );
}
