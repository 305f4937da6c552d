import type { RecordFormat } from "./model.ts";

/** Finds the format from the content, never from the name: the first 4,000 characters decide. */
export function sniffFormat(text: string): RecordFormat | undefined {
  const head = text.slice(0, 4000).trimStart();
  if (/^PMID ?- ?\d/m.test(head)) return "medline";
  if (/^\s*TY\s{1,2}-/m.test(head)) return "ris";
  if (/^[[{]/.test(head)) return "csl-json";
  const firstLine = head.slice(0, head.search(/[\r\n]|$/));
  return /[,;\t]/.test(firstLine) || /^"?(?:title|doi|pmid)"?$/i.test(firstLine) ? "csv" : undefined;
}
