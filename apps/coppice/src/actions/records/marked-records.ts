import { MARK_KINDS, marksOf, type BibRecord, type MarkKind } from "@coppice/records";

/** The records that say one thing of themselves: that they are retracted, corrected, a notice, … */
export interface MarkedRecords {
  readonly mark: MarkKind;
  readonly records: number;
  /** Ids of the first of them. */
  readonly first: readonly string[];
}

export interface MarkTally {
  readonly add: (record: BibRecord) => void;
  /** Adds what was counted elsewhere, as if its records had been added one by one. */
  readonly join: (marked: readonly MarkedRecords[]) => void;
  /** Worst first. */
  readonly counts: () => readonly MarkedRecords[];
}

/** Ids that are listed of each mark. */
const LISTED = 10;

/** Counts the marks that records bear; what a notice says of another record is not looked for. */
export function countMarks(): MarkTally {
  const byKind = new Map<MarkKind, { records: number; readonly first: string[] }>();
  const addTo = (kind: MarkKind, records: number, ids: readonly string[]): void => {
    const known = byKind.get(kind) ?? { records: 0, first: [] };
    known.records += records;
    known.first.push(...ids.slice(0, LISTED - known.first.length));
    byKind.set(kind, known);
  };
  return {
    add: (record) => {
      for (const { kind } of marksOf(record)) addTo(kind, 1, [record.id]);
    },
    join: (marked) => {
      for (const { mark, records, first } of marked) addTo(mark, records, first);
    },
    counts: () =>
      MARK_KINDS.flatMap((mark) => {
        const known = byKind.get(mark);
        return known === undefined ? [] : [{ mark, ...known }];
      }),
  };
}
