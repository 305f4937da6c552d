import type { BibRecord } from "../model.ts";
import { featuresOf } from "./features.ts";

/** Reports that may describe one trial; a person decides. */
export interface StudySuggestion {
  readonly a: string;
  readonly b: string;
  /** Bits of evidence for one study. */
  readonly weight: number;
  /** What they share, in words, strongest first. */
  readonly reasons: readonly string[];
}

/** Bits that each sign carries; set by judgement, since no labelled set of studies was at hand. */
const STUDY_WEIGHTS = {
  registration: 14,
  acronym: 8,
  sampleSize: 4,
  authors: 5,
  firstAuthor: 3,
  period: 4,
  site: 3,
} as const;

/** Suggestions need this many bits: a shared registration, or several weaker signs together. */
const LEAST_WEIGHT = 11;

/** A sign shared by more reports than this ("N = 100") finds no pairs; it still counts where another sign does. */
const MOST_SHARING = 30;

interface Signs {
  readonly id: string;
  readonly registrations: readonly string[];
  readonly acronyms: readonly string[];
  readonly sampleSizes: readonly string[];
  readonly periods: readonly string[];
  readonly sites: readonly string[];
  readonly authors: readonly string[];
}

/**
 * Pairs of reports that may be of one trial, by registry number, acronym, authors, number of participants, period and site;
 * most evidence first. Never acted on without a person. Give one record for each report.
 */
export function suggestStudies(reports: readonly BibRecord[]): readonly StudySuggestion[] {
  const all = reports.map(signsOf);
  const pairs = new Set<number>();
  for (const key of ["registrations", "acronyms", "sampleSizes", "periods", "authors"] as const) {
    for (const sharing of sharingOf(all, (signs) => (key === "authors" ? authorPairs(signs) : signs[key]))) {
      for (let i = 0; i < sharing.length; i++) {
        for (let j = 0; j < i; j++) pairs.add(sharing[j]! * all.length + sharing[i]!);
      }
    }
  }
  return [...pairs]
    .map((pair) => compareSigns(all[Math.floor(pair / all.length)]!, all[pair % all.length]!))
    .filter(({ weight }) => weight >= LEAST_WEIGHT)
    .sort((x, y) => y.weight - x.weight || (x.a + x.b < y.a + y.b ? -1 : 1));
}

function sharingOf(
  all: readonly Signs[],
  keysOf: (signs: Signs) => readonly string[],
): readonly (readonly number[])[] {
  const byKey = new Map<string, number[]>();
  for (const [at, signs] of all.entries()) {
    for (const key of new Set(keysOf(signs))) byKey.set(key, [...(byKey.get(key) ?? []), at]);
  }
  return [...byKey.values()].filter(({ length }) => length > 1 && length <= MOST_SHARING);
}

const authorPairs = ({ authors: [first, second] }: Signs): readonly string[] =>
  first === undefined || second === undefined ? [] : [`${first} ${second}`];

function compareSigns(one: Signs, other: Signs): StudySuggestion {
  const [a, b] = one.id < other.id ? [one, other] : [other, one];
  const found: { readonly weight: number; readonly reason: string }[] = [];
  const note = (name: keyof typeof STUDY_WEIGHTS, words: string, shared: readonly string[]): void => {
    if (shared.length > 0)
      found.push({ weight: STUDY_WEIGHTS[name], reason: `${words} ${shared.join(", ")}` });
  };
  const shared = (key: Exclude<keyof Signs, "id">): readonly string[] =>
    a[key].filter((value) => b[key].includes(value));
  note("registration", "both name", shared("registrations"));
  note("acronym", "acronym", shared("acronyms"));
  note("sampleSize", "participants:", shared("sampleSizes"));
  note("period", "period", shared("periods"));
  note("site", "site", shared("sites"));
  const authors = shared("authors");
  const least = Math.min(a.authors.length, b.authors.length);
  if (authors.length >= 2 && authors.length * 2 >= least) note("authors", "authors", authors.slice(0, 4));
  else if (a.authors[0] !== undefined && a.authors[0] === b.authors[0]) {
    note("firstAuthor", "first author", [a.authors[0]]);
  }
  const isOther =
    a.registrations.length > 0 && b.registrations.length > 0 && shared("registrations").length === 0;
  const ordered = found.sort((x, y) => y.weight - x.weight);
  return {
    a: a.id,
    b: b.id,
    weight: isOther ? 0 : ordered.reduce((sum, { weight }) => sum + weight, 0),
    reasons: ordered.map(({ reason }) => reason),
  };
}

const SIZE = /\b(?:n\s*=\s*|(?:included|enrolled|randomi[sz]ed|recruited|of)\s+)(\d{2,6})(?!\s*(?:%|mg|ml|weeks|days|months|years))\b|\b(\d{2,6}) (?:patients|participants|women|men|children|adults|subjects|infants)\b/gi; // prettier-ignore
const PERIOD =
  /\b((?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? (?:19|20)\d\d) (?:to|and|through|until|[-–]) ?((?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? (?:19|20)\d\d)\b/gi;
const SITE = /\b(?:University Hospital|Hospital|Clinic|Medical Cent(?:er|re)|Institute) (?:of |in )?(\p{Lu}\p{Ll}{3,})/gu; // prettier-ignore
const ACRONYM = /\b(?!RCT\b|DNA\b|HIV\b|COVID|USA\b|MRI\b)(\p{Lu}[\p{Lu}\d-]{3,14})(?= (?:trial|study|investigators|randomi[sz]ed|cohort)\b|:)/gu; // prettier-ignore

function signsOf(record: BibRecord): Signs {
  const { registrations, authors } = featuresOf(record);
  const title = record.title ?? "";
  const text = `${title}. ${record.abstract ?? ""}`;
  const matches = (form: RegExp, within: string): readonly string[] => [
    ...new Set([...within.matchAll(form)].map((match) => match.slice(1).filter(Boolean).join(" to "))),
  ];
  return {
    id: record.id,
    registrations,
    acronyms: matches(ACRONYM, text),
    sampleSizes: matches(SIZE, text),
    periods: matches(PERIOD, text).map((period) => period.toLowerCase()),
    sites: matches(SITE, text),
    authors: authors.slice(0, 12),
  };
}
