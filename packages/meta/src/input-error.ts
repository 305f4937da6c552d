/**
 * What can be wrong with the input of a calculation; a closed list.
 *
 * - `too-few-effects`: nothing to pool
 * - `length-mismatch`: two columns that belong together differ in length
 * - `not-finite`: a number is missing, NaN or infinite where a finite one is needed
 * - `nonpositive-variance`, `nonpositive-sd`, `nonpositive-n`: a variance, standard deviation or size is too small
 * - `impossible-counts`: negative events, more events than people, an empty arm
 * - `invalid-interval`: limits in the wrong order, or an estimate outside them
 * - `correlation-not-feasible`: a within-person correlation outside the range that the data allow
 * - `collinear-design`: a column of the design is constant beside an intercept, or a combination of others
 * - `invalid-formula`: a model formula that cannot be read
 * - `unknown-column`: a formula or option names a column that is not there
 * - `invalid-option`: a choice outside its range, one that contradicts another, or an option that is not there
 * - `invalid-argument`: an argument of another shape, such as an array where an object is due
 * - `invalid-document`: a case file that is not of the documented shape
 * - `no-convergence`: a search that found no maximum
 * - `unsupported`: understood, but not computed here
 */
export type InputErrorCode =
  | "too-few-effects"
  | "length-mismatch"
  | "not-finite"
  | "nonpositive-variance"
  | "nonpositive-sd"
  | "nonpositive-n"
  | "impossible-counts"
  | "invalid-interval"
  | "correlation-not-feasible"
  | "collinear-design"
  | "invalid-formula"
  | "unknown-column"
  | "invalid-option"
  | "invalid-argument"
  | "invalid-document"
  | "unsupported"
  | "no-convergence";

export interface InputErrorWhere {
  readonly field?: string;
  /** Row of the input, counted from 0. */
  readonly row?: number;
}

/** What stood there, what should have, and what to do: for those who show the error; the message says it in words. */
export interface InputErrorDetails {
  readonly found?: unknown;
  readonly expected?: string;
  readonly fix?: string;
}

/** Input that a calculation cannot take: what, where, and what it expected. */
export class InputError extends Error {
  readonly code: InputErrorCode;
  readonly where: InputErrorWhere;
  readonly found?: unknown;
  readonly expected?: string;
  readonly fix?: string;

  constructor(
    code: InputErrorCode,
    message: string,
    where: InputErrorWhere = {},
    { found, expected, fix }: InputErrorDetails = {},
  ) {
    super(message);
    this.name = "InputError";
    this.code = code;
    this.where = where;
    if (found !== undefined) this.found = found;
    if (expected !== undefined) this.expected = expected;
    if (fix !== undefined) this.fix = fix;
  }
}
