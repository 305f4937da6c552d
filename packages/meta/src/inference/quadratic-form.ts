/** xᵀVx */
export function quadraticForm(v: readonly (readonly number[])[], x: readonly number[]): number {
  return bilinearForm(v, x, x);
}

/** xᵀVy */
export function bilinearForm(
  v: readonly (readonly number[])[],
  x: readonly number[],
  y: readonly number[],
): number {
  let sum = 0;
  for (let i = 0; i < x.length; i += 1) {
    const row = v[i]!;
    for (let j = 0; j < y.length; j += 1) sum += x[i]! * row[j]! * y[j]!;
  }
  return sum;
}
