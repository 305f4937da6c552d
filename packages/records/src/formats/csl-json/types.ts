import type { BibRecord } from "../../model.ts";

/** Every type of CSL 1.0.2. */
const CSL_TYPES: ReadonlySet<string> = new Set([
  "article", "article-journal", "article-magazine", "article-newspaper", "bill", "book", "broadcast", "chapter", "classic",
  "collection", "dataset", "document", "entry", "entry-dictionary", "entry-encyclopedia", "event", "figure", "graphic",
  "hearing", "interview", "legal_case", "legislation", "manuscript", "map", "motion_picture", "musical_score", "pamphlet",
  "paper-conference", "patent", "performance", "periodical", "personal_communication", "post", "post-weblog", "regulation",
  "report", "review", "review-book", "software", "song", "speech", "standard", "thesis", "treaty", "webpage",
]); // prettier-ignore

/** What sources call their publications: databases' words, RIS's and BibTeX's types. */
const SOURCES: readonly (readonly [type: string, source: RegExp])[] = [
  [
    "paper-conference",
    /^(?:conf|cpaper|inproceedings|conference (?:paper|proceedings?)|proceedings paper|meeting abstract)$/i,
  ],
  ["chapter", /^(?:chap|incollection|inbook|book (?:section|chapter)|bookinbook)$/i],
  ["book", /^(?:book|ebook|edbook|edited book|mvbook|collection|proceedings)$/i],
  ["thesis", /^(?:thes|thesis|phdthesis|mastersthesis|dissertation|doctoral)/i],
  ["report", /^(?:rprt|report|techreport|technical report|government document|govdoc)$/i],
  ["manuscript", /^(?:unpb|unpublished|manuscript)/i],
  ["dataset", /^(?:data|dataset|aggregated database)$/i],
  ["software", /^(?:comp|computer program|software)$/i],
  ["webpage", /^(?:elec|web page|webpage|online|electronic source)$/i],
  ["article", /preprint/i],
  ["article-newspaper", /^(?:news|newspaper article)$/i],
  ["article-magazine", /^(?:mgzn|magazine article)$/i],
  ["patent", /^(?:pat|patent)$/i],
];

/** The CSL type of a record: its own where that is one, else by what the source calls it; an article of a journal else. */
export function cslTypeOf({ publicationTypes, journal, ids }: BibRecord): string {
  for (const type of publicationTypes) {
    if (CSL_TYPES.has(type) && type !== "article" && type !== "review") return type;
    for (const [name, pattern] of SOURCES) if (pattern.test(type)) return name;
  }
  return journal === undefined && ids.isbn !== undefined ? "book" : "article-journal";
}
