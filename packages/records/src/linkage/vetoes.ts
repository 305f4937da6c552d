import type { Comparison } from "./comparators.ts";
import { sharesRegistration } from "./families.ts";
import { kindOf } from "./kind-of.ts";
import type { RecordColumns } from "./record-columns.ts";
import type { ReportKind } from "./report-kind.ts";
import { statedKind } from "./stated-relations.ts";

/** A pair of records as the vetoes see it. */
export interface Pair {
  readonly columns: RecordColumns;
  readonly a: number;
  readonly b: number;
  readonly comparison: Comparison;
  /** Whether the title is met at three or more places in the corpus, which makes it no name of one report. */
  readonly isRecurrent: () => boolean;
}

export type VetoName =
  | "stated" | "pmid" | "pmid-title" | "kind" | "registration" | "cochrane" | "cochrane-year" | "doi-title" | "marks" | "page" | "doi"
  | "recurrent" | "year" | "strangers" | "exchanged" | "contained" | "authors" | "volume" | "journal" | "place"; // prettier-ignore

/** Why two records are never merged without a person, whatever the weight of the rest. */
export interface Veto {
  readonly name: VetoName;
  readonly reason: string;
  /** It speaks for two reports, so that it also keeps groups apart; others only say that evidence is too thin. */
  readonly isConflict: boolean;
  /** Bits by which it lowers the odds of one report beyond what the weights say, for the order of review. */
  readonly doubt: number;
  readonly holds: (pair: Pair) => boolean;
}

/** In the order in which they are named to the reader; all are checked before any weight is. */
const VETOES: readonly Veto[] = [
  {
    name: "stated",
    isConflict: true,
    doubt: 30,
    reason: "one says that it is about the other",
    holds: ({ columns, a, b }) => statedKind(columns, a, b) !== undefined,
  },
  { name: "pmid", isConflict: true, doubt: 30, reason: "their PMIDs differ", holds: differIn("pmid") },
  {
    name: "kind",
    isConflict: true,
    doubt: 14,
    reason: "one is a notice, preprint, protocol or registration and the other is not",
    holds: kindsDiffer,
  },
  {
    name: "registration",
    isConflict: true,
    doubt: 12,
    reason: "they name different trial registrations",
    holds: registrationsDiffer,
  },
  {
    name: "cochrane",
    isConflict: true,
    doubt: 14,
    reason: "they are different Cochrane reviews, or versions of one",
    holds: cochraneDiffers,
  },
  {
    name: "cochrane-year",
    isConflict: true,
    doubt: 3,
    reason: "they are one Cochrane review in different years, perhaps two versions",
    holds: cochraneYearsDiffer,
  },
  {
    name: "doi-title",
    isConflict: true,
    doubt: 8,
    reason: "they share a DOI, but not their titles",
    holds: ({ comparison: c }) => c.doi === "equal" && !isTitleNear(c) && !(isPlace(c) && knowsAuthors(c)),
  },
  {
    name: "marks",
    isConflict: true,
    doubt: 8,
    reason: "their titles differ in a number, a letter or a part",
    holds: ({ comparison: c, columns, a, b }) =>
      c.titles.marksDiffer && !(c.page === "range" && knowsAuthors(c) && !isMeetingPlace(columns, a, b)),
  },
  {
    name: "page",
    isConflict: true,
    doubt: 4,
    reason: "they begin on different pages",
    holds: ({ comparison: c }) => c.page === "different" && !(c.doi === "equal" && isSameText(c)),
  },
  {
    name: "doi",
    isConflict: true,
    doubt: 8,
    reason: "their DOIs differ",
    holds: ({ comparison: c, columns, a, b }) => {
      if (c.doi !== "different") return false;
      const isOne =
        isTitleSame(c) && knowsAuthors(c) && c.journal === "same" && titleLength(columns, a, b) >= 4;
      return !(isOne && (c.page === "range" || (isPlace(c) && c.abstract === "equal")));
    },
  },
  {
    name: "recurrent",
    isConflict: false,
    doubt: 8,
    reason: "their title stands over several reports of this corpus",
    holds: ({ comparison: c, isRecurrent }) =>
      !isDoi(c) && !(isPlace(c) && c.volume === "equal") && isRecurrent(),
  },
  {
    name: "year",
    isConflict: true,
    doubt: 3,
    reason: "their years differ",
    holds: ({ comparison: c, columns, a, b }) => {
      if (isDoi(c)) return false;
      if (c.year === "one-apart") {
        const isVolume = c.volume === "equal" && c.journal === "same" && isTitleSame(c) && knowsAuthors(c);
        if (isVolume && (hasPage(c) || titleLength(columns, a, b) >= 7)) return false;
        return !(hasPage(c) && c.volume !== "different" && c.page !== "overlap");
      }
      return (c.year === "two-apart" || c.year === "different") && !(isPlace(c) && c.volume === "equal");
    },
  },
  {
    name: "strangers",
    isConflict: true,
    doubt: 3,
    reason: "each names several authors, and none is the same",
    holds: ({ comparison: c, columns, a, b }) =>
      c.authors === "different" && !isDoi(c) && areStrangers(columns, a, b),
  },
  {
    name: "exchanged",
    isConflict: false,
    doubt: 2,
    reason: "words of their titles are exchanged",
    holds: ({ comparison: c, columns, a, b }) => {
      if (isTitleSame(c) || c.title === "contained" || c.title === "missing") return false;
      const isOneWord = c.title === "close" && c.titles.exchanged < 2;
      const isMeeting = isMeetingPlace(columns, a, b);
      const isTranslation = columns.fixed.isTranslated[a] !== columns.fixed.isTranslated[b];
      if (c.authors === "different" || c.authors === "some") return true;
      if (isMeeting || c.volume === "different") return true;
      if (c.page === "range") {
        if (isFar(c)) return !(isTranslation && knowsAuthors(c) && c.journal !== "different");
        if (c.authors === "same" && (c.titles.exchanged < 2 || !isOneName(columns, a))) return false;
        return !((c.authors !== "shared" && isTranslation) || (knowsAuthors(c) && isOneWord));
      }
      const { firstPage, lastPage } = columns.fixed;
      const isOnePage = lastPage[a]! <= firstPage[a]! && lastPage[b]! <= firstPage[b]!;
      const isSamePlace =
        c.page === "first" && c.volume === "equal" && c.journal === "same" && knowsAuthors(c);
      return !(isSamePlace && isTranslation && !(isOnePage && isFar(c)));
    },
  },
  {
    name: "contained",
    isConflict: false,
    doubt: 1,
    reason: "one title has more words, and no page tells that they are one report",
    holds: ({ comparison: c, columns, a, b }) =>
      c.title === "contained" && !(isDoi(c) || (hasPage(c) && !isMeetingPlace(columns, a, b))),
  },
  {
    name: "authors",
    isConflict: false,
    doubt: 3,
    reason: "their authors differ",
    holds: ({ comparison: c, columns, a, b }) => {
      if (isDoi(c)) return false;
      if (c.authors === "some") return !isPlace(c);
      if (c.authors === "missing") {
        return !(
          hasPage(c) ||
          (isTitleSame(c) && titleLength(columns, a, b) >= (c.volume === "equal" ? 6 : 7)) ||
          isSameText(c)
        );
      }
      const isSame = c.page === "range" && c.volume === "equal" && isTitleSame(c);
      return c.authors === "different" && !(isSame && titleLength(columns, a, b) >= 5);
    },
  },
  {
    name: "volume",
    isConflict: true,
    doubt: 6,
    reason: "their volumes differ",
    holds: ({ comparison: c }) =>
      c.volume === "different" && !isDoi(c) && !(isPlace(c) && isTitleSame(c) && knowsAuthors(c)),
  },
  {
    name: "journal",
    isConflict: true,
    doubt: 6,
    reason: "their journals differ",
    holds: ({ comparison: c }) =>
      c.journal === "different" &&
      !isDoi(c) &&
      !(c.page === "range" && (c.volume === "equal" || isTitleSame(c) || knowsAuthors(c))) &&
      !(isPlace(c) && c.volume === "equal" && isTitleSame(c) && knowsAuthors(c)),
  },
  {
    name: "place",
    isConflict: false,
    doubt: 1,
    reason: "no page tells where they stand, and the rest is not enough",
    holds: ({ comparison: c, columns, a, b }) => {
      if (hasPage(c) || isDoi(c)) return false;
      const { lastPage } = columns.fixed;
      const isRange = c.page === "from-one" && lastPage[a] === lastPage[b] && lastPage[a]! > 1;
      if (c.title !== "equal" && !(isRange && c.title === "spelling")) return true;
      if (c.issue === "different" || c.journal !== "same") return true;
      return titleLength(columns, a, b) < (isRange ? 2 : 3);
    },
  },
];

/** The first veto that holds, if any. A shared PMID overrules all but another report's title. */
export function vetoOf(pair: Pair): Veto | undefined {
  const { fixed } = pair.columns;
  const { comparison: c } = pair;
  if (fixed.pmid[pair.a] !== 0 && fixed.pmid[pair.a] === fixed.pmid[pair.b]) {
    const isOther = c.title !== "missing" && isFar(c) && c.doi !== "equal" && c.page === "different";
    return isOther ? SHARED_PMID : undefined;
  }
  const isPmcid = fixed.pmcid[pair.a] !== 0 && fixed.pmcid[pair.a] === fixed.pmcid[pair.b];
  for (const veto of VETOES) if ((veto.isConflict || !isPmcid) && veto.holds(pair)) return veto;
  return undefined;
}

const SHARED_PMID: Veto = {
  name: "pmid-title",
  isConflict: true,
  doubt: 8,
  reason: "they share a PMID, but neither title nor page",
  holds: () => true,
};

const isDoi = (c: Comparison): boolean => c.doi === "equal" || c.doi === "head";
const isTitleSame = (c: Comparison): boolean => c.title === "equal" || c.title === "spelling";
const isTitleNear = (c: Comparison): boolean =>
  isTitleSame(c) ||
  c.title === "contained" ||
  c.title === "missing" ||
  (c.title === "close" && c.titles.exchanged < 2);
/** One text: the title and the whole abstract, in one journal. */
const isSameText = (c: Comparison): boolean =>
  c.title === "equal" && c.abstract === "equal" && c.journal === "same";
const isFar = (c: Comparison): boolean => c.title === "different" || c.title === "partial";
const isPlace = (c: Comparison): boolean => c.page === "range" || c.page === "first";
const hasPage = (c: Comparison): boolean => isPlace(c) || c.page === "bare" || c.page === "overlap";
const knowsAuthors = (c: Comparison): boolean => c.authors === "same" || c.authors === "first";

/** Meeting abstracts are shorter. */
const PAGES_OF_ARTICLE = 4;

/** A supplement, or a page with a letter ("S45"), where one group may have several abstracts; "e45" is an article. */
function isMeetingPlace({ fixed, texts }: RecordColumns, a: number, b: number): boolean {
  const pages = (at: number): number => fixed.lastPage[at]! - fixed.firstPage[at]! + 1;
  if (pages(a) >= PAGES_OF_ARTICLE && pages(b) >= PAGES_OF_ARTICLE) return false;
  if (fixed.isSupplement[a] === 1 || fixed.isSupplement[b] === 1) return true;
  const isLettered = (at: number): boolean => {
    const letters = texts.strings[fixed.pagePrefix[at]!]!;
    return letters !== "" && letters !== "e";
  };
  return isLettered(a) || isLettered(b);
}

/** A single family name, which many people bear. */
const isOneName = (columns: RecordColumns, at: number): boolean => namesOf(columns, at) === 1;

const namesOf = ({ fixed: { authorStart } }: RecordColumns, at: number): number =>
  authorStart[at + 1]! - authorStart[at]!;

/** Both name two authors or more, and no family name of one is a given name of the other, as where exports swap them. */
function areStrangers(columns: RecordColumns, a: number, b: number): boolean {
  if (namesOf(columns, a) < 2 || namesOf(columns, b) < 2) return false;
  return !givesFamilyName(columns, a, b) && !givesFamilyName(columns, b, a);
}

function givesFamilyName(
  { fixed, authorWords, givenWords }: RecordColumns,
  one: number,
  other: number,
): boolean {
  const family = authorWords.subarray(fixed.authorStart[other], fixed.authorStart[other + 1]);
  for (let at = fixed.givenStart[one]!; at < fixed.givenStart[one + 1]!; at++) {
    if (family.includes(givenWords[at]!)) return true;
  }
  return false;
}

/** Words of the shorter title. */
function titleLength({ fixed: { titleStart } }: RecordColumns, a: number, b: number): number {
  return Math.min(titleStart[a + 1]! - titleStart[a]!, titleStart[b + 1]! - titleStart[b]!);
}

function differIn(name: "pmid" | "pmcid"): Veto["holds"] {
  return ({ columns: { fixed }, a, b }) =>
    fixed[name][a] !== 0 && fixed[name][b] !== 0 && fixed[name][a] !== fixed[name][b];
}

/** Kinds that are no report beside an article, but may leave it unsaid. */
const PLAIN: ReadonlySet<ReportKind> = new Set(["unstated", "original", "abstract"]);

function kindsDiffer({ columns, a, b, comparison: c }: Pair): boolean {
  const [one, other] = [kindOf(columns, a), kindOf(columns, b)];
  if (one === other || (PLAIN.has(one) && PLAIN.has(other))) return false;
  if (one !== "unstated" && other !== "unstated") return true;
  const isSilentTwin = isTitleSame(c) && isPlace(c) && c.volume === "equal";
  return !isSilentTwin;
}

function registrationsDiffer({ columns, a, b }: Pair): boolean {
  const { registrationStart } = columns.fixed;
  const isSilent = (at: number): boolean => registrationStart[at] === registrationStart[at + 1];
  return !isSilent(a) && !isSilent(b) && !sharesRegistration(columns, a, b);
}

function cochraneDiffers({ columns: { fixed }, a, b }: Pair): boolean {
  const { cochrane, cochraneVersion } = fixed;
  if (cochrane[a] === 0 || cochrane[b] === 0) return false;
  if (cochrane[a] !== cochrane[b]) return true;
  return cochraneVersion[a] !== 0 && cochraneVersion[b] !== 0 && cochraneVersion[a] !== cochraneVersion[b];
}

/** The same number, in years of different versions perhaps. */
function cochraneYearsDiffer({ columns: { fixed }, a, b, comparison: c }: Pair): boolean {
  return (
    fixed.cochrane[a] !== 0 &&
    fixed.cochrane[a] === fixed.cochrane[b] &&
    c.year !== "equal" &&
    c.doi !== "equal"
  );
}
