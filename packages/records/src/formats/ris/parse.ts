import type { RawEntry, RawField } from "../../model.ts";
import type { Problem } from "../../problem.ts";

const FIELD = /^\s*([A-Z][A-Z0-9])\s{1,2}-(?:\s+(.*))?$/;

/**
 * Reads RIS text: entries from TY to ER (a missing ER ends at the next TY or the end of the file, with a warning), fields
 * in file order, continuation lines joined by one blank.
 */
export function parseRis(text: string, file: string): { readonly entries: readonly RawEntry[]; readonly problems: readonly Problem[] } {
  const entries: RawEntry[] = [];
  const problems: Problem[] = [];
  let fields: RawField[] | undefined;
  let line = 0;
  const finish = (ended: boolean): void => {
    const first = fields?.[0];
    if (fields === undefined || first === undefined) return;
    entries.push({ fields, line: first.line });
    if (!ended) {
      problems.push({
        code: "missing-er",
        severity: "warning",
        message: "the entry has no ER line; it was read up to the next TY or the end of the file",
        where: { file, line: first.line, record: entries.length, field: "ER" },
        fix: "If it is the last entry, the file may be cut off.",
      });
    }
    fields = undefined;
  };
  for (const content of text.split(/\r\n|\n|\r/)) {
    line += 1;
    if (content.trim() === "") continue;
    const match = FIELD.exec(content);
    const tag = match?.[1];
    const value = (match?.[2] ?? "").trim();
    if (tag === "TY") {
      finish(false);
      fields = [{ tag, value, line }];
    } else if (fields === undefined) {
      problems.push({
        code: "text-outside-entry",
        severity: "warning",
        message: "a line outside any entry was not read",
        where: { file, line },
        found: content.slice(0, 60),
        expected: "an entry that begins with TY  - ",
      });
    } else if (tag === "ER") finish(true);
    else if (tag !== undefined) fields.push({ tag, value, line });
    else {
      const last = fields.at(-1)!;
      fields[fields.length - 1] = { ...last, value: `${last.value} ${content.trim()}`.trim() };
    }
  }
  finish(false);
  return { entries, problems };
}
