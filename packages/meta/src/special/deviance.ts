/**
 * Loader's deviance part D₀: x ln(x / m) + m − x, accurate also where x is close to m.
 *
 * @see Loader 2000, Fast and accurate computation of binomial probabilities, section 4
 */
export function devianceTerm(x: number, m: number): number {
  if (x === 0) return m;
  const difference = x - m;
  if (Math.abs(difference) < 0.1 * (x + m)) {
    const v = difference / (x + m);
    let sum = difference * v;
    let power = 2 * x * v;
    for (let j = 1; j < 1000; j += 1) {
      power *= v * v;
      const next = sum + power / (2 * j + 1);
      if (next === sum) return next;
      sum = next;
    }
  }
  return x * Math.log(x / m) + m - x;
}
