import type { Query } from "../tree.ts";
import type { ReportLoss } from "./loss.ts";

export interface TranslationContext {
  readonly report: ReportLoss;
  /** Whether a line came to nothing, so that what names it has nothing to name. */
  readonly isDropped: (label: number) => boolean;
  /** The numbers of the lines there are. */
  readonly labels: ReadonlySet<number>;
}

/** A query in the other language; null where it has no words for it, which is then among the losses. */
export type Translate = (query: Query, context: TranslationContext) => Query | null;
