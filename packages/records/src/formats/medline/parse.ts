import type { RawEntry, RawField } from "../../model.ts";
import type { Problem } from "../../problem.ts";
import { MEDLINE_TAGS } from "./tags.ts";

/** A line that begins a field: a tag in four columns, "- ", the value. */
const LINE_FIELD = /^([A-Z][A-Z0-9 ]{1,3})- ?(.*)$/;

/**
 * Where a field may begin in text whose line breaks are lost: four capitals and "- ", three and " - ", or two (the second
 * may be a digit), one or two blanks and "- ". Only tags of the closed list count, so that " - " and acronyms inside
 * values stay what they are.
 */
const FLAT_FIELD = /(?:^|\s)(?:([A-Z]{4})- |([A-Z]{3}) - |([A-Z][A-Z0-9]) {1,2}- )/g;

export interface ParsedEntries {
  readonly entries: readonly RawEntry[];
  readonly problems: readonly Problem[];
}

/**
 * Reads MEDLINE (nbib) text: entries with all fields in file order. Continuation lines are joined by one blank. A line
 * that holds a whole flattened record (its line breaks lost), or several, is split by its tags. Every entry begins with
 * PMID; text before the first one, and entries whose PMID has no digits, are problems.
 */
export function parseMedline(text: string, file: string): ParsedEntries {
  const entries: RawEntry[] = [];
  const problems: Problem[] = [];
  let fields: RawField[] = [];
  let stray: number | undefined;
  const finish = (): void => {
    const first = fields[0];
    if (first === undefined) return;
    if (/^\d+$/.test(first.value)) entries.push({ fields, line: first.line });
    else {
      problems.push({
        code: "invalid-pmid",
        severity: "error",
        message: `"${first.value.slice(0, 40)}" is not a PMID; the entry was not read`,
        where: { file, line: first.line, record: entries.length + problems.length + 1, field: "PMID" },
        found: first.value.slice(0, 80),
        expected: "digits",
      });
    }
    fields = [];
  };
  let line = 0;
  for (const content of text.split(/\r\n|\n|\r/)) {
    line += 1;
    if (content.trim() === "") continue;
    const flat = flatFields(content, line);
    const found = flat ?? lineField(content, line);
    if (found === undefined) {
      const last = fields.at(-1);
      if (last === undefined) stray ??= line;
      else fields[fields.length - 1] = { ...last, value: `${last.value} ${content.trim()}`.trim() };
      continue;
    }
    for (const field of found) {
      if (field.tag === "PMID" && (flat === undefined || /^\d+$/.test(field.value))) finish();
      if (fields.length === 0 && field.tag !== "PMID") stray ??= line;
      else fields.push(field);
    }
  }
  finish();
  if (stray !== undefined) {
    problems.push({
      code: "text-before-first-entry",
      severity: "warning",
      message: "text before the first PMID was not read",
      where: { file, line: stray },
    });
  }
  return { entries, problems };
}

function lineField(content: string, line: number): readonly RawField[] | undefined {
  const match = LINE_FIELD.exec(content);
  const tag = match?.[1]?.trimEnd();
  if (match === null || tag === undefined || !/^[A-Z][A-Z0-9]{1,3}$/.test(tag)) return undefined;
  return [{ tag, value: (match[2] ?? "").trim(), line }];
}

/** Fields of a flattened record; undefined when the line is an ordinary one (fewer than four known tags, or no PMID first). */
function flatFields(content: string, line: number): readonly RawField[] | undefined {
  if (!/^\s*PMID ?- ?\d/.test(content)) return undefined;
  const starts: { readonly tag: string; readonly from: number; readonly value: number }[] = [];
  for (const match of content.matchAll(FLAT_FIELD)) {
    const tag = match[1] ?? match[2] ?? match[3] ?? "";
    if (MEDLINE_TAGS.has(tag)) starts.push({ tag, from: match.index, value: match.index + match[0].length });
  }
  if (starts.length < 4) return undefined;
  return starts.map(({ tag, value }, index) => ({
    tag,
    value: content.slice(value, starts[index + 1]?.from ?? content.length).replace(/\s+/g, " ").trim(),
    line,
  }));
}
