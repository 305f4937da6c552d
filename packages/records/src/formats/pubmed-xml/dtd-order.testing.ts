import { SaxesParser } from "saxes";

/**
 * Content of the elements that are written, as NLM's DTD of 2025 has it: names in order, "?" once at most, "*" any number, "+" one or
 * more, else exactly once. Elements that are not named here hold text.
 */
const CONTENT: Readonly<Record<string, string>> = {
  PubmedArticleSet: "PubmedArticle* PubmedBookArticle*",
  PubmedArticle: "MedlineCitation PubmedData?",
  MedlineCitation:
    "PMID DateCompleted? DateRevised? Article MedlineJournalInfo ChemicalList? SupplMeshList? CitationSubset* CommentsCorrectionsList? GeneSymbolList? MeshHeadingList? NumberOfReferences? PersonalNameSubjectList? OtherID* OtherAbstract* KeywordList* CoiStatement? SpaceFlightMission* InvestigatorList? GeneralNote*",
  DateCompleted: "Year Month Day",
  DateRevised: "Year Month Day",
  ContributionDate: "Year Month? Day?",
  Article:
    "Journal ArticleTitle Pagination? ELocationID* Abstract? AuthorList? Language+ DataBankList? GrantList? PublicationTypeList VernacularTitle? ArticleDate*",
  Journal: "ISSN? JournalIssue Title? ISOAbbreviation?",
  JournalIssue: "Volume? Issue? PubDate",
  PubDate: "Year? Month? Day? Season? MedlineDate?",
  Pagination: "StartPage? EndPage? MedlinePgn?",
  Abstract: "AbstractText+ CopyrightInformation?",
  AuthorList: "Author+",
  Author: "LastName? ForeName? Initials? Suffix? CollectiveName? Identifier* AffiliationInfo*",
  AffiliationInfo: "Affiliation Identifier*",
  InvestigatorList: "Investigator+",
  Investigator: "LastName ForeName? Initials? Suffix? Identifier* AffiliationInfo*",
  DataBankList: "DataBank+",
  DataBank: "DataBankName AccessionNumberList?",
  AccessionNumberList: "AccessionNumber+",
  GrantList: "Grant+",
  Grant: "GrantID? Acronym? Agency Country?",
  PublicationTypeList: "PublicationType+",
  ArticleDate: "Year Month Day",
  MedlineJournalInfo: "Country? MedlineTA NlmUniqueID? ISSNLinking?",
  ChemicalList: "Chemical+",
  Chemical: "RegistryNumber NameOfSubstance",
  CommentsCorrectionsList: "CommentsCorrections+",
  CommentsCorrections: "RefSource PMID? Note?",
  MeshHeadingList: "MeshHeading+",
  MeshHeading: "DescriptorName QualifierName*",
  KeywordList: "Keyword+",
  PubmedData: "History? PublicationStatus ArticleIdList ObjectList? ReferenceList*",
  PubmedBookData: "History? PublicationStatus ArticleIdList ObjectList?",
  History: "PubMedPubDate+",
  PubMedPubDate: "Year Month Day Hour? Minute? Second?",
  ArticleIdList: "ArticleId+",
  PubmedBookArticle: "BookDocument PubmedBookData?",
  BookDocument:
    "PMID ArticleIdList Book LocationLabel* ArticleTitle? VernacularTitle? Pagination? Language* AuthorList* InvestigatorList? PublicationType* Abstract? Sections? KeywordList* ContributionDate? DateRevised? GrantList? ItemList* ReferenceList*",
  Book: "Publisher BookTitle PubDate BeginningDate? EndingDate? AuthorList* InvestigatorList? Volume? VolumeTitle? Edition? CollectionTitle? Isbn* ELocationID* Medium? ReportNumber?",
  Publisher: "PublisherName PublisherLocation?",
};

/** Where a text is not well-formed (a conforming parser says so) or an element holds others than the DTD lets it. */
export function dtdFaults(text: string): readonly string[] {
  const faults: string[] = [];
  const stack: { readonly name: string; readonly children: string[] }[] = [];
  const parser = new SaxesParser();
  parser.on("error", (error) => faults.push(error.message));
  parser.on("opentag", ({ name }) => {
    stack.at(-1)?.children.push(name);
    stack.push({ name, children: [] });
  });
  parser.on("closetag", () => {
    const { name, children } = stack.pop()!;
    const model = CONTENT[name];
    const form = new RegExp(
      `^${(model ?? "").split(" ").map((part) => (part === "" ? "" : `(?:${part.replace(/[?*+]$/, "")} )${/[?*+]$/.exec(part)?.[0] ?? ""}`)).join("")}$`, // prettier-ignore
    );
    if (!form.test(children.map((child) => `${child} `).join("")))
      faults.push(`${name} holds ${children.join(" ")}`);
  });
  parser.write(text).close();
  return faults;
}
