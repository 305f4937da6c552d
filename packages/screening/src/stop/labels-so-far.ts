import { ScreeningError } from "../screening-error.ts";

/** Labels in the order of screening: 1 relevant, 0 irrelevant. */
export type LabelSequence = readonly (0 | 1)[];

/** Where a screening stands. */
export interface ScreeningState {
  readonly screened: number;
  /** Records of the whole search. */
  readonly total: number;
  /** screened / total. */
  readonly shareScreened: number;
  /** Relevant records found so far. */
  readonly found: number;
  /** Irrelevant records since the last relevant one, or since the start. */
  readonly irrelevantRun: number;
}

/**
 * Found so far, the run of irrelevant records and the share screened.
 *
 * @throws ScreeningError `no-records` (total of 0), `invalid-option` (total no whole number), `length-mismatch` (more
 *   labels than records), `invalid-label` (names the row)
 * @example screeningState([1, 0, 0], 10) // screened 3, shareScreened 0.3, found 1, irrelevantRun 2
 */
export function screeningState(labels: LabelSequence, total: number): ScreeningState {
  checkLabels(labels, total);
  let found = 0;
  let last = -1;
  labels.forEach((label, place) => {
    if (label === 1) {
      found += 1;
      last = place;
    }
  });
  return {
    screened: labels.length,
    total,
    shareScreened: labels.length / total,
    found,
    irrelevantRun: labels.length - 1 - last,
  };
}

/** Positions of the relevant records, counted from 1. */
export function relevantPositions(labels: LabelSequence): number[] {
  return labels.flatMap((label, place) => (label === 1 ? [place + 1] : []));
}

/**
 * Whether, of the relevant records found so far, the share `target` was found within the first half of the records read:
 * reading on for as long again has brought next to nothing. False where nothing is found.
 */
export function hasSettled(labels: LabelSequence, target: number): boolean {
  const half = Math.floor(labels.length / 2);
  const places = relevantPositions(labels);
  const early = places.filter((place) => place <= half).length;
  return places.length > 0 && early >= target * places.length * (1 - 4 * Number.EPSILON);
}

function checkLabels(labels: LabelSequence, total: number): void {
  if (!Number.isSafeInteger(total) || total < 0)
    throw new ScreeningError("invalid-option", `The number of records is ${total}, not a whole number.`, {
      field: "total",
    });
  if (total === 0)
    throw new ScreeningError("no-records", "There are no records to screen.", { field: "total" });
  if (labels.length > total)
    throw new ScreeningError(
      "length-mismatch",
      `${labels.length} labels for ${total} records.`,
      { field: "labels" },
      "Give each record one label, in the order of screening.",
    );
  const row = labels.findIndex((label: unknown) => label !== 0 && label !== 1);
  if (row >= 0)
    throw new ScreeningError(
      "invalid-label",
      `Label ${row + 1} is ${JSON.stringify(labels[row])}, not 1 (relevant) or 0 (irrelevant).`,
      { field: "labels", row },
    );
}
