/** Column names (lower case, letters and digits only) that may hold each field, in order of trust. */
export const COLUMN_NAMES = {
  title: ["title", "primarytitle", "titleprimary", "articletitle", "documenttitle", "itemtitle", "ti", "t1", "studytitle", "scientifictitle", "publictitle"],
  authors: [
    "authors", "author", "authornames", "authorfullnames", "authorss", "authorsprimary", "firstauthors", "au", "a1",
  ],
  year: ["year", "publicationyear", "pubyear", "date", "publicationdate", "datepublished", "py", "y1", "firstposted", "dateregistration"],
  journal: [
    "journal", "sourcetitle", "publicationtitle", "journaltitle", "periodicalfull", "journalbook", "publication",
    "source", "jo", "t2",
  ],
  abbreviation: ["journalabbreviation", "periodicalabbrev", "abbreviatedsourcetitle"],
  abstract: ["abstract", "abstractnote", "summary", "ab", "briefsummary"],
  doi: ["doi", "doilink", "itemdoi", "do"],
  pmid: ["pmid", "pubmedid", "pubmed", "medlinepmid"],
  pmcid: ["pmcid"],
  volume: ["volume", "journalvolume", "vl"],
  issue: ["issue", "issuenumber", "journalissue", "number", "is"],
  pages: ["pages", "page", "pagerange"],
  firstPage: ["startpage", "firstpage", "pagestart", "sp"],
  lastPage: ["endpage", "lastpage", "pageend", "ep"],
  issn: ["issn", "issns", "sn"],
  language: ["language", "languageoforiginaldocument", "la"],
  type: ["publicationtype", "documenttype", "doctype", "itemtype", "referencetype", "contenttype", "ty", "studytype", "studytypes"],
  url: ["url", "link", "urls", "sourceurls", "plink", "ur", "studyurl", "webaddress"],
  keywords: ["keywords", "authorkeywords", "manualtags", "kw", "conditions", "condition"],
  notes: ["notes", "note"],
  registration: ["nctnumber", "nctid", "trialid", "registrations", "registration", "registrationnumber", "trialregistration"],
  otherNumbers: ["otherids", "secondaryids", "secondaryid"],
  interventions: ["interventions", "intervention"],
  sponsor: ["sponsor", "primarysponsor", "leadsponsor", "sponsorcollaborators"],
  accession: ["accessionnumber", "accession", "cochraneid", "centralid"],
} as const; // prettier-ignore

export type CsvField = keyof typeof COLUMN_NAMES;

const CSV_FIELDS: readonly CsvField[] = [
  "title", "authors", "year", "journal", "abbreviation", "abstract", "doi", "pmid", "pmcid", "volume", "issue", "pages",
  "firstPage", "lastPage", "issn", "language", "type", "url", "keywords", "notes",
  "registration", "otherNumbers", "interventions", "sponsor", "accession",
]; // prettier-ignore

/** Which column was taken for which field: guessed from the header, and shown. */
export type CsvMapping = Readonly<Partial<Record<CsvField, string>>>;

/** The place of each field's column; a column serves one field only. */
export function findColumns(header: readonly string[]): ReadonlyMap<CsvField, number> {
  const keys = header.map((name) => name.toLowerCase().replace(/[^a-z0-9]/g, ""));
  const places = new Map<CsvField, number>();
  for (const field of CSV_FIELDS) {
    const names: readonly string[] = COLUMN_NAMES[field];
    const index = names.map((name) => keys.indexOf(name)).find((place) => place >= 0);
    if (index !== undefined) places.set(field, index);
  }
  return places;
}

/** A header names a title or an identifier, or at least two fields. */
export function isHeader(places: ReadonlyMap<CsvField, number>): boolean {
  return places.has("title") || places.has("doi") || places.has("pmid") || places.size >= 2;
}
