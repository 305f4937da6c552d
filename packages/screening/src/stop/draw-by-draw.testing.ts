import type { Urn } from "./hypergeometric-cdf.ts";

/** P(X ≤ k) draw by draw: only positive terms, so it is exact to rounding; n·K steps. */
export function drawByDraw(k: number, { size, marked, drawn }: Urn, bias: number): number {
  let p = [1];
  for (let i = 0; i < drawn; i += 1) {
    const next = Array.from({ length: Math.min(p.length, marked) + 1 }, () => 0);
    p.forEach((mass, x) => {
      if (mass === 0) return;
      const yes = bias * (marked - x);
      const no = size - marked - (i - x);
      if (yes > 0) next[x + 1]! += (mass * yes) / (yes + no);
      if (no > 0) next[x]! += (mass * no) / (yes + no);
    });
    p = next;
  }
  return p.slice(0, Math.max(0, k + 1)).reduce((a, b) => a + b, 0);
}
