import { journalOf, type RecordDraft } from "../../draft.ts";
import { findIsbns, findIssns } from "../../normal-forms/check-digits.ts";
import { parseDate } from "../../normal-forms/dates.ts";
import { findDoi, normaliseDoi } from "../../normal-forms/identifiers.ts";
import { parseNamedGrant } from "../named-grant.ts";
import { setOnce } from "../set-once.ts";
import { accessionIn, idsInLink, nctNumbersIn, pmcidIn, pmidIn, registrationIn } from "./identifiers.ts";
import type { Parts } from "./parts.ts";
import { personOf } from "./people.ts";

export type ReadField = (parts: Parts, value: string, tag: string) => void;

/**
 * What each tag gives; a tag that is not here stays in `raw` alone. Values are one line each. Of repeated tags the first
 * counts; each has a function of its own, as properties of computed names are slow.
 */
export const FIELDS: ReadonlyMap<string, ReadField> = new Map(
  Object.entries<ReadField>({
    TY: (parts, value) => {
      if (parts.type === "") parts.type = value;
    },
    TI: (parts, value) => {
      if (parts.ti === "") parts.ti = value;
    },
    T1: (parts, value) => {
      if (parts.t1 === "") parts.t1 = value;
    },
    CT: (parts, value) => {
      if (parts.ct === "") parts.ct = value;
    },
    BT: (parts, value) => {
      if (parts.bt === "") parts.bt = value;
    },
    ST: (parts, value) => {
      if (parts.st === "") parts.st = value;
    },
    T2: (parts, value) => {
      if (parts.t2 === "") parts.t2 = value;
    },
    T3: (parts, value) => {
      if (parts.t3 === "") parts.t3 = value;
    },
    JF: (parts, value) => {
      if (parts.jf === "") parts.jf = value;
    },
    JO: (parts, value) => {
      if (parts.jo === "") parts.jo = value;
    },
    JA: (parts, value) => {
      if (parts.ja === "") parts.ja = value;
    },
    J2: (parts, value) => {
      if (parts.j2 === "") parts.j2 = value;
    },
    JI: (parts, value) => {
      if (parts.j2 === "") parts.j2 = value;
    },
    J9: (parts, value) => {
      if (parts.j2 === "") parts.j2 = value;
    },
    PY: (parts, value) => {
      if (parts.py === "" || !/\d{4}/.test(parts.py)) parts.py = value;
    },
    Y1: (parts, value) => {
      if (parts.y1 === "") parts.y1 = value;
    },
    DA: (parts, value) => {
      if (parts.da === "") parts.da = value;
    },
    SP: (parts, value) => {
      if (parts.sp === "") parts.sp = value;
    },
    EP: (parts, value) => {
      if (parts.ep === "") parts.ep = value;
    },
    PG: (parts, value) => {
      if (parts.pg === "") parts.pg = value;
    },
    DB: (parts, value) => {
      if (parts.database === "") parts.database = value;
    },
    DP: (parts, value) => {
      if (parts.database === "") parts.database = value;
    },
    TT: ({ draft }, value) => setOnce(draft, "originalTitle", value),
    OP: ({ draft }, value) => setOnce(draft, "originalTitle", value),
    AU: ({ draft }, value) => draft.authors.push(personOf(value)),
    A1: ({ draft }, value) => draft.authors.push(personOf(value)),
    ED: ({ draft }, value) => (draft.editors ??= []).push(personOf(value)),
    A2: addSecondary,
    A3: addSecondary,
    AD: addAffiliation,
    M1: (parts, value) => {
      if (value.startsWith("(")) addAffiliation(parts, value);
    },
    AI: addOrcid,
    OI: addOrcid,
    AB: addAbstract,
    N2: addAbstract,
    VL: ({ draft }, value) => (draft.volume ??= value),
    IS: ({ draft }, value) => (draft.issue ??= value),
    SN: addNumbers,
    PB: ({ draft }, value) => (draft.publisher ??= value),
    PU: ({ draft }, value) => setOnce(draft, "publisher", value),
    CY: ({ draft }, value) => setOnce(draft, "place", value),
    PI: ({ draft }, value) => setOnce(draft, "place", value),
    ET: addEdition,
    CP: ({ draft }, value) => {
      if (/[A-Za-z]{4}/.test(value)) setOnce(draft, "conference", value);
    },
    LA: ({ draft }, value) => draft.languages.push(value),
    KW: ({ draft }, value) => draft.keywords.push(value),
    M3: addKind,
    DO: addDoi,
    DOI: addDoi,
    UR: (parts, value, tag) => {
      parts.draft.urls.push(value);
      addLink(parts, value);
      addRegistrations(parts.draft, value);
      setOnce(parts.draft.ids, "accession", accessionIn(tag, value));
    },
    L1: addLink,
    L2: addLink,
    L3: addLink,
    LK: addLink,
    N1: (parts, value, tag) => {
      (parts.draft.notes ??= []).push(value);
      addRegistrations(parts.draft, value);
      if (value.length < 500) parts.doiInText ??= findDoi(value);
      setOnce(parts.draft.ids, "accession", accessionIn(tag, value));
    },
    AN: (parts, value, tag) => {
      if (parts.accession === "") parts.accession = value;
      addNumber(parts, value, tag);
    },
    ID: addNumber,
    PM: addNumber,
    PMID: addNumber,
    U1: addNumber,
    U2: addNumber,
    C1: (parts, value) => {
      if (parts.conflict === "") parts.conflict = value;
    },
    C2: addNumber,
    C3: addNumber,
    C5: addNumber,
    C7: (parts, value, tag) => {
      if (parts.article === "") parts.article = value;
      addNumber(parts, value, tag);
    },
    FU: ({ draft }, value) => draft.grants.push(...parseNamedGrant(value)),
  }),
);

/** Second authors of a book or a paper in proceedings are its editors; a list of names in one field is not taken apart. */
function addSecondary(parts: Parts, value: string): void {
  if (value.split(",").length <= 3) (parts.secondary ??= []).push(personOf(value));
}

function addAffiliation(parts: Parts, value: string): void {
  (parts.affiliations ??= []).push(value);
}

function addOrcid(parts: Parts, value: string): void {
  (parts.orcids ??= []).push(value);
}

/** The longest is the abstract; others are notes (a second one of EBSCO states the copyright). */
function addAbstract(parts: Parts, value: string): void {
  if (value === "NA" || value === parts.abstract || parts.otherAbstracts?.includes(value) === true) return;
  if (parts.abstract === "") {
    parts.abstract = value;
    return;
  }
  const isLonger = value.length > parts.abstract.length;
  (parts.otherAbstracts ??= []).push(isLonger ? parts.abstract : value);
  if (isLonger) parts.abstract = value;
}

/** SN holds ISSNs and ISBNs, several in a value or not, with words around them or not. */
function addNumbers({ draft }: Parts, value: string): void {
  if (isPlainIssn(value)) {
    addIssn(draft, value);
    return;
  }
  const isbns = findIsbns(value);
  if (isbns.length > 0) {
    const known = (draft.ids.isbn ??= []);
    for (const isbn of isbns) if (!known.includes(isbn)) known.push(isbn);
  }
  const rest = isbns.reduce((text, isbn) => text.replace(isbn, " "), value);
  for (const issn of findIssns(rest)) addIssn(draft, issn);
}

function addIssn(draft: RecordDraft, value: string): void {
  const { issn } = journalOf(draft);
  for (const each of issn) if (each.value === value) return;
  issn.push({ value });
}

/** "2045-1253", digits alone. */
function isPlainIssn(value: string): boolean {
  if (value.length !== 9 || value.charCodeAt(4) !== 45) return false;
  for (let at = 0; at < 9; at += 1) {
    const code = value.charCodeAt(at);
    if (at !== 4 && (code < 48 || code > 57)) return false;
  }
  return true;
}

/** EndNote keeps the date of the electronic publication of a PubMed record as its edition. */
function addEdition({ draft }: Parts, value: string): void {
  const date = /^\d{4}(?:\/\d\d\/\d\d|\d{4})$/.test(value) ? parseDate(value) : undefined;
  if (date === undefined) setOnce(draft, "edition", value);
  else (draft.history ??= []).push({ event: "published-electronic", date });
}

/** The kind of publication; some programs keep the DOI there. */
function addKind(parts: Parts, value: string): void {
  const doi = value.startsWith("10.") || value.includes("doi") ? findDoi(value) : undefined;
  if (doi === undefined) (parts.kinds ??= []).push(value);
  else parts.doiInText ??= doi;
}

function addDoi({ draft }: Parts, value: string): void {
  if (draft.ids.doi !== undefined) return;
  const doi = normaliseDoi(value) ?? findDoi(value);
  if (doi !== undefined) draft.ids.doi = doi;
}

function addLink(parts: Parts, value: string): void {
  if (parts.draft.ids.doi === undefined && value.includes("10.")) parts.doiInText ??= findDoi(value);
  if (!value.includes("nih.gov")) return;
  const { pmid, pmcid } = idsInLink(value);
  setOnce(parts.draft.ids, "pmid", pmid);
  setOnce(parts.draft.ids, "pmcid", pmcid);
}

/** A field of numbers, which different databases use for different ones. */
function addNumber({ draft }: Parts, value: string, tag: string): void {
  const { ids } = draft;
  const pmid = pmidIn(tag, value);
  if (pmid !== undefined) ids.pmid = pmid;
  setOnce(ids, "pmcid", pmcidIn(value));
  setOnce(ids, "accession", accessionIn(tag, value));
  const registration = registrationIn(value);
  if (registration !== undefined) addRegistration(draft, registration);
  else addRegistrations(draft, value);
}

function addRegistrations(draft: RecordDraft, value: string): void {
  for (const number of nctNumbersIn(value)) addRegistration(draft, number);
}

function addRegistration({ ids }: RecordDraft, number: string): void {
  const known = (ids.registrations ??= []);
  if (!known.includes(number)) known.push(number);
}
