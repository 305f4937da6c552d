import type { BibRecord } from "../../model.ts";
import { formatName } from "../../normal-forms/names.ts";

/** A record as Refer: entries that came from Refer exactly as their fields were, others field by field. */
export function writeReferEntry(record: BibRecord): string {
  const lines =
    record.source.format === "refer"
      ? record.raw.map(({ tag, value }) => `%${tag} ${value}`.trimEnd())
      : newLines(record);
  return `${lines.join("\n")}\n`;
}

function newLines(record: BibRecord): readonly string[] {
  const { ids, journal, date } = record;
  const lines: string[] = [];
  const add = (tag: string, ...values: readonly (string | undefined)[]): void => {
    for (const value of values) {
      const text = value?.replace(/\s+/g, " ").trim() ?? "";
      if (text !== "") lines.push(`%${tag} ${text}`);
    }
  };
  add("0", record.publicationTypes[0] ?? "Journal Article");
  add("A", ...record.authors.map(formatName));
  add(
    "+",
    ...new Set([
      ...(record.affiliations ?? []),
      ...record.authors.flatMap(({ affiliations }) => affiliations),
    ]),
  );
  add("E", ...(record.editors ?? []).map(formatName));
  add("T", record.title);
  add("Q", record.originalTitle);
  add("J", journal?.title);
  add("O", journal?.title === undefined ? undefined : journal.abbreviation);
  add("V", record.volume);
  add("N", record.issue);
  add("P", record.pages?.text);
  add("D", date && String(date.year));
  add(
    "8",
    date?.month === undefined
      ? undefined
      : `${date.year}/${two(date.month)}${date.day === undefined ? "" : `/${two(date.day)}`}`,
  );
  add("I", record.publisher);
  add("C", record.place);
  add("7", record.edition);
  add("@", ...(journal?.issn ?? []).map(({ value }) => value), ...(ids.isbn ?? []));
  add("G", ...record.languages);
  add("R", ids.doi);
  add("M", ids.pmid ?? ids.accession);
  add("2", ids.pmcid);
  if (ids.pmid !== undefined) add("W", "NLM");
  add("K", ...record.keywords, ...record.meshTerms);
  add("U", ...record.urls);
  add("Z", ...(record.notes ?? []));
  add("9", ...record.publicationTypes.slice(1));
  add("X", record.abstract);
  return lines;
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}
