/**
 * What a query says of each record: 0 not found, 1 undecided (a field that would answer is not in the import), 2 found.
 * The three values are Kleene's: AND is the smaller, OR the greater, NOT turns them round.
 */
export type Outcome = Uint8Array;

export const NO = 0;
export const UNDECIDED = 1;
export const YES = 2;

export function allOf(parts: readonly Outcome[], size: number): Outcome {
  return fold(parts, new Uint8Array(size).fill(YES), Math.min);
}

export function anyOf(parts: readonly Outcome[], size: number): Outcome {
  return fold(parts, new Uint8Array(size), Math.max);
}

/** The first, without each of the others. */
export function without(parts: readonly Outcome[], size: number): Outcome {
  const [first = new Uint8Array(size), ...taken] = parts;
  return fold(taken, first.slice(), (kept, other) => Math.min(kept, YES - other));
}

function fold(parts: readonly Outcome[], start: Outcome, join: (a: number, b: number) => number): Outcome {
  for (const part of parts) for (let i = 0; i < start.length; i += 1) start[i] = join(start[i]!, part[i]!);
  return start;
}
