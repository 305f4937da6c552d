import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";

/** A stream of random integers that is the same for the same seed on every machine. */
export interface Random {
  /** An integer from 0 to n − 1, all equally likely. */
  readonly below: (n: number) => number;
}

/**
 * A generator of its own; nothing is shared between two of them.
 *
 * @param seed - a 32-bit integer
 * @example seededRandom(1).below(1) // 0
 */
export function seededRandom(seed: number): Random {
  const generator = xoroshiro128plus(seed);
  return { below: (n) => uniformInt(generator, 0, n - 1) };
}

/** The numbers 0 to n − 1 in random order (Fisher & Yates 1938; Durstenfeld 1964). */
export function shuffledPlaces(random: Random, n: number): number[] {
  const places = Array.from({ length: n }, (_, place) => place);
  for (let i = n - 1; i > 0; i -= 1) {
    const j = random.below(i + 1);
    [places[i], places[j]] = [places[j]!, places[i]!];
  }
  return places;
}
