import type { BibRecord } from "../../model.ts";
import { formatName } from "../../normal-forms/names.ts";

const COLUMNS: readonly (readonly [
  name: string,
  value: (record: BibRecord) => string | number | undefined,
])[] = [
  ["title", ({ title }) => title],
  ["authors", ({ authors }) => authors.map(formatName).join("; ") + (authors.length === 1 ? ";" : "")],
  ["year", ({ date }) => date && dateText(date)],
  ["journal", ({ journal }) => journal?.title],
  ["journal abbreviation", ({ journal }) => journal?.abbreviation],
  ["volume", ({ volume }) => volume],
  ["issue", ({ issue }) => issue],
  ["pages", ({ pages }) => pages?.text],
  ["issn", ({ journal }) => journal?.issn.map(({ value }) => value).join("; ")],
  ["doi", ({ ids }) => ids.doi],
  ["pmid", ({ ids }) => ids.pmid],
  ["pmcid", ({ ids }) => ids.pmcid],
  ["accession", ({ ids }) => ids.accession],
  ["registrations", ({ ids }) => ids.registrations?.join("; ")],
  ["publication type", ({ publicationTypes }) => publicationTypes.join("; ")],
  ["language", ({ languages }) => languages.join("; ")],
  ["keywords", ({ keywords }) => keywords.join("; ")],
  ["url", ({ urls }) => urls.join("; ")],
  ["notes", ({ notes }) => notes?.join("\n")],
  ["abstract", ({ abstract }) => abstract],
];

/** The fixed header, whose names this room reads back. */
export const CSV_HEADER = `${COLUMNS.map(([name]) => name).join(",")}\n`;

export function writeCsvRow(record: BibRecord): string {
  return `${COLUMNS.map(([, value]) => csvCell(value(record))).join(",")}\n`;
}

/** "2014" or "2014-04" or "2014-04-03". */
function dateText({ year, month, day }: NonNullable<BibRecord["date"]>): string {
  return [year, month, day]
    .filter((part) => part !== undefined)
    .map((part) => String(part).padStart(2, "0"))
    .join("-");
}

/** A cell of RFC 4180: quoted where it must be. */
export function csvCell(value: string | number | undefined | null): string {
  const text = value === undefined || value === null ? "" : String(value);
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
