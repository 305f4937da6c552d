import type { Problem } from "../problem.ts";
import type { Place } from "./tree.ts";

/** Codes of what can be wrong with a strategy; docs/query.md explains each. */
export type QueryCode =
  | "unbalanced-bracket"
  | "unbalanced-quote"
  | "unbalanced-square-bracket"
  | "operator-without-term"
  | "operator-repeated"
  | "missing-operator"
  | "implicit-and"
  | "tag-without-term"
  | "tag-after-bracket"
  | "missing-final-dot"
  | "unread-command"
  | "too-deep"
  | "proximity-unquoted"
  | "proximity-field"
  | "proximity-truncation"
  | "duplicate-line-number"
  | "unknown-field"
  | "mixed-operators"
  | "smart-quotes"
  | "truncation-too-short"
  | "truncation-in-phrase"
  | "truncation-without-effect"
  | "foreign-syntax"
  | "missing-line"
  | "later-line"
  | "unused-line"
  | "duplicate-term"
  | "empty-line"
  | "empty-strategy"
  | "lower-case-operator"
  | "unknown-heading"
  | "heading-by-synonym"
  | "heading-without-narrower"
  | "not-may-drop-studies"
  | "unusual-character"
  | "untagged-term"
  | "date-limit"
  | "language-limit"
  | "other-limit";

/** A problem without the file's name, at a place in the text. */
export interface QueryProblem {
  readonly code: QueryCode;
  readonly severity: "error" | "warning";
  readonly place: Place;
  readonly message: string;
  readonly found?: string;
  readonly expected?: string;
  readonly fix?: string;
}

export function problemIn(file: string, problem: QueryProblem): Problem {
  const { place, ...rest } = problem;
  return { ...rest, where: { file, line: place.line, column: place.column } };
}
