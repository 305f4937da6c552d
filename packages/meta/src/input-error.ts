export type InputErrorCode =
  | "too-few-effects"
  | "length-mismatch"
  | "not-finite"
  | "nonpositive-variance"
  | "impossible-counts"
  | "nonpositive-sd"
  | "nonpositive-n"
  | "correlation-not-feasible"
  | "invalid-option"
  | "invalid-document"
  | "unsupported";

export interface InputErrorWhere {
  readonly field?: string;
  /** Row of the input, counted from 0. */
  readonly row?: number;
}

/** Input that a calculation cannot take: what, where, and what it expected. */
export class InputError extends Error {
  readonly code: InputErrorCode;
  readonly where: InputErrorWhere;

  constructor(code: InputErrorCode, message: string, where: InputErrorWhere = {}) {
    super(message);
    this.name = "InputError";
    this.code = code;
    this.where = where;
  }
}
