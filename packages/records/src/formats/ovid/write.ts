import type { Author, BibRecord, RawField } from "../../model.ts";
import { formatMedlineDate } from "../../normal-forms/dates.ts";
import { formatName } from "../../normal-forms/names.ts";
import { parseOvidSource } from "./source.ts";

/**
 * A record as Ovid's text: entries that came from there exactly as their fields were, tagged or with labels; others as
 * tagged lines. Entries are numbered by their place in the file they came from.
 */
export function writeOvidEntry(record: BibRecord): string {
  const isOwn = record.source.format === "ovid" && record.raw.length > 0;
  const lines = isOwn ? record.raw.map(rawLine) : newLines(record);
  return `<${record.source.ordinal}. >\n${lines.join("\n")}\n`;
}

/** A tag has its value beside it, a label below it. */
function rawLine({ tag, value }: RawField): string {
  const [first = "", ...more] = value.split("\n");
  if (!/^[A-Z][A-Z0-9]$/.test(tag))
    return [tag, ...(value === "" ? [] : [first, ...more].map((line) => `  ${line}`))].join("\n");
  return [`${tag}  - ${first}`.trimEnd(), ...more.map((line) => `      ${line}`)].join("\n");
}

function newLines(record: BibRecord): readonly string[] {
  const { ids, journal, date } = record;
  const lines: string[] = [];
  const add = (tag: string, ...values: readonly (string | undefined)[]): void => {
    for (const value of values) {
      const text = value?.replace(/\s+/g, " ").trim() ?? "";
      if (text !== "") lines.push(`${tag}  - ${text}`);
    }
  };
  add("UI", ids.accession);
  add("PM", ids.pmid);
  add("PT", ...record.publicationTypes);
  add("TI", record.title);
  add("TO", record.originalTitle);
  add("SO", sourceLine(record));
  add("AU", ...record.authors.map(formatName));
  add("IN", ...(record.affiliations ?? []), ...addresses(record.authors));
  add("CP", journal?.country);
  add("PB", record.publisher);
  add("JN", journal?.title);
  add("VO", record.volume);
  add("IP", record.issue);
  add("PG", record.pages?.text);
  add("YR", date && formatMedlineDate(date));
  add("IS", ...(journal?.issn ?? []).map(({ value }) => value));
  add("IB", ...(ids.isbn ?? []));
  add("MH", ...record.meshTerms);
  add("KW", ...record.keywords);
  add("DO", ids.doi);
  add("SI", ...(ids.registrations ?? []));
  add("AB", record.abstract);
  add("LG", ...record.languages);
  add("UR", ...record.urls);
  add("CM", ...(record.notes ?? []));
  return lines.length === 0 ? ["TI  -"] : lines;
}

/**
 * "J Pain. 14 (1) (pp 5-9), 2013. Date of Publication: 2013 Jan.": what other programs read of an Ovid entry. Left out where
 * it would say something else when it is read, as from a journal whose title has the marks of the line itself.
 */
function sourceLine({ journal, volume, issue, pages, date, conference }: BibRecord): string | undefined {
  if (journal?.title === undefined || date === undefined) return undefined;
  const printed = formatMedlineDate(date);
  const place = [
    volume,
    issue === undefined ? undefined : `(${issue})`,
    pages === undefined ? undefined : `(pp ${pages.text})`,
  ].filter((part) => part !== undefined);
  const line = [
    `${journal.title.replace(/\.$/, "")}. `,
    conference === undefined ? "" : `Conference: ${conference}. `,
    place.length === 0 ? "" : `${place.join(" ")}, `,
    `${date.year}. Date of Publication: ${printed}.`,
  ].join("");
  const read = parseOvidSource(line);
  const isSame =
    read.date !== undefined &&
    formatMedlineDate(read.date) === printed &&
    read.conference === conference &&
    (volume !== undefined || read.volume === undefined) &&
    (issue !== undefined || read.issue === undefined) &&
    (pages !== undefined || read.pages === undefined);
  return isSame ? line : undefined;
}

/** Each address once, behind the family names it is of: "(Behan, Rubbo) One hospital". */
function addresses(authors: readonly Author[]): readonly string[] {
  const people = new Map<string, string[]>();
  for (const { family, collective, affiliations } of authors)
    for (const address of affiliations)
      people.set(address, [...(people.get(address) ?? []), family ?? collective ?? ""]);
  return [...people].map(
    ([address, names]) => `(${names.filter((name) => name !== "").join(", ")}) ${address}`,
  );
}
