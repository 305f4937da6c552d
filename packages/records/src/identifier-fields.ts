import { COLUMN_NAMES } from "./formats/csv/columns.ts";
import type { BibRecord, RawField } from "./model.ts";
import { findIsbns, findIssns } from "./normal-forms/check-digits.ts";
import { findDoi, normaliseDoi, normalisePmcid, normalisePmid } from "./normal-forms/identifiers.ts";
import { findRegistrations } from "./normal-forms/registrations.ts";

/** What a field of numbers should hold. */
interface Kind {
  /** As people call it, after "is no". */
  readonly name: string;
  readonly expected: string;
  readonly isIn: (text: string) => boolean;
}

const DOI: Kind = {
  name: "DOI",
  expected: "10., four digits or more, / and more",
  isIn: (text) => (normaliseDoi(text) ?? findDoi(text)) !== undefined,
};
const PMID: Kind = {
  name: "PMID",
  expected: "1 to 8 digits, not 0 alone",
  isIn: (text) => normalisePmid(text) !== undefined,
};
const PMCID: Kind = {
  name: "PMCID",
  expected: "PMC and 1 to 9 digits",
  isIn: (text) => normalisePmcid(text) !== undefined,
};
const SERIAL: Kind = {
  name: "ISSN or ISBN",
  expected: "8, 10 or 13 digits",
  isIn: (text) => findIssns(text).length > 0 || findIsbns(text).length > 0,
};
const REGISTRATION: Kind = {
  name: "number of a trial",
  expected: "NCT or ISRCTN and 8 digits",
  isIn: (text) => findRegistrations(text).length > 0,
};

/** MEDLINE names the kind of a locator behind it. */
const LOCATOR: Kind = { ...DOI, isIn: (text) => !/\[doi\]$/i.test(text) || DOI.isIn(text) };

/** Fields that hold one kind of number, by the tags and headings of the formats; one that is not here may hold anything. */
const BY_FORMAT: Readonly<Partial<Record<BibRecord["source"]["format"], Readonly<Record<string, Kind>>>>> = {
  medline: { PMID, PMC: PMCID, LID: LOCATOR, AID: LOCATOR, IS: SERIAL, ISSN: SERIAL, ISBN: SERIAL },
  ris: { DO: DOI, DOI, PM: PMID, PMID, SN: SERIAL },
  wos: { DI: DOI, D2: DOI, PM: PMID, SN: SERIAL, EI: SERIAL, BN: SERIAL },
  ovid: {
    DO: DOI, "DOI Number": DOI, "Digital Object Identifier": DOI, PMID, IS: SERIAL, ISSN: SERIAL, ISBN: SERIAL,
  },
  refer: { "@": SERIAL },
  bibtex: { doi: DOI, di: DOI, pmid: PMID, pmcid: PMCID, issn: SERIAL, isbn: SERIAL, sn: SERIAL },
  "csl-json": { doi: DOI, pmid: PMID, pmcid: PMCID, issn: SERIAL, isbn: SERIAL },
  "endnote-xml": { "electronic-resource-num": DOI, isbn: SERIAL },
}; // prettier-ignore

const CSV: Readonly<Record<string, Kind>> = Object.fromEntries(
  (
    [
      ["doi", DOI],
      ["pmid", PMID],
      ["pmcid", PMCID],
      ["issn", SERIAL],
    ] as const
  ).flatMap(([field, kind]) => COLUMN_NAMES[field].map((name) => [name, kind])),
);

/** Texts of an empty field. */
const EMPTY = /^(?:[^\p{L}\p{N}]*|0|n\/?a|none|null|nan|unknown|not (?:available|applicable))$/iu;

/** Texts that are meant as a number of a trial, of PMC or as a DOI by what they begin with, whatever field they stand in. */
const MEANT: readonly (readonly [form: RegExp, kind: Kind])[] = [
  [/^(?:[\w. ]{1,30}[/:] ?)?(?:NCT|ISRCTN)[\s:#-]{0,3}[a-z]?\d[a-z\d]*$/i, REGISTRATION],
  [/^PMC\d\S*$/, PMCID],
  [/^(?:https?:\/\/(?:dx\.)?doi\.org\/|doi:\s*)\S+$/i, DOI],
];

/** A value that stands where a number should, and is none. */
export interface WrongNumber {
  readonly field: RawField;
  readonly name: string;
  readonly expected: string;
}

/**
 * The fields of a record that should hold a DOI, PMID, PMCID, ISSN, ISBN or number of a trial and hold none: such a value is in
 * no field of the record but stays in `raw`. A number of the right form with a wrong check digit is one. Fields that say that
 * they are empty ("N/A", "-", "0") do not count.
 */
export function wrongNumbers({ source, raw }: BibRecord): readonly WrongNumber[] {
  const wrong: WrongNumber[] = [];
  for (const field of raw) {
    // A number that stands as text in JSON is in quotes.
    const value = field.value.trim().replace(/^"(.*)"$/, "$1");
    const kind = kindOf(source.format, field.tag) ?? meantKind(value);
    if (kind === undefined || EMPTY.test(value) || kind.isIn(value)) continue;
    wrong.push({ field, name: kind.name, expected: kind.expected });
  }
  return wrong;
}

function kindOf(format: BibRecord["source"]["format"], tag: string): Kind | undefined {
  if (format === "csv") return CSV[tag.toLowerCase().replace(/[^a-z0-9]/g, "")];
  const kinds = BY_FORMAT[format];
  return format === "bibtex" || format === "csl-json" ? kinds?.[tag.toLowerCase()] : kinds?.[tag];
}

function meantKind(value: string): Kind | undefined {
  return value.length > 80 ? undefined : MEANT.find(([form]) => form.test(value))?.[1];
}
