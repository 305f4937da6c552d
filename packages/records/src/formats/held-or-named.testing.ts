import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect } from "vitest";
import { newDraft } from "../draft.ts";
import type { Author, BibRecord, PartialDate, RecordFormat } from "../model.ts";
import { formatMedlineDate, parseDate } from "../normal-forms/dates.ts";
import { formatName } from "../normal-forms/names.ts";
import { parsePages } from "../normal-forms/pages.ts";
import { readRecords } from "../read-records.ts";
import { writeRecords } from "../write-records.ts";

const sign = fc.constantFrom(
  ..."abcXYZ019éßж中-'’./,:;()[]<>&\"*+=%#@|_~₂².".split(""),
  "&amp;",
  "<i>",
  "</i>",
);
const word = fc.oneof(
  fc.stringMatching(/^[A-Z][a-z]{1,8}$/),
  fc.string({ unit: sign, minLength: 1, maxLength: 6 }),
);
const words = fc.array(word, { minLength: 1, maxLength: 5 }).map((all) => all.join(" "));
const name = fc.stringMatching(/^[A-Z][a-z]{2,8}$/);
const affiliations = fc.array(words, { maxLength: 2 });

const author: fc.Arbitrary<Author> = fc.oneof(
  fc.record(
    {
      family: fc.oneof(name, words),
      given: name,
      initials: fc.stringMatching(/^[A-Z]{1,2}$/),
      suffix: fc.constant("Jr"),
      orcid: fc.constant("0000-0002-1825-0097"),
      affiliations,
    },
    { requiredKeys: ["family", "affiliations"] },
  ),
  fc.record({ collective: fc.oneof(fc.constant("The Made Study Group"), words), affiliations }),
  fc.record({ given: name, affiliations }),
);

const year = fc.integer({ min: 1900, max: 2030 });
const month = fc.integer({ min: 1, max: 12 });
const season = fc.constantFrom<NonNullable<PartialDate["season"]>>("spring", "summer", "autumn", "winter");
const moment: fc.Arbitrary<PartialDate> = fc.oneof(
  fc.record({ year }),
  fc.record({ year, season }),
  fc.record({ year, month }),
  fc.record({ year, month, day: fc.integer({ min: 1, max: 28 }) }),
);
/** As readers make them: from a printed text. */
const date = fc.oneof(moment, fc.tuple(moment, moment).map(([from, end]) => ({ ...from, end })))
  .map((each) => parseDate(formatMedlineDate(each))!); // prettier-ignore

const ids = fc.record(
  {
    pmid: fc.integer({ min: 1, max: 99_999_999 }).map(String),
    pmidVersion: fc.constantFrom("2", "3"),
    pmcid: fc.integer({ min: 1, max: 9_999_999 }).map((number) => `PMC${number}`),
    doi: fc.constantFrom("10.1177/2045125313507739", "10.1000/a<b>(c)", "10.1002/x&y;1"),
    pii: words,
    registrations: fc.uniqueArray(fc.constantFrom("NCT01234567", "ISRCTN12345678", "2013-000615-24", "ACTRN12605000001606", "S-1"), { minLength: 1, maxLength: 3 }), // prettier-ignore
    isbn: fc.constant(["9781860163593"]),
    accession: fc.constantFrom(
      "NBK51812",
      "MED:24688759",
      "PPR:PPR1",
      "WOS:000424022700053",
      "NCT01234567",
      "A 1",
    ),
  },
  { requiredKeys: [] },
);

const fields = fc.record(
  {
    title: words,
    originalTitle: words,
    abstract: words,
    abstractSections: fc.array(
      fc.record({ label: fc.constantFrom("AIM", "RESULTS"), category: fc.constantFrom("METHODS", "RESULTS"), text: words }, { requiredKeys: ["text"] }), // prettier-ignore
      { minLength: 1, maxLength: 3 },
    ),
    authors: fc.array(author, { maxLength: 4 }),
    affiliations: fc.array(words, { minLength: 1, maxLength: 2 }),
    editors: fc.array(author, { minLength: 1, maxLength: 2 }),
    investigators: fc.array(author, { minLength: 1, maxLength: 2 }),
    date,
    journal: fc.record(
      {
        title: words,
        abbreviation: words,
        nlmId: fc.constant("101555693"),
        country: words,
        issn: fc.uniqueArray(
          fc.record({ value: fc.constantFrom("2045-1253", "2045-1261", "0000-0019"), kind: fc.constantFrom("Print", "electronic", "Linking") }, { requiredKeys: ["value"] }), // prettier-ignore
          { maxLength: 3, selector: ({ value }) => value },
        ),
      },
      { requiredKeys: ["issn"] },
    ),
    volume: fc.oneof(fc.nat(300).map(String), words),
    issue: fc.oneof(fc.nat(12).map(String), fc.constant("Suppl 3"), words),
    pages: fc
      .constantFrom("75-99", "349-69", "e123", "S12-5", "1-6; discussion 7")
      .map((text) => parsePages(text)!),
    languages: fc.array(fc.constantFrom("eng", "ger", "English"), { maxLength: 2 }),
    publicationTypes: fc.array(fc.oneof(fc.constantFrom("Journal Article", "registration", "INTERVENTIONAL"), words), { maxLength: 3 }), // prettier-ignore
    keywords: fc.array(words, { maxLength: 3 }),
    keywordOwner: fc.constantFrom("NOTNLM", "NLM", "Somebody"),
    meshTerms: fc.array(fc.constantFrom("Ketamine/*therapeutic use", "*Depression", "Humans", "a & b/c/*d"), { maxLength: 3 }), // prettier-ignore
    substances: fc.array(fc.record({ name: words, registryNumber: fc.constantFrom("690G0D6V8H", "EC 1.1") }, { requiredKeys: ["name"] }), { minLength: 1, maxLength: 2 }), // prettier-ignore
    grants: fc.array(fc.record({ agency: words, id: words, acronym: words, country: words }, { requiredKeys: ["agency"] }), { maxLength: 2 }), // prettier-ignore
    conflictOfInterest: words,
    status: fc.record({ owner: fc.constantFrom("NLM", "ERIC"), record: fc.constantFrom("MEDLINE", "COMPLETED", "x"), publication: fc.constant("ppublish"), subset: fc.constant("IM") }, { requiredKeys: [] }), // prettier-ignore
    history: fc.array(
      fc.record({
        event: fc.constantFrom("completed", "revised", "published-electronic", "entrez", "pubmed", "registered", "start", "made"),
        date: fc.constantFrom("2014/04/02 06:00", "2014/04", "2015/01/31", "2016").map((text) => parseDate(text)!),
      }),
      { minLength: 1, maxLength: 4 },
    ), // prettier-ignore
    relations: fc.array(
      fc.record({ kind: fc.constantFrom("erratum-in", "concern-in", "results-in", "made-of"), text: words, pmid: fc.constant("30000009") }, { requiredKeys: ["kind", "text"] }), // prettier-ignore
      { minLength: 1, maxLength: 3 },
    ),
    citation: words,
    publisher: words,
    place: words,
    edition: words,
    conference: words,
    urls: fc.array(fc.constantFrom("https://x.example/a?b=1&c=2", "http://y.example", "urn:z"), {
      maxLength: 2,
    }),
    notes: fc.array(fc.oneof(words, fc.constantFrom("Acronym: MADE", "Phase: PHASE2, PHASE3", "Enrolment: 20")), { minLength: 1, maxLength: 3 }), // prettier-ignore
  },
  { requiredKeys: ["authors", "languages", "publicationTypes", "keywords", "meshTerms", "grants", "urls"] },
);

/** Any record, with the fields that some source gives, and texts that have the marks of every format. */
export const anyRecord: fc.Arbitrary<BibRecord> = fc.tuple(fields, ids).map(([given, numbers]) => ({
  ...newDraft("ris", { file: "a.ris", ordinal: 1, line: 1 }, []),
  ...given,
  ids: numbers,
}));

const printed = (people: readonly Author[] | undefined): readonly string[] =>
  (people ?? []).map((person) =>
    person.family === undefined && person.collective === undefined ? person.given! : formatName(person),
  );
const placed = (people: readonly Author[] | undefined): unknown =>
  (people ?? []).some((each) => each.affiliations.length > 0) && people!.map((each) => each.affiliations);
const withoutText = (value: PartialDate | undefined): unknown => value && { ...value, text: undefined };

/** What a loss of each name is about, compared exactly. */
const HELD: Readonly<Record<string, (record: BibRecord) => unknown>> = {
  PMID: (record) => record.ids.pmid,
  "PMID version": (record) => record.ids.pmidVersion,
  PMCID: (record) => record.ids.pmcid,
  DOI: (record) => record.ids.doi,
  PII: (record) => record.ids.pii,
  ISBN: (record) => record.ids.isbn,
  accession: (record) => record.ids.accession,
  registrations: (record) => record.ids.registrations,
  title: ({ title }) => title,
  "original title": ({ originalTitle }) => originalTitle,
  abstract: ({ abstract }) => abstract,
  "abstract sections": ({ abstractSections }) => abstractSections,
  authors: ({ authors }) => printed(authors),
  editors: ({ editors }) => printed(editors),
  investigators: ({ investigators }) => printed(investigators),
  affiliations: ({ authors }) => placed(authors),
  "affiliations of the record": (record) => record.affiliations,
  "affiliations of editors and investigators": ({ editors = [], investigators = [] }) =>
    placed([...editors, ...investigators]),
  ORCID: ({ authors, editors = [], investigators = [] }) =>
    [...authors, ...editors, ...investigators].flatMap(({ orcid }) => orcid ?? []),
  date: (record) => withoutText(record.date),
  journal: ({ journal }) => journal?.title,
  "journal abbreviation": ({ journal }) => journal?.abbreviation,
  "NLM journal id": ({ journal }) => journal?.nlmId,
  country: ({ journal }) => journal?.country,
  ISSN: ({ journal }) => [...new Set((journal?.issn ?? []).map(({ value }) => value))],
  volume: ({ volume }) => volume,
  issue: ({ issue }) => issue,
  pages: ({ pages }) => pages && [pages.first, pages.last],
  languages: ({ languages }) => languages,
  "publication types": ({ publicationTypes }) => publicationTypes,
  "keyword owner": ({ keywordOwner }) => keywordOwner,
  "MeSH terms": ({ meshTerms }) => meshTerms,
  substances: ({ substances }) => substances,
  grants: ({ grants }) => grants,
  "conflict of interest": ({ conflictOfInterest }) => conflictOfInterest,
  status: ({ status }) => status,
  relations: ({ relations }) => relations?.map(({ kind, text, pmid }) => [kind, text, pmid]),
  citation: ({ citation }) => citation,
  publisher: ({ publisher }) => publisher,
  place: ({ place }) => place,
  edition: ({ edition }) => edition,
  conference: ({ conference }) => conference,
  urls: ({ urls }) => urls,
  notes: ({ notes }) => notes,
};

const isNothing = (value: unknown): boolean =>
  value === undefined || value === false || JSON.stringify(value) === "[]" || JSON.stringify(value) === "{}";

/** Written and read, a record has every field as it was, or the loss of that field is named. Gives the text. */
export function expectHeldOrNamed(record: BibRecord, format: RecordFormat): string {
  const { text, losses } = writeRecords([record], format);
  const named = new Set(losses.map(({ field }) => field));
  const read = readRecords(new TextEncoder().encode(text), { file: "written" });
  // An entry of which the format holds nothing is not read again; then all of its fields are named.
  if (read.records.length > 0) {
    expect(read).toMatchObject({ format, count: 1 });
    expect(read.problems.filter(({ severity }) => severity === "error")).toEqual([]);
  }
  const back = read.records[0];
  for (const [field, of] of Object.entries(HELD)) {
    const before = of(record);
    if (isNothing(before) || named.has(field)) continue;
    if (before === "" || (Array.isArray(before) && before.every((each) => each === ""))) continue;
    expect([field, normal(back && of(back))]).toEqual([field, normal(before)]);
  }
  // Keywords are a set, and headings may come back among them.
  if (!named.has("keywords"))
    expect(normal(back?.keywords ?? [])).toEqual(expect.arrayContaining(normal(record.keywords) as string[]));
  return text;
}

/** White space is one blank in every written format. */
function normal(value: unknown): unknown {
  if (value === undefined) return undefined;
  return JSON.parse(JSON.stringify(value), (_, each: unknown) =>
    typeof each === "string" ? each.replace(/\s+/g, " ").trim() : each,
  );
}

/** Real records of every format in the corpora, up to so many of each file. */
export function realRecords(root: string, most: number): readonly BibRecord[] {
  const records: BibRecord[] = [];
  for (const file of readdirSync(root, { recursive: true, encoding: "utf8" }).sort()) {
    if (!/\.(?:ris|nbib|xml|bib|txt|enw|ciw|csv|json|cgi|ovd)$/.test(file) || file.includes("MANIFEST"))
      continue;
    records.push(
      ...readRecords(new Uint8Array(readFileSync(join(root, file))), { file }).records.slice(0, most),
    );
  }
  return records;
}
