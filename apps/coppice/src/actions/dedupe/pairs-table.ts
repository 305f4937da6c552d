import { csvCell, formatName, type BibRecord, type LinkOutcome } from "@coppice/records";

const COLUMNS = ["verdict", "a", "b", "why", "probability", "title a", "title b", "authors a", "authors b", "year a", "year b", "journal a", "journal b", "pages a", "pages b", "doi a", "doi b"]; // prettier-ignore

/**
 * The pairs that a person should look at as a table: with the column `verdict` filled in (same, different, family) it is a
 * file of decisions.
 */
export function writePairsTable({
  records,
  review,
}: {
  readonly records: ReadonlyMap<string, BibRecord>;
  readonly review: LinkOutcome["review"];
}): string {
  const rows = review.map(({ a, b, reason, expectedGain }) => {
    const [one, other] = [records.get(a), records.get(b)];
    const both = (
      of: (record: BibRecord) => string | number | undefined,
    ): readonly (string | number | undefined)[] =>
      [one, other].map((record) => (record === undefined ? undefined : of(record)));
    return [
      "",
      a,
      b,
      reason,
      expectedGain.toFixed(3),
      ...both(({ title }) => title),
      ...both(({ authors }) => authors.slice(0, 3).map(formatName).join("; ")),
      ...both(({ date }) => date?.year),
      ...both(({ journal }) => journal?.title ?? journal?.abbreviation),
      ...both(({ pages }) => pages?.text),
      ...both(({ ids }) => ids.doi),
    ];
  });
  return [COLUMNS, ...rows].map((cells) => `${cells.map(csvCell).join(",")}\n`).join("");
}
