import type { BibRecord } from "../../model.ts";
import { xmlElement, xmlField, xmlGroup } from "../../xml/write-xml.ts";
import { xmlOfRaw } from "../../xml/xml-of-raw.ts";
import { isRunningText } from "./running-text.ts";
import { writeBook } from "./write-book.ts";
import { historyOf, numericDate, pubDate, type Events } from "./write-dates.ts";
import { dataBanks, relationList } from "./write-links.ts";
import { authorList, investigatorList } from "./write-people.ts";
import {
  abstractOf,
  chemicalList,
  keywordList,
  languagesOf,
  meshHeadingList,
  pagination,
  pubmedData,
} from "./write-parts.ts";

/**
 * A record as PubMed's XML, in the order of elements of NLM's DTD. Entries that came from there are written with every
 * element they had; of others a book or chapter becomes a PubmedBookArticle, anything else a PubmedArticle. What the DTD
 * demands and the record lacks stands as an empty element, and attributes for NLM's own numbers are empty: an invented
 * PMID would be another paper's.
 *
 * @see NLM, PubMed DTD (pubmed_250101.dtd)
 */
export function writePubmedEntry(record: BibRecord): string {
  const { raw, source } = record;
  const inner = source.format === "pubmed-xml" && raw.length > 0 ? xmlOfRaw(raw, isRunningText) : undefined;
  if (inner !== undefined) {
    const isBook = raw.some(({ tag }) => tag.startsWith("BookDocument"));
    return `${xmlElement(isBook ? "PubmedBookArticle" : "PubmedArticle", inner)}\n`;
  }
  return `${isBookOf(record) ? writeBook(record) : writeArticle(record)}\n`;
}

/** What has an ISBN or a number of the NCBI Bookshelf, or a publisher or editors and no mark of a journal. */
function isBookOf({ ids, journal, volume, issue, publisher, edition, editors }: BibRecord): boolean {
  if (ids.isbn !== undefined || /^NBK\d/.test(ids.accession ?? "")) return true;
  const isOfJournal =
    volume !== undefined ||
    issue !== undefined ||
    journal?.abbreviation !== undefined ||
    (journal?.issn.length ?? 0) > 0;
  return !isOfJournal && (publisher ?? edition ?? editors) !== undefined;
}

function writeArticle(record: BibRecord): string {
  const { ids, journal, status } = record;
  const events = historyOf(record.history ?? []);
  const own = (value: string | undefined, allowed: ReadonlySet<string>): string | undefined =>
    value !== undefined && allowed.has(value) ? value : undefined;
  const linking = journal?.issn.find(({ kind }) => kind?.toLowerCase() === "linking");
  const citation = [
    xmlElement("PMID", ids.pmid ?? "", { Version: ids.pmidVersion ?? "1" }),
    numericDate("DateCompleted", events.completed),
    numericDate("DateRevised", events.revised),
    article(record, events),
    xmlElement(
      "MedlineJournalInfo",
      [
        xmlField("Country", journal?.country),
        xmlField("MedlineTA", journal?.abbreviation) || xmlElement("MedlineTA", ""),
        xmlField("NlmUniqueID", journal?.nlmId),
        xmlField("ISSNLinking", linking?.value),
      ].join(""),
    ),
    chemicalList(record),
    xmlField("CitationSubset", status?.subset),
    relationList(record),
    meshHeadingList(record),
    keywordList(record),
    xmlField("CoiStatement", record.conflictOfInterest),
    investigatorList(record.investigators ?? []),
    ...(record.notes ?? []).map((note) => xmlField("GeneralNote", note)),
  ];
  return xmlElement(
    "PubmedArticle",
    [
      xmlElement("MedlineCitation", citation.join(""), {
        // The DTD gives NLM as owner to a record that names none.
        Owner: own(status?.owner, OWNERS) ?? (ids.pmid === undefined ? "NOTNLM" : undefined),
        Status: own(status?.record, STATUSES),
      }),
      pubmedData(record, "PubmedData", events),
    ].join(""),
  );
}

const OWNERS: ReadonlySet<string> = new Set(["NLM", "NASA", "PIP", "KIE", "HSR", "HMD", "NOTNLM"]);

const STATUSES: ReadonlySet<string> = new Set([
  "Completed", "In-Process", "PubMed-not-MEDLINE", "In-Data-Review", "Publisher", "MEDLINE", "OLDMEDLINE",
]); // prettier-ignore

function article(record: BibRecord, events: Events): string {
  const { ids, journal } = record;
  const issn = journal?.issn.find(({ kind }) => kind?.toLowerCase() !== "linking");
  const kind = issn?.kind === undefined ? "Undetermined" : capitalised(issn.kind);
  const locators = [
    xmlField("ELocationID", ids.doi, { EIdType: "doi", ValidYN: "Y" }),
    xmlField("ELocationID", ids.pii, { EIdType: "pii", ValidYN: "Y" }),
  ].join("");
  const types = record.publicationTypes.map((type) => xmlField("PublicationType", type, { UI: "" })).join("");
  const inner = [
    xmlElement(
      "Journal",
      [
        xmlField("ISSN", issn?.value, { IssnType: kind }),
        xmlElement(
          "JournalIssue",
          [xmlField("Volume", record.volume), xmlField("Issue", record.issue), pubDate(record.date)].join(""),
          { CitedMedium: kind === "Electronic" ? "Internet" : "Print" },
        ),
        xmlField("Title", journal?.title),
        xmlField("ISOAbbreviation", journal?.abbreviation),
      ].join(""),
    ),
    xmlField("ArticleTitle", record.title) || xmlElement("ArticleTitle", ""),
    pagination(record.pages, locators === ""),
    locators,
    abstractOf(record),
    authorList(record.authors),
    languagesOf(record) || xmlElement("Language", ""),
    dataBanks(ids.registrations ?? []),
    xmlGroup(
      "GrantList",
      record.grants.map(({ id, acronym, agency, country }) =>
        xmlElement(
          "Grant",
          [
            xmlField("GrantID", id),
            xmlField("Acronym", acronym),
            xmlField("Agency", agency) || xmlElement("Agency", ""),
            xmlField("Country", country),
          ].join(""),
        ),
      ),
      { CompleteYN: "Y" },
    ),
    xmlElement("PublicationTypeList", types || xmlElement("PublicationType", "", { UI: "" })),
    xmlField("VernacularTitle", record.originalTitle),
    events.articleDates,
  ];
  const isElectronic = events.articleDates !== "";
  return xmlElement("Article", inner.join(""), { PubModel: isElectronic ? "Print-Electronic" : "Print" });
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1).toLowerCase();
}
