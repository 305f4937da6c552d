import type { RawEntry, RawField } from "../../model.ts";
import type { Problem } from "../../problem.ts";

export interface ParsedEntries {
  readonly entries: readonly RawEntry[];
  readonly problems: readonly Problem[];
  /** Entries of the file, read or not: `entries` and the problems of severity "error" together. */
  readonly count: number;
}

/**
 * Up to two blanks before the dash, any number after it (CENTRAL writes two); a bare tag at the end of a line counts. Some
 * tools write longer tags such as PMID; they are fields too.
 */
const FIELD = /^\s*([A-Z][A-Z0-9]|[A-Z][A-Z0-9]{2,3}(?= {2}- )) {1,2}-(?:\s+(.*))?$/;
/** The borders of an entry, also where the blanks are lost: "TY  -JOUR", "ER-". */
const TIGHT_BORDER = /^(TY|ER) {0,2}-\s*([A-Z]{0,8})\s*$/;

/** Untagged lines after these are further values; after other tags they continue the text. */
const LIST_TAGS: ReadonlySet<string> = new Set(["KW", "SN", "DB", "N1"]);

/**
 * Reads RIS text: entries from TY to ER with all fields in file order. An entry without ER ends at the next TY or the end
 * of the file, with a warning; blank lines inside an entry do not end it. A line without a tag is a further value of KW,
 * SN, DB and N1, and otherwise continues the text after a line break. Lines outside any entry are counted in one warning.
 * An entry without any value but its type is an error.
 */
export function parseRis(text: string, file: string): ParsedEntries {
  const entries: RawEntry[] = [];
  const problems: Problem[] = [];
  let fields: RawField[] | undefined;
  let count = 0;
  let line = 0;
  const outside: { line: number; found: string }[] = [];
  const finish = (ended: boolean): void => {
    const first = fields?.[0];
    if (fields === undefined || first === undefined) return;
    count += 1;
    const where = { file, line: first.line, record: count };
    if (fields.every(({ tag, value }) => tag === "TY" || value === "")) {
      problems.push({
        code: "empty-entry",
        severity: "error",
        message: "the entry has no value but its type; it was not read",
        where,
        fix: "Remove it, or export the record again.",
      });
    } else {
      entries.push({ fields, line: first.line, ordinal: count });
      if (!ended) {
        problems.push({
          code: "missing-er",
          severity: "warning",
          message: "the entry has no ER line; it was read up to the next TY or the end of the file",
          where: { ...where, field: "ER" },
          fix: "If it is the last entry, the file may be cut off.",
        });
      }
    }
    fields = undefined;
  };
  for (const content of text.split(/\r\r\n|\r\n|\n|\r/)) {
    line += 1;
    if (content.trim() === "") continue;
    const match = FIELD.exec(content) ?? TIGHT_BORDER.exec(content);
    const tag = match?.[1];
    const value = (match?.[2] ?? "").trim();
    if (tag === "TY") {
      finish(false);
      fields = [{ tag, value, line }];
    } else if (fields === undefined) {
      if (tag !== "ER" && !/^\s*(?:<?\d+[.>]?|%.*)\s*$/.test(content)) outside.push({ line, found: content });
    } else if (tag === "ER") finish(true);
    else if (tag !== undefined) fields.push({ tag, value, line });
    else {
      const last = fields.at(-1)!;
      if (LIST_TAGS.has(last.tag)) fields.push({ tag: last.tag, value: content.trim(), line });
      else fields[fields.length - 1] = { ...last, value: `${last.value}\n${content.trim()}`.trim() };
    }
  }
  finish(false);
  const stray = outside[0];
  if (stray !== undefined) {
    problems.push({
      code: "text-outside-entry",
      severity: "warning",
      message: `${outside.length} ${outside.length === 1 ? "line" : "lines"} outside any entry, not read`,
      where: { file, line: stray.line },
      found: stray.found.slice(0, 60),
      expected: "entries from TY  - to ER  - ",
    });
  }
  return { entries, problems, count };
}
