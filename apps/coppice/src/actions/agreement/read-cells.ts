import { gunzipSync } from "node:zlib";
import { CSV_FAULTS, decodeText, splitCsv, type CsvCell, type Problem } from "@coppice/records";
import { ActionError } from "../action-error.ts";
import { readBytes } from "../query-input.ts";

/** A table of votes as it stands in the file. */
export interface CellTable {
  /** The name for messages. */
  readonly file: string;
  readonly header: readonly CsvCell[];
  /** Each has as many cells as the header. */
  readonly rows: readonly (readonly CsvCell[])[];
}

/** No table of votes is as large, unpacked. */
const MOST_BYTES = 2 ** 29;
/** Problems named one by one; further ones are counted. */
const NAMED = 50;

/**
 * Reads a table with a header (comma, semicolon or tab between the cells), packed with gzip or not; `-` is standard input.
 *
 * @throws ActionError when the file cannot be read, is no text, has no header, or breaks the grammar; rows with too few or too
 *   many cells are named with their line
 */
export async function readCells(path: string): Promise<CellTable> {
  const file = path === "-" ? "standard input" : path;
  const { text, problems: damage } = decodeText(unpacked(await readBytes(path), file), file);
  const { rows, faults } = splitCsv(text, separatorOf(text));
  const [header, ...body] = rows;
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
  const problems: Problem[] = damage.filter(({ severity }) => severity === "error");
  for (const { code, line, column } of faults)
    problems.push({ code, severity: "error", ...CSV_FAULTS[code], where: { file, line, column } });
  header.forEach((cell, place) => {
    const name = cell.text.trim();
    if (name === "" || header.findIndex((each) => each.text.trim() === name) === place) return;
    problems.push({
      code: "duplicate-column",
      severity: "error",
      message: `the column "${name}" stands twice`,
      where: { file, line: cell.line, column: cell.column },
      found: name,
      fix: "Rename one of them.",
    });
  });
  for (const cells of body)
    if (cells.length !== header.length)
      problems.push({
        code: "wrong-cell-count",
        severity: "error",
        message: `the row has ${cells.length} cells, the header has ${header.length}`,
        where: { file, line: cells[0]!.line },
        found: String(cells.length),
        expected: String(header.length),
        fix:
          cells.length < header.length
            ? "The row may be cut off: complete it."
            : "A cell that holds the separator needs quotes around it.",
      });
  if (body.length === 0)
    problems.push({
      code: "no-rows",
      severity: "error",
      message: "the table has a header and no rows",
      where: { file, line: header[0]!.line },
      expected: "a row for each record, or for each vote",
    });
  refuse(file, problems);
  return { file, header, rows: body };
}

/** @throws ActionError with the problems, when there is one */
export function refuse(file: string, problems: readonly Problem[]): void {
  if (problems.length > 0) throw refusal(file, problems);
}

/** The error that names the problems, the first fifty one by one. */
export function refusal(file: string, problems: readonly Problem[]): ActionError {
  const further = problems.length > NAMED ? ` The first ${NAMED} of ${problems.length} are named.` : "";
  return new ActionError(`${file}: nothing was computed.${further}`, problems.slice(0, NAMED));
}

function unpacked(bytes: Uint8Array, file: string): Uint8Array {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: MOST_BYTES });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new ActionError(`${file} cannot be unpacked.`, [
      {
        code: "gzip-damaged",
        severity: "error",
        message: `the packed file is cut off, damaged or far too large (${why})`,
        where: { file },
        fix: "Download or export the file again.",
      },
    ]);
  }
}

/** The one of comma, semicolon and tab that stands most often in the first line. */
function separatorOf(text: string): "," | ";" | "\t" {
  const first = /[^\r\n]+/.exec(text)?.[0] ?? "";
  const count = (separator: string): number => first.split(separator).length;
  return ([",", ";", "\t"] as const).reduce((best, each) => (count(each) > count(best) ? each : best));
}
