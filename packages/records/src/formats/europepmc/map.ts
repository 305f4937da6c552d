import { journalOf, newDraft, type RecordDraft } from "../../draft.ts";
import { listAt, textAt, textsAt, valueAt, type JsonObject } from "../../json/json-value.ts";
import type { BibRecord } from "../../model.ts";
import { parseDate } from "../../normal-forms/dates.ts";
import { findOrcid, normaliseDoi, normalisePmcid, normalisePmid } from "../../normal-forms/identifiers.ts";
import { parseName } from "../../normal-forms/names.ts";
import { parsePages } from "../../normal-forms/pages.ts";
import { subscript, superscript } from "../../text/inline-markup.ts";
import { setOnce } from "../set-once.ts";

/**
 * A result of Europe PMC's search as a record; undefined when it has neither identifier nor title. Its sources are
 * MEDLINE, PMC, preprints (PPR), Agricola, patents and others: `accession` holds source and number.
 *
 * @see Europe PMC, Articles RESTful API, reference guide (result types "lite" and "core")
 */
export function mapEuropePmc(
  format: "europepmc-json" | "europepmc-xml",
  result: JsonObject,
  place: { readonly file: string; readonly ordinal: number; readonly line: number },
  raw: BibRecord["raw"],
): BibRecord | undefined {
  const draft = newDraft(format, place, raw);
  const text = (...path: readonly string[]): string | undefined => plain(textAt(result, ...path));
  addIds(draft, result);
  setOnce(draft, "title", text("title"));
  if (draft.title === undefined && draft.ids.accession === undefined) return undefined;
  setOnce(draft, "abstract", text("abstractText"));
  addAuthors(draft, result);
  const journal = valueAt(result, "journalInfo");
  setOnce(
    draft,
    "date",
    parseDate(
      textAt(journal, "dateOfPublication") ??
        textAt(result, "firstPublicationDate") ??
        textAt(result, "pubYear") ??
        "",
    ),
  );
  addJournal(draft, result, journal);
  setOnce(draft, "volume", textAt(journal, "volume") ?? text("journalVolume"));
  setOnce(draft, "issue", textAt(journal, "issue") ?? text("issue"));
  setOnce(draft, "pages", parsePages(text("pageInfo") ?? ""));
  setOnce(draft, "publisher", text("bookOrReportDetails", "publisher"));
  draft.languages.push(...textsAt(result, "language"));
  const types = textsAt(result, "pubTypeList", "pubType");
  draft.publicationTypes.push(...(types.length > 0 ? types : (text("pubType")?.split(/\s*;\s*/) ?? [])));
  draft.keywords.push(...textsAt(result, "keywordList", "keyword"));
  addHeadings(draft, result);
  for (const chemical of listAt(result, "chemicalList", "chemical")) {
    const name = textAt(chemical, "name");
    const registryNumber = textAt(chemical, "registryNumber");
    const hasNumber = registryNumber !== undefined && registryNumber !== "0";
    if (name !== undefined)
      (draft.substances ??= []).push({ name, ...(hasNumber ? { registryNumber } : {}) });
  }
  for (const grant of listAt(result, "grantsList", "grant")) {
    const id = textAt(grant, "grantId");
    const acronym = textAt(grant, "acronym");
    draft.grants.push({
      ...(id === undefined ? {} : { id }),
      ...(acronym === undefined ? {} : { acronym }),
      agency: textAt(grant, "agency") ?? "",
    });
  }
  for (const url of listAt(result, "fullTextUrlList", "fullTextUrl")) {
    const link = textAt(url, "url");
    if (link !== undefined) draft.urls.push(link);
  }
  for (const link of listAt(result, "commentCorrectionList", "commentCorrection")) addLink(draft, link);
  return draft;
}

function addIds({ ids }: RecordDraft, result: JsonObject): void {
  const id = textAt(result, "id");
  const source = textAt(result, "source");
  setOnce(ids, "pmid", normalisePmid(textAt(result, "pmid") ?? ""));
  setOnce(ids, "pmcid", normalisePmcid(textAt(result, "pmcid") ?? ""));
  setOnce(ids, "doi", normaliseDoi(textAt(result, "doi") ?? ""));
  setOnce(ids, "accession", id === undefined ? undefined : source === undefined ? id : `${source}:${id}`);
  const trials = textsAt(result, "dbCrossReferenceList", "dbName");
  const numbers = textsAt(result, "accessionNumberList").filter((each) =>
    /^(?:NCT\d{8}|ISRCTN\d+)$/.test(each),
  );
  if (numbers.length > 0 || trials.includes("NCT")) ids.registrations = [...numbers];
  const isbn =
    textAt(result, "bookOrReportDetails", "isbn13") ?? textAt(result, "bookOrReportDetails", "isbn10");
  if (isbn !== undefined) ids.isbn = [isbn];
}

/** The list of people where there is one ("core"), otherwise the printed names: "Caddy C, Giaroli G." */
function addAuthors(draft: RecordDraft, result: JsonObject): void {
  const people = listAt(result, "authorList", "author");
  for (const person of people) {
    const collective = textAt(person, "collectiveName");
    const [family, given, initials] = ["lastName", "firstName", "initials"].map((key) => textAt(person, key));
    if (collective === undefined && family === undefined) continue;
    const listed = listAt(person, "authorAffiliationDetailsList", "authorAffiliation");
    const affiliations = [
      ...listed.flatMap((each) => textAt(each, "affiliation") ?? textAt(each) ?? []),
      ...(listed.length === 0 ? textsAt(person, "affiliation") : []),
    ];
    const orcid =
      textAt(person, "authorId", "type") === "ORCID"
        ? findOrcid(textAt(person, "authorId", "value") ?? "")
        : undefined;
    draft.authors.push({
      ...(collective === undefined ? {} : { collective }),
      ...(family === undefined ? {} : { family }),
      ...(given === undefined ? {} : { given }),
      ...(initials === undefined ? {} : { initials }),
      affiliations,
      ...(orcid === undefined ? {} : { orcid }),
    });
  }
  if (people.length > 0) return;
  const printed =
    textAt(result, "authorString")
      ?.replace(/\.$/, "")
      .split(/\s*,\s*/) ?? [];
  draft.authors.push(...printed.map((name) => ({ ...parseName(name), affiliations: [] })));
}

function addJournal(draft: RecordDraft, result: JsonObject, info: unknown): void {
  const journal = valueAt(info, "journal");
  const title = textAt(journal, "title") ?? textAt(result, "bookOrReportDetails", "comprisingTitle");
  const short =
    textAt(journal, "medlineAbbreviation") ??
    textAt(journal, "isoabbreviation") ??
    textAt(result, "journalTitle");
  const name = title ?? short;
  if (name !== undefined) journalOf(draft).title = name;
  if (title !== undefined && short !== undefined && short !== title) journalOf(draft).abbreviation = short;
  const nlmId = textAt(journal, "nlmid");
  if (nlmId !== undefined) journalOf(draft).nlmId = nlmId;
  const printed = textAt(journal, "issn");
  const online = textAt(journal, "essn");
  if (printed !== undefined) journalOf(draft).issn.push({ value: printed, kind: "Print" });
  if (online !== undefined) journalOf(draft).issn.push({ value: online, kind: "Electronic" });
  if (printed === undefined && online === undefined)
    for (const value of textAt(result, "journalIssn")?.split(/\s*;\s*/) ?? [])
      if (/^\d{4}-?\d{3}[\dX]$/i.test(value)) journalOf(draft).issn.push({ value });
}

function addHeadings(draft: RecordDraft, result: JsonObject): void {
  for (const heading of listAt(result, "meshHeadingList", "meshHeading")) {
    const term = textAt(heading, "descriptorName");
    if (term === undefined) continue;
    const major = textAt(heading, "majorTopic_YN") === "Y";
    const qualifiers = listAt(heading, "meshQualifierList", "meshQualifier").flatMap((each) => {
      const name = textAt(each, "qualifierName");
      return name === undefined ? [] : [{ term: name, major: textAt(each, "majorTopic_YN") === "Y" }];
    });
    const parts = [{ term, major }, ...qualifiers];
    draft.meshTerms.push(parts.map((part) => `${part.major ? "*" : ""}${part.term}`).join("/"));
    (draft.meshHeadings ??= []).push({ term, major, qualifiers });
  }
}

/** "Erratum in", "Retraction in", "Comment on", "Preprint of": in words with hyphens, as everywhere here. */
function addLink(draft: RecordDraft, link: unknown): void {
  const type = textAt(link, "type");
  if (type === undefined) return;
  const pmid = textAt(link, "source") === "MED" ? normalisePmid(textAt(link, "id") ?? "") : undefined;
  const kind = type.toLowerCase().replace("expression of concern", "concern").replace(/\s+/g, "-");
  (draft.relations ??= []).push({
    kind,
    text: textAt(link, "reference") ?? "",
    ...(pmid === undefined ? {} : { pmid }),
  });
}

/** Titles and abstracts hold HTML: headings of a structured abstract, italics, raised text. */
function plain(text: string | undefined): string | undefined {
  return text
    ?.replace(/<h4>\s*(.*?)\s*<\/h4>/gi, " $1: ")
    .replace(/<sup>(.*?)<\/sup>/gi, (_, raised: string) => superscript(raised))
    .replace(/<sub>(.*?)<\/sub>/gi, (_, lowered: string) => subscript(lowered))
    .replace(/<\/?(?:i|b|u|p|em|strong|br)\s*\/?>/gi, "")
    .replace(/\s+/g, " ")
    .trim();
}
