import { journalOf, newDraft, type RecordDraft } from "../../draft.ts";
import type { BibRecord, RawEntry } from "../../model.ts";
import { parseDate } from "../../normal-forms/dates.ts";
import { findOrcid, normaliseDoi, normalisePmcid, normalisePmid } from "../../normal-forms/identifiers.ts";
import { parseName } from "../../normal-forms/names.ts";
import { parsePages } from "../../normal-forms/pages.ts";
import { parseGrant, parseIssn, parseMeshHeading } from "./field-values.ts";
import { parseSourceCitation } from "./source-citation.ts";

/** A MEDLINE entry as a record. What has no place in the model stays in `raw`. */
export function mapMedline(entry: RawEntry, file: string, ordinal: number, text?: string): BibRecord {
  const draft = newDraft("medline", { file, ordinal, line: entry.line }, entry.fields);
  let tagBefore = "";
  for (const { tag, value } of entry.fields) {
    if (value === "") continue;
    if (tag === "AU") addShortName(draft, value, tagBefore);
    else FIELDS[tag]?.(draft, value, tag);
    tagBefore = tag;
    const relation = RELATIONS[tag];
    if (relation !== undefined) addRelation(draft, relation, value);
    const event = EVENTS[tag];
    if (event !== undefined) addEvent(draft, event, value);
  }
  if (text !== undefined) draft.text = text;
  return draft;
}

type MapField = (draft: RecordDraft, value: string, tag: string) => void;

/** What each tag means. Repeated fields of one value keep the first; a tag that is not here stays in `raw` alone. */
const FIELDS: Readonly<Record<string, MapField>> = {
  PMID: (draft, value) => setOnce(draft.ids, "pmid", normalisePmid(value)),
  PMC: (draft, value) => setOnce(draft.ids, "pmcid", normalisePmcid(value)),
  LID: addLocator,
  AID: addLocator,
  SO: (draft, value, tag) => {
    setOnce(draft, "citation", value);
    addDoi(draft, parseSourceCitation(value).doi, tag);
  },
  OID: (draft, value) => setOnce(draft.ids, "accession", value),
  SI: (draft, value) => {
    const registration =
      /^(?:ClinicalTrials\.gov|ISRCTN|EudraCT|UMIN-CTR|ANZCTR|DRKS|ChiCTR|NTR|JPRN|CTRI|PACTR)\/(\S.*)$/i;
    const id = registration.exec(value)?.[1];
    if (id !== undefined) (draft.ids.registrations ??= []).push(id);
  },
  TI: (draft, value) => setOnce(draft, "title", value),
  BTI: (draft, value) => setOnce(draft, "title", value),
  TT: (draft, value) => setOnce(draft, "originalTitle", value),
  AB: (draft, value) => setOnce(draft, "abstract", value),
  FAU: (draft, value) => draft.authors.push({ ...parseName(value), affiliations: [] }),
  CN: (draft, value) => draft.authors.push({ collective: value, affiliations: [] }),
  AD: (draft, value) => draft.authors.at(-1)?.affiliations.push(value),
  AUID: (draft, value) => {
    const author = draft.authors.at(-1);
    if (author !== undefined) setOnce(author, "orcid", findOrcid(value));
  },
  DP: (draft, value) => setOnce(draft, "date", parseDate(value)),
  JT: (draft, value) => setOnce(journalOf(draft), "title", value),
  TA: (draft, value) => setOnce(journalOf(draft), "abbreviation", value),
  JID: (draft, value) => setOnce(journalOf(draft), "nlmId", value),
  PL: (draft, value) => setOnce(journalOf(draft), "country", value),
  IS: (draft, value) => journalOf(draft).issn.push(parseIssn(value)),
  VI: (draft, value) => setOnce(draft, "volume", value),
  IP: (draft, value) => setOnce(draft, "issue", value),
  PG: (draft, value) => setOnce(draft, "pages", parsePages(value)),
  LA: (draft, value) => draft.languages.push(value),
  PT: (draft, value) => draft.publicationTypes.push(value),
  OT: (draft, value) => draft.keywords.push(value),
  OTO: (draft, value) => setOnce(draft, "keywordOwner", value),
  MH: (draft, value) => {
    draft.meshTerms.push(value);
    const { qualifiers, ...heading } = parseMeshHeading(value);
    (draft.meshHeadings ??= []).push({ ...heading, qualifiers: [...qualifiers] });
  },
  GR: (draft, value) => draft.grants.push(parseGrant(value)),
  COIS: (draft, value) => setOnce(draft, "conflictOfInterest", value),
  OWN: (draft, value) => setOnce((draft.status ??= {}), "owner", value),
  STAT: (draft, value) => setOnce((draft.status ??= {}), "record", value),
  PST: (draft, value) => setOnce((draft.status ??= {}), "publication", value),
  SB: (draft, value) => setOnce((draft.status ??= {}), "subset", value),
  GN: (draft, value) => (draft.notes ??= []).push(value),
  PHST: (draft, value) => {
    const match = /^(.*?)\s*\[(.+)\]$/.exec(value);
    if (match !== null) addEvent(draft, match[2]!, match[1]!);
  },
};

/** Dates of the record's life that have a tag of their own. */
const EVENTS: Readonly<Record<string, string>> = {
  DA: "created-medline",
  DCOM: "completed",
  LR: "revised",
  DEP: "published-electronic",
  EDAT: "entered",
  MHDA: "mesh-added",
  CRDT: "created",
  CTDT: "contributed",
  PMCR: "released-pmc",
};

/** Links between a publication and what was published about it (NLM, MEDLINE/PubMed Data Element Descriptions). */
const RELATIONS: Readonly<Record<string, string>> = {
  CIN: "comment-in",
  CON: "comment-on",
  EIN: "erratum-in",
  EFR: "erratum-for",
  CRI: "corrected-republished-in",
  CRF: "corrected-republished-from",
  DDIN: "dataset-described-in",
  DRIN: "dataset-used-in",
  ECI: "concern-in",
  ECF: "concern-for",
  ORI: "original-report-in",
  PRIN: "partial-retraction-in",
  PROF: "partial-retraction-of",
  RIN: "retraction-in",
  ROF: "retraction-of",
  RPI: "republished-in",
  RPF: "republished-from",
  SPIN: "summary-for-patients-in",
  UIN: "update-in",
  UOF: "update-of",
};

function setOnce<T extends object, Key extends keyof T>(
  target: T,
  key: Key,
  value: T[Key] | undefined,
): void {
  if (value !== undefined && target[key] === undefined) target[key] = value;
}

/** "10.1000/x [doi]" or "S0000 [pii]"; ERIC gives links. */
function addLocator(draft: RecordDraft, value: string, tag: string): void {
  const [, id, kind] = /^(.*?)\s*\[(\w+)\]$/.exec(value) ?? [];
  if (kind === "pii") setOnce(draft.ids, "pii", id);
  else if (kind === "doi") addDoi(draft, normaliseDoi(id ?? ""), tag);
  else if (/^https?:\/\//.test(value)) {
    addDoi(draft, normaliseDoi(value), tag);
    draft.urls.push(value);
  }
}

/** The first DOI is the record's; the same DOI in other fields bears witness to it. */
function addDoi({ ids }: RecordDraft, doi: string | undefined, tag: string): void {
  if (doi === undefined) return;
  ids.doi ??= doi;
  if (doi === ids.doi) (ids.doiWitnesses ??= []).push(tag);
}

/** The AU right after a FAU repeats it with initials; older records have AU alone. */
function addShortName(draft: RecordDraft, value: string, tagBefore: string): void {
  const short = parseName(value);
  const last = draft.authors.at(-1);
  if (tagBefore !== "FAU" || last === undefined) draft.authors.push({ ...short, affiliations: [] });
  else if (short.initials !== undefined) last.initials = short.initials;
}

function addRelation(draft: RecordDraft, kind: string, text: string): void {
  const pmid = /PMID: ?(\d+)/.exec(text)?.[1];
  (draft.relations ??= []).push({ kind, text, ...(pmid === undefined ? {} : { pmid }) });
}

function addEvent(draft: RecordDraft, event: string, text: string): void {
  const date = parseDate(text);
  if (date !== undefined) (draft.history ??= []).push({ event, date });
}
