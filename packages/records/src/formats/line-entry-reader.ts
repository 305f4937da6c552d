import { LONGEST_ENTRY, LONGEST_LINE } from "../limits.ts";
import type { RawField } from "../model.ts";
import { createLineScanner } from "../text/line-scanner.ts";
import type { EntryReader } from "./format.ts";
import {
  cutOffProblem,
  strayLinesProblem,
  tooLongProblem,
  type RawEntrySink,
  type StrayLines,
} from "./tagged-entries.ts";

/** What a line is to a format whose fields are lines with a tag. */
export type LineMeaning =
  /** The first line of an entry, which may hold a field itself. */
  | { readonly kind: "start"; readonly tag?: string; readonly value?: string }
  | { readonly kind: "field"; readonly tag: string; readonly value: string }
  /** Goes on with the field before it: as text, as a line of its own, or as another value of the same tag. */
  | { readonly kind: "more"; readonly value: string; readonly join: " " | "\n" | "next" }
  | { readonly kind: "end" }
  /** Belongs to the file and not to an entry: a header, a separator. */
  | { readonly kind: "nothing" };

export interface LineGrammar {
  /** `open` is the tag of the field before the line inside the entry; undefined outside of entries. */
  readonly meaningOf: (content: string, open: string | undefined) => LineMeaning;
  /** What entries look like, for a warning about lines outside of them. */
  readonly expected: string;
  /** Whether an entry that is not ended by its own mark may be cut off. */
  readonly hasEndMark: string | undefined;
}

/**
 * Reads entries made of tagged lines, for formats that differ in their lines alone (Web of Science, Ovid, Refer). Every
 * entry has all its fields in file order; an entry without any value is an error.
 */
export function createLineEntryReader(
  grammar: LineGrammar,
  file: string,
  keepText: boolean,
  sink: RawEntrySink,
): EntryReader {
  let fields: (RawField & { value: string })[] | undefined;
  let start = 0;
  let count = 0;
  /** Entries that ended without their mark. */
  let endless = 0;
  let size = 0;
  let kept = "";
  let excess: ReturnType<typeof tooLongProblem> | undefined;
  let stray: StrayLines | undefined;

  const finish = (end: "mark" | "next entry" | "end of file"): void => {
    if (fields === undefined) return;
    count += 1;
    const where = { file, line: start, record: count };
    if (excess !== undefined) sink.problem({ ...excess, where: { ...excess.where, record: count } });
    else if (fields.every(({ value }) => value === "")) {
      sink.problem({
        code: "empty-entry",
        severity: "error",
        message: "the entry has no value; it was not read",
        where,
        fix: "Remove it, or export the record again.",
      });
    } else {
      sink.entry({ fields, line: start, ordinal: count }, keepText ? kept.trimEnd() : undefined);
      const mark = grammar.hasEndMark;
      if (mark !== undefined && end === "end of file" && endless === 0)
        sink.problem(cutOffProblem(where, `its ${mark} line is missing`));
      else if (mark !== undefined && end !== "mark") {
        sink.problem({
          code: "missing-end",
          severity: "warning",
          message: `the entry has no ${mark} line; it was read up to the next one or the end of the file`,
          where,
          fix: `Nothing is lost if the program that wrote it never writes ${mark}.`,
        });
      }
    }
    if (end !== "mark") endless += 1;
    fields = undefined;
    size = 0;
    kept = "";
    excess = undefined;
  };
  const tooLong = (part: "entry" | "line", line: number, found: string): void => {
    excess ??= tooLongProblem(
      part,
      { file, line },
      {
        limit: part === "line" ? LONGEST_LINE : LONGEST_ENTRY,
        found,
        readOn: "Check whether line breaks are lost: export the file again.",
      },
    );
  };
  const add = (tag: string, value: string, line: number): void => {
    size += value.length;
    if (size > LONGEST_ENTRY) tooLong("entry", line, value);
    if (excess === undefined) fields!.push({ tag, value, line });
  };
  const continueValue = (value: string, join: " " | "\n" | "next", line: number): void => {
    const last = fields?.at(-1);
    if (last === undefined) {
      if (value === "") return;
      stray ??= { line, count: 0, found: value.slice(0, 60) };
      stray.count += 1;
    } else if (join === "next" && last.value !== "") {
      if (value !== "") add(last.tag, value, line);
    } else if (value !== "") {
      size += value.length + 1;
      if (size > LONGEST_ENTRY) tooLong("entry", line, value);
      else last.value = last.value === "" ? value : `${last.value}${join === "next" ? "" : join}${value}`;
    }
  };
  const scanner = createLineScanner({
    line: (text, from, to, next, line) => {
      const content = text.slice(from, to);
      const meaning = grammar.meaningOf(
        content,
        fields?.at(-1)?.tag ?? (fields === undefined ? undefined : ""),
      );
      if (meaning.kind === "start") {
        finish("next entry");
        fields = [];
        start = line;
        if (meaning.tag !== undefined) add(meaning.tag, meaning.value ?? "", line);
      } else if (meaning.kind === "field" && fields !== undefined) add(meaning.tag, meaning.value, line);
      else if (meaning.kind === "field") continueValue(content, " ", line);
      else if (meaning.kind === "more") continueValue(meaning.value, meaning.join, line);
      if (keepText && fields !== undefined && size <= LONGEST_ENTRY) kept += text.slice(from, next);
      if (meaning.kind === "end") finish("mark");
    },
    tooLong: (line, beginning) => {
      if (fields === undefined) {
        fields = [];
        start = line;
      }
      tooLong("line", line, beginning);
    },
  });
  return {
    push: (text) => {
      scanner.push(text);
    },
    end: () => {
      scanner.end();
      finish("end of file");
      if (stray !== undefined) sink.problem(strayLinesProblem(stray, file, grammar.expected));
    },
  };
}
