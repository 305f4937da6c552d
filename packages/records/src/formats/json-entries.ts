import { createItemCutter } from "../json/item-cutter.ts";
import { isJsonObject, type JsonObject } from "../json/json-value.ts";
import { rawFieldsOfJson } from "../json/raw-fields.ts";
import { LONGEST_ENTRY } from "../limits.ts";
import type { BibRecord } from "../model.ts";
import type { EntryReader, ReadContext } from "./format.ts";

/** One item of a JSON file, parsed. */
export interface JsonEntry {
  readonly item: JsonObject;
  readonly place: { readonly file: string; readonly ordinal: number; readonly line: number };
  readonly raw: BibRecord["raw"];
}

/**
 * A reader of JSON whose entries are items of the lists at the given paths. One that is damaged, cut off or without
 * meaning (`map` gives undefined) is an error, and the next one is read.
 */
export function createJsonReader(
  { file, keepText, sink }: ReadContext,
  paths: readonly string[],
  map: (entry: JsonEntry) => BibRecord | undefined,
  /** What an item needs, for the error that it has none of it. */
  needs: string,
): EntryReader {
  let ordinal = 0;
  return createItemCutter(paths, ({ text, line, isCut }) => {
    ordinal += 1;
    const fail = (code: string, message: string, fix: string): void => {
      sink.problem({
        code,
        severity: "error",
        message,
        where: { file, line, record: ordinal },
        found: text.slice(0, 80),
        fix,
      });
    };
    if (isCut) {
      const isLong = text.length > LONGEST_ENTRY;
      if (isLong)
        fail(
          "entry-too-long",
          `an item is longer than ${LONGEST_ENTRY} characters; it and what follows were not read`,
          "Check the file: export it again.",
        );
      else
        fail(
          "cut-off-entry",
          "the item never ends; it was not read",
          "The file may be cut off: export or download it again.",
        );
      return;
    }
    let item: unknown;
    try {
      item = JSON.parse(text);
    } catch (error) {
      const why = error instanceof Error ? error.message : "no JSON";
      fail(
        "malformed-json",
        `the item is not JSON (${why}); it was not read`,
        "Correct it, or export it again.",
      );
      return;
    }
    const place = { file, ordinal, line };
    const record = isJsonObject(item) ? map({ item, place, raw: rawFieldsOfJson(item, line) }) : undefined;
    if (record === undefined)
      fail("empty-entry", `the item has no ${needs}; it was not read`, "Remove it, or export it again.");
    else sink.record(keepText ? { ...record, text } : record);
  });
}
