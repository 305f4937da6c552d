import { wrongNumbers } from "./identifier-fields.ts";
import type { BibRecord, RawField } from "./model.ts";
import { findIssns, isIsbn, isIssn, isOrcid } from "./normal-forms/check-digits.ts";
import { isAmbiguousDate } from "./normal-forms/dates.ts";
import { isCutDoi } from "./normal-forms/identifiers.ts";
import { withoutEtAl } from "./normal-forms/names.ts";
import { isSpreadsheetDate } from "./normal-forms/pages.ts";
import type { Problem } from "./problem.ts";

/**
 * What is wrong or doubtful in the values of a record that was read: identifiers that are none and are therefore in no field of
 * the record, numbers whose check digit is wrong (they are kept), DOIs that were cut off, dates whose day and month cannot be told apart, pages that a spreadsheet has made dates, lists of authors that were
 * cut. Warnings with the place of the field; the record keeps what its source says.
 */
export function recordFaults(record: BibRecord): readonly Problem[] {
  const { ids, journal, date, pages, authors } = record;
  const faults: Problem[] = [];
  const add = (code: string, found: string, message: string, rest: Partial<Problem> = {}): void => {
    const field = fieldOf(record.raw, found);
    const place = {
      file: record.source.file,
      line: field?.line ?? record.source.line,
      record: record.source.ordinal,
    };
    const where = field === undefined || field.tag === "" ? place : { ...place, field: field.tag };
    faults.push({ code, severity: "warning", message: `"${found}" ${message}`, where, found, ...rest });
  };
  for (const { field, name, expected } of wrongNumbers(record)) {
    const { file, ordinal: at } = record.source;
    const found = field.value.slice(0, 80);
    faults.push({
      code: "wrong-identifier",
      severity: "warning",
      message: `"${found}" is no ${name}; it stands in no field of the record, only as the source has it`,
      where: { file, line: field.line, record: at, field: field.tag },
      found,
      expected,
      fix: "Compare it with the source.",
    });
  }
  for (const { value } of journal?.issn ?? [])
    if (findIssns(value).length > 0 && !isIssn(value))
      add("wrong-issn", value, "is no ISSN: its check digit does not fit; it was kept", { fix: COPY });
  for (const value of ids.isbn ?? [])
    if (!isIsbn(value))
      add("wrong-isbn", value, "is no ISBN: its check digit does not fit; it was kept", { fix: COPY });
  for (const value of orcidsIn(record.raw))
    if (!isOrcid(value)) add("wrong-orcid", value, "is no ORCID iD: its check digit does not fit; it was left out", { fix: COPY }); // prettier-ignore
  if (ids.doi !== undefined && isCutDoi(ids.doi))
    add("cut-doi", ids.doi, "is the beginning of a DOI; the rest was cut off", { fix: "Look the DOI up." });
  if (date?.text !== undefined && isAmbiguousDate(date.text))
    add("ambiguous-date", date.text, "does not say which number is the day; only the year was taken", {
      expected: "a date such as 2024-03-04",
    });
  if (pages !== undefined && isSpreadsheetDate(pages.text))
    add("pages-as-date", pages.text, `are pages that a spreadsheet made a date; they were read as ${pages.first}${pages.last === undefined ? "" : `-${pages.last}`}`, { fix: "Check them against the article." }); // prettier-ignore
  const cut = authors.length === 0 ? undefined : cutAuthors(record.raw);
  if (cut !== undefined)
    add("cut-authors", cut, "says that there are more authors than the source gives", {
      fix: "Export the record with all authors.",
    });
  return faults;
}

const COPY = "Compare it with the source: a digit may be wrong.";

/** The field that holds a value: alone, or among others. */
function fieldOf(raw: readonly RawField[], found: string): RawField | undefined {
  const lower = found.toLowerCase();
  return (
    raw.find(({ value }) => value === found) ?? raw.find(({ value }) => value.toLowerCase().includes(lower))
  );
}

const ORCID = /(?:orcid\.org\/|ORCID:?\s*)(\d{4}-?\d{4}-?\d{4}-?\d{3}[\dXx])(?!\d)/gi;

function orcidsIn(raw: readonly RawField[]): readonly string[] {
  return raw.flatMap(({ value }) =>
    /orcid/i.test(value) ? [...value.matchAll(ORCID)].map((match) => match[1]!) : [],
  );
}

/** Fields of authors by their tags and headings; other texts may say "et al." as they like. */
const AUTHOR_FIELD = /^(?:AU|A1|FAU|AF|%?A|authors?|author\(s\)|authors? (?:full )?names?)$/i;

function cutAuthors(raw: readonly RawField[]): string | undefined {
  const field = raw.find(({ tag, value }) => AUTHOR_FIELD.test(tag) && withoutEtAl(value).isCut);
  return field?.value.slice(-40);
}
