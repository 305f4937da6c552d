import { ARTICLES } from "./articles.testing.ts";
import { firstAuthor, other, without, type Change } from "./changes.testing.ts";

const SECTIONS = [
  "Editorial",
  "Editor's comments",
  "Book reviews",
  "In this issue",
  "Annual report of the editors",
  "Guest editorial: introduction to the special issue",
  "Minitrack introduction: decision support for health care processes and services",
  "News and notes from the society",
  "Letter from the president",
  "Abstracts of the annual meeting of the society for field medicine",
  "Clinical quiz: what is your diagnosis",
  "Correspondence",
];
const section = (index: number): string => SECTIONS[index % SECTIONS.length]!;

/** Sections of journals that come back: editorials, reviews of books, annual reports. */
export const SERIAL: readonly (readonly [string, Change])[] = [
  [
    "only the issue differs, no pages",
    (a, i) =>
      [1, 2].map((issue) => ({ ...without(a, "doi", "page"), title: section(i), issue: String(issue) })),
  ],
  [
    "only the pages differ",
    (a, i) =>
      [11, 93].map((page) => ({ ...without(a, "doi", "issue"), title: section(i), page: String(page) })),
  ],
  [
    "only the DOI differs, no pages",
    (a, i) =>
      ["x", "y"].map((end) => ({ ...without(a, "page", "issue"), title: section(i), doi: `${a.doi}${end}` })),
  ],
  [
    "only the DOI differs, on one page",
    (a, i) => ["x", "y"].map((end) => ({ ...a, title: section(i), page: "3", doi: `${a.doi}${end}` })),
  ],
  [
    "years of one section, same page",
    (a, i) =>
      [0, 1].map((year) => ({
        ...without(a, "doi"),
        title: section(i),
        page: "1-2",
        year: a.year + year,
        volume: String(Number(a.volume) + year),
      })),
  ],
  [
    "four, one of them without page",
    (a, i) =>
      [undefined, "5", "71", "133"].map((page) => ({
        ...without(a, "doi", "page", "issue"),
        title: section(i),
        ...(page === undefined ? {} : { page }),
      })),
  ],
  [
    "reviews of one book by different people, no pages",
    (a, i) =>
      [0, 5, 9].map((step) => ({
        ...without(a, "doi", "page", "issue"),
        title: `Book review: the handbook of ${a.title.split(" ")[0]!.toLowerCase()} care`,
        authors: firstAuthor(ARTICLES[(i + step) % ARTICLES.length]!),
      })),
  ],
  [
    "reviews of one book in one issue, on pages that follow",
    (a, i) =>
      [0, 5].map((step) => ({
        ...without(a, "doi"),
        title: `The handbook of ${a.title.split(" ")[0]!.toLowerCase()} care`,
        page: String(200 + step),
        authors: firstAuthor(ARTICLES[(i + step) % ARTICLES.length]!),
      })),
  ],
  [
    "in two journals of one publisher",
    (a, i) => [
      { ...without(a, "doi"), title: section(i), page: "1" },
      { ...without(a, "doi"), title: section(i), journal: other(i).journal, page: "1" },
    ],
  ],
  [
    "years of a report, no pages and no authors",
    (a) =>
      [0, 1].map((year) => ({
        ...without(a, "doi", "page", "issue", "authors"),
        title: `${a.journal}: annual report of the board`,
        year: a.year + year,
        volume: String(Number(a.volume) + year),
      })),
  ],
];
