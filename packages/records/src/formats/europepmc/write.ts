import { filled } from "../../json/filled.ts";
import { isJsonObject, type JsonObject } from "../../json/json-value.ts";
import { jsonOfRaw } from "../../json/json-of-raw.ts";
import type { Author, BibRecord, MeshHeading } from "../../model.ts";
import { formatMedlineDate } from "../../normal-forms/dates.ts";
import { xmlElement, xmlText } from "../../xml/write-xml.ts";
import { xmlOfRaw } from "../../xml/xml-of-raw.ts";
import { meshHeadingsOf } from "../mesh-headings.ts";
import { isInline } from "./json-of-xml.ts";

/**
 * A record as a result of Europe PMC's search, "core", in JSON; one that came from there as it was. What the result has no
 * place for is left out.
 *
 * @see Europe PMC, Articles RESTful API, reference guide
 */
export function writeEuropePmcJson(record: BibRecord): string {
  const { source, raw } = record;
  const own = source.format === "europepmc-json" && raw.length > 0 ? jsonOfRaw(raw) : undefined;
  return JSON.stringify(isJsonObject(own) ? own : resultOf(record), undefined, 2);
}

/** The same as XML: the names are the same, a list repeats its element. */
export function writeEuropePmcXml(record: BibRecord): string {
  const { source, raw } = record;
  const own = source.format === "europepmc-xml" && raw.length > 0 ? xmlOfRaw(raw, isInline) : undefined;
  return `${own === undefined ? xmlOf("result", resultOf(record)) : xmlElement("result", own)}\n`;
}

function xmlOf(name: string, value: unknown): string {
  if (Array.isArray(value)) return value.map((each) => xmlOf(name, each)).join("");
  if (typeof value === "string") return xmlElement(name, xmlText(value));
  if (!isJsonObject(value)) return "";
  return xmlElement(
    name,
    Object.entries(value)
      .map(([key, each]) => xmlOf(key, each))
      .join(""),
  );
}

function resultOf(record: BibRecord): JsonObject {
  const { ids, journal } = record;
  return filled({
    ...numberOf(record),
    pmid: ids.pmid,
    pmcid: ids.pmcid,
    doi: ids.doi,
    title: record.title,
    authorString: authorString(record.authors),
    authorList: listOf("author", record.authors.map(authorOf)),
    journalInfo: filled({
      issue: record.issue,
      volume: record.volume,
      dateOfPublication: record.date && formatMedlineDate(record.date),
      yearOfPublication: record.date && String(record.date.year),
      journal: filled({
        title: journal?.title,
        medlineAbbreviation: journal?.abbreviation,
        nlmid: journal?.nlmId,
        ...issnOf(journal),
      }),
    }),
    journalIssn: printedIssn(journal),
    pubYear: record.date && String(record.date.year),
    pageInfo: record.pages?.text,
    abstractText: abstractOf(record),
    language: record.languages[0],
    pubTypeList: listOf("pubType", record.publicationTypes),
    keywordList: listOf("keyword", record.keywords),
    meshHeadingList: listOf("meshHeading", meshHeadingsOf(record).map(headingOf)),
    chemicalList: listOf(
      "chemical",
      (record.substances ?? []).map(({ name, registryNumber }) => filled({ name, registryNumber })),
    ),
    grantsList: listOf(
      "grant",
      record.grants.map(({ id, acronym, agency }) => filled({ grantId: id, acronym, agency })),
    ),
    fullTextUrlList: listOf(
      "fullTextUrl",
      record.urls.map((url) => ({ url })),
    ),
    commentCorrectionList: listOf("commentCorrection", (record.relations ?? []).map(linkOf)),
    bookOrReportDetails: bookOf(record),
  });
}

/** Sources of Europe PMC's own numbers. */
const OWN_NUMBER = /^(AGR|CBA|CTX|ETH|HIR|MED|NBK|PAT|PMC|PPR):(.+)$/;

/** Source and number: those of the record, or those that follow from its PMID. */
function numberOf({ ids }: BibRecord): JsonObject {
  const [, source, id] = OWN_NUMBER.exec(ids.accession ?? "") ?? [];
  if (id !== undefined) return { id, source };
  return ids.pmid === undefined ? {} : { id: ids.pmid, source: "MED" };
}

function authorOf({ family, given, initials, collective, orcid, affiliations }: Author): JsonObject {
  return filled({
    fullName: collective === undefined ? [family, initials ?? given].filter(Boolean).join(" ") : undefined,
    firstName: given,
    lastName: family,
    initials,
    collectiveName: collective,
    authorId: orcid === undefined ? undefined : { type: "ORCID", value: orcid },
    authorAffiliationDetailsList: listOf(
      "authorAffiliation",
      affiliations.map((affiliation) => ({ affiliation })),
    ),
  });
}

/** "Caddy C, Giaroli G." */
function authorString(authors: readonly Author[]): string | undefined {
  const names = authors.map(({ family, given, initials, collective }) => {
    const short =
      initials ??
      given
        ?.split(/[\s.-]+/)
        .map((part) => part.charAt(0))
        .join("");
    return collective ?? [family, short].filter(Boolean).join(" ");
  });
  return names.length === 0 ? undefined : `${names.join(", ")}.`;
}

/** One printed and one electronic number have fields of their own. */
function issnOf(journal: BibRecord["journal"]): JsonObject {
  const numbers = journal?.issn ?? [];
  if (numbers.every(({ kind }) => kind === undefined)) return {};
  const essn = numbers.find(({ kind }) => kind?.toLowerCase() === "electronic");
  const issn =
    numbers.find((each) => each !== essn && each.kind?.toLowerCase() === "print") ??
    numbers.find((each) => each !== essn);
  return filled({ issn: issn?.value, essn: essn?.value });
}

/** Numbers of which nothing says whether they are printed or electronic. */
function printedIssn(journal: BibRecord["journal"]): string | undefined {
  const numbers = journal?.issn ?? [];
  return numbers.some(({ kind }) => kind !== undefined)
    ? undefined
    : numbers.map(({ value }) => value).join("; ") || undefined;
}

/** Headings of a structured abstract as Europe PMC marks them. */
function abstractOf({ abstract, abstractSections = [] }: BibRecord): string | undefined {
  const isMarked = abstractSections.some(({ label }) => label !== undefined);
  const whole = abstractSections
    .map(({ label, text }) => (label === undefined ? text : `${label}: ${text}`))
    .join(" ");
  if (!isMarked || whole !== abstract) return abstract;
  return abstractSections
    .map(({ label, text }) => (label === undefined ? ` ${text}` : `<h4>${label}</h4>${text}`))
    .join("")
    .trim();
}

function headingOf({ term, major, qualifiers }: MeshHeading): JsonObject {
  const yesNo = (isMajor: boolean): string => (isMajor ? "Y" : "N");
  return filled({
    majorTopic_YN: yesNo(major),
    descriptorName: term,
    meshQualifierList: listOf(
      "meshQualifier",
      qualifiers.map((each) => ({ qualifierName: each.term, majorTopic_YN: yesNo(each.major) })),
    ),
  });
}

/** "Erratum in", "Expression of concern in" */
function linkOf({ kind, text, pmid }: NonNullable<BibRecord["relations"]>[number]): JsonObject {
  const words = kind.replace(/^concern/, "expression of concern").replaceAll("-", " ");
  return filled({
    id: pmid,
    source: pmid === undefined ? undefined : "MED",
    reference: text,
    type: words.charAt(0).toUpperCase() + words.slice(1),
  });
}

function bookOf({ ids, publisher }: BibRecord): JsonObject | undefined {
  const isbn = ids.isbn?.[0];
  const isLong = (isbn ?? "").replace(/\D/g, "").length > 10;
  return filled({ publisher, ...(isbn === undefined ? {} : isLong ? { isbn13: isbn } : { isbn10: isbn }) });
}

function listOf(name: string, values: readonly unknown[]): JsonObject | undefined {
  return values.length === 0 ? undefined : { [name]: values };
}
