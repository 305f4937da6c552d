import type { BibRecord, RecordFormat } from "../../model.ts";

/** Why a value is no record: the path of keys to what is wrong, and what should stand there. */
export interface ShapeFault {
  readonly path: string;
  readonly expected: string;
}

type Check = (value: unknown, path: string) => ShapeFault | undefined;

/**
 * Whether a value of JSON has the shape of a record; undefined when it has. Keys that this version does not know are allowed
 * everywhere, so that a file of a later version loses nothing on the way through.
 */
export function faultOfRecord(value: unknown): ShapeFault | undefined {
  return RECORD(value, "");
}

/** A value that `faultOfRecord` finds no fault in. */
export function isRecord(value: unknown): value is BibRecord {
  return faultOfRecord(value) === undefined;
}

const text: Check = (value, path) => (typeof value === "string" ? undefined : { path, expected: "text" });

const whole: Check = (value, path) =>
  Number.isInteger(value) ? undefined : { path, expected: "a whole number" };

const truth: Check = (value, path) =>
  typeof value === "boolean" ? undefined : { path, expected: "true or false" };

function list(of: Check): Check {
  return (value, path) => {
    if (!Array.isArray(value)) return { path, expected: "a list" };
    for (const [place, each] of value.entries()) {
      const fault = of(each, `${path}[${place}]`);
      if (fault !== undefined) return fault;
    }
    return undefined;
  };
}

function object(
  required: Readonly<Record<string, Check>>,
  optional: Readonly<Record<string, Check>> = {},
): Check {
  const checks = [...Object.entries({ ...required, ...optional })];
  return (value, path) => {
    if (typeof value !== "object" || value === null || Array.isArray(value))
      return { path, expected: "an object" };
    const fields = new Map<string, unknown>(Object.entries(value));
    for (const [key, check] of checks) {
      const field = fields.get(key);
      if (field === undefined && !Object.hasOwn(required, key)) continue;
      const fault = check(field, path === "" ? key : `${path}.${key}`);
      if (fault !== undefined) return fault;
    }
    return undefined;
  };
}

/** The formats a record may have come from; the compiler names one that is missing. */
const FORMATS: Readonly<Record<RecordFormat, true>> = {
  medline: true,
  "pubmed-xml": true,
  ris: true,
  "endnote-xml": true,
  refer: true,
  bibtex: true,
  "csl-json": true,
  wos: true,
  ovid: true,
  csv: true,
  "clinicaltrials-json": true,
  "europepmc-json": true,
  "europepmc-xml": true,
  jsonl: true,
};

const format: Check = (value, path) =>
  typeof value === "string" && Object.hasOwn(FORMATS, value)
    ? undefined
    : { path, expected: `one of ${Object.keys(FORMATS).join(", ")}` };

const texts = list(text);
const season: Check = (value, path) =>
  typeof value === "string" && ["spring", "summer", "autumn", "winter"].includes(value)
    ? undefined
    : { path, expected: "spring, summer, autumn or winter" };
const dayOrSeason = { month: whole, day: whole, season };
const date = object({ year: whole }, { ...dayOrSeason, end: object({ year: whole }, dayOrSeason), text });
const people = list(
  object(
    { affiliations: texts },
    { family: text, given: text, initials: text, collective: text, suffix: text, orcid: text },
  ),
);

const RECORD = object(
  {
    id: text,
    source: object({ file: text, format, ordinal: whole, line: whole }),
    ids: object(
      {},
      {
        pmid: text,
        pmidVersion: text,
        pmcid: text,
        doi: text,
        doiWitnesses: texts,
        pii: text,
        registrations: texts,
        isbn: texts,
        cochraneId: text,
        accession: text,
      },
    ),
    authors: people,
    languages: texts,
    publicationTypes: texts,
    keywords: texts,
    meshTerms: texts,
    grants: list(object({ agency: text }, { id: text, acronym: text, country: text })),
    urls: texts,
    raw: list(object({ tag: text, value: text, line: whole })),
  },
  {
    title: text,
    originalTitle: text,
    abstract: text,
    abstractSections: list(object({ text }, { label: text, category: text })),
    affiliations: texts,
    editors: people,
    investigators: people,
    date,
    journal: object(
      { issn: list(object({ value: text }, { kind: text })) },
      { title: text, abbreviation: text, nlmId: text, country: text },
    ),
    volume: text,
    issue: text,
    pages: object({ text, first: text }, { last: text }),
    keywordOwner: text,
    meshHeadings: list(
      object({ term: text, major: truth, qualifiers: list(object({ term: text, major: truth })) }),
    ),
    substances: list(object({ name: text }, { registryNumber: text })),
    conflictOfInterest: text,
    status: object({}, { owner: text, record: text, publication: text, subset: text }),
    history: list(object({ event: text, date })),
    relations: list(object({ kind: text, text }, { pmid: text, doi: text })),
    citation: text,
    publisher: text,
    place: text,
    edition: text,
    conference: text,
    notes: texts,
    text,
  },
);
