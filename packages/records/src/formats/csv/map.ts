import type { BibRecord } from "../../model.ts";
import { parseDate } from "../../normal-forms/dates.ts";
import { normaliseDoi, normalisePmcid, normalisePmid } from "../../normal-forms/identifiers.ts";
import { formatName, parseName } from "../../normal-forms/names.ts";
import { parsePages } from "../../normal-forms/pages.ts";
import type { Problem } from "../../problem.ts";
import { splitCsv } from "./split-csv.ts";

/** Column names (lower case, letters only) that may hold each field, in order of trust. */
const COLUMN_NAMES = {
  title: ["title", "primarytitle", "articletitle", "documenttitle"],
  authors: ["authors", "author", "authornames", "authorfullnames"],
  year: ["year", "publicationyear", "pubyear", "date", "publicationdate"],
  journal: ["journal", "sourcetitle", "publicationtitle", "journaltitle", "source", "journalbook"],
  abstract: ["abstract", "abstractnote", "summary"],
  doi: ["doi", "doilink"],
  pmid: ["pmid", "pubmedid", "pubmed"],
  pmcid: ["pmcid"],
  volume: ["volume"],
  issue: ["issue", "number", "issuenumber"],
  pages: ["pages", "page", "pagerange"],
  url: ["url", "link", "urls"],
  keywords: ["keywords", "authorkeywords", "manualtags"],
} as const;

type Field = keyof typeof COLUMN_NAMES;

/** Which column was taken for which field: guessed from the header, and shown. */
export type CsvMapping = Readonly<Partial<Record<Field, string>>>;

export interface CsvRecords {
  readonly records: readonly BibRecord[];
  readonly problems: readonly Problem[];
  readonly mapping: CsvMapping;
}

/** Reads a table of records. Columns are found by name; rows without any known field are problems; all cells stay in `raw`. */
export function readCsvRecords(text: string, file: string): CsvRecords {
  const firstLine = text.slice(0, text.search(/[\r\n]|$/));
  const separator = ["\t", ";", ","].map((mark) => [mark, firstLine.split(mark).length] as const).sort((a, b) => b[1] - a[1])[0]?.[0];
  const { rows, faults } = splitCsv(text, separator === "\t" || separator === ";" ? separator : ",");
  const problems: Problem[] = faults.map(({ code, line, column }) => ({
    code,
    severity: "error",
    message: code === "unclosed-quote" ? "a quoted cell is never closed: the file may be cut off" : "a cell's quotes are not well-formed",
    where: { file, line, column },
    fix: "Export the table again.",
  }));
  const header = (rows[0] ?? []).map((cell) => cell.text.trim());
  const keys = header.map((name) => name.toLowerCase().replace(/[^a-z]/g, ""));
  const indexOf = (field: Field): number => COLUMN_NAMES[field].map((name) => keys.indexOf(name)).find((index) => index >= 0) ?? -1;
  const mapping: Partial<Record<Field, string>> = {};
  const places = new Map<Field, number>();
  for (const field of Object.keys(COLUMN_NAMES) as Field[]) {
    const index = indexOf(field);
    if (index < 0) continue;
    mapping[field] = header[index]!;
    places.set(field, index);
  }
  if (places.size === 0) {
    problems.push({
      code: "no-known-column",
      severity: "error",
      message: "no column of the table has a known name",
      where: { file, line: 1 },
      found: header.join(", ").slice(0, 120),
      expected: "columns such as title, authors, year, journal, doi, pmid",
    });
    return { records: [], problems, mapping };
  }
  const records = rows.slice(1).map((cells, index) => {
    const raw = cells.map((cell, column) => ({ tag: header[column] ?? `column ${column + 1}`, value: cell.text, line: cell.line }));
    const cellOf = (field: Field): string | undefined => {
      const place = places.get(field);
      const found = place === undefined ? undefined : cells[place]?.text.trim();
      return found === "" ? undefined : found;
    };
    return mapRow(cellOf, raw, file, index + 1);
  });
  return { records, problems, mapping };
}

function mapRow(cellOf: (field: Field) => string | undefined, raw: BibRecord["raw"], file: string, ordinal: number): BibRecord {
  const [title, abstract, journal, volume, issue, url] = [cellOf("title"), cellOf("abstract"), cellOf("journal"), cellOf("volume"), cellOf("issue"), cellOf("url")];
  const date = parseDate(cellOf("year") ?? "");
  const pages = parsePages(cellOf("pages") ?? "");
  const doi = normaliseDoi(cellOf("doi") ?? "");
  const pmid = normalisePmid(cellOf("pmid") ?? "");
  const pmcid = normalisePmcid(cellOf("pmcid") ?? "");
  const authors = cellOf("authors");
  return {
    id: `${file}#${ordinal}`,
    source: { file, format: "csv", ordinal, line: raw[0]?.line ?? 1 },
    ids: { ...(pmid === undefined ? {} : { pmid }), ...(pmcid === undefined ? {} : { pmcid }), ...(doi === undefined ? {} : { doi }) },
    ...(title === undefined ? {} : { title }),
    ...(abstract === undefined ? {} : { abstract }),
    authors: authors === undefined ? [] : authors.split(/\s*;\s*|\s+and\s+/).filter((name) => name !== "").map(parseName),
    ...(date === undefined ? {} : { date }),
    ...(journal === undefined ? {} : { journal: { title: journal, issn: [] } }),
    ...(volume === undefined ? {} : { volume }),
    ...(issue === undefined ? {} : { issue }),
    ...(pages === undefined ? {} : { pages }),
    languages: [],
    publicationTypes: [],
    keywords: cellOf("keywords")?.split(/\s*;\s*/) ?? [],
    meshTerms: [],
    grants: [],
    urls: url === undefined ? [] : [url],
    raw,
  };
}

/** Records as a table with a fixed header. */
export function writeCsvRecords(records: readonly BibRecord[]): string {
  const header = ["title", "authors", "year", "journal", "volume", "issue", "pages", "doi", "pmid", "pmcid", "keywords", "url", "abstract"];
  const rows = records.map((record) => [
    record.title,
    record.authors.map(formatName).join("; "),
    record.date?.year,
    record.journal?.title,
    record.volume,
    record.issue,
    record.pages?.text,
    record.ids.doi,
    record.ids.pmid,
    record.ids.pmcid,
    record.keywords.join("; "),
    record.urls[0],
    record.abstract,
  ]);
  return [header, ...rows].map((cells) => `${cells.map(csvCell).join(",")}\n`).join("");
}

/** A cell of RFC 4180: quoted where it must be. */
export function csvCell(value: string | number | undefined | null): string {
  const text = value === undefined || value === null ? "" : String(value);
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
