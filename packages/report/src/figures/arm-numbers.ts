import type { Effect } from "@coppice/review";
import type { ReviewIndex } from "../review-index.ts";

/** What a reader wants to see of each side of a comparison: events or mean and SD, and how many people. */
export interface ArmNumbers {
  readonly n: number | undefined;
  readonly events: number | undefined;
  /** "12.1 (4)" where the side is one arm with mean and SD. */
  readonly mean: string | undefined;
}

/** The numbers of the two sides of an effect, from the results it was computed from. */
export function armNumbers(
  index: ReviewIndex,
  effect: Effect,
): { readonly intervention: ArmNumbers; readonly control: ArmNumbers } {
  const { counts } = effect;
  if (counts !== undefined) {
    return {
      intervention: { n: counts.n1i, events: counts.ai, mean: undefined },
      control: { n: counts.n2i, events: counts.ci, mean: undefined },
    };
  }
  return { intervention: side(index, effect, "intervention"), control: side(index, effect, "control") };
}

function side(index: ReviewIndex, effect: Effect, role: "intervention" | "control"): ArmNumbers {
  const rows = effect.results.flatMap((id) => {
    const row = index.result(id);
    return row === undefined || row.versus !== undefined || index.armRole(row.study, row.arm) !== role
      ? []
      : [row];
  });
  const [first] = rows;
  const sizes = rows.map(({ n }) => n);
  return {
    n:
      rows.length === 0 || sizes.includes(undefined)
        ? undefined
        : sizes.reduce<number>((sum, n) => sum + (n ?? 0), 0),
    events: undefined,
    mean:
      rows.length === 1 && first?.mean !== undefined && first.sd !== undefined
        ? `${first.mean} (${first.sd})`.replaceAll("-", "−")
        : undefined,
  };
}

/** One side as a cell: "8/18", "12.1 (4), n = 30" or nothing. */
export function armCell({ n, events, mean }: ArmNumbers): string {
  if (events !== undefined) return `${events}/${n ?? "?"}`;
  return [mean, n === undefined ? undefined : `n = ${n}`].filter((part) => part !== undefined).join(", ");
}
