import { journalOf, newDraft } from "../../draft.ts";
import type { BibRecord, RawEntry } from "../../model.ts";
import { parseDate } from "../../normal-forms/dates.ts";
import { findDoi, normaliseDoi, normalisePmcid, normalisePmid } from "../../normal-forms/identifiers.ts";
import { parseName } from "../../normal-forms/names.ts";
import { parsePages } from "../../normal-forms/pages.ts";

/** Which tags may hold a field, in order of trust: Ovid, Embase, CENTRAL, Scopus, Zotero and EndNote differ here. */
const SOURCES = {
  title: ["TI", "T1", "CT", "BT", "ST"],
  journal: ["JF", "T2", "JO", "JA", "J2"],
  abbreviation: ["J2", "JA", "JO"],
  date: ["DA", "PY", "Y1"],
  year: ["PY", "Y1", "DA"],
  doi: ["DO"],
  doiInText: ["UR", "L2", "L3", "LK", "M3", "N1"],
  registrations: ["AN", "C7", "N1", "U1", "ID"],
} as const;

/** Where databases put the PMID, and how it is marked there. */
const PMID_PLACES: readonly (readonly [tag: string, form: RegExp])[] = [
  ["PM", /^0*(\d{1,8})$/],
  ["PMID", /^0*(\d{1,8})$/],
  ["C5", /^(\d{5,8})$/],
  ["C3", /^PUBMED (\d+)$/i],
  ["U1", /^(\d{1,8}) \[PMID\]$/i],
  ["AN", /^(?:PMID:? ?|MEDLINE:? ?)(\d{5,8})$/i],
  ["ID", /^(?:PMID:? ?)(\d{5,8})$/i],
];

export function mapRis(entry: RawEntry, file: string, ordinal: number, text?: string): BibRecord {
  const values = new Map<string, string[]>();
  for (const { tag, value } of entry.fields) {
    if (value === "") continue;
    const known = values.get(tag);
    if (known === undefined) values.set(tag, [value]);
    else known.push(value);
  }
  const all = (...tags: readonly string[]): readonly string[] => tags.flatMap((tag) => values.get(tag) ?? []);
  const first = (...tags: readonly string[]): string | undefined => {
    for (const tag of tags) {
      const value = values.get(tag)?.[0];
      if (value !== undefined) return value.replace(/\s*\n\s*/g, " ");
    }
    return undefined;
  };
  const draft = newDraft("ris", { file, ordinal, line: entry.line }, entry.fields);
  const { ids } = draft;
  const set = <T extends object, Key extends keyof T>(
    target: T,
    key: Key,
    value: T[Key] | undefined,
  ): void => {
    if (value !== undefined) target[key] = value;
  };

  const doi =
    all(...SOURCES.doi)
      .map((value) => normaliseDoi(value) ?? findDoi(value))
      .find(isPresent) ??
    all(...SOURCES.doiInText)
      .map(findDoi)
      .find(isPresent);
  set(ids, "doi", doi);
  const pmid = PMID_PLACES.flatMap(([tag, form]) => all(tag).map((value) => form.exec(value)?.[1])).find(
    isPresent,
  );
  set(ids, "pmid", pmid ?? pmidOfPubMed(first("DB") ?? first("DP"), first("AN")));
  set(
    ids,
    "pmcid",
    all("C2", "U1")
      .map((value) => (/^PMC/i.test(value) ? normalisePmcid(value) : undefined))
      .find(isPresent),
  );
  set(ids, "accession", first("AN"));
  const trials = all(...SOURCES.registrations).flatMap((value) => value.match(/\bNCT\d{8}\b/g) ?? []);
  if (trials.length > 0) ids.registrations = [...new Set(trials)];

  set(draft, "title", first(...SOURCES.title));
  set(draft, "originalTitle", first("TT", "OP"));
  const [abstract, ...others] = [...new Set(all("AB", "N2"))].sort((a, b) => b.length - a.length);
  set(draft, "abstract", abstract?.replace(/\s*\n\s*/g, " "));
  draft.authors = all("AU", "A1").map((value) => ({ ...parseName(value), affiliations: [] }));
  set(draft, "date", dateOf(all(...SOURCES.date), all(...SOURCES.year)));
  const journal = first(...SOURCES.journal);
  if (journal !== undefined) {
    journalOf(draft).title = journal;
    const short = first(...SOURCES.abbreviation);
    if (short !== undefined && short !== journal) journalOf(draft).abbreviation = short;
  }
  const issn = all("SN").flatMap((value) => value.match(/\b\d{4}-?\d{3}[\dXx]\b/g) ?? []);
  if (issn.length > 0) journalOf(draft).issn = [...new Set(issn)].map((value) => ({ value }));
  set(draft, "volume", first("VL"));
  set(draft, "issue", first("IS"));
  set(draft, "pages", pagesOf(first("SP"), first("EP")));
  draft.languages = [...all("LA")];
  draft.publicationTypes = [...all("TY", "M3").filter((value) => !value.startsWith("10."))];
  draft.keywords = [...all("KW")];
  draft.urls = [...all("UR")];
  const notes = [...all("N1"), ...others];
  if (notes.length > 0) draft.notes = notes;
  if (text !== undefined) draft.text = text;
  return draft;
}

function isPresent<T>(value: T | undefined): value is T {
  return value !== undefined;
}

/** EndNote and Zotero keep the PMID of a PubMed record as its accession number. */
function pmidOfPubMed(database: string | undefined, accession: string | undefined): string | undefined {
  return database !== undefined && /pubmed|^nlm$/i.test(database)
    ? normalisePmid(accession ?? "")
    : undefined;
}

/** The most exact date of the record's year; other years (of an online first) do not count. */
function dateOf(dates: readonly string[], years: readonly string[]): BibRecord["date"] {
  const year = years.map(parseDate).find(isPresent);
  const exact = dates.map(parseDate).find((date) => date?.month !== undefined && date.year === year?.year);
  return exact ?? year;
}

function pagesOf(start: string | undefined, end: string | undefined): BibRecord["pages"] {
  if (start === undefined) return undefined;
  const whole = parsePages(start);
  if (whole?.last !== undefined || end === undefined || end === start) return whole;
  return parsePages(`${start}-${end}`) ?? whole;
}
