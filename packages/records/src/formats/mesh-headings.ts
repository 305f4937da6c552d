import type { BibRecord, MeshHeading } from "../model.ts";

/** The headings taken apart: the record's own where they are all of them, else from how they are printed. */
export function meshHeadingsOf({ meshTerms, meshHeadings = [] }: BibRecord): readonly MeshHeading[] {
  if (meshHeadings.length === meshTerms.length) return meshHeadings;
  return meshTerms.map((printed) => {
    const [first = "", ...rest] = printed.split("/");
    return { ...partOf(first), qualifiers: rest.map(partOf) };
  });
}

function partOf(text: string): { readonly term: string; readonly major: boolean } {
  return text.startsWith("*") ? { term: text.slice(1), major: true } : { term: text, major: false };
}
