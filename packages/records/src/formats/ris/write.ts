import type { BibRecord } from "../../model.ts";
import { formatName } from "../../normal-forms/names.ts";

/**
 * Records as RIS with CRLF line ends: entries that came from RIS exactly as their fields were, others field by field.
 * The PMID goes where PubMed exports of reference managers have it (AN, with DB PubMed), the PMCID to C2, publication
 * types to M3, headings to KW beside the keywords, notes to N1.
 */
export function writeRis(records: readonly BibRecord[]): string {
  return records.map((record) => `${linesOf(record).join("\r\n")}\r\nER  - \r\n`).join("\r\n");
}

function linesOf(record: BibRecord): readonly string[] {
  if (record.source.format === "ris") {
    return record.raw.map(({ tag, value }) => `${tag}  - ${value.replaceAll("\n", "\r\n")}`);
  }
  const { date, pages, ids, journal } = record;
  return [
    "TY  - JOUR",
    ...lines("TI", record.title),
    ...lines("OP", record.originalTitle),
    ...lines("AU", ...record.authors.map(formatName)),
    ...lines("AD", ...new Set(record.authors.flatMap(({ affiliations }) => affiliations))),
    ...lines("PY", date && String(date.year)),
    ...lines(
      "DA",
      date?.month === undefined ? undefined : `${date.year}/${two(date.month)}/${two(date.day)}`,
    ),
    ...lines("JF", journal?.title ?? journal?.abbreviation),
    ...lines("JA", journal?.abbreviation),
    ...lines("VL", record.volume),
    ...lines("IS", record.issue),
    ...lines("SP", pages?.first),
    ...lines("EP", pages?.last),
    ...lines("SN", ...new Set(journal?.issn.map(({ value }) => value))),
    ...lines("DO", ids.doi),
    ...(ids.pmid === undefined ? lines("AN", ids.accession) : [`AN  - ${ids.pmid}`, "DB  - PubMed"]),
    ...lines("C2", ids.pmcid),
    ...lines("C7", ...(ids.registrations ?? [])),
    ...lines("M3", ...record.publicationTypes),
    ...lines("KW", ...record.keywords, ...record.meshTerms),
    ...lines("LA", ...record.languages),
    ...lines("UR", ...record.urls),
    ...lines("N1", ...(record.notes ?? [])),
    ...lines("AB", record.abstract),
  ];
}

function lines(tag: string, ...values: readonly (string | undefined)[]): readonly string[] {
  return values.flatMap((value) =>
    value === undefined || value === "" ? [] : `${tag}  - ${value.replace(/\s+/g, " ")}`,
  );
}

function two(value: number | undefined): string {
  return value === undefined ? "" : String(value).padStart(2, "0");
}
