/**
 * Hessian of f at x by central differences with Richardson extrapolation: each second difference is taken at steps h, h/2,
 * h/4, h/8 and extrapolated to h = 0, which leaves an error of about 1e-9 relative for smooth functions of order 1.
 *
 * @param x - length n, an inner point
 * @param options.step - first step relative to the size of each coordinate
 * @param options.sizes - of the coordinates; default max(|x|, `floor`)
 * @returns n × n, row-major, symmetric
 * @see Richardson 1911; Press et al. 2007, Numerical Recipes, section 5.7
 */
export function numericalHessian(
  f: (x: Float64Array) => number,
  x: ArrayLike<number>,
  {
    step = 1e-2,
    floor = 1e-1,
    sizes,
  }: { readonly step?: number; readonly floor?: number; readonly sizes?: ArrayLike<number> } = {},
): Float64Array {
  const n = x.length;
  const centre = Float64Array.from(x);
  const steps = centre.map((value, i) => step * (sizes?.[i] ?? Math.max(Math.abs(value), floor)));
  const middle = f(centre);
  const at = (i: number, di: number, j: number, dj: number): number => {
    const point = centre.slice();
    point[i]! += di;
    point[j]! += dj;
    return f(point);
  };
  const hessian = new Float64Array(n * n);
  for (let i = 0; i < n; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      const value = extrapolate((scale) => {
        const [hi, hj] = [steps[i]! * scale, steps[j]! * scale];
        return i === j
          ? (at(i, hi, i, 0) - 2 * middle + at(i, -hi, i, 0)) / (hi * hi)
          : (at(i, hi, j, hj) - at(i, hi, j, -hj) - at(i, -hi, j, hj) + at(i, -hi, j, -hj)) / (4 * hi * hj);
      });
      hessian[i * n + j] = value;
      hessian[j * n + i] = value;
    }
  }
  return hessian;
}

/** Gradient of f at x, by the same extrapolation. */
export function numericalGradient(
  f: (x: Float64Array) => number,
  x: ArrayLike<number>,
  { step = 1e-3, floor = 1e-1 }: { readonly step?: number; readonly floor?: number } = {},
): Float64Array {
  const centre = Float64Array.from(x);
  return centre.map((value, i) => {
    const h = step * Math.max(Math.abs(value), floor);
    const at = (shift: number): number => {
      const point = centre.slice();
      point[i]! += shift;
      return f(point);
    };
    return extrapolate((scale) => (at(h * scale) - at(-h * scale)) / (2 * h * scale));
  });
}

/** Limit at scale 0 of a quantity whose error is a series in scale²: four halvings, Romberg's table. */
function extrapolate(quantity: (scale: number) => number): number {
  const row = [1, 0.5, 0.25, 0.125].map(quantity);
  for (let order = 1; order < 4; order += 1)
    for (let i = 0; i < 4 - order; i += 1) row[i] = row[i + 1]! + (row[i + 1]! - row[i]!) / (4 ** order - 1);
  return row[0]!;
}
