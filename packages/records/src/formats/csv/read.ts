import { LONGEST_ENTRY } from "../../limits.ts";
import type { BibRecord } from "../../model.ts";
import type { Problem } from "../../problem.ts";
import type { EntryReader, ReadContext } from "../format.ts";
import { cutOffProblem } from "../tagged-entries.ts";
import { findColumns, isHeader, type CsvField, type CsvMapping } from "./columns.ts";
import { mapRow } from "./map.ts";
import { createRowCutter, type RowCutter } from "./row-cutter.ts";
import { splitCsv, SPREADSHEET_TEXT, type CsvCell, type CsvFault } from "./split-csv.ts";

/** Exports may print their search above the table: the header is looked for in this many rows. */
const HEADER_ROWS = 10;

/** One row with its own text. */
interface Row {
  readonly cells: readonly CsvCell[];
  readonly text: string;
  /** The file ends behind it, without a line break. */
  readonly isLast: boolean;
}

/** Faults of one kind: the first, and how many. */
interface Counted {
  readonly first: CsvFault;
  count: number;
}

/**
 * Reads a table of records (commas, semicolons or tabs) that comes in pieces. Columns are found by name and the choice is
 * given to the sink; all cells stay in `raw` under their column's name. A row without any known field is an error, and so
 * is the row in which a quote is never closed; rows of blank cells alone are no entries.
 */
export function createCsvReader({ file, keepText, sink }: ReadContext): EntryReader {
  let cutter: RowCutter | undefined;
  let separator: "," | ";" | "\t" = ",";
  let beginning = "";
  let line = 1;
  let count = 0;
  /** Rows with fewer cells than the header has. */
  let shortRows = 0;
  let waiting: Row[] = [];
  let header: readonly string[] | undefined;
  let places: ReadonlyMap<CsvField, number> = new Map();
  const quoteFaults = new Map<CsvFault["code"], Counted>();

  const takeRow = (row: Row, unclosed: CsvFault | undefined): void => {
    if (row.cells.every((cell) => cell.text.trim() === "")) return;
    count += 1;
    const problem = faultOfRow(row.cells, unclosed);
    if (problem !== undefined) {
      sink.problem(problem);
      return;
    }
    const where = { file, line: row.cells[0]!.line, record: count };
    if (row.cells.length < header!.length) {
      if (row.isLast && shortRows === 0)
        sink.problem(
          cutOffProblem(where, `it has ${row.cells.length} of ${header!.length} cells and no line break`),
        );
      shortRows += 1;
    }
    if (row.cells.length > header!.length) sink.problem(tooManyCells(row.cells, header!.length, where));
    const raw = row.cells.map((cell, column) => ({
      tag: header![column] ?? `column ${column + 1}`,
      value: cell.text,
      line: cell.line,
    }));
    const record = mapRow(cellOf(row.cells), { file, ordinal: count, line: where.line }, raw);
    sink.record(keepText ? { ...record, text: row.text } : record);
  };
  const cellOf =
    (cells: readonly CsvCell[]) =>
    (field: CsvField): string | undefined => {
      const place = places.get(field);
      const text = place === undefined ? undefined : cells[place]?.text;
      const found = text === undefined ? undefined : (SPREADSHEET_TEXT.exec(text)?.[1] ?? text).trim();
      return found === "" ? undefined : found;
    };
  const faultOfRow = (cells: readonly CsvCell[], unclosed: CsvFault | undefined): Problem | undefined => {
    const where = { file, line: cells[0]!.line, record: count };
    const isUnclosed =
      unclosed !== undefined &&
      cells.some((cell) => cell.line === unclosed.line && cell.column === unclosed.column);
    if (isUnclosed) return unclosedQuote({ ...where, line: unclosed.line, column: unclosed.column });
    const isEmpty = [...places.keys()].every((field) => cellOf(cells)(field) === undefined);
    return isEmpty
      ? emptyRow(
          where,
          [...places.values()].map((place) => header![place]!),
        )
      : undefined;
  };
  /** Chooses the header among the rows that wait; the rows below it are entries. */
  const findHeader = (unclosed: CsvFault | undefined): void => {
    const layouts = waiting
      .slice(0, HEADER_ROWS)
      .map((row) => findColumns(row.cells.map((cell) => cell.text)));
    const at = layouts.findIndex(isHeader);
    const first = waiting[0];
    if (at < 0) {
      header = [];
      if (first !== undefined) sink.problem(noKnownColumn(file, first.cells));
      return;
    }
    header = waiting[at]!.cells.map((cell) => cell.text.trim());
    places = layouts[at]!;
    sink.mapping(mappingOf(places, header));
    if (at > 0) sink.problem(rowsAbove(file, at, first!.cells));
    const below = waiting.slice(at + 1);
    waiting = [];
    for (const row of below) takeRow(row, unclosed);
  };
  const takeText = (text: string, isEnd: boolean): void => {
    if (text === "" && !isEnd) return;
    const { rows, spans, faults } = splitCsv(text, separator, line);
    line += lineBreaks(text);
    for (const fault of faults) {
      const known = quoteFaults.get(fault.code);
      if (known === undefined) quoteFaults.set(fault.code, { first: fault, count: 1 });
      else known.count += 1;
    }
    const unclosed = faults.find(({ code }) => code === "unclosed-quote");
    for (const [at, cells] of rows.entries()) {
      const isLast = isEnd && at === rows.length - 1 && !/[\r\n]$/.test(text);
      const row = { cells, text: text.slice(...spans[at]!).trim(), isLast };
      if (header === undefined) waiting.push(row);
      else if (places.size > 0) takeRow(row, unclosed);
    }
    if (header === undefined && (isEnd || waiting.length > HEADER_ROWS)) findHeader(unclosed);
  };
  const open = (): void => {
    separator = separatorOf(beginning);
    cutter = createRowCutter(separator);
    takeText(cutter.push(beginning), false);
    beginning = "";
  };
  return {
    push: (text) => {
      if (cutter !== undefined) {
        takeText(cutter.push(text), false);
        return;
      }
      beginning += text;
      if (/[^\r\n][\r\n]/.test(text) || beginning.length > LONGEST_ENTRY) open();
    },
    end: () => {
      if (cutter === undefined) open();
      const isOverlong = cutter!.isOverlong();
      takeText(cutter!.end(), true);
      if (isOverlong) sink.problem(overlongRow(file, line));
      for (const [code, what] of QUOTE_FAULTS) {
        const found = quoteFaults.get(code);
        if (found !== undefined) sink.problem(quoteWarning(code, what, found, file));
      }
    },
  };
}

export interface CsvRecords {
  readonly records: readonly BibRecord[];
  readonly problems: readonly Problem[];
  readonly mapping: CsvMapping;
  readonly count: number;
}

/** Reads a table whose text is at hand; see `createCsvReader`. */
export function readCsvRecords(text: string, file: string): CsvRecords {
  const records: BibRecord[] = [];
  const problems: Problem[] = [];
  let mapping: CsvMapping = {};
  const reader = createCsvReader({
    file,
    keepText: false,
    sink: {
      record: (record) => {
        records.push(record);
      },
      problem: (problem) => {
        problems.push(problem);
      },
      deletion: () => undefined,
      mapping: (found) => {
        mapping = found;
      },
    },
  });
  reader.push(text);
  reader.end();
  const errors = problems.filter(({ severity }) => severity === "error").length;
  return { records, problems, mapping, count: records.length + errors };
}

function mappingOf(places: ReadonlyMap<CsvField, number>, header: readonly string[]): CsvMapping {
  return Object.fromEntries([...places].map(([field, place]) => [field, header[place]!]));
}

/** The mark that the first line has most of; quoted parts do not count. */
function separatorOf(text: string): "," | ";" | "\t" {
  const begin = text.search(/[^\r\n]/);
  const line = text.slice(Math.max(0, begin));
  const firstLine = line.slice(0, line.search(/[\r\n]|$/)).replace(/"[^"]*"/g, "");
  const marks = [",", ";", "\t"] as const;
  return marks.reduce((best, mark) =>
    firstLine.split(mark).length > firstLine.split(best).length ? mark : best,
  );
}

function lineBreaks(text: string): number {
  let breaks = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) breaks += 1;
  for (let at = text.indexOf("\r"); at >= 0; at = text.indexOf("\r", at + 1))
    if (text[at + 1] !== "\n") breaks += 1;
  return breaks;
}

function noKnownColumn(file: string, cells: readonly CsvCell[]): Problem {
  return {
    code: "no-known-column",
    severity: "error",
    message: "no column of the table has a known name",
    where: { file, line: 1 },
    found: cells
      .map((cell) => cell.text)
      .join(", ")
      .slice(0, 120),
    expected: "columns such as title, authors, year, journal, doi, pmid",
    fix: "Put a first line with these names above the table.",
  };
}

function rowsAbove(file: string, count: number, cells: readonly CsvCell[]): Problem {
  return {
    code: "text-outside-entry",
    severity: "warning",
    message: `${count} ${count === 1 ? "row" : "rows"} above the header, not read`,
    where: { file, line: cells[0]!.line },
    found: cells
      .map((cell) => cell.text)
      .join(", ")
      .slice(0, 60),
  };
}

function unclosedQuote(where: Problem["where"]): Problem {
  return {
    code: "unclosed-quote",
    severity: "error",
    message:
      "a quoted cell is never closed; its row was not read, and everything after it stands inside this cell",
    where,
    fix: 'The file may be cut off: export it again, or add the closing ".',
  };
}

function emptyRow(where: Problem["where"], columns: readonly string[]): Problem {
  return {
    code: "empty-entry",
    severity: "error",
    message: "the row has no value in any known column; it was not read",
    where,
    expected: `a value in one of: ${columns.join(", ")}`,
  };
}

function overlongRow(file: string, line: number): Problem {
  return {
    code: "entry-too-long",
    severity: "warning",
    message: `the last row is longer than ${LONGEST_ENTRY} characters; what follows it was not read`,
    where: { file, line },
    fix: "Check whether a quote is never closed: export the file again.",
  };
}

function tooManyCells(cells: readonly CsvCell[], width: number, where: Problem["where"]): Problem {
  return {
    code: "wrong-cell-count",
    severity: "warning",
    message: `the row has ${cells.length} cells, the header has ${width}`,
    where: { ...where, line: cells[width]!.line, column: cells[width]!.column },
    found: String(cells.length),
    expected: String(width),
    fix: "A cell that holds the separator needs quotes around it: check this row.",
  };
}

const QUOTE_FAULTS: readonly (readonly [CsvFault["code"], string])[] = [
  ["text-after-quote", "text follows the closing quote of a cell"],
  ["quote-inside-text", "a quote stands inside an unquoted cell"],
];

/** Quotes that break the grammar but not the row: one warning for each kind, at its first place. */
function quoteWarning(code: string, what: string, { first, count }: Counted, file: string): Problem {
  const more = count > 1 ? `, here and in ${count - 1} other places` : "";
  return {
    code,
    severity: "warning",
    message: `${what}${more}; it was read as it stands`,
    where: { file, line: first.line, column: first.column },
    fix: "Check that the rows were read as they should be.",
  };
}
