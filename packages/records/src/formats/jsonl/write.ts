import type { BibRecord } from "../../model.ts";

/** The first key of each line: by it the format is recognised, and its value is the version of the record's shape. */
export const MARK = "coppice";

export const VERSION = 1;

/** A record as one line of JSON, with everything it has. */
export function writeJsonLine(record: BibRecord): string {
  return `${JSON.stringify({ [MARK]: VERSION, ...record })}\n`;
}
