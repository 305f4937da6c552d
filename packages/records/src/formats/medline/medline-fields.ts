import type { Author, BibRecord, Grant, PartialDate, RawField } from "../../model.ts";
import { formatMedlineDate } from "../../normal-forms/dates.ts";
import { registryOf } from "../registries.ts";
import { EVENTS, RELATIONS } from "./codes.ts";

type Add = (tag: string, ...values: readonly (string | undefined)[]) => void;

const EVENT_TAGS: ReadonlyMap<string, string> = new Map(
  Object.entries(EVENTS).map(([tag, event]) => [event, tag]),
);
const RELATION_TAGS: ReadonlyMap<string, string> = new Map(
  Object.entries(RELATIONS).map(([tag, kind]) => [kind, tag]),
);

/** A record from another format as MEDLINE fields, in the order that PubMed gives them. */
export function medlineFields(record: BibRecord): readonly RawField[] {
  const fields: RawField[] = [];
  const add: Add = (tag, ...values) => {
    for (const value of values) {
      const text = value?.replace(/\s+/g, " ").trim() ?? "";
      if (text !== "") fields.push({ tag, value: text, line: 0 });
    }
  };
  const { ids, journal, status } = record;
  // Without a PMID the entry begins with its owner, as ERIC's do: an invented number would be another paper's.
  if (ids.pmid === undefined) add("OWN", status?.owner ?? "NOTNLM");
  add("PMID", ids.pmid);
  if (ids.pmid !== undefined) add("OWN", status?.owner);
  add("STAT", status?.record);
  addIssue(add, record);
  addPeople(add, record);
  add("LA", ...record.languages);
  add("GR", ...record.grants.map(grantText));
  for (const id of ids.registrations ?? []) {
    const registry = registryOf(id);
    add("SI", registry && `${registry}/${id}`);
  }
  add("PT", ...record.publicationTypes);
  add("TT", record.originalTitle);
  add("PL", journal?.country ?? record.place);
  add("TA", journal?.abbreviation);
  if (ids.isbn === undefined) add("JT", journal?.title);
  add("JID", journal?.nlmId);
  add("SB", status?.subset);
  for (const { name, registryNumber } of record.substances ?? [])
    add("RN", `${registryNumber ?? "0"} (${name})`);
  for (const { kind, text, pmid } of record.relations ?? []) {
    const isNamed = pmid === undefined || text.includes(pmid);
    add(RELATION_TAGS.get(kind) ?? "", isNamed ? text : `${text} PMID: ${pmid}`);
  }
  add("MH", ...record.meshTerms);
  add("PMC", ids.pmcid);
  add("OTO", record.keywordOwner);
  add("OT", ...record.keywords);
  add("COIS", record.conflictOfInterest);
  for (const { event, date } of record.history ?? []) {
    const tag = EVENT_TAGS.get(event);
    const text = dateText(date);
    if (tag === undefined) add("PHST", `${text} [${event}]`);
    else add(tag, text);
  }
  add("AID", ids.pii && `${ids.pii} [pii]`, ids.accession && `${ids.accession} [bookaccession]`);
  add("PST", status?.publication);
  add("SO", record.citation);
  add("GN", ...(record.notes ?? []));
  return fields.filter(({ tag }) => tag !== "");
}

function addIssue(add: Add, record: BibRecord): void {
  const { ids, journal, date } = record;
  const isHeld = ids.isbn !== undefined && journal?.title !== undefined;
  const issns = journal?.issn ?? [];
  add("IS", ...issns.map(({ value, kind }) => (kind === undefined ? value : `${value} (${kind})`)));
  add("ISBN", ...(ids.isbn ?? []));
  add("VI", record.volume);
  add("IP", record.issue);
  add("DP", date && formatMedlineDate(date));
  if (ids.isbn === undefined || isHeld) add("TI", record.title);
  if (ids.isbn !== undefined) add("BTI", isHeld ? journal.title : record.title);
  add("PB", record.publisher);
  add("EN", record.edition);
  add("PG", record.pages?.text);
  add("LID", ids.doi && `${ids.doi} [doi]`);
  add("AB", record.abstract);
}

function addPeople(add: Add, { authors, editors = [], investigators = [] }: BibRecord): void {
  for (const author of authors) {
    if (author.collective !== undefined) add("CN", author.collective);
    else addName(add, author, "FAU", "AU");
    add("AUID", author.orcid && `ORCID: ${author.orcid}`);
    add("AD", ...author.affiliations);
  }
  for (const editor of editors) {
    addName(add, editor, "FED", "ED");
    add("AD", ...editor.affiliations);
  }
  for (const investigator of investigators) {
    addName(add, investigator, "FIR", "IR");
    add("IRAD", ...investigator.affiliations);
  }
}

/** The full name, and the short one where initials are known: "King, Martin L Jr" and "King ML Jr". */
function addName(add: Add, person: Author, fullTag: string, shortTag: string): void {
  const { family, given, initials, suffix, collective } = person;
  if (given === undefined) {
    add(shortTag, collective ?? shortName(person));
    return;
  }
  add(fullTag, `${family ?? ""}, ${given}${suffix === undefined ? "" : ` ${suffix}`}`);
  if (initials !== undefined) add(shortTag, shortName(person));
}

/** "King ML Jr": initials without stops, close together. */
function shortName({ family, initials, suffix }: Author): string {
  const close = initials
    ?.replaceAll(".", " ")
    .trim()
    .replace(/(?<=\b\p{Lu})\s+(?=\p{Lu}\b)/gu, "");
  return [family, close, suffix].filter((part) => part !== undefined).join(" ");
}

/** Number, acronym, agency and country between slashes; an agency alone as it is. */
function grantText({ id, acronym, agency, country }: Grant): string {
  if (id === undefined && acronym === undefined && country === undefined) return agency;
  return [id ?? "", acronym ?? "", agency, country ?? ""].join("/");
}

/** As the source wrote it, where it wrote digits that are read back alike. */
function dateText(date: PartialDate): string {
  const { year, month, day, text } = date;
  if (text !== undefined) return text;
  if (month === undefined) return String(year);
  const parts = day === undefined ? [year, month] : [year, month, day];
  return parts.map((part) => String(part).padStart(2, "0")).join("/");
}
