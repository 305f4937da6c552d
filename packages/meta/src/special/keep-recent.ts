import type { Tail } from "./tail.ts";

const KEPT = 4;

/**
 * A quantile function that keeps its last few answers: fits in a loop ask for the same ones again and again, and each takes as long
 * as a quarter of a fit.
 */
export function keepRecent(
  quantile: (p: number, df: number, tail: Tail) => number,
): (p: number, df: number, tail: Tail) => number {
  const ps = new Float64Array(KEPT).fill(Number.NaN);
  const dfs = new Float64Array(KEPT).fill(Number.NaN);
  const answers = new Float64Array(KEPT);
  const tails: Tail[] = new Array<Tail>(KEPT).fill("lower");
  let next = 0;
  return (p, df, tail) => {
    for (let i = 0; i < KEPT; i += 1)
      if (ps[i] === p && dfs[i] === df && tails[i] === tail) return answers[i]!;
    const answer = quantile(p, df, tail);
    [ps[next], dfs[next], tails[next], answers[next]] = [p, df, tail, answer];
    next = (next + 1) % KEPT;
    return answer;
  };
}
