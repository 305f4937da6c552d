import type { BibRecord } from "../model.ts";

/** The fields of which a report shows one value; all others stay with their records. */
export const MERGED_FIELDS = [
  "title",
  "originalTitle",
  "abstract",
  "authors",
  "year",
  "journal",
  "volume",
  "issue",
  "pages",
  "doi",
  "pmid",
  "pmcid",
] as const;

export type MergedField = (typeof MERGED_FIELDS)[number];

/** One value of a field, and the records that give it. */
export interface WitnessedValue {
  readonly text: string;
  readonly witnesses: readonly string[];
}

export interface ChosenField {
  readonly value: WitnessedValue;
  /** Every other value that a record gives: none is thrown away. */
  readonly others: readonly WitnessedValue[];
  /** By which rule the value was chosen, in words; "chosen by a person" where it was. */
  readonly rule: string;
}

/** A choice by a person: the record whose value stands for the report. */
export interface FieldChoice {
  readonly field: MergedField;
  readonly record: string;
}

export type MergedReport = Readonly<Partial<Record<MergedField, ChosenField>>>;

interface Rule {
  readonly words: string;
  /** Higher is better; of equal ones that with more witnesses, then that of the first record by id. */
  readonly score: (text: string, record: BibRecord) => number;
}

const MOST_WITNESSES: Rule = { words: "given by most records", score: () => 0 };
const LONGEST: Rule = { words: "the longest", score: (text) => text.length };

const RULES: Readonly<Record<MergedField, Rule>> = {
  title: {
    words: "not in capitals or brackets, then given by most records",
    score: (text) => (isShouted(text) ? 0 : 1) + (/^\W*\[|\]\W*$/.test(text) ? 0 : 1),
  },
  originalTitle: MOST_WITNESSES,
  abstract: LONGEST,
  authors: {
    words: "the most authors, then the most letters (full names and accents)",
    score: (text, { authors }) => authors.length * 10_000 + text.length,
  },
  year: MOST_WITNESSES,
  journal: { words: "the full name: the longest", score: (text) => text.replace(/[([].*$/, "").length },
  volume: MOST_WITNESSES,
  issue: MOST_WITNESSES,
  pages: {
    words: "first and last page, then given by most records",
    score: (_, { pages }) => (pages?.last === undefined ? 0 : 1),
  },
  doi: MOST_WITNESSES,
  pmid: MOST_WITNESSES,
  pmcid: MOST_WITNESSES,
};

function isShouted(text: string): boolean {
  return text === text.toUpperCase() && text !== text.toLowerCase();
}

const TEXTS: Readonly<Record<MergedField, (record: BibRecord) => string | undefined>> = {
  title: ({ title }) => title,
  originalTitle: ({ originalTitle }) => originalTitle,
  abstract: ({ abstract }) => abstract,
  authors: ({ authors }) =>
    authors.length === 0
      ? undefined
      : authors
          .map(
            ({ family, given, initials, collective }) =>
              collective ?? [family, given ?? initials].filter(Boolean).join(", "),
          )
          .join("; "),
  year: ({ date }) => (date === undefined ? undefined : String(date.year)),
  journal: ({ journal }) => journal?.title ?? journal?.abbreviation,
  volume: ({ volume }) => volume,
  issue: ({ issue }) => issue,
  pages: ({ pages }) => pages?.text,
  doi: ({ ids }) => ids.doi,
  pmid: ({ ids }) => ids.pmid,
  pmcid: ({ ids }) => ids.pmcid,
};

/**
 * The records of one report as one: for each field the value chosen by a stated rule, with the records that witness it and
 * every other value. The order of the records does not matter.
 *
 * @param choices - choices of people, which rules never change; of two on one field the last one holds
 */
export function mergeRecords(
  records: readonly BibRecord[],
  choices: readonly FieldChoice[] = [],
): MergedReport {
  const ordered = [...records].sort((a, b) => (a.id < b.id ? -1 : 1));
  const merged = MERGED_FIELDS.flatMap((field) => {
    const choice = choices.findLast((each) => each.field === field);
    const chosen = chooseField(field, ordered, choice?.record);
    return chosen === undefined ? [] : [[field, chosen] as const];
  });
  return Object.fromEntries(merged);
}

function chooseField(
  field: MergedField,
  records: readonly BibRecord[],
  chosenRecord: string | undefined,
): ChosenField | undefined {
  const values = new Map<string, { readonly score: number; readonly witnesses: string[] }>();
  for (const record of records) {
    const text = TEXTS[field](record)?.trim();
    if (text === undefined || text === "") continue;
    const known = values.get(text) ?? { score: RULES[field].score(text, record), witnesses: [] };
    values.set(text, known);
    known.witnesses.push(record.id);
  }
  const ranked = [...values]
    .map(([text, { score, witnesses }]) => ({ text, score, witnesses }))
    .sort((a, b) => b.score - a.score || b.witnesses.length - a.witnesses.length);
  const byPerson = ranked.find(({ witnesses }) => witnesses.includes(chosenRecord ?? ""));
  const best = byPerson ?? ranked[0];
  if (best === undefined) return undefined;
  const plain = ({ text, witnesses }: WitnessedValue): WitnessedValue => ({ text, witnesses });
  return {
    value: plain(best),
    others: ranked.filter((value) => value !== best).map(plain),
    rule: byPerson === undefined ? RULES[field].words : "chosen by a person",
  };
}
