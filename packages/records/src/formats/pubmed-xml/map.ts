import { journalOf, newDraft, type RecordDraft } from "../../draft.ts";
import type { BibRecord } from "../../model.ts";
import { normaliseDoi, normalisePmcid, normalisePmid } from "../../normal-forms/identifiers.ts";
import { parsePages } from "../../normal-forms/pages.ts";
import { markedTextOf } from "../../xml/text-with-markup.ts";
import { childOf, childrenOf, descendantOf, textOf, type XmlElement } from "../../xml/xml-node.ts";
import { setOnce } from "../set-once.ts";
import { addAbstract } from "./abstract.ts";
import { authorsOf } from "./authors.ts";
import { addHistory, dateOf } from "./dates.ts";
import { addLinks } from "./links.ts";
import { addSubjects } from "./subjects.ts";

interface Place {
  readonly file: string;
  readonly ordinal: number;
  readonly line: number;
}

/**
 * A PubmedArticle as a record; undefined when it has neither PMID nor title.
 *
 * @see NLM, PubMed DTD (pubmed_250101.dtd) and "MEDLINE/PubMed XML Data Elements"
 */
export function mapPubmedArticle(
  entry: XmlElement,
  place: Place,
  raw: BibRecord["raw"],
): BibRecord | undefined {
  const draft = newDraft("pubmed-xml", place, raw);
  const citation = childOf(entry, "MedlineCitation");
  if (citation === undefined) return undefined;
  const article = childOf(citation, "Article");
  addPmid(draft, citation);
  addStatus(draft, citation);
  if (article !== undefined) addArticle(draft, article);
  const info = childOf(citation, "MedlineJournalInfo");
  if (info !== undefined) addJournalInfo(draft, info);
  addSubjects(draft, citation);
  addLinks(draft, citation, article);
  setOnce(draft, "conflictOfInterest", markedTextOf(childOf(citation, "CoiStatement")));
  const investigators = authorsOf(childOf(citation, "InvestigatorList"));
  if (investigators.length > 0) draft.investigators = investigators;
  const notes = childrenOf(citation, "GeneralNote").flatMap((note) => textOf(note) ?? []);
  if (notes.length > 0) draft.notes = notes;
  for (const other of childrenOf(citation, "OtherID")) {
    const id = textOf(other) ?? "";
    setOnce(draft.ids, "pmcid", id.startsWith("PMC") ? normalisePmcid(id) : undefined);
  }
  addHistory(draft, citation, childOf(entry, "PubmedData"));
  addPubmedData(draft, childOf(entry, "PubmedData"));
  return draft.ids.pmid === undefined && draft.title === undefined ? undefined : draft;
}

/** A book or chapter of the NCBI Bookshelf as a record. */
export function mapPubmedBook(entry: XmlElement, place: Place, raw: BibRecord["raw"]): BibRecord | undefined {
  const draft = newDraft("pubmed-xml", place, raw);
  const document = childOf(entry, "BookDocument");
  if (document === undefined) return undefined;
  const book = childOf(document, "Book");
  addPmid(draft, document);
  addArticleIds(draft, document);
  const bookTitle = markedTextOf(childOf(book, "BookTitle"));
  setOnce(draft, "title", markedTextOf(childOf(document, "ArticleTitle")) ?? bookTitle);
  if (bookTitle !== undefined && bookTitle !== draft.title) journalOf(draft).title = bookTitle;
  const lists = [...childrenOf(document, "AuthorList"), ...childrenOf(book, "AuthorList")];
  for (const list of lists) {
    const people = authorsOf(list);
    if (list.attributes?.get("Type") === "editors") draft.editors = [...(draft.editors ?? []), ...people];
    else draft.authors.push(...people);
  }
  if (book !== undefined) {
    setOnce(draft, "date", dateOf(childOf(book, "PubDate")));
    setOnce(draft, "publisher", textOf(descendantOf(book, "Publisher", "PublisherName")));
    setOnce(draft, "place", textOf(descendantOf(book, "Publisher", "PublisherLocation")));
    setOnce(draft, "edition", textOf(childOf(book, "Edition")));
    setOnce(draft, "volume", textOf(childOf(book, "Volume")));
    const isbn = childrenOf(book, "Isbn").flatMap((each) => textOf(each) ?? []);
    if (isbn.length > 0) draft.ids.isbn = isbn;
    for (const locator of childrenOf(book, "ELocationID")) addLocator(draft, locator);
  }
  const pages = textOf(descendantOf(document, "Pagination", "MedlinePgn"));
  if (pages !== undefined) setOnce(draft, "pages", parsePages(pages));
  draft.languages.push(...childrenOf(document, "Language").flatMap((each) => textOf(each) ?? []));
  draft.publicationTypes.push(
    ...childrenOf(document, "PublicationType").flatMap((each) => textOf(each) ?? []),
  );
  addAbstract(draft, childOf(document, "Abstract"));
  addSubjects(draft, document);
  addLinks(draft, document, document);
  addHistory(draft, document, childOf(entry, "PubmedBookData"));
  addPubmedData(draft, childOf(entry, "PubmedBookData"));
  return draft.ids.pmid === undefined && draft.title === undefined ? undefined : draft;
}

function addPmid(draft: RecordDraft, holder: XmlElement): void {
  const element = childOf(holder, "PMID");
  setOnce(draft.ids, "pmid", normalisePmid(textOf(element) ?? ""));
  const version = element?.attributes?.get("Version");
  if (version !== undefined && version !== "1") draft.ids.pmidVersion = version;
}

function addStatus(draft: RecordDraft, citation: XmlElement): void {
  const status: NonNullable<RecordDraft["status"]> = {};
  setOnce(status, "owner", citation.attributes?.get("Owner"));
  setOnce(status, "record", citation.attributes?.get("Status"));
  setOnce(status, "subset", textOf(childOf(citation, "CitationSubset")));
  if (Object.keys(status).length > 0) draft.status = status;
}

function addArticle(draft: RecordDraft, article: XmlElement): void {
  setOnce(draft, "title", markedTextOf(childOf(article, "ArticleTitle")));
  setOnce(draft, "originalTitle", markedTextOf(childOf(article, "VernacularTitle")));
  // An article whose title was not translated has its own alone.
  setOnce(draft, "title", draft.originalTitle);
  const journal = childOf(article, "Journal");
  if (journal !== undefined) {
    const issn = childOf(journal, "ISSN");
    const value = textOf(issn);
    const kind = issn?.attributes?.get("IssnType");
    const isKnown = kind !== undefined && kind !== "Undetermined";
    if (value !== undefined) journalOf(draft).issn.push({ value, ...(isKnown ? { kind } : {}) });
    setOnce(journalOf(draft), "title", markedTextOf(childOf(journal, "Title")));
    setOnce(journalOf(draft), "abbreviation", textOf(childOf(journal, "ISOAbbreviation")));
    const issue = childOf(journal, "JournalIssue");
    setOnce(draft, "volume", textOf(childOf(issue, "Volume")));
    setOnce(draft, "issue", textOf(childOf(issue, "Issue")));
    setOnce(draft, "date", dateOf(childOf(issue, "PubDate")));
  }
  addPages(draft, childOf(article, "Pagination"));
  for (const child of childrenOf(article)) {
    switch (child.name) {
      case "ELocationID":
        addLocator(draft, child);
        break;
      case "Language":
        push(draft.languages, textOf(child));
        break;
      case "PublicationTypeList":
        for (const type of childrenOf(child, "PublicationType")) push(draft.publicationTypes, textOf(type));
        break;
      case "AuthorList":
        draft.authors.push(...authorsOf(child));
        break;
      case "GrantList":
        for (const grant of childrenOf(child, "Grant")) addGrant(draft, grant);
        break;
      default:
        break;
    }
  }
  addAbstract(draft, childOf(article, "Abstract"));
}

/** The printed range, or else its first and last page. */
function addPages(draft: RecordDraft, pagination: XmlElement | undefined): void {
  const printed = textOf(childOf(pagination, "MedlinePgn"));
  const [start, end] = [textOf(childOf(pagination, "StartPage")), textOf(childOf(pagination, "EndPage"))];
  const range = start === undefined || end === undefined || start === end ? start : `${start}-${end}`;
  setOnce(draft, "pages", parsePages(printed ?? range ?? ""));
}

function addJournalInfo(draft: RecordDraft, info: XmlElement): void {
  const journal = journalOf(draft);
  const abbreviation = textOf(childOf(info, "MedlineTA"));
  if (abbreviation !== undefined) journal.abbreviation = abbreviation;
  setOnce(journal, "nlmId", textOf(childOf(info, "NlmUniqueID")));
  setOnce(journal, "country", textOf(childOf(info, "Country")));
  const linking = textOf(childOf(info, "ISSNLinking"));
  if (linking !== undefined) journal.issn.push({ value: linking, kind: "Linking" });
}

/** A DOI or publisher's number of the article itself; one that NLM marks as not valid does not count. */
function addLocator(draft: RecordDraft, locator: XmlElement): void {
  if (locator.attributes?.get("ValidYN") === "N") return;
  addId(draft, locator.attributes?.get("EIdType"), textOf(locator), "ELocationID");
}

/** The identifiers beside the citation; those in its list of references are other articles'. */
function addArticleIds(draft: RecordDraft, holder: XmlElement): void {
  for (const id of childrenOf(childOf(holder, "ArticleIdList"), "ArticleId"))
    addId(draft, id.attributes?.get("IdType"), textOf(id), "ArticleId");
}

function addId({ ids }: RecordDraft, kind: string | undefined, value: string | undefined, tag: string): void {
  if (value === undefined) return;
  if (kind === "pubmed") setOnce(ids, "pmid", normalisePmid(value));
  else if (kind === "pmc") setOnce(ids, "pmcid", normalisePmcid(value));
  else if (kind === "pii") setOnce(ids, "pii", value);
  else if (kind === "bookaccession") setOnce(ids, "accession", value);
  else if (kind === "doi") {
    const doi = normaliseDoi(value);
    if (doi === undefined) return;
    ids.doi ??= doi;
    if (doi === ids.doi) (ids.doiWitnesses ??= []).push(tag);
  }
}

function addGrant(draft: RecordDraft, grant: XmlElement): void {
  const agency = textOf(childOf(grant, "Agency"));
  const id = textOf(childOf(grant, "GrantID"));
  const acronym = textOf(childOf(grant, "Acronym"));
  const country = textOf(childOf(grant, "Country"));
  if (agency === undefined && id === undefined) return;
  draft.grants.push({
    ...(id === undefined ? {} : { id }),
    ...(acronym === undefined ? {} : { acronym }),
    agency: agency ?? "",
    ...(country === undefined ? {} : { country }),
  });
}

function addPubmedData(draft: RecordDraft, data: XmlElement | undefined): void {
  if (data === undefined) return;
  addArticleIds(draft, data);
  const status = textOf(childOf(data, "PublicationStatus"));
  if (status !== undefined) (draft.status ??= {}).publication = status;
}

function push(list: string[], value: string | undefined): void {
  if (value !== undefined) list.push(value);
}
