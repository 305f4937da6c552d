import type { BibRecord, RawEntry } from "../../model.ts";
import { parseDate } from "../../normal-forms/dates.ts";
import { normaliseDoi, normalisePmcid, normalisePmid } from "../../normal-forms/identifiers.ts";
import { parseName } from "../../normal-forms/names.ts";
import { parsePages } from "../../normal-forms/pages.ts";

/** Which tags may hold a field, in order of trust: the dialects of Ovid, Embase, CENTRAL, Scopus, Zotero and EndNote differ here. */
const SOURCES = {
  title: ["TI", "T1", "CT"],
  abstract: ["AB", "N2"],
  journal: ["JF", "JO", "T2", "JA", "J2"],
  abbreviation: ["JA", "J2"],
  date: ["DA", "PY", "Y1"],
  volume: ["VL"],
  issue: ["IS"],
} as const;

export function mapRis(entry: RawEntry, file: string, ordinal: number): BibRecord {
  const all = (...tags: readonly string[]): readonly string[] =>
    tags.flatMap((tag) => entry.fields.filter((field) => field.tag === tag && field.value !== "").map(({ value }) => value));
  const first = (tags: readonly string[]): string | undefined => all(...tags)[0];
  const title = first(SOURCES.title);
  const abstract = first(SOURCES.abstract);
  const journal = first(SOURCES.journal);
  const abbreviation = first(SOURCES.abbreviation);
  const date = parseDate(first(SOURCES.date) ?? "");
  const volume = first(SOURCES.volume);
  const issue = first(SOURCES.issue);
  const [start, end] = [first(["SP"]), first(["EP"])];
  const pages = parsePages(start !== undefined && end !== undefined && !start.includes("-") ? `${start}-${end}` : (start ?? ""));
  const doi = [...all("DO"), ...all("M3", "UR", "L3", "LK")].map(normaliseDoi).find((value) => value !== undefined);
  const pmid = [...all("PM"), ...all("AN"), ...all("C7"), ...all("ID")]
    .map((value) => (/^(?:pmid|medline)?:?\s*\d{5,8}(?:\s*\[pmid\])?$/i.test(value) ? normalisePmid(value.replace(/^medline:?/i, "")) : undefined))
    .find((value) => value !== undefined);
  const pmcid = all("C2").map(normalisePmcid).find((value) => value !== undefined);
  return {
    id: `${file}#${ordinal}`,
    source: { file, format: "ris", ordinal, line: entry.line },
    ids: { ...(pmid === undefined ? {} : { pmid }), ...(pmcid === undefined ? {} : { pmcid }), ...(doi === undefined ? {} : { doi }) },
    ...(title === undefined ? {} : { title }),
    ...(abstract === undefined ? {} : { abstract }),
    authors: all("AU", "A1").map(parseName),
    ...(date === undefined ? {} : { date }),
    ...(journal === undefined
      ? {}
      : { journal: { title: journal, ...(abbreviation === undefined ? {} : { abbreviation }), issn: all("SN").map((value) => ({ value })) } }),
    ...(volume === undefined ? {} : { volume }),
    ...(issue === undefined ? {} : { issue }),
    ...(pages === undefined ? {} : { pages }),
    languages: all("LA"),
    publicationTypes: all("TY"),
    keywords: all("KW"),
    meshTerms: [],
    grants: [],
    urls: all("UR"),
    raw: entry.fields,
  };
}
