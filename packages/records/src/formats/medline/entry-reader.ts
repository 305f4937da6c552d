import { LONGEST_ENTRY, LONGEST_LINE } from "../../limits.ts";
import type { RawField } from "../../model.ts";
import type { Problem } from "../../problem.ts";
import { createLineScanner } from "../../text/line-scanner.ts";
import type { EntryReader } from "../format.ts";
import {
  cutOffProblem,
  strayLinesProblem,
  tooLongProblem,
  type RawEntrySink,
  type StrayLines,
} from "../tagged-entries.ts";
import { faultOf } from "./entry-fault.ts";
import { splitFlatText, type FlatText } from "./flat-text.ts";
import { IDENTIFIER_TAGS, MEDLINE_TAGS, tagOfLine } from "./tags.ts";

/** A field whose value may go on. */
interface OpenField {
  readonly tag: string;
  value: string;
  readonly line: number;
}

/** A known tag whose columns are damaged: "SO- text", "AB - text", "TI  -text". */
const DAMAGED_FIELD = /^([A-Z][A-Z0-9]{1,3}) {0,2}-(.*)$/;

const SPACE = 32;
const TAB = 9;
const DASH = 45;

/**
 * Reads MEDLINE (nbib) text that comes in pieces: entries with all fields in file order, in one pass.
 *
 * A field is a tag in columns 1 to 4, "-" in column 5 and its value from column 7; unknown tags are kept. A line that
 * begins with a blank continues the value and is joined to it by one blank. An entry ends at a blank line or at the next
 * PMID. Where line breaks are lost, a whole entry (or several) on one line is split by its tags, and so is a known tag
 * glued to a field that holds an identifier, code or date (see `splitFlatText`).
 *
 * An entry is an error, and not given, when its PMID is not digits, when it has neither PMID, title nor abstract, or when
 * it or one of its lines exceeds the limits.
 */
export function createMedlineEntryReader(file: string, keepText: boolean, sink: RawEntrySink): EntryReader {
  let fields: OpenField[] = [];
  let last: OpenField | undefined;
  let hasPmid = false;
  let hasSource = false;
  let count = 0;
  /** Entries with the field that PubMed writes last. */
  let withSource = 0;
  /** Characters of the open entry. */
  let size = 0;
  let excess: Omit<Problem, "severity"> | undefined;
  let kept = "";
  /** The line that is read, and how much of it belongs to the open entry already. */
  let block = "";
  let keptTo = 0;
  let line = 0;
  let stray: StrayLines | undefined;

  const warn = (code: string, message: string, found: string): void => {
    const record = count + (last === undefined ? 0 : 1);
    const where = { file, line, record };
    sink.problem({ code, severity: "warning", message, where, found: found.slice(0, 80) });
  };
  const finish = (): void => {
    if (last === undefined) return;
    count += 1;
    if (hasSource) withSource += 1;
    const start = fields[0]!.line;
    const fault = excess ?? faultOf(fields);
    if (fault === undefined) {
      const text = keepText ? kept.replace(/[\s\0]+$/, "") : undefined;
      sink.entry({ fields, line: start, ordinal: count }, text);
    } else sink.problem({ ...fault, severity: "error", where: { ...fault.where, file, record: count } });
    fields = [];
    last = undefined;
    hasPmid = false;
    hasSource = false;
    size = 0;
    excess = undefined;
    kept = "";
  };
  /** A field that begins at a place of the line. */
  const add = (tag: string, value: string, at: number): void => {
    if (tag === "PMID") {
      if (hasPmid) {
        if (keepText) kept += block.slice(keptTo, at);
        keptTo = at;
        finish();
      }
      hasPmid = true;
    } else if (tag === "SO") hasSource = true;
    if (excess !== undefined) return;
    last = { tag, value, line };
    fields.push(last);
  };
  const addGlued = (tag: string, parts: FlatText, at: number, valueAt: number): void => {
    const isWhole = tag === "PMID" && parts.fields.length >= 3;
    add(tag, parts.before, at);
    for (const part of parts.fields) add(part.tag, part.value, valueAt + part.from);
    if (isWhole) return;
    const found = parts.fields[0]!.tag;
    warn("glued-fields", `the field ${found} stood inside ${tag} and was taken out of it`, parts.before);
  };
  /** A field of the line with its value between two places, blanks around it or not. */
  const addField = (tag: string, isIdentifier: boolean, at: number, from: number, to: number): void => {
    let start = from;
    let end = to;
    while (start < end && isBlank(block.charCodeAt(start))) start += 1;
    while (end > start && isBlank(block.charCodeAt(end - 1))) end -= 1;
    const value = block.slice(start, end);
    const parts = isIdentifier && hasDash(value) && value.includes("- ") ? splitFlatText(value) : undefined;
    if (parts === undefined) add(tag, value, at);
    else addGlued(tag, parts, at, start);
  };
  const continueValue = (from: number, to: number): void => {
    let start = from;
    let end = to;
    while (start < end && isBlank(block.charCodeAt(start))) start += 1;
    while (end > start && isBlank(block.charCodeAt(end - 1))) end -= 1;
    if (last === undefined) {
      stray ??= { line, count: 0, found: block.slice(start, Math.min(end, start + 60)) };
      stray.count += 1;
    } else if (start < end && excess === undefined) {
      // The blank before the text is the one that joins it.
      const blank = start > from && block.charCodeAt(start - 1) === SPACE;
      if (last.value === "") last.value = block.slice(start, end);
      else last.value += blank ? block.slice(start - 1, end) : ` ${block.slice(start, end)}`;
    }
  };
  const readIndented = (from: number, to: number): void => {
    let start = from;
    while (start < to && isBlank(block.charCodeAt(start))) start += 1;
    if (start === to) finish();
    else if (
      start < from + 6 &&
      block.startsWith("PMID-", start) &&
      /^PMID- ?\d/.test(block.slice(start, start + 7))
    )
      addField("PMID", true, from, start + 5, to);
    else continueValue(from, to);
  };
  const readUntagged = (from: number, to: number): void => {
    const content = block.slice(from, to);
    const damaged = DAMAGED_FIELD.exec(content)?.[1];
    if (damaged !== undefined && MEDLINE_TAGS.has(damaged)) {
      addField(damaged, IDENTIFIER_TAGS.has(damaged), from, block.indexOf("-", from) + 1, to);
    } else if (last?.tag === "PMID" || last?.tag === "") {
      warn("line-without-tag", "a line has no tag; it is kept without one", content);
      add("", content.replace(/^[ \t]+|[ \t]+$/g, ""), from);
    } else {
      if (last !== undefined)
        warn("unindented-line", `a line without a tag was joined to ${last.tag}`, content);
      continueValue(from, to);
    }
  };
  const exceed = (part: "entry" | "line", limit: number, found: string, at: number): void => {
    const readOn = "Export the records in smaller files, each entry in lines of its own.";
    excess ??= tooLongProblem(part, { file, line: at }, { limit, found, readOn });
    if (fields.length > 1) fields = fields.slice(0, 1);
    last = fields[0];
  };
  const scanner = createLineScanner({
    line: (text, from, to, next, number) => {
      line = number;
      if (from === to) {
        finish();
        return;
      }
      block = text;
      keptTo = from;
      const known = tagOfLine(text, from, to);
      if (known !== undefined) addField(known.tag, known.isIdentifier, from, from + 6, to);
      else if (isBlank(text.charCodeAt(from))) readIndented(from, to);
      else readUntagged(from, to);
      if (last === undefined) return;
      size += next - keptTo;
      if (size > LONGEST_ENTRY) exceed("entry", LONGEST_ENTRY, fields[0]!.value, fields[0]!.line);
      else if (keepText) kept += text.slice(keptTo, next);
    },
    tooLong: (number, beginning) => {
      line = number;
      const isEntry = /^PMID- ?\d/.test(beginning);
      if (isEntry && hasPmid) finish();
      if (isEntry && last === undefined) {
        block = beginning;
        keptTo = 0;
        add("PMID", "", 0);
      }
      if (last !== undefined) exceed("line", LONGEST_LINE, beginning, number);
      else {
        stray ??= { line, count: 0, found: beginning };
        stray.count += 1;
      }
    },
  });
  return {
    push: (text) => scanner.push(text),
    end: () => {
      scanner.end();
      const start = fields[0];
      const isCut =
        start !== undefined &&
        hasPmid &&
        !hasSource &&
        (count > 0 ? withSource === count : isOfPubMed(fields));
      if (isCut && excess === undefined && faultOf(fields) === undefined)
        sink.problem(
          cutOffProblem(
            { file, line: start.line, record: count + 1, field: "SO" },
            "it has no SO field, which ends every entry of PubMed",
          ),
        );
      finish();
      if (stray !== undefined) sink.problem(strayLinesProblem(stray, file, "entries that begin with PMID-"));
    },
  };
}

function isBlank(code: number): boolean {
  return code === SPACE || code === TAB;
}

/** Most identifiers have no dash: a look at each character costs less than a search. */
function hasDash(value: string): boolean {
  for (let at = 0; at < value.length; at += 1) if (value.charCodeAt(at) === DASH) return true;
  return false;
}

function isOfPubMed(fields: readonly RawField[]): boolean {
  return fields.some(({ tag }) => tag === "OWN") && fields.some(({ tag }) => tag === "STAT");
}
