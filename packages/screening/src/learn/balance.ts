/** Weights of relevant and irrelevant examples. */
export interface ClassWeights {
  readonly relevant: number;
  readonly irrelevant: number;
}

/**
 * Weights by which the relevant ones together weigh `ratio` times as much as the irrelevant ones, with sum n:
 * 1 for each relevant and n₁/(ratio n₀) for each irrelevant one, rescaled.
 *
 * @param relevant - n₁ > 0
 * @param irrelevant - n₀ > 0
 */
export function balanced(relevant: number, irrelevant: number, ratio: number): ClassWeights {
  const other = relevant / (ratio * irrelevant);
  const scale = (relevant + irrelevant) / (relevant + other * irrelevant);
  return { relevant: scale, irrelevant: other * scale };
}
