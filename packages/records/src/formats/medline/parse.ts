import type { RawEntry, RawField } from "../../model.ts";
import type { Problem } from "../../problem.ts";
import { IDENTIFIER_TAGS, MEDLINE_TAGS } from "./tags.ts";
import { splitFlatText } from "./flat-text.ts";

export interface ParsedEntries {
  readonly entries: readonly RawEntry[];
  readonly problems: readonly Problem[];
  /** Entries of the file, read or not: `entries` and the problems of severity "error" together. */
  readonly count: number;
}

/** A field whose value may go on. */
interface OpenField {
  readonly tag: string;
  value: string;
  readonly line: number;
}

/** A known tag whose columns are damaged: "SO- text", "AB - text", "TI  -text". */
const DAMAGED_FIELD = /^([A-Z][A-Z0-9]{1,3}) {0,2}-(.*)$/;

/**
 * Reads MEDLINE (nbib) text: entries with all fields in file order, in one pass.
 *
 * A field is a tag in columns 1 to 4, "-" in column 5 and its value from column 7; unknown tags are kept. A line that
 * begins with a blank continues the value and is joined to it by one blank. An entry ends at a blank line or at the next
 * PMID. Where line breaks are lost, a whole entry (or several) on one line is split by its tags, and so is a known tag
 * glued to a field that holds an identifier, code or date (see `splitFlatText`).
 *
 * An entry is an error, and not in `entries`, when its PMID is not digits or when it has neither PMID, title nor
 * abstract.
 */
export function parseMedline(text: string, file: string): ParsedEntries {
  const entries: RawEntry[] = [];
  const problems: Problem[] = [];
  let fields: OpenField[] = [];
  let count = 0;
  let line = 0;
  let stray: { line: number; lines: number; found: string } | undefined;

  const warn = (code: string, message: string, at: number, found: string): void => {
    problems.push({
      code,
      severity: "warning",
      message,
      where: { file, line: at, record: count + (fields.length > 0 ? 1 : 0) },
      found: found.slice(0, 80),
    });
  };
  const finish = (): void => {
    const start = fields[0];
    if (start === undefined) return;
    count += 1;
    const fault = faultOf(fields);
    if (fault === undefined) entries.push({ fields, line: start.line, ordinal: count });
    else problems.push({ ...fault, severity: "error", where: { ...fault.where, file, record: count } });
    fields = [];
  };
  const add = (field: OpenField): void => {
    if (field.tag === "PMID" && fields.some(({ tag }) => tag === "PMID")) finish();
    fields.push(field);
  };
  const addLine = (tag: string, value: string): void => {
    const parts = IDENTIFIER_TAGS.has(tag) && value.includes("- ") ? splitFlatText(value) : undefined;
    if (parts === undefined) {
      add({ tag, value, line });
      return;
    }
    const whole = tag === "PMID" && parts.fields.length >= 3;
    add({ tag, value: parts.before, line });
    for (const part of parts.fields) add({ ...part, line });
    if (!whole) {
      const found = parts.fields[0]!.tag;
      warn("glued-fields", `the field ${found} stood inside ${tag} and was taken out of it`, line, value);
    }
  };
  const continueValue = (more: string): void => {
    const last = fields.at(-1);
    if (last === undefined) {
      stray ??= { line, lines: 0, found: more };
      stray.lines += 1;
    } else if (more !== "") {
      last.value = last.value === "" ? more : `${last.value} ${more}`;
    }
  };
  const readLine = (content: string): void => {
    const tag = tagOf(content);
    if (tag !== undefined) {
      addLine(tag, trimBlanks(content.slice(6)));
      return;
    }
    const first = content.charCodeAt(0);
    if (first === SPACE || first === TAB) {
      const trimmed = trimBlanks(content);
      if (trimmed === "") finish();
      else if (/^PMID- ?\d/.test(trimmed) && !content.startsWith("      "))
        addLine("PMID", trimBlanks(trimmed.slice(5)));
      else continueValue(trimmed);
      return;
    }
    const damaged = DAMAGED_FIELD.exec(content);
    if (damaged !== null && MEDLINE_TAGS.has(damaged[1]!)) {
      addLine(damaged[1]!, trimBlanks(damaged[2]!));
      return;
    }
    const last = fields.at(-1);
    if (last?.tag === "PMID" || last?.tag === "") {
      warn("line-without-tag", "a line has no tag; it is kept without one", line, content);
      fields.push({ tag: "", value: trimBlanks(content), line });
    } else {
      if (last !== undefined)
        warn("unindented-line", `a line without a tag was joined to ${last.tag}`, line, content);
      continueValue(trimBlanks(content));
    }
  };

  const source = text.includes("\r") ? text.replace(/\r\r\n|\r\n|\r/g, "\n") : text;
  for (let at = 0; at < source.length;) {
    const found = source.indexOf("\n", at);
    const end = found < 0 ? source.length : found;
    line += 1;
    if (end === at) finish();
    else readLine(source.slice(at, end));
    at = end + 1;
  }
  finish();
  if (stray !== undefined) {
    const message = `${stray.lines} ${stray.lines === 1 ? "line" : "lines"} outside any entry, not read`;
    warn("text-outside-entry", message, stray.line, stray.found);
  }
  return { entries, problems, count };
}

const SPACE = 32;
const TAB = 9;
const DASH = 45;

/** The tag of a line in the standard columns; undefined when the line has none. */
function tagOf(content: string): string | undefined {
  if (content.charCodeAt(4) !== DASH || (content.length > 5 && content.charCodeAt(5) !== SPACE))
    return undefined;
  const first = content.charCodeAt(0);
  if (first < 65 || first > 90) return undefined;
  let length = 1;
  while (length < 4 && isTagCharacter(content.charCodeAt(length))) length += 1;
  if (length < 2) return undefined;
  for (let i = length; i < 4; i += 1) if (content.charCodeAt(i) !== SPACE) return undefined;
  return content.slice(0, length);
}

function isTagCharacter(code: number): boolean {
  return (code >= 65 && code <= 90) || (code >= 48 && code <= 57);
}

/** Without blanks and tabs at the ends; other white space (a no-break space) is part of the value. */
function trimBlanks(text: string): string {
  let from = 0;
  let to = text.length;
  while (from < to && isBlank(text.charCodeAt(from))) from += 1;
  while (to > from && isBlank(text.charCodeAt(to - 1))) to -= 1;
  return text.slice(from, to);
}

function isBlank(code: number): boolean {
  return code === SPACE || code === TAB;
}

/** What makes an entry unreadable, if anything. */
function faultOf(
  fields: readonly RawField[],
): Pick<Problem, "code" | "message" | "where" | "found" | "expected" | "fix"> | undefined {
  const pmid = fields.find(({ tag }) => tag === "PMID");
  if (pmid !== undefined && !/^\d+$/.test(pmid.value)) {
    return {
      code: "invalid-pmid",
      message: `"${pmid.value.slice(0, 40)}" is not a PMID; the entry was not read`,
      where: { file: "", line: pmid.line, field: "PMID" },
      found: pmid.value.slice(0, 80),
      expected: "digits",
      fix: "Correct the line, or export the record again.",
    };
  }
  const named = pmid !== undefined || fields.some(({ tag, value }) => NAMING_TAGS.has(tag) && value !== "");
  if (named) return undefined;
  return {
    code: "empty-entry",
    message: "the entry has no PMID, title or abstract; it was not read",
    where: { file: "", line: fields[0]!.line },
    found: fields
      .map(({ tag }) => tag)
      .join(" ")
      .slice(0, 80),
    fix: "The lines may have been torn from the entry above: export the file again.",
  };
}

const NAMING_TAGS: ReadonlySet<string> = new Set(["TI", "TT", "BTI", "AB"]);
