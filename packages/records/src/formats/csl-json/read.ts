import { createItemCutter } from "../../json/item-cutter.ts";
import { isJsonObject } from "../../json/json-value.ts";
import { LONGEST_ENTRY } from "../../limits.ts";
import type { BibRecord } from "../../model.ts";
import type { Problem } from "../../problem.ts";
import type { EntryReader, ReadContext } from "../format.ts";
import { mapCslItem } from "./map.ts";

/** Where lists of items stand: the root, `items` (Zotero, CSL data files), `references` (pandoc). */
const LISTS = ["", "items", "references"];

/**
 * Reads CSL-JSON that comes in pieces: a list, a list under `items` or `references`, one item, or items on lines. Items are
 * cut apart before they are parsed, so that a damaged one does not hide the others; one that is not well-formed, no object,
 * or has no field but its id and type is an error.
 */
export function createCslReader({ file, keepText, sink }: ReadContext): EntryReader {
  let ordinal = 0;
  return createItemCutter(LISTS, ({ text, line, isCut }) => {
    ordinal += 1;
    const fail = (fault: Pick<Problem, "code" | "message" | "fix" | "expected">): void => {
      sink.problem({
        ...fault,
        severity: "error",
        where: { file, line, record: ordinal },
        found: text.slice(0, 80),
      });
    };
    if (isCut && text.length > LONGEST_ENTRY) {
      fail({
        code: "entry-too-long",
        message: `an entry is longer than ${LONGEST_ENTRY} characters; it and what follows were not read`,
        fix: "Check whether a quote or a bracket is missing.",
      });
      return;
    }
    let item: unknown;
    try {
      item = JSON.parse(text);
    } catch (error) {
      fail({
        code: "not-json",
        message: `the entry is not JSON: ${error instanceof Error ? error.message : String(error)}`,
        fix: isCut ? "The file may be cut off: export it again." : "Correct the entry, or export it again.",
      });
      return;
    }
    if (isJsonObject(item) && Object.keys(item).some((key) => key !== "id" && key !== "type")) {
      const record = mapCslItem(item, { file, ordinal, line });
      sink.record(keepText ? { ...record, text } : record);
    } else {
      fail({
        code: isJsonObject(item) ? "empty-entry" : "not-an-item",
        message: isJsonObject(item)
          ? "the entry has no field but its type"
          : "an entry of the list is not an object",
        expected: "an object such as { type, title, author, issued, DOI }",
        fix: "Remove it, or export it again.",
      });
    }
  });
}

export interface CslRecords {
  readonly records: readonly BibRecord[];
  readonly problems: readonly Problem[];
  readonly count: number;
}

/** Reads a whole CSL-JSON text; see `createCslReader`. */
export function readCslJson(text: string, file: string): CslRecords {
  const records: BibRecord[] = [];
  const problems: Problem[] = [];
  const reader = createCslReader({
    file,
    keepText: false,
    sink: {
      record: (record) => {
        records.push(record);
      },
      problem: (problem) => {
        problems.push(problem);
      },
      deletion: () => undefined,
      mapping: () => undefined,
    },
  });
  reader.push(text);
  reader.end();
  return { records, problems, count: records.length + problems.length };
}
