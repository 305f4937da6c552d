import type { Loss } from "@coppice/records";

/** How many records lose a field, and why. */
export interface LostField {
  readonly field: string;
  readonly reason: string;
  readonly records: number;
}

export interface LossCounts {
  readonly add: (losses: readonly Loss[]) => void;
  /** Adds what was counted elsewhere. */
  readonly join: (counts: readonly LostField[]) => void;
  readonly counts: () => readonly LostField[];
  /** One line a field that the new format cannot hold: how many records have it, and why. */
  readonly lines: () => readonly string[];
}

/** What records lose on the way into another format, counted by field. */
export function countLosses(): LossCounts {
  const lost = new Map<string, { readonly reason: string; records: number }>();
  return {
    add: (losses) => {
      for (const { field, reason } of losses) {
        const known = lost.get(field);
        if (known === undefined) lost.set(field, { reason, records: 1 });
        else known.records += 1;
      }
    },
    join: (counts) => {
      for (const { field, reason, records } of counts) {
        const known = lost.get(field);
        if (known === undefined) lost.set(field, { reason, records });
        else known.records += records;
      }
    },
    counts: () => [...lost].map(([field, rest]) => ({ field, ...rest })),
    lines: () =>
      [...lost].map(
        ([field, { reason, records }]) =>
          `${field} of ${records} ${records === 1 ? "record" : "records"} (${reason})`,
      ),
  };
}
