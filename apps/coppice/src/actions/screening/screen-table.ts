import { CSV_FAULTS, csvCell, splitCsv, type Problem } from "@coppice/records";

/** What one reviewer says of one record; `not-retrieved` at full text only. */
export type Decision = "include" | "exclude" | "maybe" | "not-retrieved";

const DECISIONS: readonly Decision[] = ["include", "exclude", "maybe", "not-retrieved"];

/** A line of a table of votes. */
export interface Vote {
  readonly record: string;
  readonly reviewer: string;
  readonly decision: Decision;
  readonly reason?: string;
  readonly study?: string;
  readonly date?: string;
  readonly note?: string;
}

/** A table of votes as it stands, with what is needed to add to it and to take from it without touching other lines. */
export interface VotesTable {
  readonly text: string;
  readonly columns: readonly string[];
  /** Votes of one reviewer, in the order of the lines, with the part of the text each stands in. */
  readonly own: readonly { readonly vote: Vote; readonly span: readonly [from: number, to: number] }[];
  readonly newline: "\n" | "\r\n";
}

/**
 * Reads a table of votes for one reviewer.
 *
 * @param text - the whole file, a byte-order mark included
 * @returns the table, or every reason why no vote can be added to it safely
 */
export function readVotes(
  text: string,
  file: string,
  reviewer: string,
): { readonly table: VotesTable } | { readonly problems: readonly Problem[] } {
  const { rows, spans, faults } = splitCsv(text);
  const problems: Problem[] = faults.map(({ code, line, column }) => ({
    code,
    severity: "error",
    ...CSV_FAULTS[code],
    where: { file, line, column },
  }));
  const [header = [], ...lines] = rows;
  const columns = header.map((cell) => cell.text.trim());
  for (const name of ["record", "reviewer", "decision"])
    if (!columns.includes(name))
      problems.push({
        code: "missing-column",
        severity: "error",
        message: `the column "${name}" is missing`,
        where: { file, line: 1 },
        expected: name,
        fix: "Add it to the first line.",
      });
  const own: VotesTable["own"][number][] = [];
  lines.forEach((cells, row) => {
    const where = { file, line: cells[0]!.line };
    if (cells.length !== columns.length) {
      problems.push({
        code: "wrong-cell-count",
        severity: "error",
        message: `the row has ${cells.length} cells, the header has ${columns.length}`,
        where,
        fix: cells.length < columns.length ? "The row may be cut off: complete it." : "A cell with a comma needs quotes around it.", // prettier-ignore
      });
      return;
    }
    const cell = (name: string): string => cells[columns.indexOf(name)]?.text.trim() ?? "";
    if (cell("reviewer") !== reviewer) return;
    const decision = DECISIONS.find((each) => each === cell("decision"));
    if (decision === undefined) {
      problems.push({
        code: "invalid-value",
        severity: "error",
        message: `"${cell("decision")}" is not one of ${DECISIONS.join(", ")}`,
        where: { ...where, field: "decision" },
        found: cell("decision"),
      });
      return;
    }
    const optional = Object.fromEntries(
      (["reason", "study", "date", "note"] as const).flatMap((name) =>
        cell(name) === "" ? [] : [[name, cell(name)]],
      ),
    );
    own.push({ vote: { record: cell("record"), reviewer, decision, ...optional }, span: spans[row + 1]! });
  });
  if (problems.length > 0) return { problems };
  return { table: { text, columns, own, newline: text.includes("\r\n") ? "\r\n" : "\n" } };
}

/** What is to be written at the end of the table so that it holds one vote more; columns it does not have are left out. */
export function voteLine({ text, columns, newline }: VotesTable, vote: Vote): string {
  const cells = columns.map((name) =>
    csvCell(Object.hasOwn(vote, name) ? oneLine(vote[name as keyof Vote]) : ""),
  );
  return `${/[\r\n]$/.test(text) ? "" : newline}${cells.join(",")}${newline}`;
}

const oneLine = (text: string | undefined): string => (text ?? "").replace(/\s+/g, " ").trim();

/** The table without the reviewer's last line: everything else as it was, byte for byte. */
export function withoutLast({ text, own }: VotesTable): string {
  const [from, to] = own.at(-1)!.span;
  return text.slice(0, from) + text.slice(to);
}

/** The first line of a new table. */
export function newTable(stage: "title-abstract" | "full-text"): string {
  return stage === "title-abstract"
    ? "record,reviewer,decision,reason,date,note\n"
    : "record,reviewer,decision,reason,study,date,note\n";
}
