import { meansEffects, twoByTwoEffects, type TwoMeans } from "@coppice/meta";
import type { Effect, ResultRow } from "@coppice/review";
import type { ReviewIndex } from "../review-index.ts";

/**
 * What R computes an effect from: counts, means, or (for printed contrasts, joint counts, combined arms and turned
 * scales) the effect itself.
 */
export type EffectData =
  | { readonly kind: "counts"; readonly counts: NonNullable<Effect["counts"]> }
  | { readonly kind: "means"; readonly means: TwoMeans }
  | { readonly kind: "given" };

/** The raw numbers of an effect, where escalc's plain formula gives exactly the effect that was pooled. */
export function effectData(index: ReviewIndex, effect: Effect): EffectData {
  const { measure, counts } = effect;
  if (counts !== undefined && (measure === "OR" || measure === "RR" || measure === "RD")) {
    const { ai, n1i, ci, n2i } = counts;
    const { yi, vi } = twoByTwoEffects(measure, [{ ai, bi: n1i - ai, ci, di: n2i - ci }]);
    if (isSame(effect, yi[0], vi[0])) return { kind: "counts", counts };
  }
  if (measure === "MD" || measure === "SMD") {
    const means = twoMeans(index, effect);
    if (means !== undefined) {
      const { yi, vi } = meansEffects(measure, [means]);
      if (isSame(effect, yi[0], vi[0])) return { kind: "means", means };
    }
  }
  return { kind: "given" };
}

/** Mean, SD and n of one intervention and one control row, when the effect rests on exactly those. */
function twoMeans(index: ReviewIndex, effect: Effect): TwoMeans | undefined {
  const rows = effect.results.flatMap((id) => index.result(id) ?? []);
  const ofRole = (role: string) => rows.filter((row) => index.armRole(row.study, row.arm) === role);
  const [interventions, controls] = [ofRole("intervention"), ofRole("control")];
  const [first, second] = [interventions[0], controls[0]];
  if (rows.length !== 2 || first === undefined || second === undefined) return undefined;
  const [sd1i, sd2i] = [sdOf(first), sdOf(second)];
  if (first.mean === undefined || second.mean === undefined || sd1i === undefined || sd2i === undefined)
    return undefined;
  if (first.n === undefined || second.n === undefined) return undefined;
  return { m1i: first.mean, sd1i, n1i: first.n, m2i: second.mean, sd2i, n2i: second.n };
}

function sdOf({ sd, se, n }: ResultRow): number | undefined {
  return sd ?? (se === undefined || n === undefined ? undefined : se * Math.sqrt(n));
}

function isSame(effect: Effect, yi: number | null | undefined, vi: number | null | undefined): boolean {
  const near = (a: number, b: number | null | undefined): boolean =>
    b !== null && b !== undefined && Math.abs(a - b) <= 1e-12 * Math.max(1, Math.abs(a));
  return near(effect.yi, yi) && near(effect.vi, vi);
}
