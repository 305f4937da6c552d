import { ScreeningError } from "../screening-error.ts";

/** A share strictly between 0 and 1. */
export function demandShare(value: number, field: string): void {
  if (!(value > 0 && value < 1))
    throw new ScreeningError("invalid-option", `${field} is ${value}, not between 0 and 1.`, { field });
}

/** A recall to reach: above 0, at most 1. */
export function demandTarget(value: number): void {
  if (!(value > 0 && value <= 1))
    throw new ScreeningError(
      "invalid-option",
      `The target is ${value}, not a share of the relevant records above 0 and at most 1.`,
      { field: "target" },
      "Write 95 % as 0.95.",
    );
}

export function demandCount(value: number, field: string, least: number): void {
  if (!Number.isSafeInteger(value) || value < least)
    throw new ScreeningError(
      "invalid-option",
      `${field} is ${value}, not a whole number of at least ${least}.`,
      { field },
    );
}

export function demandBias(bias: number): void {
  if (!(bias >= 1 && bias < Infinity))
    throw new ScreeningError(
      "invalid-option",
      `The bias is ${bias}, not a number of at least 1.`,
      { field: "bias" },
      "1 is the test without an assumption about the ranking.",
    );
}
