import { journalOf, newDraft, type RecordDraft } from "../../draft.ts";
import type { BibRecord, RawEntry } from "../../model.ts";
import { parseDate } from "../../normal-forms/dates.ts";
import { findDoi, findOrcid, normaliseDoi, normalisePmid } from "../../normal-forms/identifiers.ts";
import { formatName, parseName } from "../../normal-forms/names.ts";
import { parsePages } from "../../normal-forms/pages.ts";
import { fieldValues, type FieldValues } from "../field-values.ts";
import { readableText } from "../readable-text.ts";
import { setOnce } from "../set-once.ts";

/** A Web of Science entry as a record. Entries of Medline, BIOSIS and Inspec on that platform have their own tags too. */
export function mapWos(entry: RawEntry, file: string): BibRecord {
  const draft = newDraft("wos", { file, ordinal: entry.ordinal, line: entry.line }, entry.fields);
  const values = fieldValues(entry);
  const { all, first } = values;
  const doi = first("DI", "D2");
  setOnce(draft.ids, "doi", doi === undefined ? undefined : (normaliseDoi(doi) ?? findDoi(doi)));
  setOnce(draft.ids, "pmid", normalisePmid(first("PM") ?? "") ?? pmidOfMedline(first("UT")));
  setOnce(draft.ids, "accession", first("UT", "AN"));
  const isbn = all("BN").flatMap((value) => value.match(/[\dX][\dX-]{8,16}[\dX]/g) ?? []);
  if (isbn.length > 0) draft.ids.isbn = [...new Set(isbn)];
  setOnce(draft, "title", readableText(first("TI")));
  setOnce(draft, "originalTitle", first("FT"));
  setOnce(draft, "abstract", readableText(first("AB")));
  addPeople(draft, values);
  setOnce(draft, "date", dateOf(first("PY"), first("PD")) ?? parseDate(first("EY", "EA") ?? ""));
  addJournal(draft, values);
  setOnce(draft, "volume", first("VL"));
  setOnce(
    draft,
    "issue",
    first("IS") ?? suffixed(first("SI"), "Special issue") ?? suffixed(first("SU"), "Suppl"),
  );
  const [from, to] = [first("BP"), first("EP")];
  const range = from === undefined || to === undefined || from === to ? from : `${from}-${to}`;
  setOnce(draft, "pages", parsePages(range ?? first("PS") ?? first("AR") ?? ""));
  draft.languages.push(...all("LA"));
  draft.publicationTypes.push(...all("DT").flatMap(listed));
  draft.keywords.push(...all("DE", "ID").flatMap(listed));
  draft.meshTerms.push(...all("MA").map((term) => term.trim()));
  setOnce(draft, "publisher", first("PU"));
  setOnce(draft, "place", first("PI"));
  setOnce(
    draft,
    "conference",
    [first("CT"), first("CY"), first("CL")].filter((part) => part !== undefined).join(", ") || undefined,
  );
  draft.grants.push(...all("FU").flatMap(listed).map(grantOf));
  draft.urls.push(...all("UR", "LK"));
  const notes = [...all("N1"), ...all("FX")];
  if (notes.length > 0) draft.notes = notes;
  return draft;
}

function addPeople(draft: RecordDraft, { all }: FieldValues): void {
  const [short, full] = [all("AU", "BA"), all("AF", "BF")];
  // AU and AF list the same people line by line: the full name counts, the short one gives the initials.
  for (const [place, name] of (full.length >= short.length ? full : short).entries()) {
    const author = parseName(name.replace(/\s*\([^()\s]*@[^()\s]*\)/, ""));
    const initials = full.length === short.length ? parseName(short[place]!).given : undefined;
    const isShort = initials !== undefined && /^[A-Z. -]{1,6}$/.test(initials);
    draft.authors.push({ ...author, ...(isShort ? { initials } : {}), affiliations: [] });
  }
  for (const group of all("CA", "GP")) draft.authors.push({ collective: group, affiliations: [] });
  const editors = all("BE", "ED");
  if (editors.length > 0) draft.editors = editors.map((name) => ({ ...parseName(name), affiliations: [] }));
  for (const line of all("C1")) addAffiliation(draft, line);
  for (const identifier of all("OI").flatMap(listed)) {
    const orcid = findOrcid(identifier);
    const name = identifier.split("/")[0]?.trim().toLowerCase();
    const author = draft.authors.find((each) => formatName(each).toLowerCase() === name);
    if (orcid !== undefined && author !== undefined) setOnce(author, "orcid", orcid);
  }
}

/** "[Asampong, Emmanuel; Oduro, Razak] Univ Ghana, Accra, Ghana.": of those people; without brackets, of the record. */
function addAffiliation(draft: RecordDraft, line: string): void {
  const match = /^\[([^\]]*)\]\s*(.*)$/.exec(line);
  const named = (match?.[1] ?? "").split(";").map((name) => name.trim().toLowerCase());
  const people = draft.authors.filter((author) => named.includes(formatName(author).toLowerCase()));
  const address = match?.[2] ?? line;
  if (people.length === 0) (draft.affiliations ??= []).push(line);
  for (const author of people) author.affiliations.push(address);
}

function addJournal(draft: RecordDraft, { all, first }: FieldValues): void {
  const title = first("SO", "JT");
  if (title !== undefined) journalOf(draft).title = title;
  const short = first("JI", "J9", "TA");
  if (short !== undefined) journalOf(draft).abbreviation = short;
  const issn = [
    ...all("SN").map((value) => ({ value: value.trim(), kind: "Print" })),
    ...all("EI").map((value) => ({ value: value.trim(), kind: "Electronic" })),
  ].filter(({ value }) => /^\d{4}-?\d{3}[\dX]$/i.test(value));
  if (issn.length > 0) journalOf(draft).issn.push(...issn);
}

/** "JUN 28" or "MAY-JUN" or "Spr" beside the year. */
function dateOf(year: string | undefined, day: string | undefined): BibRecord["date"] {
  const alone = parseDate(year ?? "");
  if (alone === undefined || day === undefined) return alone ?? parseDate(day ?? "");
  const whole = parseDate(/\b(?:1[5-9]|20)\d\d\b/.test(day) ? day : `${alone.year} ${day}`);
  const isCloser = whole?.month !== undefined || whole?.season !== undefined;
  return isCloser && whole.year === alone.year ? whole : alone;
}

function suffixed(value: string | undefined, prefix: string): string | undefined {
  return value === undefined ? undefined : `${prefix} ${value}`;
}

function listed(value: string): readonly string[] {
  return value
    .split(/\s*;\s*/)
    .map((part) => part.replace(/\s+/g, " ").trim())
    .filter((part) => part !== "");
}

/** "National Science Foundation [0923523, 12]" */
function grantOf(text: string): RecordDraft["grants"][number] {
  const match = /^(.*?)\s*\[([^\]]*)\]$/.exec(text);
  return match === null ? { agency: text } : { agency: match[1]!, id: match[2]! };
}

/** "MEDLINE:21969476" */
function pmidOfMedline(accession: string | undefined): string | undefined {
  return /^MEDLINE:(\d+)$/.exec(accession ?? "")?.[1];
}
