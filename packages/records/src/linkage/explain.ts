import type { Comparison, FieldName, Level } from "./comparators.ts";

type Words = { readonly [Field in FieldName]: Readonly<Partial<Record<Level<Field>, string>>> };

/** What agrees, in the order in which it is named. */
const AGREEMENT: Words = {
  doi: { equal: "DOI", head: "DOI up to its bracket" },
  title: { equal: "title", spelling: "title but for spelling", contained: "title but for additions" },
  authors: { same: "authors", first: "first author", shared: "authors in part" },
  journal: { same: "journal", partial: "journal in part" },
  year: { equal: "year" },
  volume: { equal: "volume" },
  issue: {},
  page: {
    range: "pages",
    first: "first page",
    bare: "page number",
    overlap: "pages in part",
    "from-one": "page 1",
  },
  abstract: { equal: "abstract", near: "abstract in part" },
};

/** "same title, authors, journal and pages", or the identifier alone. */
export function agreementInWords(comparison: Comparison, identifier: string | undefined): string {
  if (identifier !== undefined) return `same ${identifier}`;
  const named: string[] = [];
  for (const field of Object.keys(AGREEMENT) as FieldName[]) {
    const words: Readonly<Record<string, string | undefined>> = AGREEMENT[field];
    const word = words[comparison[field]];
    if (word !== undefined) named.push(word);
  }
  const last = named.pop();
  if (last === undefined) return "same report";
  return `same ${named.length === 0 ? last : `${named.join(", ")} and ${last}`}`;
}
