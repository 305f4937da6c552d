import type { CaseOptions, Columns } from "./case-input.ts";

/** What a function of the table gives. */
export interface ComputeResult {
  /** The engine's own shape. */
  readonly value: unknown;
  /**
   * The same under the spelling of the reference files (R's packages), for comparisons. The files of `areas/` are the only
   * place where other programs' names live.
   */
  readonly reference: () => object;
}

/** Reads its options and columns (each must be read, or the case is refused) and calls the engine. */
export type ComputeFunction = (options: CaseOptions, columns: Columns) => ComputeResult;

/** Functions by the name that cases call them. */
export type ComputeTable = Readonly<Record<string, ComputeFunction>>;
