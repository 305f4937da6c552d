import type { Column, Values } from "./column.ts";

/** Where a row stands, so that every number can be walked back to its line. */
export interface Place {
  readonly file: string;
  readonly line: number;
}

export type Columns = Readonly<Record<string, Column<unknown>>>;

/** A typed row, its place, and the reviewer's own columns (named `x_…`), kept as text. */
export type Row<C extends Columns> = Values<C> & {
  readonly at: Place;
  readonly extra: Readonly<Record<string, string>>;
};
