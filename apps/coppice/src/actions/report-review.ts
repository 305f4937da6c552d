import { basename, join, resolve } from "node:path";
import type { Problem } from "@coppice/records";
import { headlines, writeReport, type ReportFormat } from "@coppice/report";
import { analyseReview, checkClaims } from "@coppice/review";
import { checkOutputFolder, replaceFolder } from "@coppice/store";
import { VERSION } from "../version.ts";
import { ActionError, type OnProgress } from "./action-error.ts";
import { checkReview } from "./check-review.ts";

export interface ReportOptions {
  /** Where to write; `<folder>/report` when not given. */
  readonly out?: string;
  /** Whether edits of an earlier output may be lost; default false. */
  readonly replace?: boolean;
  readonly formats: readonly ReportFormat[];
  readonly onProgress?: OnProgress;
}

export interface WrittenReport {
  readonly out: string;
  readonly paths: readonly string[];
  readonly headlines: readonly string[];
  readonly problems: readonly Problem[];
  /** Results with an error: read, listed in the report, not pooled. */
  readonly refused: readonly {
    readonly result: string;
    readonly file: string;
    readonly line: number;
    readonly reason: string;
  }[];
}

/**
 * Reads, checks, analyses and writes a review's report. Results that fail a check are left out of every model and
 * named. The output folder appears whole or not at all.
 *
 * @throws ActionError when `review.yaml` or a required table cannot be read; FolderError when the output folder cannot be
 *   written, or holds files of the user; nothing is written then
 */
export async function reportReview(folder: string, options: ReportOptions): Promise<WrittenReport> {
  const out = options.out ?? join(folder, "report");
  const replaceEdited = options.replace === true;
  await checkOutputFolder(out, { replaceEdited });
  const steps = ["read and check", "analyse", "check claims", "draw and write"];
  const step = (done: number): void =>
    options.onProgress?.({ label: steps[done] ?? "done", done, total: steps.length });
  step(0);
  const { checked, flow } = await checkReview(folder);
  const { review } = checked;
  if (review === undefined)
    throw new ActionError("The review cannot be read, so no report was written.", checked.problems);
  step(1);
  const findings = analyseReview(review);
  step(2);
  const claims = checkClaims(review);
  step(3);
  const input = {
    checked: { ...checked, review },
    findings,
    claims,
    flow,
    version: VERSION,
    folderName: basename(resolve(folder)),
  };
  const files = writeReport(input, options.formats);
  await replaceFolder(out, files, { replaceEdited });
  step(4);
  return {
    out,
    paths: [...files.keys()],
    headlines: headlines(input),
    problems: checked.problems,
    refused: checked.refused,
  };
}
