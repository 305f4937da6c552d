import type { Facts } from "../record.testing.ts";
import { abstractOf, ARTICLES, type Article } from "./articles.testing.ts";
import { firstAuthor, other, withAuthor, without, type Change } from "./changes.testing.ts";
import { NOTICES } from "./notices.testing.ts";
import { SERIAL } from "./serial-titles.testing.ts";

/** Records of which no two describe one report. */
export interface Apart {
  readonly name: string;
  readonly records: readonly Facts[];
}

/** A class of wrong merges that programs make: for each article, records that must stay apart. */
export interface ApartClass {
  readonly name: string;
  readonly cases: readonly Apart[];
}

/** The same changes over all articles, each change in turn. */
function spread(name: string, changes: readonly (readonly [string, Change])[]): ApartClass {
  const cases = ARTICLES.map((article, index) => {
    const [about, change] = changes[index % changes.length]!;
    return { name: `${about}: ${article.title.slice(0, 40)}`, records: change(article, index) };
  });
  return { name, cases };
}

/** Every change with every article: for the class that matters most. */
function all(name: string, changes: readonly (readonly [string, Change])[]): ApartClass {
  return {
    name,
    cases: changes.flatMap(([about, change]) =>
      ARTICLES.map((article, index) => ({ name: `${about} ${index}`, records: change(article, index) })),
    ),
  };
}

const MEETING: readonly (readonly [string, Change])[] = [
  [
    "abstract in the supplements of two journals",
    (a, i) => [
      { ...without(a, "doi"), issue: "Suppl 1", page: `S${i + 12}` },
      {
        ...without(a, "doi"),
        journal: other(i).journal,
        volume: other(i).volume,
        issue: "Suppl 2",
        page: `A${i + 300}`,
      },
    ],
  ],
  [
    "abstract in two journals, one without page",
    (a, i) => [
      { ...without(a, "doi", "page"), issue: "Suppl 1" },
      { ...without(a, "doi"), journal: other(i).journal, volume: other(i).volume, page: `P${i + 30}` },
    ],
  ],
  [
    "abstract in two journals of the same abstract text",
    (a, i) => [
      { ...without(a, "doi"), abstract: abstractOf(a, "trial"), page: `S${i + 1}` },
      {
        ...without(a, "doi"),
        abstract: abstractOf(a, "trial"),
        journal: other(i).journal,
        volume: other(i).volume,
        page: `e${i + 500}`,
      },
    ],
  ],
  [
    "abstract at two meetings of one society",
    (a, i) => [
      { ...without(a, "doi"), page: `S${i + 90}` },
      { ...without(a, "doi"), year: a.year + 1, volume: String(Number(a.volume) + 1), page: `S${i + 14}` },
    ],
  ],
];

const THEN_PAPER: readonly (readonly [string, Change])[] = [
  [
    "abstract, then paper in another journal",
    (a, i) => [
      {
        ...without(a, "doi"),
        journal: other(i).journal,
        volume: other(i).volume,
        page: `A${i + 40}`,
        year: a.year - 1,
      },
      { ...a, authors: withAuthor(a) },
    ],
  ],
  [
    "abstract in a supplement of the same journal and volume",
    (a, i) => [{ ...without(a, "doi"), issue: "Suppl 3", page: `S${i + 1}` }, a],
  ],
  [
    "abstract in the same journal two years before",
    (a, i) => [
      { ...without(a, "doi"), year: a.year - 2, volume: String(Number(a.volume) - 2), page: `${i + 2001}` },
      { ...a, authors: withAuthor(a) },
    ],
  ],
  [
    "abstract with the DOI of its supplement",
    (a, i) => [
      { ...a, doi: `10.5555/supplement.${i}`, issue: "S1", page: `S${i + 5}-S${i + 6}` },
      { ...a, title: `${a.title}.` },
    ],
  ],
  [
    "abstract without page, paper without volume",
    (a, i) => [
      { ...without(a, "doi", "page"), journal: other(i).journal, volume: other(i).volume },
      without(a, "volume", "issue"),
    ],
  ],
];

const TWINS: readonly (readonly [string, string])[] = [
  ["Part I", "Part II"], ["part 1", "part 2"], ["D2", "D4"], ["in sensitive strains", "in resistant strains"],
  ["in vivo", "in vitro"], ["in men", "in women"], ["phase II results", "phase III results"], ["type 1", "type 2"],
  ["low dose", "high dose"], ["FOCUS 1", "FOCUS 2"], ["hepatitis B", "hepatitis C"], ["12-week", "24-week"],
  ["in hypertension", "in hypotension"], ["maternal outcomes", "neonatal outcomes"], ["efficacy", "safety"],
]; // prettier-ignore
const twin = (a: Article, index: number, which: 0 | 1): string =>
  `${a.title}: ${TWINS[index % TWINS.length]![which]}`;
const next = (page: string): string => String(Number(/\d+$/.exec(page)![0]) + 1);

const COMPANIONS: readonly (readonly [string, Change])[] = [
  [
    "pages that follow",
    (a, i) => [
      { ...without(a, "doi"), title: twin(a, i, 0) },
      { ...without(a, "doi"), title: twin(a, i, 1), page: next(a.page) },
    ],
  ],
  [
    "no pages, different DOIs",
    (a, i) =>
      [0, 1].map((which) => ({
        ...without(a, "page"),
        title: twin(a, i, which as 0 | 1),
        doi: `${a.doi}.${which}`,
      })),
  ],
  [
    "no pages, no DOIs",
    (a, i) => [0, 1].map((which) => ({ ...without(a, "page", "doi"), title: twin(a, i, which as 0 | 1) })),
  ],
  [
    "two abstracts on one page",
    (a, i) =>
      [0, 1].map((which) => ({
        ...without(a, "doi"),
        page: "S45",
        issue: "Suppl 1",
        title: twin(a, i, which as 0 | 1),
      })),
  ],
  [
    "two abstracts on the same two pages",
    (a, i) =>
      [0, 1].map((which) => ({
        ...without(a, "doi"),
        page: "S45-S46",
        title: twin(a, i, which as 0 | 1),
      })),
  ],
  [
    "an abstract and that of a part of it, on one page",
    (a) => [
      { ...without(a, "doi"), page: "P45" },
      { ...without(a, "doi"), page: "P45", title: `${a.title}: analysis of a subgroup` },
    ],
  ],
  [
    "two abstracts of one group on the same pages of a supplement",
    (a, i) => [
      { ...without(a, "doi"), page: "S45-S46" },
      { ...without(a, "doi"), page: "S45-S46", title: other(i).title },
    ],
  ],
  [
    "two abstracts with the DOI of their supplement",
    (a, i) =>
      [0, 1].map((which) => ({ ...without(a, "page"), issue: "Suppl 1", title: twin(a, i, which as 0 | 1) })),
  ],
];

const nct = (index: number): string => `NCT0${String(4000000 + index * 37)}`;

const REGISTRIES: readonly (readonly [string, Change])[] = [
  [
    "one official title, two trials",
    (a, i) =>
      [0, 1].map((step) => ({
        title: a.title,
        year: a.year,
        journal: "ClinicalTrials.gov",
        registrations: [nct(2 * i + step)],
      })),
  ],
  [
    "a placeholder title",
    (a, i) =>
      [0, 1, 2].map((step) => ({
        title: "To be announced: study of the sponsor",
        authors: firstAuthor(a),
        year: a.year,
        journal: "ClinicalTrials.gov",
        registrations: [nct(3 * i + step)],
      })),
  ],
  [
    "registration and article",
    (a, i) => [
      {
        title: a.title,
        authors: a.authors,
        year: a.year,
        journal: "ClinicalTrials.gov",
        registrations: [nct(i)],
      },
      { ...a, registrations: [nct(i)] },
    ],
  ],
  [
    "one trial in two registries",
    (a, i) => [
      { title: a.title, year: a.year, journal: "ClinicalTrials.gov", registrations: [nct(i)] },
      {
        title: a.title,
        year: a.year,
        journal: "EU Clinical Trials Register",
        registrations: [`2010-${String(100000 + i)}-21`],
      },
    ],
  ],
  [
    "a trial and its extension",
    (a, i) => [
      { ...without(a, "doi", "page"), registrations: [nct(i)] },
      { ...without(a, "doi", "page"), registrations: [nct(i + 50)] },
    ],
  ],
];

const AT_ONCE: readonly (readonly [string, Change])[] = [
  [
    "in three journals",
    (a, i) => [
      a,
      { ...other(i), title: a.title, authors: a.authors, year: a.year },
      { ...ARTICLES[(i + 11) % 24]!, title: a.title, authors: a.authors, year: a.year },
    ],
  ],
  [
    "in two journals, no DOI",
    (a, i) => [
      without(a, "doi"),
      { ...without(a, "doi"), journal: other(i).journal, volume: other(i).volume, page: other(i).page },
    ],
  ],
  [
    "in two journals of one volume number",
    (a, i) => [without(a, "doi"), { ...without(a, "doi"), journal: other(i).journal, page: "1501-1512" }],
  ],
];

const DISSERTATIONS: readonly (readonly [string, Change])[] = [
  [
    "thesis and article",
    (a) => [
      {
        title: a.title,
        authors: firstAuthor(a),
        year: a.year - 1,
        journal: "",
        types: ["Thesis"],
        page: "215 p.",
      },
      a,
    ],
  ],
  [
    "thesis and its abstract",
    (a, i) => [
      { title: a.title, authors: firstAuthor(a), year: a.year, journal: "", types: ["Thesis"] },
      {
        title: a.title,
        authors: firstAuthor(a),
        year: a.year + 1,
        journal: "Dissertation Abstracts International: Section B",
        volume: "73",
        page: String(1500 + i),
      },
    ],
  ],
  [
    "article and abstract of the thesis",
    (a) => [
      { ...a, authors: firstAuthor(a) },
      {
        title: a.title,
        authors: firstAuthor(a),
        year: a.year,
        journal: "Dissertation Abstracts International",
        volume: "70",
        issue: "3-B",
      },
    ],
  ],
];

const cochrane = (index: number, version: string): string =>
  `10.1002/14651858.CD${String(5000 + index).padStart(6, "0")}${version}`;

const VERSIONS: readonly (readonly [string, Change])[] = [
  [
    "two versions of a Cochrane review",
    (a, i) => [
      {
        ...without(a, "volume", "page", "issue"),
        journal: "Cochrane Database of Systematic Reviews",
        doi: cochrane(i, ".pub2"),
      },
      {
        ...without(a, "volume", "page", "issue"),
        journal: "Cochrane Database of Systematic Reviews",
        doi: cochrane(i, ".pub3"),
        year: a.year + 3,
      },
    ],
  ],
  [
    "protocol and review of one number",
    (a, i) => [
      {
        ...without(a, "page", "volume"),
        title: `${a.title} (Protocol)`,
        journal: "Cochrane Database of Systematic Reviews",
        doi: cochrane(i, ""),
      },
      {
        ...without(a, "page", "volume"),
        journal: "Cochrane Database of Systematic Reviews",
        doi: cochrane(i, ".pub2"),
        year: a.year + 1,
      },
    ],
  ],
  [
    "protocol and article",
    (a) => [
      { ...without(a, "doi"), title: `${a.title}: study protocol for a randomised trial`, page: "12" },
      a,
    ],
  ],
  [
    "preprint and article by journal",
    (a, i) => [
      {
        ...without(a, "volume", "issue", "page"),
        journal: "medRxiv",
        doi: `10.1101/2020.01.01.${20000000 + i}`,
      },
      a,
    ],
  ],
  [
    "preprint and article, no DOI",
    (a) => [
      { ...without(a, "volume", "issue", "page", "doi"), journal: "bioRxiv" },
      without(a, "doi", "page"),
    ],
  ],
  [
    "preprint by its DOI alone",
    (a, i) => [
      { ...without(a, "volume", "issue", "page"), journal: "", doi: `10.21203/rs.3.rs-${10000 + i}/v1` },
      a,
    ],
  ],
  [
    "versions told by the year alone",
    (a, i) =>
      [0, 4].map((step) => ({
        ...without(a, "doi", "volume"),
        journal: "Cochrane Database of Systematic Reviews",
        page: `CD${String(6000 + i).padStart(6, "0")}`,
        year: a.year + step,
      })),
  ],
];

const WRONG_DOIS: readonly (readonly [string, Change])[] = [
  ["two articles with one DOI", (a, i) => [a, { ...other(i), doi: a.doi }]],
  [
    "two abstracts of one issue with its DOI",
    (a, i) => [
      { ...a, page: "S4" },
      { ...a, title: other(i).title, authors: other(i).authors, page: "S5" },
    ],
  ],
  [
    "two abstracts on one page with the DOI of the issue",
    (a, i) => [
      { ...a, page: "S4" },
      { ...a, title: other(i).title, authors: other(i).authors, page: "S4" },
    ],
  ],
  [
    "two abstracts of one group with the DOI of the issue",
    (a, i) => [
      { ...a, page: "S4" },
      { ...a, title: other(i).title, page: "S5" },
      { ...a, title: ARTICLES[(i + 3) % 24]!.title, page: "S5" },
    ],
  ],
  [
    "a wrong DOI on the article of another",
    (a, i) => [without(a, "page"), { ...without(other(i), "page"), doi: a.doi, authors: a.authors }],
  ],
];

const TITLE_AND_YEAR: readonly (readonly [string, Change])[] = [
  [
    "nothing but a common title and the year, different authors",
    (a, i) => [
      {
        title: "Treatment of severe community-acquired infection",
        year: a.year,
        authors: firstAuthor(a),
        journal: "",
      },
      {
        title: "Treatment of severe community-acquired infection",
        year: a.year,
        authors: firstAuthor(other(i)),
        journal: "",
      },
    ],
  ],
  [
    "title and year, other journals",
    (a, i) => [
      { title: a.title, year: a.year, journal: a.journal },
      { title: a.title, year: a.year, journal: other(i).journal },
    ],
  ],
  [
    "title and year, other authors and journals",
    (a, i) => [
      { title: a.title, year: a.year, authors: a.authors, journal: a.journal },
      { title: a.title, year: a.year, authors: other(i).authors, journal: other(i).journal },
    ],
  ],
  [
    "title and year alone",
    (a) => [
      { title: a.title, year: a.year, journal: "" },
      { title: a.title, year: a.year, journal: "" },
    ],
  ],
];

/** The classes that were seen to make tools merge wrongly. */
export const APART_CLASSES: readonly ApartClass[] = [
  spread("meeting abstract in two places", MEETING),
  spread("abstract, then paper", THEN_PAPER),
  all("serial titles", SERIAL),
  all("notices", NOTICES),
  all("companions", COMPANIONS),
  spread("registries", REGISTRIES),
  spread("guidelines published at once", AT_ONCE),
  spread("dissertations", DISSERTATIONS),
  all("versions and preprints", VERSIONS),
  spread("wrong DOI", WRONG_DOIS),
  spread("title and year alone", TITLE_AND_YEAR),
];
