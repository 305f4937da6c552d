import { filled } from "../../json/filled.ts";
import { isJsonObject, type JsonObject } from "../../json/json-value.ts";
import { jsonOfRaw } from "../../json/json-of-raw.ts";
import type { BibRecord, PartialDate } from "../../model.ts";
import { publicationTypeOf } from "../../normal-forms/publication-types.ts";
import { registryOf } from "../registries.ts";

/**
 * A record as a study of ClinicalTrials.gov (version 2): one that came from there as it was; the registration of a trial with
 * what its record holds. Of a publication little is written, and its types are lost: every study is read as a registration.
 *
 * @see ClinicalTrials.gov API version 2, Study Data Structure
 */
export function writeStudy(record: BibRecord): string {
  const { source, raw } = record;
  const own = source.format === "clinicaltrials-json" && raw.length > 0 ? jsonOfRaw(raw) : undefined;
  return JSON.stringify(isJsonObject(own) ? own : { protocolSection: protocolOf(record) }, undefined, 2);
}

function protocolOf(record: BibRecord): JsonObject {
  const isRegistration = record.publicationTypes.some((type) => publicationTypeOf(type) === "registration");
  return isRegistration ? registrationOf(record) : publicationOf(record);
}

/**
 * A publication has a title, summary and keywords. Its numbers are those of the trials it is about and not its own, its date is no day
 * of registration, and its groups of authors are no sponsors.
 */
function publicationOf({ ids, title, abstract, keywords }: BibRecord): JsonObject {
  return filled({
    identificationModule: filled({
      secondaryIdInfos: (ids.registrations ?? []).map(secondaryId),
      briefTitle: title,
    }),
    descriptionModule: filled({ briefSummary: abstract }),
    conditionsModule: filled({ keywords }),
  });
}

function registrationOf(record: BibRecord): JsonObject {
  const [sponsor] = record.authors;
  const notes = notesOf(record);
  const phases = notes.get("Phase")?.split(", ");
  return filled({
    identificationModule: namesOf(record, notes),
    statusModule: statusOf(record),
    sponsorCollaboratorsModule: filled({
      leadSponsor: filled({ name: sponsor?.collective }),
      collaborators: record.grants.map(({ agency }) => ({ name: agency })),
    }),
    descriptionModule: filled({ briefSummary: record.abstract }),
    conditionsModule: filled({ keywords: record.keywords }),
    designModule: filled({
      studyType: record.publicationTypes.map(codeOf).find((type) => STUDY_TYPES.has(type)),
      phases: phases ?? [],
      designInfo: filled({ allocation: notes.get("Allocation") }),
      enrollmentInfo: filled({ count: wholeNumber(notes.get("Enrolment")) }),
    }),
    contactsLocationsModule: filled({ overallOfficials: (record.investigators ?? []).map(officialOf) }),
    referencesModule: filled({
      references: (record.relations ?? []).flatMap(({ kind, text, pmid }) =>
        kind === "results-in" ? filled({ pmid, type: "RESULT", citation: text }) : [],
      ),
    }),
  });
}

const STUDY_TYPES: ReadonlySet<string> = new Set(["INTERVENTIONAL", "OBSERVATIONAL", "EXPANDED_ACCESS"]);

/** Its own number and those of other registries; the title is the official one where a brief one is named beside it. */
function namesOf({ ids, title }: BibRecord, notes: ReadonlyMap<string, string>): JsonObject {
  const numbers = ids.registrations ?? [];
  const nctId = [ids.accession ?? "", ...numbers].find((id) => /^NCT\d{8}$/.test(id));
  const brief = notes.get("Brief title");
  return filled({
    nctId,
    secondaryIdInfos: numbers.filter((id) => id !== nctId).map(secondaryId),
    briefTitle: brief ?? title,
    officialTitle: brief === undefined ? undefined : title,
    acronym: notes.get("Acronym"),
  });
}

function secondaryId(id: string): JsonObject {
  if (/^\d{4}-\d{6}-\d{2}/.test(id)) return { id, type: "EUDRACT_NUMBER" };
  return filled({ id, type: "REGISTRY", domain: registryOf(id) });
}

/** The code of version 2 for a word of version 1: "Not yet recruiting" is NOT_YET_RECRUITING. */
function codeOf(word: string): string {
  return word.toUpperCase().replace(/[^A-Z]+/g, "_");
}

/** The facts that the reader keeps as notes, by their label. */
function notesOf({ notes = [] }: BibRecord): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const note of notes) {
    const [, label, value] = /^(Brief title|Acronym|Enrolment|Allocation|Phase): (.+)$/.exec(note) ?? [];
    if (label !== undefined && value !== undefined && !found.has(label)) found.set(label, value);
  }
  return found;
}

/** The date of the record is that of its first posting. */
function statusOf({ date, history = [], status }: BibRecord): JsonObject {
  const dateOf = (event: string): string | undefined =>
    isoDate(history.find((each) => each.event === event)?.date);
  const struct = (text: string | undefined): JsonObject => filled({ date: text });
  const overall = codeOf(status?.record ?? "");
  return filled({
    overallStatus: STATUSES.has(overall) ? overall : undefined,
    startDateStruct: struct(dateOf("start")),
    completionDateStruct: struct(dateOf("completion")),
    studyFirstSubmitDate: dateOf("registered"),
    studyFirstPostDateStruct: struct(isoDate(date)),
    resultsFirstPostDateStruct: struct(dateOf("results-posted")),
    lastUpdatePostDateStruct: struct(dateOf("revised")),
  });
}

const STATUSES: ReadonlySet<string> = new Set([
  "ACTIVE_NOT_RECRUITING", "COMPLETED", "ENROLLING_BY_INVITATION", "NOT_YET_RECRUITING", "RECRUITING", "SUSPENDED", "TERMINATED",
  "WITHDRAWN", "AVAILABLE", "NO_LONGER_AVAILABLE", "TEMPORARILY_NOT_AVAILABLE", "APPROVED_FOR_MARKETING", "WITHHELD", "UNKNOWN",
]); // prettier-ignore

function isoDate(date: PartialDate | undefined): string | undefined {
  if (date === undefined) return undefined;
  const parts = [date.year, date.month, date.day].filter((part) => part !== undefined);
  return parts.map((part) => String(part).padStart(2, "0")).join("-");
}

/** "Jane M Doe" */
function officialOf({
  family,
  given,
  initials,
  collective,
  affiliations,
}: NonNullable<BibRecord["investigators"]>[number]): JsonObject {
  const name = [given ?? initials, family].filter((part) => part !== undefined).join(" ");
  return filled({ name: collective ?? name, affiliation: affiliations[0] });
}

function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}
