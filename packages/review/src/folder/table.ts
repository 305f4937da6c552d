import { CSV_FAULTS, closestName, splitCsv, type CsvCell, type Problem } from "@coppice/records";
import type { Column } from "../model/column.ts";
import type { Columns, Place, Row } from "../model/row.ts";

export interface Table<C extends Columns> {
  readonly rows: readonly Row<C>[];
  readonly problems: readonly Problem[];
  /** Lines of rows that were left out because a cell did not hold. */
  readonly rejectedLines: readonly number[];
}

/**
 * Reads a CSV table of the review folder against its columns. Every mistake of the table is reported at once, with
 * line, column, what was found and what was expected; a row with a mistake is not in `rows`.
 */
export function readTable<C extends Columns>(text: string, file: string, columns: C): Table<C> {
  const { rows: lines, faults } = splitCsv(text);
  const problems: Problem[] = faults.map((fault) => ({
    code: fault.code,
    severity: "error",
    message: CSV_FAULTS[fault.code].message,
    where: { file, line: fault.line, column: fault.column },
    fix: CSV_FAULTS[fault.code].fix,
  }));
  const header = lines[0];
  if (header === undefined) {
    problems.push({
      code: "empty-table",
      severity: "error",
      message: "the table has no header line",
      where: { file, line: 1 },
      expected: `a first line with ${Object.keys(columns).join(",")}`,
    });
    return { rows: [], problems, rejectedLines: [] };
  }
  const separator = header.length === 1 ? /[;\t]/.exec(header[0]!.text)?.[0] : undefined;
  if (separator !== undefined) {
    problems.push({
      code: "wrong-separator",
      severity: "error",
      message: `the table is separated by ${separator === ";" ? "semicolons" : "tabs"}`,
      where: { file, line: header[0]!.line },
      expected: "commas",
      fix: "Save it as comma-separated CSV (in a spreadsheet: “CSV UTF-8”, with the comma as separator).",
    });
    return { rows: [], problems, rejectedLines: lines.slice(1).map((cells) => cells[0]!.line) };
  }
  const layout = readHeader(header, file, columns, problems);
  if (problems.some(({ code }) => code === "missing-column")) {
    return { rows: [], problems, rejectedLines: lines.slice(1).map((cells) => cells[0]!.line) };
  }
  const faulty = new Set(faults.map((fault) => fault.line));
  const rows: Row<C>[] = [];
  const rejectedLines: number[] = [];
  for (const cells of lines.slice(1)) {
    const line = cells[0]!.line;
    const row = readRow(cells, header.length, { file, line }, columns, layout, problems);
    if (row === undefined || faulty.has(line)) rejectedLines.push(line);
    else rows.push(row);
  }
  return { rows, problems, rejectedLines };
}

interface Slot {
  readonly name: string;
  readonly column: Column<unknown> | undefined;
  readonly index: number;
}

function readHeader(
  header: readonly CsvCell[],
  file: string,
  columns: Columns,
  problems: Problem[],
): readonly Slot[] {
  const slots: Slot[] = [];
  const seen = new Set<string>();
  header.forEach((cell, index) => {
    const name = cell.text.trim();
    const where = { file, line: cell.line, column: cell.column };
    if (seen.has(name)) {
      problems.push({
        code: "duplicate-column",
        severity: "error",
        message: `the column "${name}" stands twice`,
        where,
        found: name,
      });
      return;
    }
    seen.add(name);
    const column = Object.hasOwn(columns, name) ? columns[name] : undefined;
    if (column === undefined && !name.startsWith("x_")) {
      const closest = closestName(name, Object.keys(columns));
      problems.push({
        code: "unknown-column",
        severity: "error",
        message: `there is no column "${name}"`,
        where,
        found: name,
        expected: `one of ${Object.keys(columns).join(", ")}, or a column of your own named x_…`,
        fix:
          closest === undefined
            ? `Name it x_${name} to keep it as your own column.`
            : `Did you mean "${closest}"?`,
      });
      return;
    }
    slots.push({ name, column, index });
  });
  for (const [name, column] of Object.entries(columns)) {
    if (column.required && !seen.has(name)) {
      problems.push({
        code: "missing-column",
        severity: "error",
        message: `the column "${name}" is missing`,
        where: { file, line: header[0]?.line ?? 1 },
        expected: name,
        fix: "Add it to the first line.",
      });
    }
  }
  return slots;
}

function readRow<C extends Columns>(
  cells: readonly CsvCell[],
  width: number,
  at: Place,
  columns: C,
  layout: readonly Slot[],
  problems: Problem[],
): Row<C> | undefined {
  const before = problems.length;
  if (cells.length !== width) {
    problems.push({
      code: "wrong-cell-count",
      severity: "error",
      message: `the row has ${cells.length} cells, the header has ${width}`,
      where: at,
      found: String(cells.length),
      expected: String(width),
      fix:
        cells.length < width
          ? "The row may be cut off: complete it."
          : "A cell with a comma needs quotes around it.",
    });
    return undefined;
  }
  const values: Record<string, unknown> = {};
  const extra: Record<string, string> = {};
  for (const { name, column, index } of layout) {
    const cell = cells[index]!;
    const found = cell.text.trim();
    if (column === undefined) {
      if (found !== "") extra[name] = found;
      continue;
    }
    const where = { ...at, line: cell.line, column: cell.column, field: name };
    if (found === "") {
      if (column.required) {
        problems.push({
          code: "missing-value",
          severity: "error",
          message: `"${name}" is empty`,
          where,
          expected: column.expected,
        });
      }
      continue;
    }
    const parsed = column.parse(found);
    if (parsed.ok) {
      values[name] = parsed.value;
      continue;
    }
    const closest = column.values && closestName(found, column.values);
    const fix = parsed.hint ?? (closest === undefined ? undefined : `Did you mean "${closest}"?`);
    problems.push({
      code: "invalid-value",
      severity: "error",
      message: `"${found}" is not ${column.expected}`,
      where,
      found,
      expected: column.expected,
      ...(fix === undefined ? {} : { fix }),
    });
  }
  if (problems.length > before) return undefined;
  for (const name of Object.keys(columns)) values[name] ??= undefined;
  // The loop above is the check that makes this true: each value came out of its own column's parser.
  return { ...values, at, extra } as Row<C>;
}
