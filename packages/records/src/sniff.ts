import type { RecordFormat } from "./model.ts";

/** How much of a file is looked at: preambles of exports are shorter. */
const HEAD = 8000;

/** Finds the format from the content, never from the name; undefined when it shows none of those that are read. */
export function sniffFormat(text: string): RecordFormat | undefined {
  const head = text.slice(0, HEAD);
  const starts = STARTS.map(({ format, start }) => ({ format, at: head.search(start) })).filter(
    ({ at }) => at >= 0,
  );
  const first = starts.sort((a, b) => a.at - b.at)[0];
  if (first !== undefined) return first.format;
  if (/^\s*(?:\[\s*(?:[{\]]|$)|\{\s*["}])/.test(head)) return "csl-json";
  if (nameUnreadFormat(text) !== undefined) return undefined;
  const lines = head.trimStart().split(/\r\n|\n|\r/);
  return /[,;\t]/.test(lines[0] ?? "") || /^"?(?:title|doi|pmid)"?$/i.test(lines[0] ?? "")
    ? "csv"
    : undefined;
}

/** The first line that begins an entry decides between the tagged formats: either may quote the other's tags. */
const STARTS: readonly { readonly format: RecordFormat; readonly start: RegExp }[] = [
  { format: "medline", start: /^(?:PMID- ?\d|OWN - )/m },
  { format: "ris", start: /^[\s\ufeff]*TY {0,2}- *(?:[A-Z]|$)/m },
];

/** The name of a bibliographic format that is recognised but not read yet, to say so. */
export function nameUnreadFormat(text: string): string | undefined {
  if (text.startsWith("PK\u0003\u0004")) return "a spreadsheet (XLSX) or another packed file";
  return UNREAD.find(([, start]) => start.test(text.slice(0, HEAD)))?.[0];
}

const UNREAD: readonly (readonly [name: string, start: RegExp])[] = [
  ["XML (PubMed, EndNote or another)", /^\s*<(?:\?xml|!DOCTYPE|[A-Za-z])/],
  ["Web of Science tagged text", /^\s*(?:FN |PT [A-Z](?:\s|$))/],
  ["Ovid tagged text", /^(?:VN {2}- Ovid|<1\. >)/m],
  ["Refer (EndNote .enw)", /^\s*%[0AT] /],
  ["BibTeX", /^\s*(?:%.*\n\s*)*@[A-Za-z]+\s*[{(]/],
];
