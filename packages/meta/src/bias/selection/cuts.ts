import { truncationSetup, type Setup } from "./likelihoods.ts";

/** A place at which effects may have been cut, and the likelihood of that. */
export interface Cut {
  readonly at: number;
  readonly setup: Setup;
}

/**
 * All cuts at which the likelihood can be highest. Between two neighbouring effects the same effects are on the unfavoured side,
 * and the likelihood rises towards the favoured one where δ₁ < 1 and towards the other where δ₁ > 1; so it is highest, or
 * comes as near to it as one likes, at an effect itself, which counts as unfavoured or not. Cuts with no effect on one of
 * their sides are left out: beside the smallest effect of all, a distribution cut off there always fits best.
 *
 * @param given - a known cut, at which effects of that size are unfavoured
 */
export function cutsOf(
  yi: readonly number[],
  vi: readonly number[],
  sign: 1 | -1,
  given: number | null,
): readonly Cut[] {
  const cutAt = (at: number, unfavoured: (size: number) => boolean): Cut => ({
    at,
    setup: truncationSetup(yi, vi, { sign, cut: at, unfavoured: yi.map((y) => unfavoured(sign * y)) }),
  });
  if (given !== null) return [cutAt(given, (size) => size <= sign * given)];
  const sizes = [...new Set(yi.map((y) => sign * y))].sort((a, b) => a - b);
  return sizes.slice(1).flatMap((above, j) => {
    const below = sizes[j]!;
    return [cutAt(sign * below, (size) => size <= below), cutAt(sign * above, (size) => size <= below)];
  });
}
