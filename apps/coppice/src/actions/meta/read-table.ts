import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { TextDecoder } from "node:util";
import { closestName, CSV_FAULTS, decodeText, splitCsv, type CsvCell, type Problem } from "@coppice/records";
import { ActionError } from "../action-error.ts";
import { parseNumber, type CellRule } from "./cell-rules.ts";
import { numberMarks } from "./number-marks.ts";

/** A column that an analysis needs, as the file's header names it. */
export interface WantedColumn {
  readonly name: string;
  /** `either`: numbers if every cell is one, otherwise categories. */
  readonly kind: "number" | "text" | "either";
  /** What a number must be. */
  readonly rule?: CellRule;
}

/** The wanted columns of a CSV table, one place a row. */
export interface Table {
  readonly file: string;
  readonly header: readonly string[];
  /** Where each name of the header stands in the file. */
  readonly headerPlaces: readonly { readonly line: number; readonly column: number }[];
  readonly separator: "," | ";" | "\t";
  /** Whether a cell showed that the comma is the decimal sign. */
  readonly decimalComma: boolean;
  readonly encoding: string;
  readonly rows: number;
  /** Line of the file on which each row begins, from 1. */
  readonly lines: Int32Array;
  /** NaN where a cell is empty. */
  readonly numbers: ReadonlyMap<string, Float64Array>;
  /** null where a cell is empty. */
  readonly texts: ReadonlyMap<string, readonly (string | null)[]>;
}

export interface ReadOptions {
  /** Told after each piece that is read. */
  readonly onBytes?: (done: number, total: number) => void;
  /** Rows beyond this many keep no text; default 100,000. */
  readonly mostTexts?: number;
  /** Bytes of one piece; default 4 MiB. */
  readonly pieceBytes?: number;
  /** A problem of a whole row, seen before the next piece is read. */
  readonly checkRow?: (row: RowView) => readonly RowProblem[];
}

/** What is wrong with a row, and the column that it shows in. */
export interface RowProblem extends Omit<Problem, "where" | "severity"> {
  readonly field: string;
}

/** The numbers of one row, by column. */
export type RowView = (column: string) => number;

/** Problems named one by one; further ones are counted. */
const NAMED_PROBLEMS = 50;
/** A quote that stays open for longer than this many characters was not meant as one. */
const LONGEST_CELL = 2 ** 26;

/**
 * Reads the wanted columns of a CSV file in pieces: memory grows by the numbers that are kept, not by the file. The separator
 * (comma, semicolon, tab) is found in the header; with semicolons a comma is the decimal sign where the cells show it. Every
 * mistake is named, the first 50 one by one.
 *
 * @param plan - which columns, once the header is known; may throw an ActionError
 * @throws ActionError when the file cannot be read or any cell is wrong
 */
export async function readTable(
  file: string,
  plan: (header: readonly string[], headerLine: number) => readonly WantedColumn[],
  options: ReadOptions = {},
): Promise<Table> {
  const { size } = await stat(file).catch((error: unknown) => {
    throw cannotRead(file, error);
  });
  const reader = tableReader(file, plan, options);
  let rest = "";
  let decoder: { readonly decode: TextDecoder["decode"]; readonly encoding: string } | undefined;
  let done = 0;
  try {
    const stream = createReadStream(file, { highWaterMark: options.pieceBytes ?? 2 ** 22 });
    for await (const bytes of stream as AsyncIterable<Buffer>) {
      decoder ??= decoderOf(bytes, file);
      if (!decoder.encoding.startsWith("utf-16") && bytes.includes(0)) throw notText(file);
      rest += decoder.decode(bytes, { stream: true });
      done += bytes.length;
      const end = lastRecordEnd(rest);
      if (end > 0) {
        reader.take(rest.slice(0, end));
        rest = rest.slice(end);
      }
      if (rest.length > LONGEST_CELL) throw reader.openQuote(rest);
      options.onBytes?.(done, size);
    }
  } catch (error) {
    throw error instanceof ActionError ? error : cannotRead(file, error);
  }
  reader.take(rest + (decoder?.decode() ?? ""));
  return reader.table(decoder?.encoding ?? "utf-8");
}

function cannotRead(file: string, error: unknown): ActionError {
  const missing = error instanceof Error && "code" in error && error.code === "ENOENT";
  const folder = error instanceof Error && "code" in error && error.code === "EISDIR";
  const why = missing ? "there is no such file" : folder ? "it is a folder" : String(error);
  return new ActionError(`${file} cannot be read: ${why}.`, [
    { code: "unreadable-file", severity: "error", message: why, where: { file } },
  ]);
}

/** A byte 0 stands in no text but UTF-16: a spreadsheet, an archive, a picture. */
function notText(file: string): ActionError {
  return new ActionError(`${file} is not a text file.`, [
    {
      code: "not-text",
      severity: "error",
      message: "it holds bytes that no text has",
      where: { file },
      expected: "a CSV file",
      fix: "Open it in the program that made it (Excel, say) and save the sheet as CSV.",
    },
  ]);
}

/** The encoding of the first piece is that of the file. */
function decoderOf(
  bytes: Buffer,
  file: string,
): { readonly decode: TextDecoder["decode"]; readonly encoding: string } {
  // A piece may end inside a character: what follows the last line break does not count.
  const end = bytes.lastIndexOf(10) + 1 || bytes.length;
  const { encoding } = decodeText(bytes.subarray(0, end), file);
  const decoder = new TextDecoder(encoding);
  return { decode: (input, how) => decoder.decode(input, how), encoding };
}

/** Behind the last line break that is not inside quotes; 0 when there is none. */
function lastRecordEnd(text: string): number {
  const breaks = text.includes("\n") ? "\n" : "\r";
  let quotes = 0;
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) quotes += 1;
  // Backwards from the end; the quotes behind a place tell whether it is inside.
  let behind = quotes;
  for (let at = text.length - 1; at >= 0; at -= 1) {
    const character = text[at];
    if (character === '"') behind -= 1;
    // A final "\r" may be half of "\r\n".
    else if (character === breaks && behind % 2 === 0 && !(breaks === "\r" && at === text.length - 1))
      return at + 1;
  }
  return 0;
}

interface TableReader {
  readonly take: (text: string) => void;
  readonly openQuote: (rest: string) => ActionError;
  readonly table: (encoding: string) => Table;
}

function tableReader(
  file: string,
  plan: (header: readonly string[], headerLine: number) => readonly WantedColumn[],
  { mostTexts = 100_000, checkRow }: ReadOptions,
): TableReader {
  const problems: Problem[] = [];
  const marks = numberMarks();
  let [further, line, rows] = [0, 1, 0];
  let header: readonly string[] | undefined;
  let headerPlaces: Table["headerPlaces"] = [];
  let separator: Table["separator"] = ",";
  let slots: readonly Slot[] = [];
  let lines = new Int32Array(1024);

  return { take, openQuote, table };

  function take(text: string): void {
    if (text === "") return;
    if (header === undefined && text.trim() !== "") separator = findSeparator(text);
    const { rows: records, faults } = splitCsv(text, separator);
    const offset = line - 1;
    for (const fault of faults)
      report({
        code: fault.code,
        severity: "error",
        ...CSV_FAULTS[fault.code],
        where: { file, line: fault.line + offset, column: fault.column },
      });
    let first = 0;
    if (header === undefined && records.length > 0) {
      header = records[0]!.map((cell) => cell.text.trim());
      headerPlaces = records[0]!.map((cell) => ({ line: cell.line + offset, column: cell.column }));
      const wanted = plan(header, records[0]![0]!.line + offset);
      slots = wanted.map((column) => slotOf(column, header!));
      checkHeader(records[0]!, offset, wanted);
      first = 1;
    }
    for (let i = first; i < records.length; i += 1) takeRow(records[i]!, offset);
    line += countBreaks(text);
  }

  function takeRow(cells: readonly CsvCell[], offset: number): void {
    const at = cells[0]!.line + offset;
    if (rows === lines.length) {
      const longer = new Int32Array(2 * rows);
      longer.set(lines);
      lines = longer;
    }
    lines[rows] = at;
    if (cells.length !== header!.length) {
      report({
        code: "wrong-cell-count",
        severity: "error",
        message: `the row has ${cells.length} cells, the header has ${header!.length}`,
        where: { file, line: at },
        found: String(cells.length),
        expected: String(header!.length),
        fix:
          cells.length < header!.length
            ? "The row may be cut off: complete it."
            : "A cell that holds the separator needs quotes around it.",
      });
    }
    for (const slot of slots) takeCell(slot, cells[slot.index], offset);
    if (checkRow !== undefined) {
      const view: RowView = (name) => slots.find(({ column }) => column.name === name)?.last() ?? Number.NaN;
      for (const { field, ...found } of checkRow(view)) {
        const cell = cells[header!.indexOf(field)];
        const where = cell === undefined ? { line: at } : { line: cell.line + offset, column: cell.column };
        report({ ...found, severity: "error", where: { file, ...where, field } });
      }
    }
    rows += 1;
  }

  function takeCell(slot: Slot, cell: CsvCell | undefined, offset: number): void {
    const text = cell?.text.trim() ?? "";
    const { kind, rule, name } = slot.column;
    const place = { line: (cell?.line ?? 0) + offset, column: cell?.column ?? 0, field: name };
    const unclear = kind !== "text" && separator === ";" ? marks.note(text, rule, place) : undefined;
    const parsed = kind === "text" ? undefined : (unclear ?? parseNumber(text, separator === ";", rule));
    if (kind === "number" && parsed?.ok === false && cell !== undefined) {
      const { ok: _, ...wrong } = parsed;
      report({ ...wrong, severity: "error", where: { file, ...place }, found: text });
    }
    slot.put(rows, text, parsed?.ok === true ? parsed.value : undefined, rows < mostTexts);
  }

  function checkHeader(cells: readonly CsvCell[], offset: number, wanted: readonly WantedColumn[]): void {
    for (const { name } of wanted) {
      const places = cells.filter((cell) => cell.text.trim() === name);
      if (places.length < 2) continue;
      const { line: at, column } = places[1]!;
      report({
        code: "duplicate-column",
        severity: "error",
        message: `the column "${name}" stands twice`,
        where: { file, line: at + offset, column },
        found: name,
        fix: "Rename one of them.",
      });
    }
  }

  function report(problem: Problem): void {
    if (problems.length < NAMED_PROBLEMS) problems.push(problem);
    else further += 1;
  }

  function openQuote(rest: string): ActionError {
    const at = line + countBreaks(rest.slice(0, rest.indexOf('"')));
    return new ActionError(`${file} is not read further: a quote is never closed.`, [
      ...problems,
      {
        code: "unclosed-quote",
        severity: "error",
        ...CSV_FAULTS["unclosed-quote"],
        where: { file, line: at },
      },
    ]);
  }

  function table(encoding: string): Table {
    if (header === undefined)
      throw new ActionError(`${file} holds no table.`, [
        {
          code: "empty-table",
          severity: "error",
          message: "the file is empty",
          where: { file, line: 1 },
          expected: "a first line with the names of the columns",
        },
      ]);
    const numeric = new Set(
      slots.filter((slot) => slot.numbers(0).length > 0).map(({ column }) => column.name),
    );
    for (const problem of marks.problems(file, (field) => numeric.has(field))) report(problem);
    if (problems.length > 0) {
      problems.sort((a, b) => (a.where.line ?? 0) - (b.where.line ?? 0));
      const more = further > 0 ? `, and ${further} further problems` : "";
      throw new ActionError(
        `${file}: ${problems.length}${more} found; nothing was computed.`.replace(
          /^(.*: )1 found/,
          "$11 problem found",
        ),
        problems,
      );
    }
    return {
      file,
      header,
      headerPlaces,
      separator,
      decimalComma: marks.decimalComma(),
      encoding,
      rows,
      lines: lines.subarray(0, rows),
      numbers: new Map(slots.flatMap((slot) => slot.numbers(rows))),
      texts: new Map(slots.flatMap((slot) => slot.texts())),
    };
  }
}

interface Slot {
  readonly column: WantedColumn;
  readonly index: number;
  readonly put: (row: number, text: string, value: number | undefined, keepText: boolean) => void;
  /** The number read last. */
  readonly last: () => number;
  readonly numbers: (rows: number) => readonly (readonly [string, Float64Array])[];
  readonly texts: () => readonly (readonly [string, readonly (string | null)[]])[];
}

/** Numbers in an array that doubles; texts once each, however often they occur. */
function slotOf(column: WantedColumn, header: readonly string[]): Slot {
  let values = new Float64Array(column.kind === "text" ? 0 : 1024);
  let last = Number.NaN;
  let onlyNumbers = column.kind !== "text";
  const texts: (string | null)[] = [];
  const known = new Map<string, string>();
  return {
    column,
    index: header.indexOf(column.name),
    last: () => last,
    put: (row, text, value, keepText) => {
      if (column.kind !== "text") {
        if (row === values.length) {
          const longer = new Float64Array(2 * row);
          longer.set(values);
          values = longer;
        }
        last = value ?? Number.NaN;
        values[row] = last;
        if (value === undefined) onlyNumbers = false;
      }
      // Labels are kept while there are not too many; categories to the end, each text once.
      if (column.kind === "number" || (!keepText && (column.kind === "text" || onlyNumbers))) return;
      for (let before = texts.length; before < row; before += 1)
        texts.push(Number.isNaN(values[before]!) ? null : String(values[before]));
      if (known.size < MOST_CATEGORIES && !known.has(text)) known.set(text, text);
      texts.push(isMissing(text) ? null : (known.get(text) ?? text));
    },
    numbers: (rows) =>
      column.kind === "text" || (column.kind === "either" && !onlyNumbers)
        ? []
        : [[column.name, values.subarray(0, rows)]],
    texts: () =>
      column.kind === "number" || (column.kind === "either" && onlyNumbers) ? [] : [[column.name, texts]],
  };
}

const MOST_CATEGORIES = 10_000;

function isMissing(text: string): boolean {
  return text === "" || text === "NA";
}

/** The one of comma, semicolon and tab that stands most often in the first line. */
function findSeparator(text: string): Table["separator"] {
  const first = /[^\r\n]+/.exec(text)?.[0] ?? "";
  const count = (separator: string): number => first.split(separator).length;
  return ([",", ";", "\t"] as const).reduce((best, each) => (count(each) > count(best) ? each : best));
}

function countBreaks(text: string): number {
  if (text.includes("\r")) return text.match(/\r\n|\n|\r/g)?.length ?? 0;
  let breaks = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) breaks += 1;
  return breaks;
}

/** The column of that name; a misspelt one is answered with the nearest. */
export function missingColumn(file: string, name: string, header: readonly string[], asked: string): Problem {
  const closest = closestName(name, header);
  return {
    code: "unknown-column",
    severity: "error",
    message: `there is no column "${name}" (asked for by ${asked})`,
    where: { file, line: 1, field: name },
    found: name,
    expected: `one of ${header.filter((each) => each !== "").join(", ")}`,
    ...(closest === undefined ? {} : { fix: `Did you mean "${closest}"?` }),
  };
}
