import type { BibRecord, MeshHeading } from "../../model.ts";
import { xmlElement, xmlField, xmlGroup } from "../../xml/write-xml.ts";
import { meshHeadingsOf } from "../mesh-headings.ts";
import type { Events } from "./write-dates.ts";

/** The range as printed with its first and last page; an empty one where the DTD demands it. */
export function pagination(pages: BibRecord["pages"], isNeeded: boolean): string {
  if (pages === undefined) return isNeeded ? xmlElement("Pagination", xmlElement("MedlinePgn", "")) : "";
  return xmlElement(
    "Pagination",
    [
      xmlField("StartPage", pages.first),
      xmlField("EndPage", pages.last),
      xmlField("MedlinePgn", pages.text),
    ].join(""),
  );
}

/** The parts of a structured abstract, each with its label, where they are all of it; one text else. */
export function abstractOf({ abstract, abstractSections }: BibRecord): string {
  const sections = abstractSections ?? [];
  const whole = sections
    .map(({ label, text }) => (label === undefined ? text : `${label}: ${text}`))
    .join(" ");
  if (sections.length === 0 || folded(whole) !== folded(abstract ?? ""))
    return xmlGroup("Abstract", [xmlField("AbstractText", abstract)]);
  return xmlGroup(
    "Abstract",
    sections.map(({ label, category, text }) =>
      xmlField("AbstractText", text, {
        Label: label,
        NlmCategory: category !== undefined && CATEGORIES.has(category) ? category : undefined,
      }),
    ),
  );
}

const CATEGORIES: ReadonlySet<string> = new Set([
  "BACKGROUND", "OBJECTIVE", "METHODS", "RESULTS", "CONCLUSIONS", "UNASSIGNED",
]); // prettier-ignore

function folded(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

export function chemicalList({ substances = [] }: BibRecord): string {
  return xmlGroup(
    "ChemicalList",
    substances.map(({ name, registryNumber }) =>
      xmlElement(
        "Chemical",
        xmlField("RegistryNumber", registryNumber ?? "0") + xmlField("NameOfSubstance", name, { UI: "" }),
      ),
    ),
  );
}

export function meshHeadingList(record: BibRecord): string {
  return xmlGroup("MeshHeadingList", meshHeadingsOf(record).map(headingOf));
}

function headingOf({ term, major, qualifiers }: MeshHeading): string {
  const marks = (isMajor: boolean): Readonly<Record<string, string>> => ({
    UI: "",
    MajorTopicYN: isMajor ? "Y" : "N",
  });
  return xmlGroup("MeshHeading", [
    xmlField("DescriptorName", term, marks(major)),
    ...qualifiers.map((each) => xmlField("QualifierName", each.term, marks(each.major))),
  ]);
}

/** Keywords that no source is named for are not NLM's, which is what the DTD would make of them. */
export function keywordList({ keywords, keywordOwner }: BibRecord): string {
  const owner = keywordOwner !== undefined && OWNERS.has(keywordOwner) ? keywordOwner : "NOTNLM";
  return xmlGroup(
    "KeywordList",
    keywords.map((keyword) => xmlField("Keyword", keyword, { MajorTopicYN: "N" })),
    { Owner: owner },
  );
}

const OWNERS: ReadonlySet<string> = new Set(["NLM", "NLM-AUTO", "NASA", "PIP", "KIE", "NOTNLM", "HHS"]);

export function languagesOf({ languages }: BibRecord): string {
  return languages.map((language) => xmlField("Language", language)).join("");
}

/** History, status of publication and identifiers; nothing where the record has none of them. */
export function pubmedData({ ids, status }: BibRecord, name: string, { history }: Events): string {
  const identifiers = [
    xmlField("ArticleId", ids.pmid, { IdType: "pubmed" }),
    xmlField("ArticleId", ids.pmcid, { IdType: "pmc" }),
    xmlField("ArticleId", ids.doi, { IdType: "doi" }),
    xmlField("ArticleId", ids.pii, { IdType: "pii" }),
  ].join("");
  if (history === "" && identifiers === "" && status?.publication === undefined) return "";
  return xmlElement(
    name,
    [
      history,
      xmlField("PublicationStatus", status?.publication) || xmlElement("PublicationStatus", ""),
      xmlElement("ArticleIdList", identifiers || xmlElement("ArticleId", "", { IdType: "pubmed" })),
    ].join(""),
  );
}
