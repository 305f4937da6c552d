import { describe, expect, test } from "vitest";
import { readRecords } from "../../read-records.ts";
import { expectSameInPieces, readPieces } from "../reader.testing.ts";
import { pubmedXml } from "./format.ts";

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const set = (inner: string): string =>
  `<?xml version="1.0"?>\n<PubmedArticleSet>\n${inner}\n</PubmedArticleSet>\n`;

/** Made after NLM's DTD (pubmed_250101): what no real file at hand shows. */
const ARTICLE = `<PubmedArticle>
<MedlineCitation Status="MEDLINE" Owner="NLM" IndexingMethod="Curated">
<PMID Version="2">30000001</PMID>
<DateCompleted><Year>2020</Year><Month>02</Month><Day>03</Day></DateCompleted>
<DateRevised><Year>2021</Year><Month>Jan</Month><Day>4</Day></DateRevised>
<Article PubModel="Print-Electronic">
<Journal><ISSN IssnType="Electronic">2045-1261</ISSN><JournalIssue CitedMedium="Internet"><Volume>4</Volume><Issue>2</Issue>
<PubDate><MedlineDate>1998 Dec-1999 Jan</MedlineDate></PubDate></JournalIssue><Title>Made journal</Title><ISOAbbreviation>Made J.</ISOAbbreviation></Journal>
<ArticleTitle>[Uptake of <sup>18</sup>F and CO<sub>2</sub> at 10<sup>-3</sup> &amp; <i>in vivo</i>].</ArticleTitle>
<Pagination><StartPage>349</StartPage><EndPage>369</EndPage><MedlinePgn>349-69</MedlinePgn></Pagination>
<ELocationID EIdType="doi" ValidYN="N">10.1000/wrong</ELocationID>
<ELocationID EIdType="pii" ValidYN="Y">S0001</ELocationID>
<Abstract><AbstractText Label="BACKGROUND" NlmCategory="BACKGROUND">First.</AbstractText><AbstractText Label="METHODS" NlmCategory="METHODS">Second &lt;5.</AbstractText><CopyrightInformation>(c)</CopyrightInformation></Abstract>
<AuthorList CompleteYN="Y">
<Author ValidYN="Y" EqualContrib="Y"><LastName>King</LastName><ForeName>Martin Luther</ForeName><Initials>ML</Initials><Suffix>Jr</Suffix><Identifier Source="ORCID">https://orcid.org/0000-0002-1825-0097</Identifier><AffiliationInfo><Affiliation>One.</Affiliation></AffiliationInfo><AffiliationInfo><Affiliation>Two.</Affiliation></AffiliationInfo></Author>
<Author ValidYN="N"><LastName>Kimg</LastName><ForeName>Martin</ForeName></Author>
<Author ValidYN="Y"><CollectiveName>Made Study Group</CollectiveName></Author>
</AuthorList>
<Language>ger</Language>
<DataBankList CompleteYN="Y"><DataBank><DataBankName>ClinicalTrials.gov</DataBankName><AccessionNumberList><AccessionNumber>NCT00000001</AccessionNumber></AccessionNumberList></DataBank><DataBank><DataBankName>GENBANK</DataBankName><AccessionNumberList><AccessionNumber>AF1</AccessionNumber></AccessionNumberList></DataBank></DataBankList>
<GrantList CompleteYN="Y"><Grant><GrantID>G1</GrantID><Acronym>MRC_</Acronym><Agency>Medical Research Council</Agency><Country>United Kingdom</Country></Grant></GrantList>
<PublicationTypeList><PublicationType UI="D016428">Journal Article</PublicationType><PublicationType UI="D016441">Retracted Publication</PublicationType></PublicationTypeList>
<VernacularTitle>Aufnahme.</VernacularTitle>
<ArticleDate DateType="Electronic"><Year>1998</Year><Month>11</Month><Day>05</Day></ArticleDate>
</Article>
<MedlineJournalInfo><Country>England</Country><MedlineTA>Made J</MedlineTA><NlmUniqueID>101</NlmUniqueID><ISSNLinking>2045-1253</ISSNLinking></MedlineJournalInfo>
<ChemicalList><Chemical><RegistryNumber>690G0D6V8H</RegistryNumber><NameOfSubstance UI="D007649">Ketamine</NameOfSubstance></Chemical><Chemical><RegistryNumber>0</RegistryNumber><NameOfSubstance UI="D1">Gels</NameOfSubstance></Chemical></ChemicalList>
<CitationSubset>IM</CitationSubset>
<CommentsCorrectionsList><CommentsCorrections RefType="RetractionIn"><RefSource>Made J. 2001;7(1):1. doi: 10.1000/retraction</RefSource><PMID Version="1">30000009</PMID></CommentsCorrections><CommentsCorrections RefType="ExpressionOfConcernIn"><RefSource>Made J. 2000;6:2</RefSource></CommentsCorrections><CommentsCorrections RefType="Cites"><RefSource>Other</RefSource><PMID Version="1">1</PMID></CommentsCorrections></CommentsCorrectionsList>
<MeshHeadingList><MeshHeading><DescriptorName UI="D007649" MajorTopicYN="N">Ketamine</DescriptorName><QualifierName UI="Q000627" MajorTopicYN="Y">therapeutic use</QualifierName></MeshHeading><MeshHeading><DescriptorName UI="D003863" MajorTopicYN="Y">Depression</DescriptorName></MeshHeading></MeshHeadingList>
<KeywordList Owner="NOTNLM"><Keyword MajorTopicYN="N">glutamate</Keyword></KeywordList>
<CoiStatement>None.</CoiStatement>
<InvestigatorList><Investigator ValidYN="Y"><LastName>Doe</LastName><ForeName>Jane</ForeName><Initials>J</Initials><AffiliationInfo><Affiliation>Site.</Affiliation></AffiliationInfo></Investigator></InvestigatorList>
</MedlineCitation>
<PubmedData><History><PubMedPubDate PubStatus="entrez"><Year>1999</Year><Month>1</Month><Day>2</Day><Hour>6</Hour><Minute>0</Minute></PubMedPubDate></History><PublicationStatus>ppublish</PublicationStatus>
<ArticleIdList><ArticleId IdType="pubmed">30000001</ArticleId><ArticleId IdType="doi">10.1000/Right</ArticleId><ArticleId IdType="pmc">PMC12</ArticleId></ArticleIdList>
<ReferenceList><Reference><Citation>Cited</Citation><ArticleIdList><ArticleId IdType="doi">10.1000/cited</ArticleId></ArticleIdList></Reference></ReferenceList></PubmedData>
</PubmedArticle>`;

describe("PubMed XML", () => {
  test("reads every part of an article", () => {
    const { records, problems } = readRecords(utf8(set(ARTICLE)), { file: "a.xml" });
    expect(problems).toEqual([]);
    expect(records).toHaveLength(1);
    expect(records[0]).toMatchObject({
      source: { format: "pubmed-xml", ordinal: 1, line: 3 },
      ids: {
        pmid: "30000001",
        pmidVersion: "2",
        doi: "10.1000/right",
        doiWitnesses: ["ArticleId"],
        pii: "S0001",
        pmcid: "PMC12",
        registrations: ["NCT00000001"],
      },
      title: "[Uptake of ¹⁸F and CO₂ at 10⁻³ & in vivo].",
      originalTitle: "Aufnahme.",
      abstract: "BACKGROUND: First. METHODS: Second <5.",
      abstractSections: [
        { label: "BACKGROUND", category: "BACKGROUND", text: "First." },
        { label: "METHODS", category: "METHODS", text: "Second <5." },
      ],
      date: { year: 1998, month: 12 },
      journal: {
        title: "Made journal",
        abbreviation: "Made J",
        nlmId: "101",
        country: "England",
        issn: [
          { value: "2045-1261", kind: "Electronic" },
          { value: "2045-1253", kind: "Linking" },
        ],
      },
      volume: "4",
      issue: "2",
      pages: { text: "349-69", first: "349", last: "369" },
      languages: ["ger"],
      publicationTypes: ["Journal Article", "Retracted Publication"],
      keywords: ["glutamate"],
      keywordOwner: "NOTNLM",
      meshTerms: ["Ketamine/*therapeutic use", "*Depression"],
      meshHeadings: [
        { term: "Ketamine", major: false, qualifiers: [{ term: "therapeutic use", major: true }] },
        { term: "Depression", major: true, qualifiers: [] },
      ],
      substances: [{ name: "Ketamine", registryNumber: "690G0D6V8H" }, { name: "Gels" }],
      grants: [{ id: "G1", acronym: "MRC_", agency: "Medical Research Council", country: "United Kingdom" }],
      conflictOfInterest: "None.",
      status: { owner: "NLM", record: "MEDLINE", publication: "ppublish", subset: "IM" },
      relations: [
        { kind: "retraction-in", pmid: "30000009", doi: "10.1000/retraction" },
        { kind: "concern-in", text: "Made J. 2000;6:2" },
      ],
      investigators: [{ family: "Doe", given: "Jane", initials: "J", affiliations: ["Site."] }],
    });
    expect(records[0]!.authors).toEqual([
      {
        family: "King",
        given: "Martin Luther",
        initials: "ML",
        suffix: "Jr",
        orcid: "0000-0002-1825-0097",
        affiliations: ["One.", "Two."],
      },
      { collective: "Made Study Group", affiliations: [] },
    ]);
    expect(records[0]!.history?.map(({ event, date }) => [event, date.year, date.month, date.day])).toEqual([
      ["completed", 2020, 2, 3],
      ["revised", 2021, 1, 4],
      ["published-electronic", 1998, 11, 5],
      ["entrez", 1999, 1, 2],
    ]);
  });

  test("raw holds every element and attribute in order, with the line", () => {
    const { raw } = readRecords(utf8(set(ARTICLE)), { file: "a.xml" }).records[0]!;
    expect(raw.slice(0, 4)).toEqual([
      { tag: "MedlineCitation/", value: "", line: 4 },
      { tag: "MedlineCitation@Status", value: "MEDLINE", line: 4 },
      { tag: "MedlineCitation@Owner", value: "NLM", line: 4 },
      { tag: "MedlineCitation@IndexingMethod", value: "Curated", line: 4 },
    ]);
    expect(raw).toContainEqual({
      tag: "MedlineCitation/Article/ArticleTitle",
      value: "[Uptake of <sup>18</sup>F and CO<sub>2</sub> at 10<sup>-3</sup> &amp; <i>in vivo</i>].",
      line: 11,
    });
    expect(raw.map(({ value }) => value)).toContain("10.1000/cited");
  });

  test("records that the source takes back are named, and are no entries", () => {
    const text = set(
      `${ARTICLE}\n<DeleteCitation>\n<PMID Version="1">30000005</PMID>\n<PMID Version="2">30000006</PMID></DeleteCitation>`,
    );
    const { count, deletions, problems } = readRecords(utf8(text), { file: "a.xml" });
    expect([count, problems]).toEqual([1, []]);
    expect(deletions.map(({ pmid, version }) => [pmid, version])).toEqual([
      ["30000005", "1"],
      ["30000006", "2"],
    ]);
    const alone = readRecords(utf8("<DeleteCitation><PMID>5</PMID></DeleteCitation>"), { file: "a.xml" });
    expect([alone.count, alone.problems, alone.deletions.length]).toEqual([0, [], 1]);
  });

  test("reads a chapter of a book", () => {
    const book = `<PubmedBookArticle><BookDocument><PMID Version="1">20821847</PMID><ArticleIdList><ArticleId IdType="bookaccession">NBK22</ArticleId></ArticleIdList>
<Book><Publisher><PublisherName>P</PublisherName><PublisherLocation>Oxford</PublisherLocation></Publisher><BookTitle>The book</BookTitle><PubDate><Year>2001</Year></PubDate>
<AuthorList Type="editors"><Author><LastName>Ed</LastName></Author></AuthorList><Isbn>1859962521</Isbn></Book><ArticleTitle>The chapter</ArticleTitle>
<AuthorList Type="authors"><Author><LastName>Au</LastName></Author></AuthorList><Abstract><AbstractText>Text.</AbstractText></Abstract></BookDocument></PubmedBookArticle>`;
    expect(readRecords(utf8(set(book)), { file: "a.xml" }).records).toMatchObject([
      {
        ids: { pmid: "20821847", accession: "NBK22", isbn: ["1859962521"] },
        title: "The chapter",
        journal: { title: "The book" },
        authors: [{ family: "Au" }],
        editors: [{ family: "Ed" }],
        publisher: "P",
        place: "Oxford",
        date: { year: 2001 },
        abstract: "Text.",
      },
    ]);
  });

  test("UTF-16 with and without its mark", () => {
    const text = set(ARTICLE.replace("Aufnahme", "Übergröße"));
    const units = Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));
    const bytes = Uint8Array.from([0xfeff, ...units].flatMap((unit) => [unit & 255, unit >> 8]));
    expect(readRecords(bytes, { file: "a.xml" })).toMatchObject({
      encoding: "utf-16le",
      records: [{ originalTitle: "Übergröße." }],
      problems: [],
    });
    expect(readRecords(bytes.subarray(2), { file: "a.xml" })).toMatchObject({
      encoding: "utf-16le",
      records: [{ originalTitle: "Übergröße." }],
      problems: [{ code: "no-byte-order-mark" }],
    });
  });

  test.each([
    ["an end tag that does not fit", "<PubmedArticle><A></B></PubmedArticle>", "malformed-xml"],
    ["an attribute without quotes", "<PubmedArticle x=1></PubmedArticle>", "malformed-xml"],
    ["no end", "<PubmedArticle><PMID>1</PMID>", "cut-off-entry"],
    ["nothing in it", "<PubmedArticle><MedlineCitation/></PubmedArticle>", "empty-entry"],
    ["too deep", `<PubmedArticle>${"<a>".repeat(300)}${"</a>".repeat(300)}</PubmedArticle>`, "malformed-xml"],
  ])("%s: that entry is one error, the next one is read", (_, broken, code) => {
    const { records, problems, count } = readRecords(utf8(set(`${broken}\n${ARTICLE}`)), { file: "a.xml" });
    expect(problems).toMatchObject([
      { code, severity: "error", where: { file: "a.xml", line: 3, record: 1 } },
    ]);
    expect(records).toMatchObject([{ source: { ordinal: 2 }, ids: { pmid: "30000001" } }]);
    expect(count).toBe(2);
  });

  test("entities that a file declares are not expanded, and that is said", () => {
    const laughs = Array.from(
      { length: 9 },
      (_, at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`,
    ).join("\n");
    const bomb = `<?xml version="1.0"?>\n<!DOCTYPE x [\n<!ENTITY l0 "ha">\n${laughs}\n<!ENTITY file SYSTEM "file:///etc/hostname">]>\n${set(
      ARTICLE.replace("Aufnahme", "&l9;&file;"),
    ).replace(/^<\?.*\n/, "")}`;
    const { records, problems } = readRecords(utf8(bomb), { file: "a.xml" });
    expect(records[0]!.originalTitle).toBe("&l9;&file;.");
    expect(problems.map(({ code, severity }) => [code, severity])).toEqual([
      ["entity-declaration", "warning"],
      ["unknown-entity", "warning"],
    ]);
  });

  test("comments and CDATA outside and inside are what they are", () => {
    const text = set(
      `<!-- <PubmedArticle> --><![CDATA[<PubmedArticle>]]>${ARTICLE.replace("Aufnahme.", "<!-- no --><![CDATA[a < b]]>")}`,
    );
    const { records, problems } = readRecords(utf8(text), { file: "a.xml" });
    expect(problems).toEqual([]);
    expect(records).toMatchObject([{ originalTitle: "a < b" }]);
  });

  test("however the text is cut into pieces, records and problems are the same", () => {
    const { records } = readPieces(pubmedXml, set(ARTICLE).split(""));
    expect(records).toEqual(readPieces(pubmedXml, [set(ARTICLE)]).records);
    expect(records[0]!.text).toBe(ARTICLE);
    expectSameInPieces(pubmedXml, [
      "<PubmedArticle>", "</PubmedArticle>", "<MedlineCitation>", "</MedlineCitation>", "<PMID>1</PMID>", "<!--", "-->", "<![CDATA[",
      "]]>", "&amp;", "&x;", "\n", "<", ">", "/", '"', " a='1'", "<!DOCTYPE x [", "]>", "<DeleteCitation>", "</DeleteCitation>",
    ]); // prettier-ignore
  });
});
