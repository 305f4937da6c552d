import type { Facts } from "../record.testing.ts";
import { abstractOf, ARTICLES, type Article } from "./articles.testing.ts";

/** Two records of one report, in a form that programs miss. */
export interface SamePair {
  readonly name: string;
  readonly records: readonly [Facts, Facts];
}

export interface SameForm {
  readonly name: string;
  readonly pairs: readonly SamePair[];
}

type Change = (article: Article, index: number) => readonly [Facts, Facts];

function spread(name: string, changes: readonly (readonly [string, Change])[]): SameForm {
  const pairs = ARTICLES.map((article, index) => {
    const [about, change] = changes[index % changes.length]!;
    return { name: `${about}: ${article.title.slice(0, 40)}`, records: change(article, index) };
  });
  return { name, pairs };
}

const without = (facts: Facts, ...names: readonly (keyof Facts)[]): Facts =>
  Object.fromEntries(Object.entries(facts).filter(([name]) => !names.includes(name as keyof Facts)));
const bare = (article: Article): Facts => without(article, "doi");

/** The middle letter of the longest word left out. */
function typo(title: string): string {
  const word = title
    .split(/[^\p{L}]+/u)
    .reduce((longest, each) => (each.length > longest.length ? each : longest), "");
  const middle = Math.floor(word.length / 2);
  return title.replace(word, word.slice(0, middle) + word.slice(middle + 1));
}

const translated = (title: string, language: string): string => `${title}. [${language}]`;
const american = (title: string): string =>
  title
    .replace(/aemia/g, "emia")
    .replace(/isation/g, "ization")
    .replace(/ised\b/g, "ized")
    .replace(/aed/g, "ed")
    .replace(/oea/g, "ea")
    .replace(/behaviour/gi, "behavior")
    .replace(/coeliac/gi, "celiac")
    .replace(/anaesth/gi, "anesth");
const respaced = (title: string): string => title.replace(/(\w)-(\w)/g, "$1$2").replace(/: /g, " - ");
const initials = (authors: string): string =>
  authors.split("; ").map((name) => name.replace(/, (\w).*$/, " $1")).join(", "); // prettier-ignore
const glued = (authors: string): string => authors.split("; ").map((name) => name.replace(/,? (\w).*$/, " $1.")).join("").replace(/\.(?=\p{Lu})/gu, "."); // prettier-ignore
const first = (article: Article): string => /^\d+/.exec(article.page)![0];
const last = (article: Article): string => /\d+$/.exec(article.page)![0];

export const SAME_FORMS: readonly SameForm[] = [
  spread("title differs after folding", [
    ["a typing error", (a) => [bare(a), { ...bare(a), title: typo(a.title) }]],
    ["spelling and capitals", (a) => [bare(a), { ...bare(a), title: american(a.title).toUpperCase() }]],
    ["hyphens and colon", (a) => [bare(a), { ...bare(a), title: respaced(a.title) }]],
    ["subtitle left out", (a) => [{ ...bare(a), title: `${a.title}: a report from the network` }, bare(a)]],
    [
      "markup, entities and Greek",
      (a) => [
        { ...bare(a), title: `${a.title} with TNF-α &amp; IL-6` },
        { ...bare(a), title: `<i>${a.title}</i> with TNF-(alpha) and IL-6` },
      ],
    ],
    [
      "cut at its end",
      (a) => [
        { ...bare(a), title: `${a.title} in a population of twelve neighbouring districts` },
        { ...bare(a), title: `${a.title} in a population of twelve neighbouring distr` },
      ],
    ],
  ]),
  spread("marks of translation", [
    ["brackets", (a) => [bare(a), { ...bare(a), title: `[${a.title}].` }]],
    ["language behind", (a) => [bare(a), { ...bare(a), title: translated(a.title, "Chinese") }]],
    ["author's translation", (a) => [bare(a), { ...bare(a), title: `[${a.title} (author's transl)]` }]],
    ["notes behind", (a) => [bare(a), { ...bare(a), title: `${a.title}. [Review] [33 refs]` }]],
    [
      "erratum named behind",
      (a) => [bare(a), { ...bare(a), title: `${a.title}[Erratum appears in J Made Up. 2010;3:4]` }],
    ],
  ]),
  spread("two translations of one title", [
    [
      "same pages",
      (a, i) => [
        { ...bare(a), title: `[${a.title}]` },
        {
          ...bare(a),
          title: `${a.title.split(" ").slice(0, 3).join(" ")}, an observation of ${["clinical", "practical", "general"][i % 3]!} interest`,
        },
      ],
    ],
    [
      "no word in common",
      (a) => [
        { ...bare(a), title: `[${a.title}]` },
        { ...bare(a), title: "Erfahrungen mit einem neuen Verfahren in der Praxis" },
      ],
    ],
    [
      "same abstract, no page",
      (a) => [
        { ...without(a, "doi", "page"), title: `[${a.title}]`, abstract: abstractOf(a, "trial") },
        {
          ...without(a, "doi", "page"),
          title: `${a.title.split(" ").slice(0, 4).join(" ")}: new findings`,
          abstract: abstractOf(a, "trial"),
        },
      ],
    ],
    [
      "original title in its own field",
      (a) => [
        { ...bare(a), title: a.title, originalTitle: "Erfahrungen mit einem neuen Verfahren" },
        { ...bare(a), title: "Erfahrungen mit einem neuen Verfahren" },
      ],
    ],
  ]),
  spread("first page missing", [
    ["on one side", (a) => [bare(a), without(a, "doi", "page")]],
    ["and the issue too", (a) => [bare(a), without(a, "doi", "page", "issue")]],
    [
      "on both sides",
      (a) => [without(a, "doi", "page"), { ...without(a, "doi", "page"), authors: initials(a.authors) }],
    ],
    ["ahead of print", (a) => [a, without(a, "doi", "page", "volume", "issue")]],
    ["and authors too, with the DOI", (a) => [a, without(a, "page", "authors", "volume", "issue")]],
  ]),
  spread("first page differs", [
    [
      "date of a spreadsheet",
      (a) => [
        { ...bare(a), page: "1-6" },
        { ...bare(a), page: "01-Jun" },
      ],
    ],
    [
      "with and without letter",
      (a) => [
        { ...bare(a), page: `P${first(a)}` },
        { ...bare(a), page: first(a) },
      ],
    ],
    ["last page alone", (a) => [bare(a), { ...bare(a), page: last(a) }]],
    [
      "article number and pages from 1",
      (a, i) => [
        { ...bare(a), page: `e${i + 12345}` },
        { ...bare(a), page: "1-9" },
      ],
    ],
    ["short last page", (a) => [bare(a), { ...bare(a), page: `${first(a)}-${last(a).slice(-2)}` }]],
    [
      "shifted by two pages",
      (a) => [bare(a), { ...bare(a), page: `${Number(first(a)) + 2}-${Number(last(a)) + 2}` }],
    ],
  ]),
  spread("first author differs", [
    ["particle", (a) => [{ ...bare(a), authors: `de la ${a.authors}` }, bare(a)]],
    [
      "accents",
      (a) => [
        bare(a),
        { ...bare(a), authors: a.authors.replace(/a/g, "á").replace(/o/g, "ö").replace(/s/g, "š") },
      ],
    ],
    ["half of a double name", (a) => [{ ...bare(a), authors: `Vanderhoeven-${a.authors}` }, bare(a)]],
    ["the first alone", (a) => [bare(a), { ...bare(a), authors: a.authors.split("; ")[0]! }]],
    ["glued together", (a) => [bare(a), { ...bare(a), authors: glued(a.authors) }]],
    ["none on one side", (a) => [bare(a), without(a, "doi", "authors")]],
  ]),
  spread("volume in the issue or elsewhere", [
    [
      "volume and supplement in the issue",
      (a) => [
        { ...bare(a), issue: "Supplement 1" },
        { ...without(a, "doi", "volume"), issue: `${a.volume} (Supplement 1)` },
      ],
    ],
    [
      "number of the supplement as volume",
      (a) => [
        { ...bare(a), issue: "SUPPL. 1" },
        { ...without(a, "doi", "issue"), volume: "1" },
      ],
    ],
    [
      "issue behind the volume",
      (a) => [bare(a), { ...without(a, "doi", "issue"), volume: `${a.volume}(${a.issue})` }],
    ],
    ["volume missing", (a) => [bare(a), without(a, "doi", "volume")]],
    ["year as volume", (a) => [bare(a), { ...bare(a), volume: String(a.year) }]],
  ]),
  spread("year differs", [
    ["by one, same place", (a) => [bare(a), { ...bare(a), year: a.year - 1 }]],
    ["by one, with DOI", (a) => [a, { ...without(a, "page", "volume", "issue"), year: a.year - 1 }]],
    ["by one, no page", (a) => [bare(a), { ...without(a, "doi", "page"), year: a.year + 1 }]],
    ["missing", (a) => [bare(a), without(a, "doi", "year")]],
  ]),
  spread("DOI on one side or in another form", [
    ["on one side", (a) => [a, bare(a)]],
    [
      "as a link with percent codes",
      (a, i) => [
        { ...a, doi: `10.1016/S0140-6736(09)6${1000 + i}-4` },
        { ...without(a, "page"), doi: `http://dx.doi.org/10.1016/S0140-6736%2809%296${1000 + i}-4` },
      ],
    ],
    [
      "cut at its bracket",
      (a, i) => [
        { ...a, doi: `10.1016/S0140-673${i}(09)61000-4` },
        { ...a, doi: `10.1016/S0140-673${i}` },
      ],
    ],
    [
      "link to the full text",
      (a) => [a, { ...without(a, "page", "volume"), doi: `https://doi.org/${a.doi}/full` }],
    ],
    ["wrong on one side", (a) => [a, { ...a, doi: `${a.doi}9` }]],
  ]),
  spread("journal in another form", [
    ["abbreviated", (a) => [bare(a), { ...bare(a), journal: a.abbreviation, authors: initials(a.authors) }]],
    ["abbreviated, no page", (a) => [bare(a), { ...without(a, "doi", "page"), journal: a.abbreviation }]],
    ["place in brackets", (a) => [bare(a), { ...bare(a), journal: `${a.journal} (London, England)` }]],
    [
      "conference behind",
      (a) => [
        { ...bare(a), issue: "SUPPL. 1" },
        {
          ...without(a, "doi", "page"),
          issue: "SUPPL. 1",
          journal: `${a.journal}. Conference: 12th Annual Congress of the Society`,
        },
      ],
    ],
    ["renamed, same pages", (a) => [bare(a), { ...bare(a), journal: "Zhonghua Yixue Zazhi" }]],
    ["electronic resource", (a) => [bare(a), { ...bare(a), journal: `${a.journal} [Electronic Resource]` }]],
  ]),
];
