import { newDraft, type RecordDraft } from "../../draft.ts";
import type { BibRecord } from "../../model.ts";
import { parseDate } from "../../normal-forms/dates.ts";
import { isJsonObject, listAt, textAt, textsAt, valueAt } from "../../json/json-value.ts";
import type { JsonEntry } from "../json-entries.ts";
import { setOnce } from "../set-once.ts";

/**
 * A registered trial as a record of the type "registration": its official title, the brief summary as abstract, the
 * responsible people and sponsor as authors, its own NCT number and those of other registries, and the PMIDs of its result
 * publications as relations. Undefined when it has neither number nor title.
 *
 * @see ClinicalTrials.gov API version 2, Study Data Structure
 */
export function mapClinicalTrial({ item, place, raw }: JsonEntry): BibRecord | undefined {
  const study = isJsonObject(item["Study"]) ? lowerKeys(item["Study"]) : item;
  const protocol = valueAt(study, "protocolSection");
  const names = valueAt(protocol, "identificationModule");
  const draft = newDraft("clinicaltrials-json", place, raw);
  const nct = textAt(names, "nctId");
  addRegistrations(draft, nct, names);
  const official = textAt(names, "officialTitle");
  const brief = textAt(names, "briefTitle");
  setOnce(draft, "title", official ?? brief);
  if (draft.title === undefined && nct === undefined) return undefined;
  setOnce(draft, "abstract", oneLine(textAt(protocol, "descriptionModule", "briefSummary")));
  addPeople(draft, protocol);
  addDates(draft, valueAt(protocol, "statusModule"));
  draft.publicationTypes.push("registration");
  const type = textAt(protocol, "designModule", "studyType");
  if (type !== undefined) draft.publicationTypes.push(type);
  draft.keywords.push(
    ...textsAt(protocol, "conditionsModule", "conditions"),
    ...textsAt(protocol, "conditionsModule", "keywords"),
    ...listAt(protocol, "armsInterventionsModule", "interventions").flatMap(
      (each) => textAt(each, "name") ?? [],
    ),
  );
  if (nct !== undefined) draft.urls.push(`https://clinicaltrials.gov/study/${nct}`);
  const status = textAt(protocol, "statusModule", "overallStatus");
  if (status !== undefined) draft.status = { record: status };
  const notes = [
    official !== undefined && brief !== undefined && brief !== official ? `Brief title: ${brief}` : undefined,
    label("Acronym", textAt(names, "acronym")),
    label("Enrolment", textAt(protocol, "designModule", "enrollmentInfo", "count")),
    label("Allocation", textAt(protocol, "designModule", "designInfo", "allocation")),
    label("Phase", textsAt(protocol, "designModule", "phases").join(", ")),
  ].filter((note) => note !== undefined);
  if (notes.length > 0) draft.notes = notes;
  for (const reference of listAt(protocol, "referencesModule", "references")) {
    const pmid = textAt(reference, "pmid");
    const kind = (textAt(reference, "type") ?? "reference").toLowerCase();
    const text = textAt(reference, "citation") ?? "";
    if (kind !== "background" && (pmid !== undefined || text !== ""))
      (draft.relations ??= []).push({
        kind: kind === "result" || kind === "derived" ? "results-in" : kind,
        text,
        ...(pmid === undefined ? {} : { pmid }),
      });
  }
  return draft;
}

/** Its own number and those it was given elsewhere; sponsors' and grant numbers are no registrations. */
function addRegistrations({ ids }: RecordDraft, nct: string | undefined, names: unknown): void {
  const others = listAt(names, "secondaryIdInfos").flatMap((each) => textAt(each, "id") ?? []);
  const known = others.filter((id) => REGISTRATION.test(id));
  const all = [...new Set([...(nct === undefined ? [] : [nct]), ...known])];
  if (all.length > 0) ids.registrations = all;
  setOnce(ids, "accession", nct);
}

const REGISTRATION =
  /^(?:NCT\d{8}|ISRCTN\d{8}|\d{4}-\d{6}-\d{2}(?:-\d{2})?|ACTRN\d{14}|DRKS\d{8}|ChiCTR[\w-]+|UMIN\d{9}|jRCT\w+|CTRI\/\S+|PACTR\d+|IRCT\w+|NTR\d+|NL\d+|U1111-\d{4}-\d{4}|RBR-\w+|KCT\d{7})$/i;

function addPeople(draft: RecordDraft, protocol: unknown): void {
  const officials = listAt(protocol, "contactsLocationsModule", "overallOfficials");
  for (const official of officials) {
    const name = textAt(official, "name");
    const affiliation = textAt(official, "affiliation");
    if (name === undefined) continue;
    const people = (draft.investigators ??= []);
    people.push({ ...personOf(name), affiliations: affiliation === undefined ? [] : [affiliation] });
  }
  const sponsor = textAt(protocol, "sponsorCollaboratorsModule", "leadSponsor", "name");
  if (sponsor !== undefined) draft.authors.push({ collective: sponsor, affiliations: [] });
  for (const collaborator of listAt(protocol, "sponsorCollaboratorsModule", "collaborators")) {
    const agency = textAt(collaborator, "name");
    if (agency !== undefined) draft.grants.push({ agency });
  }
}

/** "Catriona M Steele, PhD": given names first, degrees after a comma. */
function personOf(text: string): { readonly family: string; readonly given?: string } {
  const name = text.replace(/,.*$/, "").trim();
  const at = name.lastIndexOf(" ");
  return at < 0 ? { family: name } : { family: name.slice(at + 1), given: name.slice(0, at) };
}

/** Registration is the record's date; results and updates are its history. */
function addDates(draft: RecordDraft, status: unknown): void {
  const first = textAt(status, "studyFirstPostDateStruct", "date") ?? textAt(status, "studyFirstSubmitDate");
  setOnce(draft, "date", parseDate(first ?? ""));
  const events = [
    ["registered", textAt(status, "studyFirstSubmitDate")],
    ["start", textAt(status, "startDateStruct", "date")],
    ["completion", textAt(status, "completionDateStruct", "date")],
    ["results-posted", textAt(status, "resultsFirstPostDateStruct", "date")],
    ["revised", textAt(status, "lastUpdatePostDateStruct", "date")],
  ] as const;
  for (const [event, text] of events) {
    const date = parseDate(text ?? "");
    if (date !== undefined) (draft.history ??= []).push({ event, date });
  }
}

/** Version 1 spells its keys in capitals ("ProtocolSection", "NCTId") and wraps lists in objects of one list. */
function lowerKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(lowerKeys);
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value);
  const only = entries[0];
  if (entries.length === 1 && Array.isArray(only?.[1])) return only[1].map(lowerKeys);
  return Object.fromEntries(
    entries.map(([key, each]) => [VERSION_1[key] ?? lowerFirst(key), lowerKeys(each)]),
  );
}

/** Names that version 2 changed. */
const VERSION_1: Readonly<Record<string, string>> = {
  NCTId: "nctId",
  SecondaryIdInfoList: "secondaryIdInfos",
  ConditionList: "conditions",
  KeywordList: "keywords",
  InterventionList: "interventions",
  InterventionName: "name",
  OverallOfficialList: "overallOfficials",
  OverallOfficialName: "name",
  OverallOfficialAffiliation: "affiliation",
  LeadSponsorName: "name",
  CollaboratorList: "collaborators",
  CollaboratorName: "name",
  ReferenceList: "references",
  ReferencePMID: "pmid",
  ReferenceType: "type",
  ReferenceCitation: "citation",
  PhaseList: "phases",
  EnrollmentCount: "count",
  DesignAllocation: "allocation",
  SecondaryId: "id",
  StudyFirstPostDate: "date",
  StartDate: "date",
  CompletionDate: "date",
  ResultsFirstPostDate: "date",
  LastUpdatePostDate: "date",
};

function lowerFirst(key: string): string {
  return key.charAt(0).toLowerCase() + key.slice(1);
}

function label(name: string, value: string | undefined): string | undefined {
  return value === undefined || value === "" ? undefined : `${name}: ${value}`;
}

function oneLine(text: string | undefined): string | undefined {
  return text?.replace(/\s+/g, " ");
}
