/** Something wrong in the input, as data first: text is made from it once, at the edge. */
export interface Problem {
  /** Kebab-case, stable: what programs look at. */
  readonly code: string;
  readonly severity: "error" | "warning";
  /** What is wrong, in a sentence without a place. */
  readonly message: string;
  readonly where: ProblemPlace;
  readonly found?: string;
  readonly expected?: string;
  /** What to do. */
  readonly fix?: string;
}

export interface ProblemPlace {
  readonly file: string;
  /** From 1. */
  readonly line?: number;
  /** From 1, in characters of the line. */
  readonly column?: number;
  /** From 1, in the file. */
  readonly record?: number;
  readonly field?: string;
}

/** One line: `file:line:column, record 37, field: message; expected …. fix` */
export function formatProblem({ where, message, expected, fix }: Problem): string {
  const place = [where.file, where.line, where.line === undefined ? undefined : where.column]
    .filter((part) => part !== undefined)
    .join(":");
  const detail = [
    where.record === undefined ? "" : `, record ${where.record}`,
    where.field === undefined ? "" : `, ${where.field}`,
  ].join("");
  const wanted = expected === undefined || message.includes(expected) ? "" : `; expected ${expected}`;
  return `${place}${detail}: ${message}${wanted}.${fix === undefined ? "" : ` ${fix}`}`;
}
