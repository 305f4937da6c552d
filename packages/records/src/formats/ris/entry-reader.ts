import { LONGEST_ENTRY, LONGEST_LINE } from "../../limits.ts";
import type { Problem } from "../../problem.ts";
import { createLineScanner } from "../../text/line-scanner.ts";
import { trimmedSlice } from "../../text/trimmed-slice.ts";
import type { EntryReader } from "../format.ts";
import {
  cutOffProblem,
  strayLinesProblem,
  tooLongProblem,
  type RawEntrySink,
  type StrayLines,
} from "../tagged-entries.ts";
import { splitGluedFields } from "./glued-fields.ts";
import { fieldOfLine, isBlankLine, plainTag } from "./lines.ts";

/** A field whose value may go on. */
interface OpenField {
  readonly tag: string;
  value: string;
  readonly line: number;
}

/** Untagged lines after these are further values; after other tags they continue the text. */
const LIST_TAGS: ReadonlySet<string> = new Set(["KW", "SN", "DB", "N1"]);

/**
 * Reads RIS text that comes in pieces: entries from TY to ER with all fields in file order. An entry without ER ends at
 * the next TY or the end of the file, with a warning; the last one counts as cut off where the others have ER. Blank lines inside an entry do not end it. A line without a tag is
 * a further value of KW, SN, DB and N1, and otherwise continues the text after a line break; a field that lost its own
 * line is taken out of the one it is glued to, with a warning. Lines outside any entry are counted in one warning.
 *
 * An entry without any value but its type is an error, and so is one that exceeds the limits, or has a line that does.
 */
export function createRisEntryReader(file: string, keepText: boolean, sink: RawEntrySink): EntryReader {
  let fields: OpenField[] = [];
  let last: OpenField | undefined;
  let hasValue = false;
  let count = 0;
  /** Entries that ended without ER: a program that never writes it cuts nothing off. */
  let endless = 0;
  /** Characters of the open entry. */
  let size = 0;
  let excess: Omit<Problem, "severity"> | undefined;
  let kept = "";
  let stray: StrayLines | undefined;

  const finish = (end: "ER" | "next TY" | "end of file"): void => {
    if (last === undefined) return;
    count += 1;
    const line = fields[0]!.line;
    const where = { file, line, record: count };
    if (excess !== undefined)
      sink.problem({ ...excess, severity: "error", where: { ...excess.where, record: count } });
    else if (!hasValue) sink.problem(emptyEntry(where));
    else {
      if (end === "end of file" && endless === 0)
        sink.problem(cutOffProblem({ ...where, field: "ER" }, "its ER line is missing"));
      else if (end !== "ER") sink.problem(missingEnd(where));
      sink.entry({ fields, line, ordinal: count }, keepText ? kept.trimEnd() : undefined);
    }
    if (end !== "ER") endless += 1;
    fields = [];
    last = undefined;
    hasValue = false;
    size = 0;
    excess = undefined;
    kept = "";
  };
  const begin = (value: string, line: number): void => {
    finish("next TY");
    last = { tag: "TY", value, line };
    fields.push(last);
  };
  const add = (tag: string, value: string, line: number): void => {
    if (excess !== undefined) return;
    if (value !== "") hasValue = true;
    last = { tag, value, line };
    fields.push(last);
  };
  /** A field of an open entry, with others glued to it or not; true where one of those is the entry's end. */
  const addField = (tag: string, value: string, line: number): boolean => {
    const parts = splitGluedFields(tag, value);
    if (parts === undefined) {
      add(tag, value, line);
      return false;
    }
    const [before, ...glued] = parts;
    add(tag, before, line);
    for (const field of glued) if (field.tag !== "ER") add(field.tag, field.value, line);
    const found = glued[0]!.tag;
    sink.problem({
      code: "glued-fields",
      severity: "warning",
      message: `the field ${found} stood inside ${tag} and was taken out of it`,
      where: { file, line, record: count + 1 },
      found: value.slice(0, 80),
    });
    return glued.at(-1)!.tag === "ER";
  };
  const addUntagged = (value: string, line: number): boolean => {
    const { tag } = last!;
    if (LIST_TAGS.has(tag)) return addField(tag, value, line);
    if (excess !== undefined) return false;
    if (tag !== "TY") hasValue = true;
    last!.value = last!.value === "" ? value : `${last!.value}\n${value}`;
    return false;
  };
  const straysOf = (found: string, line: number): void => {
    stray ??= { line, count: 0, found };
    stray.count += 1;
  };
  const exceed = (part: "entry" | "line", limit: number, found: string, line: number): void => {
    const readOn = "Export the records in smaller files, each field in a line of its own.";
    excess ??= tooLongProblem(part, { file, line }, { limit, found, readOn });
    if (fields.length > 1) fields = fields.slice(0, 1);
    last = fields[0];
  };
  /** Reads one line; true when it ends the open entry. */
  const read = (text: string, from: number, to: number, line: number): boolean => {
    let tag = plainTag(text, from, to);
    let valueAt = from + 5;
    if (tag === undefined) {
      if (isBlankLine(text, from, to)) return false;
      const field = fieldOfLine(text.slice(from, to));
      if (field !== undefined) {
        tag = field.tag;
        valueAt = from + field.valueAt;
      }
    }
    if (tag === "TY") begin(trimmedSlice(text, valueAt, to), line);
    else if (last === undefined) {
      const content = text.slice(from, to);
      if (tag !== "ER" && !/^\s*(?:<?\d+[.>]?|%.*)\s*$/.test(content)) straysOf(content, line);
    } else if (tag === "ER") return true;
    else if (tag === undefined) return addUntagged(trimmedSlice(text, from, to), line);
    else return addField(tag, trimmedSlice(text, valueAt, to), line);
    return false;
  };
  const scanner = createLineScanner({
    line: (text, from, to, next, line) => {
      const before = last;
      const isEnd = read(text, from, to, line);
      if (last === undefined && before === undefined) return;
      size += next - from;
      if (size > LONGEST_ENTRY) exceed("entry", LONGEST_ENTRY, fields[0]!.value, fields[0]!.line);
      else if (keepText) kept += text.slice(from, next);
      if (isEnd) finish("ER");
    },
    tooLong: (line, beginning) => {
      if (last === undefined) straysOf(beginning, line);
      else exceed("line", LONGEST_LINE, beginning, line);
    },
  });
  return {
    push: (text) => scanner.push(text),
    end: () => {
      scanner.end();
      finish("end of file");
      if (stray !== undefined) sink.problem(strayLinesProblem(stray, file, "entries from TY  - to ER  - "));
    },
  };
}

function emptyEntry(where: Problem["where"]): Problem {
  return {
    code: "empty-entry",
    severity: "error",
    message: "the entry has no value but its type; it was not read",
    where,
    fix: "Remove it, or export the record again.",
  };
}

function missingEnd(where: Problem["where"]): Problem {
  return {
    code: "missing-er",
    severity: "warning",
    message: "the entry has no ER line; it was read up to the next TY or the end of the file",
    where: { ...where, field: "ER" },
    fix: "Nothing is lost if the program that wrote it never writes ER.",
  };
}
