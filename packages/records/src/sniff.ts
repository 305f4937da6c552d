import { FORMATS } from "./formats/index.ts";
import type { RecordFormat } from "./model.ts";
import type { Problem } from "./problem.ts";

/** How much of a file is looked at, in characters: preambles of exports are shorter. */
export const SNIFFED = 16_384;

/**
 * Finds the format from the content, never from the name; undefined when it shows none of those that are read. The first
 * mark that begins an entry decides: any format may quote another's marks further down. Tables come last in FORMATS.
 */
export function sniffFormat(text: string): RecordFormat | undefined {
  const head = text.slice(0, SNIFFED);
  let best: { readonly name: RecordFormat; readonly at: number } | undefined;
  for (const { name, findStart } of FORMATS) {
    // A table has no mark of its own: commas in the first line say so only when nothing else does.
    if (name === "csv" && (best !== undefined || nameUnreadFormat(text) !== undefined || isBinary(head)))
      continue;
    const at = findStart(head);
    if (at !== undefined && (best === undefined || at < best.at)) best = { name, at };
  }
  return best?.name;
}

/** The name of a format that is recognised but not read, to say so. */
export function nameUnreadFormat(text: string): string | undefined {
  if (text.startsWith("PK\u0003\u0004")) return "a spreadsheet (XLSX) or another packed file";
  if (text.startsWith("%PDF")) return "a PDF";
  return UNREAD.find(([, start]) => start.test(text.slice(0, SNIFFED)))?.[0];
}

const UNREAD: readonly (readonly [name: string, start: RegExp])[] = [
  ["the JSON of a trial register", /^\s*[[{][^]*"(?:isrctn|ctNumber|a2_eudract_number|required_header)"\s*:/],
  ["MODS", /<(?:mods:)?mods(?:Collection)?[\s>]/],
  ["MARC XML", /<(?:marc:)?(?:collection|record)[^>]*MARC21|<(?:marc:)?leader>/],
  ["Word's bibliography", /<b:Sources?[\s>]/],
  ["XML of another kind than PubMed's, EndNote's or Europe PMC's", /^\s*<(?:\?xml|!DOCTYPE|[A-Za-z])/],
  ["CFF (a citation file of software)", /^cff-version:/m],
  ["RIS whose TY lines are missing", /^[\s\ufeff]*(?:[A-Z][A-Z0-9] {2}- .*\r?\n){2}/],
  ["MEDLINE whose PMID line is missing", /^[\s\ufeff]*(?:[A-Z]{2,4} *- ?.*\r?\n){3}/],
  ["a program", /^\s*(?:module\.exports|import |export |const |function |#!)/],
];

/** A picture, a packed file: one character in a hundred, or more, is one that no text has. */
function isBinary(head: string): boolean {
  let controls = 0;
  for (let at = 0; at < head.length; at += 1) {
    const code = head.charCodeAt(at);
    if (code < 9 || (code > 13 && code < 32 && code !== 27)) controls += 1;
  }
  return controls > head.length / 100;
}

/** The one error of a file whose content shows no format that is read. */
export function unknownFormat(text: string, file: string): Problem {
  const where = { file, line: 1 };
  const severity = "error";
  if (text.trim() === "")
    return { code: "empty-file", severity, message: "the file is empty", where, fix: "Export it again." };
  const name = nameUnreadFormat(text);
  if (name !== undefined)
    return {
      code: "unread-format",
      severity,
      message: `the content looks like ${name}, which is not read`,
      where,
      fix: "Export the search as MEDLINE (PubMed format), RIS or CSV.",
    };
  return {
    code: "unknown-format",
    severity,
    message: isBinary(text.slice(0, SNIFFED))
      ? "the content is no text"
      : "the content is none of the formats that are read",
    where,
    found: text.slice(0, 60),
    fix: "coppice convert --help names the formats.",
  };
}
