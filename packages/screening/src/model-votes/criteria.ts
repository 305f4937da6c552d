import { ScreeningError } from "../screening-error.ts";

/** What a protocol asks of a record, in its own sentences. */
export interface Criteria {
  /** Lines such as "Population: adults with depression"; may be empty. */
  readonly question: readonly string[];
  /** Sentences that all must hold. */
  readonly include: readonly string[];
  /** Sentences of which none may hold, in the order they are asked. */
  readonly exclude: readonly string[];
}

/**
 * @throws ScreeningError `invalid-option` without any sentence for or against a record, or with an empty one
 */
export function demandCriteria({ question, include, exclude }: Criteria): void {
  if (include.length + exclude.length === 0)
    throw new ScreeningError(
      "invalid-option",
      "There are no criteria: a model cannot be asked what the protocol does not say.",
      { field: "criteria" },
      "Give at least one sentence to include or to exclude by.",
    );
  if ([...question, ...include, ...exclude].some((sentence) => sentence.trim() === ""))
    throw new ScreeningError("invalid-option", "One of the criteria is empty.", { field: "criteria" });
}
