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
    if (name === "csv" && (best !== undefined || nameUnreadFormat(text) !== undefined)) continue;
    const at = findStart(head);
    if (at !== undefined && (best === undefined || at < best.at)) best = { name, at };
  }
  return best?.name;
}

/** The name of a format that is recognised but not read, to say so. */
export function nameUnreadFormat(text: string): string | undefined {
  if (text.startsWith("PK\u0003\u0004")) return "a spreadsheet (XLSX) or another packed file";
  return UNREAD.find(([, start]) => start.test(text.slice(0, SNIFFED)))?.[0];
}

const UNREAD: readonly (readonly [name: string, start: RegExp])[] = [
  ["the JSON of a trial register", /^\s*[[{][^]*"(?:isrctn|ctNumber|a2_eudract_number|required_header)"\s*:/],
  ["XML (PubMed, EndNote or another)", /^\s*<(?:\?xml|!DOCTYPE|[A-Za-z])/],
];

/** The one error of a file whose content shows no format that is read. */
export function unknownFormat(text: string, file: string): Problem {
  const name = nameUnreadFormat(text);
  const where = { file, line: 1 };
  const expected = `one of: ${FORMATS.map(({ title }) => title).join(", ")}`;
  return name === undefined
    ? {
        code: "unknown-format",
        severity: "error",
        message: "the content is none of the known formats",
        where,
        found: text.slice(0, 60),
        expected,
      }
    : {
        code: "unread-format",
        severity: "error",
        message: `the content looks like ${name}, which is not read`,
        where,
        expected,
        fix: "Export the search as MEDLINE (PubMed format), RIS or CSV.",
      };
}
