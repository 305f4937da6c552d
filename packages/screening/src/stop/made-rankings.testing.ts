import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";

/** A ranking made for tests: how its relevant records lie. */
export interface MadeRanking {
  readonly total: number;
  readonly relevant: number;
  /** How fast the rate falls: relevant records lie at the order of an exponential of this rate; 0 is random order. */
  readonly steepness: number;
  /** Share of the relevant records that lie anywhere. */
  readonly unseen: number;
}

/** Labels of a ranking, the relevant ones at places drawn from the density (1 − w)·exponential + w·uniform. */
export function madeRanking({ total, relevant, steepness, unseen }: MadeRanking, seed: number): (0 | 1)[] {
  const random = xoroshiro128plus(seed);
  const labels = Array.from({ length: total }, (): 0 | 1 => 0);
  for (let left = relevant; left > 0;) {
    const u = uniformFloat64(random);
    const anywhere = steepness === 0 || uniformFloat64(random) < unseen;
    const place = anywhere ? u : -Math.log1p(u * Math.expm1(-steepness)) / steepness;
    const at = Math.min(total - 1, Math.floor(place * total));
    if (labels[at] === 1) continue;
    labels[at] = 1;
    left -= 1;
  }
  return labels;
}

/** A smaller review: each relevant record kept with the one probability, each irrelevant one with the other, in their order. */
export function thinnedRanking(
  labels: readonly (0 | 1)[],
  keep: { readonly relevant: number; readonly irrelevant: number },
  seed: number,
): (0 | 1)[] {
  const random = xoroshiro128plus(seed);
  return labels.filter((label) => uniformFloat64(random) < (label === 1 ? keep.relevant : keep.irrelevant));
}
