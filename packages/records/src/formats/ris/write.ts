import type { BibRecord } from "../../model.ts";
import { formatName } from "../../normal-forms/names.ts";

/** Records as RIS: entries that came from RIS exactly as their fields were, others field by field. */
export function writeRis(records: readonly BibRecord[]): string {
  return records.map((record) => `${linesOf(record).join("\r\n")}\r\nER  - \r\n`).join("\r\n");
}

function linesOf(record: BibRecord): readonly string[] {
  const line = (tag: string, value: string | number | undefined): readonly string[] =>
    value === undefined || value === "" ? [] : [`${tag}  - ${String(value).replace(/\s+/g, " ")}`];
  if (record.source.format === "ris") return record.raw.map(({ tag, value }) => `${tag}  - ${value}`);
  const { date, pages } = record;
  return [
    ...line("TY", "JOUR"),
    ...line("TI", record.title),
    ...record.authors.flatMap((author) => line("AU", formatName(author))),
    ...line("PY", date?.year),
    ...line("DA", date?.month === undefined ? undefined : [date.year, two(date.month), two(date.day)].join("/")),
    ...line("JF", record.journal?.title),
    ...line("JA", record.journal?.abbreviation),
    ...line("VL", record.volume),
    ...line("IS", record.issue),
    ...line("SP", pages?.first),
    ...line("EP", pages?.last),
    ...(record.journal?.issn ?? []).flatMap(({ value }) => line("SN", value)),
    ...line("DO", record.ids.doi),
    ...line("PM", record.ids.pmid),
    ...line("C2", record.ids.pmcid),
    ...record.keywords.flatMap((keyword) => line("KW", keyword)),
    ...record.languages.flatMap((language) => line("LA", language)),
    ...record.urls.flatMap((url) => line("UR", url)),
    ...line("AB", record.abstract),
  ];
}

function two(value: number | undefined): string {
  return value === undefined ? "" : String(value).padStart(2, "0");
}
