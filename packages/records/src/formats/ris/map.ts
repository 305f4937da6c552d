import { journalOf, newDraft, type RecordDraft } from "../../draft.ts";
import type { BibRecord, RawEntry } from "../../model.ts";
import { parseDate } from "../../normal-forms/dates.ts";
import { normalisePmid } from "../../normal-forms/identifiers.ts";
import { parsePages } from "../../normal-forms/pages.ts";
import { splitAbstract } from "../abstract-sections.ts";
import { cochraneIdOf } from "../cochrane-id.ts";
import { readableText } from "../readable-text.ts";
import { setOnce } from "../set-once.ts";
import { FIELDS } from "./fields.ts";
import { isPubMed } from "./identifiers.ts";
import { newParts, type Parts } from "./parts.ts";
import { addAffiliations, addOrcids } from "./people.ts";

/** Types whose second title is the book or series that holds the work, and whose second authors are its editors. */
const HELD_TYPES: ReadonlySet<string> = new Set(["CHAP", "ECHAP", "CONF", "CPAPER", "ENCYC", "DICT", "HEAR"]);
/** Types whose own title may stand as the book's, with a series as their second title. */
const BOOK_TYPES: ReadonlySet<string> = new Set(["BOOK", "EBOOK", "EDBOOK", "SER", "WHOLE", "RPRT"]);

/** A RIS entry as a record. What has no place in the model stays in `raw`. */
export function mapRis(entry: RawEntry, file: string, ordinal: number, text?: string): BibRecord {
  const draft = newDraft("ris", { file, ordinal, line: entry.line }, entry.fields);
  const parts = newParts(draft);
  const { fields } = entry;
  for (let at = 0; at < fields.length; at += 1) {
    const { tag, value, line } = fields[at]!;
    if (value === "") continue;
    // A value of several lines leaves a gap in the numbers of the lines.
    const next = fields[at + 1];
    const mayBeLong = next === undefined || next.line - line > 1;
    FIELDS.get(tag)?.(parts, mayBeLong && value.includes("\n") ? oneLine(value) : value, tag);
  }
  addIdentifiers(parts);
  addTitles(parts);
  addPeople(parts);
  addPublication(parts);
  if (text !== undefined) draft.text = text;
  return draft;
}

function oneLine(value: string): string {
  return value.replace(/[ \t]*\n[ \t]*/g, " ");
}

function addIdentifiers({ draft, accession, database, doiInText, conflict }: Parts): void {
  const { ids } = draft;
  setOnce(ids, "doi", doiInText);
  setOnce(ids, "cochraneId", cochraneIdOf(ids.doi));
  if (accession !== "") ids.accession = accession;
  if (!isPubMed(database)) return;
  setOnce(ids, "pmid", normalisePmid(accession));
  if (conflict !== "") draft.conflictOfInterest = conflict;
}

function addTitles({ draft, type, ti, t1, ct, bt, st, t2, jf, jo, ja, j2 }: Parts): void {
  const isBook = BOOK_TYPES.has(type);
  const title = firstOf(ti, t1, ct) ?? (isBook ? firstOf(bt, t2) : undefined) ?? firstOf(st, bt);
  if (title !== undefined) draft.title = readableText(title);
  const holder = HELD_TYPES.has(type) ? firstOf(t2, bt, jf, jo, ja, j2) : firstOf(jf, t2, jo, bt, ja, j2);
  if (holder === undefined || holder === title) return;
  const journal = journalOf(draft);
  journal.title = readableText(holder);
  const short = firstOf(j2, ja, jo);
  if (short !== undefined && short !== holder) journal.abbreviation = readableText(short);
}

function firstOf(...values: readonly string[]): string | undefined {
  for (const value of values) if (value !== "") return value;
  return undefined;
}

function addPeople({ draft, type, secondary, affiliations, orcids }: Parts): void {
  const haveEditors = HELD_TYPES.has(type) || BOOK_TYPES.has(type) || type === "JOUR" || type === "JFULL";
  if (secondary !== undefined && haveEditors) (draft.editors ??= []).push(...secondary);
  if (affiliations !== undefined) addAffiliations(draft.authors, affiliations);
  if (orcids !== undefined) for (const value of orcids) addOrcids(draft.authors, value);
}

function addPublication(parts: Parts): void {
  const { draft, type, sp, ep, pg, article, abstract, otherAbstracts, kinds } = parts;
  if (abstract !== "") {
    draft.abstract = readableText(abstract);
    const sections = splitAbstract(draft.abstract);
    if (sections !== undefined) draft.abstractSections = sections;
  }
  if (otherAbstracts !== undefined) (draft.notes ??= []).push(...otherAbstracts);
  const date = dateOf(parts);
  if (date !== undefined) draft.date = date;
  const pages = pagesOf(sp, ep) ?? pagesOf(pg, "") ?? pagesOf(article, "");
  if (pages !== undefined) draft.pages = pages;
  // That a record is of a journal says nothing beside its kind.
  if (type !== "" && (type !== "JOUR" || kinds === undefined)) draft.publicationTypes.push(type);
  if (kinds !== undefined) draft.publicationTypes.push(...kinds);
}

/**
 * The year of publication (PY; else DA; else Y1, which is older), with month and day where another date of the same year
 * has them, or where DA gives them alone ("SEP", of Web of Science); dates of other years (of an online first) do not count.
 */
function dateOf({ py, y1, da }: Parts): RecordDraft["date"] {
  const printed = py === "" ? undefined : parseDate(py);
  // "SEP" or "AUG 15" has no year of its own.
  const exact = da.length < 4 || (da.length < 7 && !/^\d{4}/.test(da)) ? undefined : parseDate(da);
  const older = y1 === "" ? undefined : parseDate(y1);
  const year = printed ?? exact ?? older;
  if (year === undefined || year.day !== undefined) return year;
  if (exact?.month !== undefined && exact.year === year.year) return exact;
  if (year.month !== undefined) return year;
  if (older?.month !== undefined && older.year === year.year) return older;
  const joined = da === "" || exact !== undefined ? undefined : parseDate(`${year.year} ${da}`);
  return joined?.month === undefined ? year : joined;
}

function pagesOf(start: string, end: string): BibRecord["pages"] {
  if (start === "") return undefined;
  const whole = parsePages(start);
  if (whole?.last !== undefined || end === "" || end === start) return whole;
  return parsePages(`${start}-${end}`) ?? whole;
}
