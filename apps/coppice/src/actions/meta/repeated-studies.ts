import type { Studies } from "./load-studies.ts";
import { counted } from "./text-table.ts";

/** Several effects that carry the name of one study. */
export interface RepeatedStudies {
  readonly code: "repeated-studies";
  readonly effects: number;
  readonly studies: number;
  readonly message: string;
}

/** Beyond this many studies names are not kept. */
const MOST_NAMED = 100_000;

/** Effects of one study depend on each other, and the models here take them as independent. */
export function repeatedStudies(studies: Studies): RepeatedStudies | undefined {
  const { names, yi, label } = studies;
  if (names.columns.length === 0 || yi.length > MOST_NAMED) return undefined;
  const counts = new Map<string, number>();
  yi.forEach((_, place) => counts.set(label(place), (counts.get(label(place)) ?? 0) + 1));
  const most = [...counts].reduce<readonly [string, number]>(
    (best, each) => (each[1] > best[1] ? each : best),
    ["", 0],
  );
  if (most[1] < 2) return undefined;
  return {
    code: "repeated-studies",
    effects: yi.length,
    studies: counts.size,
    message: `${counted(yi.length, "effect")} of ${counted(counts.size, "study", "studies")} by ${names.columns.join(" ")} ("${most[0]}" stands ${most[1]} times). Effects of one study depend on each other; all models here take them as independent, so intervals and p values are too small. Choose or combine one effect a study; if these are different studies, name them apart with --study.`,
  };
}
