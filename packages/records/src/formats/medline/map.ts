import { journalOf, newDraft, type RecordDraft } from "../../draft.ts";
import type { BibRecord, RawEntry } from "../../model.ts";
import { findIsbns } from "../../normal-forms/check-digits.ts";
import { parseDate } from "../../normal-forms/dates.ts";
import { findDoi, normaliseDoi, normalisePmcid, normalisePmid } from "../../normal-forms/identifiers.ts";
import { parsePages } from "../../normal-forms/pages.ts";
import { splitAbstract } from "../abstract-sections.ts";
import { cochraneIdOf } from "../cochrane-id.ts";
import { readableText } from "../readable-text.ts";
import { setOnce } from "../set-once.ts";
import { EVENTS, RELATIONS } from "./codes.ts";
import {
  parseEricIssn,
  parseGrant,
  parseIssn,
  parseMeshHeading,
  parseRegistration,
  parseSubstance,
} from "./field-values.ts";
import { addFullName, addOrcid, addShortName, type Person, type Role } from "./people.ts";
import { doiOfCitation } from "./source-citation.ts";

/** An entry while its fields are mapped: what a field means depends on those before it. */
interface Mapping {
  readonly draft: RecordDraft;
  /** The person that affiliations and identifiers belong to. */
  person: Person | undefined;
  /** The person whose full name was the field before. */
  named: Person | undefined;
  bookTitle: string | undefined;
  otherAbstract: string | undefined;
}

/** A MEDLINE entry as a record. What has no place in the model stays in `raw`. */
export function mapMedline(entry: RawEntry, file: string, ordinal: number, text?: string): BibRecord {
  const draft = newDraft("medline", { file, ordinal, line: entry.line }, entry.fields);
  const mapping: Mapping = {
    draft,
    person: undefined,
    named: undefined,
    bookTitle: undefined,
    otherAbstract: undefined,
  };
  for (const { tag, value } of entry.fields) {
    if (value === "") continue;
    const map = FIELDS.get(tag);
    const before = mapping.named;
    map?.(mapping, value, tag);
    if (mapping.named === before) mapping.named = undefined;
  }
  complete(mapping);
  if (text !== undefined) draft.text = text;
  return draft;
}

/** What only the whole entry shows: whether the title is a book's, or the abstract one in another language. */
function complete({ draft, bookTitle, otherAbstract }: Mapping): void {
  if (bookTitle !== undefined) {
    if (draft.title === undefined) draft.title = bookTitle;
    else journalOf(draft).title ??= bookTitle;
    if (draft.journal?.country !== undefined) {
      setOnce(draft, "place", draft.journal.country);
      delete draft.journal.country;
    }
  }
  if (otherAbstract !== undefined) draft.abstract ??= otherAbstract;
  const sections = draft.abstract === undefined ? undefined : splitAbstract(draft.abstract);
  if (sections !== undefined) draft.abstractSections = sections;
  const cochraneId = cochraneIdOf(draft.ids.doi);
  if (cochraneId !== undefined) draft.ids.cochraneId = cochraneId;
}

type MapField = (mapping: Mapping, value: string, tag: string) => void;

/** What each tag means. Repeated fields of one value keep the first; a tag that is not here stays in `raw` alone. */
export const FIELDS: ReadonlyMap<string, MapField> = new Map(
  Object.entries<MapField>({
    PMID: ({ draft }, value) => {
      const pmid = normalisePmid(value);
      if (pmid !== undefined) draft.ids.pmid ??= pmid;
    },
    PMC: ({ draft }, value) => setOnce(draft.ids, "pmcid", normalisePmcid(value)),
    LID: addLocator,
    AID: addLocator,
    SO: ({ draft }, value, tag) => {
      draft.citation ??= value;
      addDoi(draft, doiOfCitation(value), tag);
    },
    OID: ({ draft }, value) => setOnce(draft.ids, "accession", value),
    ISBN: ({ draft }, value) => {
      for (const isbn of findIsbns(value)) (draft.ids.isbn ??= []).push(isbn);
    },
    SI: ({ draft }, value) => {
      const registration = parseRegistration(value);
      if (registration !== undefined) (draft.ids.registrations ??= []).push(registration);
    },
    TI: ({ draft }, value) => (draft.title ??= readableText(value)),
    BTI: (mapping, value) => (mapping.bookTitle ??= value),
    CTI: ({ draft }, value) => setOnce(journalOf(draft), "title", value),
    TT: ({ draft }, value) => setOnce(draft, "originalTitle", value),
    AB: ({ draft }, value) => (draft.abstract ??= readableText(value)),
    OAB: (mapping, value) => (mapping.otherAbstract ??= value),
    FAU: fullName("authors"),
    AU: shortName("authors"),
    FED: fullName("editors"),
    ED: shortName("editors"),
    FIR: fullName("investigators"),
    IR: shortName("investigators"),
    CN: (mapping, value) => {
      const group: Person = { collective: value, affiliations: [] };
      mapping.draft.authors.push(group);
      mapping.person = group;
    },
    AD: ({ person }, value) => person?.affiliations.push(value),
    IRAD: ({ draft }, value) => draft.investigators?.at(-1)?.affiliations.push(value),
    AUID: ({ person }, value) => {
      if (person !== undefined) addOrcid(person, value);
    },
    DP: ({ draft }, value) => {
      const date = parseDate(value);
      if (date !== undefined) draft.date ??= date;
    },
    JT: ({ draft }, value) => (journalOf(draft).title ??= value),
    TA: ({ draft }, value) => (journalOf(draft).abbreviation ??= value),
    JID: ({ draft }, value) => (journalOf(draft).nlmId ??= value),
    PL: ({ draft }, value) => (journalOf(draft).country ??= value),
    IS: ({ draft }, value) => journalOf(draft).issn.push(parseIssn(value)),
    ISSN: ({ draft }, value) => {
      const issn = parseEricIssn(value);
      if (issn !== undefined) journalOf(draft).issn.push(issn);
    },
    VI: ({ draft }, value) => (draft.volume ??= value),
    IP: ({ draft }, value) => (draft.issue ??= value),
    PG: ({ draft }, value) => {
      const pages = parsePages(value);
      if (pages !== undefined) draft.pages ??= pages;
    },
    PB: ({ draft }, value) => setOnce(draft, "publisher", value),
    EN: ({ draft }, value) => setOnce(draft, "edition", value),
    LA: ({ draft }, value) => draft.languages.push(value),
    PT: ({ draft }, value) => draft.publicationTypes.push(value),
    OT: ({ draft }, value) => draft.keywords.push(value),
    OTO: ({ draft }, value) => setOnce(draft, "keywordOwner", value),
    MH: ({ draft }, value) => {
      draft.meshTerms.push(value);
      (draft.meshHeadings ??= []).push(parseMeshHeading(value));
    },
    RN: ({ draft }, value) => (draft.substances ??= []).push(parseSubstance(value)),
    NM: ({ draft }, value) => {
      const isKnown = draft.substances?.some(({ name }) => name === value) === true;
      if (!isKnown) (draft.substances ??= []).push({ name: value });
    },
    GR: ({ draft }, value) => draft.grants.push(parseGrant(value)),
    COIS: ({ draft }, value) => setOnce(draft, "conflictOfInterest", value),
    OWN: ({ draft }, value) => ((draft.status ??= {}).owner ??= value),
    STAT: ({ draft }, value) => ((draft.status ??= {}).record ??= value),
    PST: ({ draft }, value) => ((draft.status ??= {}).publication ??= value),
    SB: ({ draft }, value) => ((draft.status ??= {}).subset ??= value),
    GN: ({ draft }, value) => (draft.notes ??= []).push(value),
    PHST: ({ draft }, value) => {
      const at = value.indexOf("[");
      if (at < 0 || !value.endsWith("]")) return;
      const isPlain = at === 17 && value.charCodeAt(16) === 32;
      addEvent(draft, value.slice(at + 1, -1), isPlain ? value.slice(0, 16) : value.slice(0, at).trimEnd());
    },
    ...Object.fromEntries(
      Object.entries(EVENTS).map(([tag, event]) => [
        tag,
        ({ draft }, value) => addEvent(draft, event, value),
      ]),
    ),
    ...Object.fromEntries(
      Object.entries(RELATIONS).map(([tag, kind]) => [
        tag,
        ({ draft }, value) => addRelation(draft, kind, value),
      ]),
    ),
  }),
);

function fullName(role: Role): MapField {
  return (mapping, value) => {
    mapping.person = addFullName(mapping.draft, role, value);
    mapping.named = mapping.person;
  };
}

function shortName(role: Role): MapField {
  return (mapping, value) => {
    const { draft, named } = mapping;
    mapping.person = addShortName(draft, role, value, named);
  };
}

/** "10.1000/x [doi]" or "S0000 [pii]"; ERIC gives links. */
function addLocator({ draft }: Mapping, value: string, tag: string): void {
  if (value.endsWith("]")) {
    const at = value.lastIndexOf("[");
    const id = value.slice(0, at).trimEnd();
    const kind = value.slice(at + 1, -1);
    if (kind === "pii") setOnce(draft.ids, "pii", id);
    else if (kind === "doi") addDoi(draft, normaliseDoi(id), tag);
    else if (kind === "bookaccession") setOnce(draft.ids, "accession", id);
  } else if (/^https?:\/\//.test(value)) {
    addDoi(draft, normaliseDoi(value), tag);
    setOnce(draft.ids, "accession", /^https?:\/\/eric\.ed\.gov\/\?id=(E[DJ]\d+)$/.exec(value)?.[1]);
    draft.urls.push(value);
  }
}

/** The first DOI is the record's; the same DOI in other fields bears witness to it. */
function addDoi({ ids }: RecordDraft, doi: string | undefined, tag: string): void {
  if (doi === undefined) return;
  ids.doi ??= doi;
  if (doi === ids.doi) (ids.doiWitnesses ??= []).push(tag);
}

function addRelation(draft: RecordDraft, kind: string, text: string): void {
  const pmid = /PMID: ?(\d+)/.exec(text)?.[1];
  const doi = findDoi(text);
  (draft.relations ??= []).push({
    kind,
    text,
    ...(pmid === undefined ? {} : { pmid }),
    ...(doi === undefined ? {} : { doi }),
  });
}

function addEvent(draft: RecordDraft, event: string, text: string): void {
  const date = parseDate(text);
  if (date !== undefined) (draft.history ??= []).push({ event, date });
}
