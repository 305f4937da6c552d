/** Which side of a distribution: P(X ≤ x) or P(X > x). */
export type Tail = "lower" | "upper";
