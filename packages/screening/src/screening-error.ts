/**
 * What can be wrong with what screening is given; a closed list.
 *
 * - `no-records`: nothing to rank
 * - `length-mismatch`: lists that belong together differ in length
 * - `one-class`: labels of one kind only, where both are needed
 * - `invalid-label`: a vote or label outside its values
 * - `invalid-option`: a choice outside its range, or an option that is not there
 * - `unknown-record`: a number of a record that is not there
 * - `duplicate-id`: an id that stands twice
 * - `contradicting-labels`: one id with two labels
 * - `too-few-raters`: agreement of fewer than two
 * - `too-few-categories`: votes that have nothing to choose from
 */
export type ScreeningErrorCode =
  | "no-records"
  | "length-mismatch"
  | "one-class"
  | "invalid-label"
  | "invalid-option"
  | "unknown-record"
  | "duplicate-id"
  | "contradicting-labels"
  | "too-few-raters"
  | "too-few-categories";

export interface ScreeningErrorWhere {
  readonly field?: string;
  /** Row of the input, counted from 0. */
  readonly row?: number;
}

/** Input that screening cannot take: what, where, and what to do. */
export class ScreeningError extends Error {
  readonly code: ScreeningErrorCode;
  readonly where: ScreeningErrorWhere;
  readonly fix: string | undefined;

  constructor(code: ScreeningErrorCode, message: string, where: ScreeningErrorWhere = {}, fix?: string) {
    super(message);
    this.name = "ScreeningError";
    this.code = code;
    this.where = where;
    this.fix = fix;
  }
}
