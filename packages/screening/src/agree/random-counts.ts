import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";

/** Draws for a bootstrap, the same for the same seed on every machine. */
export interface RandomCounts {
  /** How n draws with replacement fall on cells of these sizes; `into` has a place a cell. */
  readonly multinomial: (n: number, sizes: readonly number[], into: Float64Array) => void;
}

/** A generator of its own, from a 32-bit integer. */
export function randomCounts(seed: number): RandomCounts {
  const generator = xoroshiro128plus(seed);

  /**
   * Successes among n: the waits between them are added up (Devroye 1986, Non-Uniform Random Variate Generation, X.4.3), which
   * costs as much as there are successes.
   */
  const binomial = (n: number, p: number): number => {
    if (p <= 0 || n === 0) return 0;
    if (p >= 1) return n;
    if (p > 0.5) return n - binomial(n, 1 - p);
    const end = Math.log1p(-p);
    let [sum, successes] = [0, 0];
    while (successes < n) {
      sum += Math.log1p(-uniformFloat64(generator)) / (n - successes);
      if (sum < end) break;
      successes += 1;
    }
    return successes;
  };

  return {
    multinomial: (n, sizes, into) => {
      let left = n;
      let rest = sizes.reduce((sum, size) => sum + size, 0);
      sizes.forEach((size, cell) => {
        const drawn = cell === sizes.length - 1 ? left : binomial(left, size / rest);
        into[cell] = drawn;
        left -= drawn;
        rest -= size;
      });
    },
  };
}
