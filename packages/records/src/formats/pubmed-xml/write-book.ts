import type { BibRecord } from "../../model.ts";
import { xmlElement, xmlField } from "../../xml/write-xml.ts";
import { historyOf, numericDate, pubDate } from "./write-dates.ts";
import { abstractOf, keywordList, languagesOf, pagination, pubmedData } from "./write-parts.ts";
import { authorList, investigatorList } from "./write-people.ts";

/** A book, or a chapter where the record names the book that holds it. */
export function writeBook(record: BibRecord): string {
  const { ids, journal } = record;
  const isChapter = journal?.title !== undefined;
  const events = historyOf(record.history ?? []);
  const accession = /^NBK\d/.test(ids.accession ?? "") ? ids.accession : undefined;
  const authors = authorList(record.authors, { Type: "authors" });
  const book = [
    xmlElement(
      "Publisher",
      (xmlField("PublisherName", record.publisher) || xmlElement("PublisherName", "")) +
        xmlField("PublisherLocation", record.place),
    ),
    xmlField("BookTitle", journal?.title ?? record.title) || xmlElement("BookTitle", ""),
    pubDate(record.date),
    isChapter ? "" : authors,
    authorList(record.editors ?? [], { Type: "editors" }),
    xmlField("Volume", record.volume),
    xmlField("Edition", record.edition),
    ...(ids.isbn ?? []).map((isbn) => xmlField("Isbn", isbn)),
    xmlField("ELocationID", ids.doi, { EIdType: "doi", ValidYN: "Y" }),
    xmlField("ELocationID", ids.pii, { EIdType: "pii", ValidYN: "Y" }),
  ];
  const document = [
    xmlElement("PMID", ids.pmid ?? "", { Version: ids.pmidVersion ?? "1" }),
    xmlElement(
      "ArticleIdList",
      xmlField("ArticleId", accession, { IdType: "bookaccession" }) ||
        xmlElement("ArticleId", "", { IdType: "bookaccession" }),
    ),
    xmlElement("Book", book.join("")),
    isChapter ? xmlField("ArticleTitle", record.title) : "",
    pagination(record.pages, false),
    languagesOf(record),
    isChapter ? authors : "",
    investigatorList(record.investigators ?? []),
    ...record.publicationTypes.map((type) => xmlField("PublicationType", type, { UI: "" })),
    abstractOf(record),
    keywordList(record),
    numericDate("ContributionDate", events.contributed),
    numericDate("DateRevised", events.revised),
  ];
  return xmlElement(
    "PubmedBookArticle",
    xmlElement("BookDocument", document.join("")) + pubmedData(record, "PubmedBookData", events),
  );
}
