import type { BibRecord } from "../../model.ts";
import type { Problem } from "../../problem.ts";
import { findColumns, isHeader, type CsvField, type CsvMapping } from "./columns.ts";
import { mapRow } from "./map.ts";
import { splitCsv, type CsvCell, type CsvFault } from "./split-csv.ts";

export interface CsvRecords {
  readonly records: readonly BibRecord[];
  readonly problems: readonly Problem[];
  readonly mapping: CsvMapping;
  readonly count: number;
}

/** Exports may print their search above the table: the header is looked for in this many rows. */
const HEADER_ROWS = 10;

/**
 * Reads a table of records (commas, semicolons or tabs). Columns are found by name and the choice is returned in
 * `mapping`; all cells stay in `raw` under their column's name. A row without any known field is an error, and so is the
 * row in which a quote is never closed; rows of blank cells alone are no entries.
 */
export function readCsvRecords(text: string, file: string): CsvRecords {
  const { rows, faults } = splitCsv(text, separatorOf(text));
  const problems: Problem[] = [];
  const layouts = rows.slice(0, HEADER_ROWS).map((row) => findColumns(row.map((cell) => cell.text)));
  const headerAt = layouts.findIndex(isHeader);
  if (headerAt < 0) {
    problems.push({
      code: "no-known-column",
      severity: "error",
      message: "no column of the table has a known name",
      where: { file, line: 1 },
      found: (rows[0] ?? [])
        .map((cell) => cell.text)
        .join(", ")
        .slice(0, 120),
      expected: "columns such as title, authors, year, journal, doi, pmid",
      fix: "Put a first line with these names above the table.",
    });
    return { records: [], problems, mapping: {}, count: 1 };
  }
  const header = rows[headerAt]!.map((cell) => cell.text.trim());
  const places = layouts[headerAt]!;
  if (headerAt > 0) {
    problems.push({
      code: "text-outside-entry",
      severity: "warning",
      message: `${headerAt} ${headerAt === 1 ? "row" : "rows"} above the header, not read`,
      where: { file, line: rows[0]![0]!.line },
      found: rows[0]!
        .map((cell) => cell.text)
        .join(", ")
        .slice(0, 60),
    });
  }
  const records: BibRecord[] = [];
  const cut = faults.find(({ code }) => code === "unclosed-quote");
  let count = 0;
  for (const cells of rows.slice(headerAt + 1)) {
    if (cells.every((cell) => cell.text.trim() === "")) continue;
    count += 1;
    const line = cells[0]!.line;
    const where = { file, line, record: count };
    const cellOf = (field: CsvField): string | undefined => {
      const place = places.get(field);
      const found = place === undefined ? undefined : cells[place]?.text.trim();
      return found === "" ? undefined : found;
    };
    if (cut !== undefined && cells.some((cell) => cell.line === cut.line && cell.column === cut.column)) {
      problems.push({
        code: "unclosed-quote",
        severity: "error",
        message:
          "a quoted cell is never closed; its row was not read, and everything after it stands inside this cell",
        where: { ...where, line: cut.line, column: cut.column },
        fix: 'The file may be cut off: export it again, or add the closing ".',
      });
      continue;
    }
    if ([...places.keys()].every((field) => cellOf(field) === undefined)) {
      problems.push({
        code: "empty-entry",
        severity: "error",
        message: "the row has no value in any known column; it was not read",
        where,
        expected: `a value in one of: ${[...places.values()].map((place) => header[place]!).join(", ")}`,
      });
      continue;
    }
    if (cells.length > header.length) problems.push(tooManyCells(cells, header.length, where));
    const raw = cells.map((cell, column) => ({
      tag: header[column] ?? `column ${column + 1}`,
      value: cell.text,
      line: cell.line,
    }));
    records.push(mapRow(cellOf, { file, ordinal: count, line }, raw));
  }
  problems.push(...quoteWarnings(faults, file));
  const mapping = Object.fromEntries([...places].map(([field, place]) => [field, header[place]!]));
  return { records, problems, mapping, count };
}

/** The mark that the first line has most of; quoted parts do not count. */
function separatorOf(text: string): "," | ";" | "\t" {
  const firstLine = text.slice(0, text.search(/[\r\n]|$/)).replace(/"[^"]*"/g, "");
  const marks = [",", ";", "\t"] as const;
  return marks.reduce((best, mark) =>
    firstLine.split(mark).length > firstLine.split(best).length ? mark : best,
  );
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

/** Quotes that break the grammar but not the row: one warning for each kind, at its first place. */
function quoteWarnings(faults: readonly CsvFault[], file: string): readonly Problem[] {
  return QUOTE_FAULTS.flatMap(([code, what]) => {
    const found = faults.filter((fault) => fault.code === code);
    const first = found[0];
    if (first === undefined) return [];
    const more = found.length > 1 ? `, here and in ${found.length - 1} other places` : "";
    return {
      code,
      severity: "warning",
      message: `${what}${more}; it was read as it stands`,
      where: { file, line: first.line, column: first.column },
      fix: "Check that the rows were read as they should be.",
    };
  });
}

const QUOTE_FAULTS: readonly (readonly [CsvFault["code"], string])[] = [
  ["text-after-quote", "text follows the closing quote of a cell"],
  ["quote-inside-text", "a quote stands inside an unquoted cell"],
];
