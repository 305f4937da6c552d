import { measureAgreement, ScreeningError, type Agreement, type AgreementOptions } from "@coppice/screening";
import type { Problem } from "@coppice/records";
import { ActionError } from "../action-error.ts";
import { collectVotes, voteReader } from "./collect-votes.ts";
import { readCells } from "./read-cells.ts";
import { chooseColumns, type NamedColumns } from "./vote-columns.ts";

export interface AgreementInput extends NamedColumns, Omit<AgreementOptions, "values"> {
  /** Words of votes in their order, where they are not include, maybe and exclude. */
  readonly categories?: readonly string[];
}

/** What was measured, and of what. */
export interface MeasuredAgreement {
  readonly file: string;
  readonly layout: "wide" | "long";
  /** Whether options named the columns, or their names were recognised. */
  readonly how: "named" | "recognised";
  /** Names of the columns that were read. */
  readonly columns: {
    readonly id: string | null;
    readonly votes: readonly string[];
    readonly reviewer: string | null;
  };
  /** Columns that hold nothing but votes and were not taken. */
  readonly unused: readonly string[];
  readonly agreement: Agreement;
  readonly problems: readonly Problem[];
}

/**
 * Agreement of the raters of a table of votes.
 *
 * @throws ActionError with every problem of the file: line, column, what was found, what to do
 */
export async function runAgreement(path: string, input: AgreementInput): Promise<MeasuredAgreement> {
  const { categories, raters, id, reviewer, vote, ...options } = input;
  const reader = voteReader(categories);
  const table = await readCells(path);
  const named = { raters, id, reviewer, vote };
  const columns = chooseColumns(table, withoutMissing(named), (text) => {
    const read = reader.read(text);
    return read === null ? "empty" : read === undefined ? "other" : "vote";
  });
  const { ratings, warnings } = collectVotes(table, columns, reader, raters);
  const values = ratings.categories.map(Number);
  const isNumeric = ratings.categories.every((category) => category.trim() !== "") && values.every(Number.isFinite);
  const nameOf = (place: number): string => table.header[place]!.text.trim();
  return {
    file: table.file,
    layout: columns.layout,
    how: columns.how,
    columns: {
      id: columns.id === undefined ? null : nameOf(columns.id),
      votes: columns.layout === "wide" ? columns.raters.map(nameOf) : [nameOf(columns.vote)],
      reviewer: columns.layout === "wide" ? null : nameOf(columns.reviewer),
    },
    unused: columns.layout === "wide" ? columns.unused.map(nameOf) : [],
    agreement: measured(table.file, () => measureAgreement(ratings, { ...options, ...(isNumeric ? { values } : {}) })),
    problems: warnings,
  };
} // prettier-ignore

/** What the table cannot cause is the fault of the options. */
function measured(file: string, measure: () => Agreement): Agreement {
  try {
    return measure();
  } catch (error) {
    if (!(error instanceof ScreeningError)) throw error;
    const text = [error.message, error.fix].filter((part) => part !== undefined).join("; ");
    throw new ActionError(`${file}: ${text}.`, [], error.code === "invalid-option" ? "call" : "input");
  }
}

type Given<T> = { [Name in keyof T]?: Exclude<T[Name], undefined> };

function withoutMissing<T extends object>(values: T): Given<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Given<T>;
}
