import type { CheckedReview, ClaimCheck, Finding, PrismaFlow, Review } from "@coppice/review";

/** Everything a report is made from. No clock: the same input gives the same bytes. */
export interface ReportInput {
  readonly checked: CheckedReview & { readonly review: Review };
  readonly findings: readonly Finding[];
  readonly claims: readonly ClaimCheck[];
  readonly flow: PrismaFlow | undefined;
  /** Version of Coppice. */
  readonly version: string;
  readonly folderName: string;
}

export type ReportFormat = "html" | "csv" | "json" | "svg";
