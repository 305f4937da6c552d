import { readCslJson } from "./formats/csl-json/map.ts";
import type { CsvMapping } from "./formats/csv/columns.ts";
import { readCsvRecords } from "./formats/csv/read.ts";
import { mapMedline } from "./formats/medline/map.ts";
import { parseMedline } from "./formats/medline/parse.ts";
import { mapRis } from "./formats/ris/map.ts";
import { parseRis } from "./formats/ris/parse.ts";
import type { BibRecord, RecordFormat } from "./model.ts";
import type { Problem } from "./problem.ts";
import { nameUnreadFormat, sniffFormat } from "./sniff.ts";
import { decodeText, type Encoding } from "./text-encoding.ts";

export interface ReadRecords {
  /** "unknown" when the content shows none of the formats; then there are no records and one error. */
  readonly format: RecordFormat | "unknown";
  readonly encoding: Encoding;
  readonly records: readonly BibRecord[];
  readonly problems: readonly Problem[];
  /** Entries of the file: every one is either in `records` or one problem of severity "error". */
  readonly count: number;
  /** For tables: which column was taken for which field. */
  readonly mapping?: CsvMapping;
}

/**
 * Reads a bibliographic file in whatever format its content shows. Nothing is thrown: every entry ends in `records` or
 * in `problems` (as one error), both in file order; warnings concern entries that were read. A file in which no entry is
 * found is one error.
 */
export function readRecords(
  bytes: Uint8Array,
  options: { readonly file: string; readonly format?: RecordFormat },
): ReadRecords {
  const { file } = options;
  const { text, encoding, problems } = decodeText(bytes, file);
  const format = options.format ?? sniffFormat(text);
  if (format === undefined) {
    return {
      format: "unknown",
      encoding,
      records: [],
      problems: [...problems, unknownFormat(text, file)],
      count: 1,
    };
  }
  const read = READERS[format](text, file);
  if (read.count > 0)
    return { ...read, format, encoding, problems: [...problems, ...inFileOrder(read.problems)] };
  const empty: Problem = {
    code: "no-entries",
    severity: "error",
    message: `no ${format} entry was found`,
    where: { file, line: 1 },
    found: text.slice(0, 60),
    expected: BEGINNINGS[format],
  };
  return { ...read, format, encoding, problems: [...problems, ...read.problems, empty], count: 1 };
}

function inFileOrder(problems: readonly Problem[]): readonly Problem[] {
  return [...problems].sort((a, b) => (a.where.line ?? 0) - (b.where.line ?? 0));
}

type Reader = (text: string, file: string) => Pick<ReadRecords, "records" | "problems" | "mapping" | "count">;

const READERS: Readonly<Record<RecordFormat, Reader>> = {
  medline: (text, file) => {
    const { entries, problems, count } = parseMedline(text, file);
    return { records: entries.map((entry) => mapMedline(entry, file, entry.ordinal)), problems, count };
  },
  ris: (text, file) => {
    const { entries, problems, count } = parseRis(text, file);
    const records = entries.map((entry) => mapRis(entry, file, entry.ordinal));
    return {
      records,
      problems: [...problems, ...records.flatMap((record) => faultyYear(record, YEAR_TAGS))],
      count,
    };
  },
  "csl-json": readCslJson,
  csv: (text, file) => {
    const read = readCsvRecords(text, file);
    const tags = read.mapping.year === undefined ? [] : [read.mapping.year];
    return {
      ...read,
      problems: [...read.problems, ...read.records.flatMap((record) => faultyYear(record, tags))],
    };
  },
};

const YEAR_TAGS = ["PY", "Y1"];

/** A year that is none: the text stays in `raw`, the record has no date. */
function faultyYear({ date, raw, source }: BibRecord, tags: readonly string[]): readonly Problem[] {
  const field = raw.find(({ tag, value }) => tags.includes(tag) && /[^\s/]/.test(value));
  if (date !== undefined || field === undefined) return [];
  return [
    {
      code: "not-a-year",
      severity: "warning",
      message: `"${field.value.slice(0, 40)}" has no year from 1500 to 2099; the record was read without a date`,
      where: { file: source.file, line: field.line, record: source.ordinal, field: field.tag },
      found: field.value.slice(0, 80),
      expected: "a year",
    },
  ];
}

const BEGINNINGS: Readonly<Record<RecordFormat, string>> = {
  medline: "entries that begin with PMID- and digits",
  ris: "entries from TY  - to ER  - ",
  "csl-json": "a list of objects",
  csv: "rows below a header line",
};

function unknownFormat(text: string, file: string): Problem {
  const name = nameUnreadFormat(text);
  const where = { file, line: 1 };
  const expected = "MEDLINE (PMID- …), RIS (TY  - …), CSL-JSON or a table with a header line";
  return name === undefined
    ? {
        code: "unknown-format",
        severity: "error",
        message: "the content is none of the known formats",
        where,
        found: text.slice(0, 60),
        expected,
      }
    : {
        code: "unread-format",
        severity: "error",
        message: `the content looks like ${name}, which is not read yet`,
        where,
        expected,
        fix: "Export the search as MEDLINE (PubMed format), RIS or CSV.",
      };
}
