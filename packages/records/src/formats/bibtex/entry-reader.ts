import { LONGEST_ENTRY } from "../../limits.ts";
import type { RawField } from "../../model.ts";
import type { Problem } from "../../problem.ts";
import type { EntryReader } from "../format.ts";
import {
  cutOffProblem,
  strayLinesProblem,
  tooLongProblem,
  type RawEntrySink,
  type StrayLines,
} from "../tagged-entries.ts";
import { createBlockCutter, type Block } from "./block-cutter.ts";
import { createFileContext, type FileContext } from "./file-context.ts";
import { createBlockParser, type BlockFault } from "./parse-block.ts";

/** What is said of each fault, and what to do. */
const FAULTS: Readonly<Record<BlockFault["code"], readonly [message: string, fix: string]>> = {
  "missing-key": ["the entry has no citation key", "Give it one after the opening brace: @article{name2014,"],
  "missing-comma": ["a comma is missing before this", "Add a comma behind the value before it."],
  "unclosed-value": [
    "the value is never closed; it was read up to the next field",
    "Close each { of the value by a }.",
  ],
  "bare-value": [
    "the value stands without braces or quotes; it was read up to the comma",
    "Put it in braces.",
  ],
  "quote-in-value": [
    'a " stands inside a value between quotes; it was read as part of the value',
    'Put the value in braces, or the quote: {"}.',
  ],
  "text-after-value": [
    "text follows the end of the value; it was kept in the value",
    "Put the whole value in one pair of braces.",
  ],
  "text-for-field": ["this is no field of the form name = {value}; it was not read", "Correct or remove it."],
  "undefined-string": [
    "no @string defines this name; it was kept as text",
    "Put the text in braces, or define the name before the entry.",
  ],
  "string-too-long": [
    "the value grows beyond a million characters by its @string names; what exceeds was not read",
    "Check the @string definitions.",
  ],
};

/** Blocks that are no entries. */
const NO_ENTRIES: ReadonlySet<string> = new Set(["comment", "string", "preamble"]);

export interface BibtexEntryReader extends EntryReader {
  /** @string and @preamble as far as the text was read. */
  readonly context: FileContext;
}

/**
 * Reads BibTeX that comes in pieces: entries with all fields in file order. The first field of an entry is its type with
 * its key: `@article`, `caddy2014`. Values are LaTeX as written, without their outer delimiters; macros are replaced, months
 * keep their names. An entry without any value is an error.
 */
export function createBibtexEntryReader(
  file: string,
  keepText: boolean,
  sink: RawEntrySink,
): BibtexEntryReader {
  const context = createFileContext();
  const parser = createBlockParser(context.macros);
  let count = 0;
  let stray: StrayLines | undefined;

  const report = (fault: BlockFault, record: number | undefined): void => {
    const [message, fix] = FAULTS[fault.code];
    const field = fault.field === undefined || fault.field === "" ? {} : { field: fault.field };
    sink.problem({
      code: fault.code,
      severity: "warning",
      message,
      where: { file, line: fault.line, ...(record === undefined ? {} : { record }), ...field },
      found: fault.found,
      fix,
    });
  };
  const takeEntry = (block: Block): void => {
    count += 1;
    const where = { file, line: block.line, record: count };
    const { key, fields: named, faults } = parser.entry(block.isClosed ? block : withoutEnd(block));
    if (named.every(({ value }) => value.trim() === "")) {
      sink.problem({
        code: "empty-entry",
        severity: "error",
        message: "the entry has no value; it was not read",
        where,
        found: block.text.slice(0, 80),
        fix: "Remove it, or export the record again.",
      });
      return;
    }
    if (isCutOff(block)) sink.problem(cutOffProblem(where, "its closing brace is missing"));
    else if (!block.isClosed) sink.problem(unclosedEntry(where, key));
    for (const fault of faults) report(fault, count);
    const fields: RawField[] = [{ tag: `@${block.type}`, value: key, line: block.line }];
    for (const { name, value, line } of named) fields.push({ tag: name, value, line });
    sink.entry({ fields, line: block.line, ordinal: count }, keepText ? block.text : undefined);
  };
  const takeStrings = (block: Block): void => {
    const { fields, faults } = parser.strings(block);
    for (const fault of faults) report(fault, undefined);
    for (const { name, value, line } of fields) if (!context.define(name, value)) reportExcess(line, name);
  };
  const reportExcess = (line: number, found: string): void => {
    sink.problem({
      code: "strings-too-long",
      severity: "warning",
      message: `the @string and @preamble texts exceed ${LONGEST_ENTRY} characters; this one was not kept`,
      where: { file, line },
      found,
      fix: "Put the texts into the entries.",
    });
  };
  const cutter = createBlockCutter({
    block: (block) => {
      const type = block.type.toLowerCase();
      if (!NO_ENTRIES.has(type)) takeEntry(block);
      else if (type === "string") takeStrings(block);
      else if (type === "preamble") {
        const text = parser.preamble(block);
        if (!context.addPreamble(text)) reportExcess(block.line, text.slice(0, 60));
      }
      if (!block.isClosed && NO_ENTRIES.has(type)) sink.problem(unclosedBlock(file, block));
    },
    stray: (line, found) => {
      stray ??= { line, count: 0, found };
      stray.count += 1;
    },
    tooLong: (type, line, found) => {
      const isEntry = !NO_ENTRIES.has(type.toLowerCase());
      if (isEntry) count += 1;
      const problem = tooLongProblem(
        "entry",
        { file, line, ...(isEntry ? { record: count } : {}) },
        { limit: LONGEST_ENTRY, found, readOn: "Check whether a closing brace is missing." },
      );
      sink.problem(isEntry ? problem : { ...problem, severity: "warning" });
    },
  });
  return {
    context,
    push: (text) => {
      cutter.push(text);
    },
    end: () => {
      cutter.end();
      if (stray !== undefined)
        sink.problem(strayLinesProblem(stray, file, "entries of the form @article{key, title = {…}, … }"));
    },
  };
}

/** Whether the text ended in the middle of the entry, and not behind a bracket that was meant to close it. */
function isCutOff({ isCut, text }: Block): boolean {
  return isCut && !WRONG_BRACKET.test(text.trimEnd());
}

const WRONG_BRACKET = /[\r\n]\s*[)>\]}]$/;

/** Without white space at the end, and without the bracket that was meant to close the entry. */
function withoutEnd(block: Block): Block {
  const body = block.text.slice(0, block.bodyTo).trimEnd();
  return { ...block, bodyTo: Math.max(block.bodyFrom, body.replace(WRONG_BRACKET, "").length) };
}

function unclosedEntry(where: Problem["where"], key: string): Problem {
  return {
    code: "unclosed-entry",
    severity: "warning",
    message:
      "the entry is not closed before the next one or the end of the file; it was read as far as it goes",
    where,
    found: key,
    fix: "Check its braces: each { needs a }.",
  };
}

function unclosedBlock(file: string, { type, line, text }: Block): Problem {
  return {
    code: "unclosed-block",
    severity: "warning",
    message: `@${type} is not closed before the next entry or the end of the file`,
    where: { file, line },
    found: text.slice(0, 60),
    fix: "Check its braces: each { needs a }.",
  };
}
