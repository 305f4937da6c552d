import type { BibRecord } from "../../model.ts";
import { formatName } from "../../normal-forms/names.ts";

/**
 * Records as RIS with CRLF line ends: entries that came from RIS exactly as their fields were, others field by field.
 * Where RIS has no tag of its own, a database's use of one is followed: affiliations and ORCIDs name their author as Ovid
 * prints them (AD, AI), grants are those of Web of Science (FU), the PMID stands where reference managers have it (AN, with
 * DB PubMed; C5 beside another accession), conflicts of interest in C1 as EndNote has them, the PMCID in C2, registrations
 * in C7, publication types in M3, headings in KW beside the keywords, notes in N1.
 */
export function writeRis(records: readonly BibRecord[]): string {
  return records.map((record) => `${linesOf(record).join("\r\n")}\r\nER  - \r\n`).join("\r\n");
}

function linesOf(record: BibRecord): readonly string[] {
  if (record.source.format === "ris") {
    return record.raw.map(({ tag, value }) => `${tag}  - ${value.replaceAll("\n", "\r\n")}`);
  }
  const { date, pages, ids, journal, authors, editors = [] } = record;
  const type = typeOf(record);
  return [
    `TY  - ${type}`,
    ...lines("TI", record.title),
    ...lines("OP", record.originalTitle),
    ...lines("AU", ...authors.map(formatName)),
    ...lines("ED", ...editors.map(formatName)),
    ...authors.flatMap((author) =>
      author.affiliations.flatMap((place) => lines("AD", `${formatName(author)}: ${place}`)),
    ),
    ...authors.flatMap((author) =>
      lines("AI", author.orcid && `${formatName(author)}; ORCID: https://orcid.org/${author.orcid}`),
    ),
    ...lines("PY", date && String(date.year)),
    ...lines(
      "DA",
      date?.month === undefined ? undefined : `${date.year}/${two(date.month)}/${two(date.day)}`,
    ),
    ...lines(type === "CHAP" ? "T2" : "JF", journal?.title ?? journal?.abbreviation),
    ...lines("JA", journal?.abbreviation),
    ...lines("VL", record.volume),
    ...lines("IS", record.issue),
    ...lines("SP", pages?.first),
    ...lines("EP", pages?.last),
    ...lines("SN", ...new Set(journal?.issn.map(({ value }) => value)), ...(ids.isbn ?? [])),
    ...lines("PB", record.publisher),
    ...lines("CY", record.place),
    ...lines("ET", record.edition),
    ...lines("CP", record.conference),
    ...lines("DO", ids.doi),
    ...numberLines(record),
    ...lines("C2", ids.pmcid),
    ...lines("C7", ...(ids.registrations ?? [])),
    ...lines(
      "FU",
      ...record.grants.map(({ id, agency }) => (id === undefined ? agency : `${agency} [${id}]`)),
    ),
    ...lines("M3", ...record.publicationTypes.filter((kind) => kind !== type)),
    ...lines("KW", ...record.keywords, ...record.meshTerms),
    ...lines("LA", ...record.languages),
    ...lines("UR", ...record.urls),
    ...lines("N1", ...(record.notes ?? [])),
    ...lines("AB", record.abstract),
  ];
}

/** The type that the source gave, where it is one of RIS; otherwise a book or its chapter is told from an article. */
function typeOf({ publicationTypes, journal, ids }: BibRecord): string {
  const given = publicationTypes.find((kind) => /^[A-Z]{3,6}$/.test(kind));
  if (given !== undefined) return given;
  if (ids.isbn === undefined) return "JOUR";
  return journal?.title === undefined ? "BOOK" : "CHAP";
}

function numberLines({ ids, conflictOfInterest }: BibRecord): readonly string[] {
  const { pmid, accession } = ids;
  if (pmid === undefined) return lines("AN", accession);
  if (accession !== undefined) return [...lines("AN", accession), ...lines("C5", pmid)];
  return [...lines("AN", pmid), ...lines("DB", "PubMed"), ...lines("C1", conflictOfInterest)];
}

function lines(tag: string, ...values: readonly (string | undefined)[]): readonly string[] {
  return values.flatMap((value) =>
    value === undefined || value === "" ? [] : `${tag}  - ${value.replace(/\s+/g, " ")}`,
  );
}

function two(value: number | undefined): string {
  return value === undefined ? "" : String(value).padStart(2, "0");
}
