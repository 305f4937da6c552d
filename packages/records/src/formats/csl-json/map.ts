import type { Author, BibRecord } from "../../model.ts";
import type { Problem } from "../../problem.ts";
import { normaliseDoi, normalisePmcid, normalisePmid } from "../../normal-forms/identifiers.ts";
import { parsePages } from "../../normal-forms/pages.ts";

type Item = Readonly<Record<string, unknown>>;

/** Reads a CSL-JSON list (or one item). Items that are not objects are problems. */
export function readCslJson(text: string, file: string): { readonly records: readonly BibRecord[]; readonly problems: readonly Problem[] } {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    const message = `not JSON: ${error instanceof Error ? error.message : String(error)}`;
    return { records: [], problems: [{ code: "not-json", severity: "error", message, where: { file }, fix: "The file may be cut off: export it again." }] };
  }
  const items: readonly unknown[] = Array.isArray(parsed) ? parsed : [parsed];
  const records: BibRecord[] = [];
  const problems: Problem[] = [];
  items.forEach((item, index) => {
    if (isItem(item)) records.push(mapItem(item, file, records.length + 1));
    else problems.push({ code: "not-an-item", severity: "error", message: "an entry of the list is not an object", where: { file, record: index + 1 } });
  });
  return { records, problems };
}

function mapItem(item: Item, file: string, ordinal: number): BibRecord {
  const text = (key: string): string | undefined => {
    const value = item[key];
    return typeof value === "string" && value !== "" ? value : typeof value === "number" ? String(value) : undefined;
  };
  const optional = <Key extends string>(key: Key, value: string | undefined): Partial<Record<Key, string>> =>
    value === undefined ? {} : ({ [key]: value } as Record<Key, string>);
  const doi = normaliseDoi(text("DOI") ?? "");
  const pmid = normalisePmid(text("PMID") ?? "");
  const pmcid = normalisePmcid(text("PMCID") ?? "");
  const pages = parsePages(text("page") ?? "");
  const parts = dateParts(item["issued"]);
  const journal = text("container-title");
  const language = text("language");
  const url = text("URL");
  const issn = text("ISSN");
  return {
    id: `${file}#${ordinal}`,
    source: { file, format: "csl-json", ordinal, line: 1 },
    ids: { ...optional("pmid", pmid), ...optional("pmcid", pmcid), ...optional("doi", doi) },
    ...optional("title", text("title")),
    ...optional("abstract", text("abstract")),
    authors: Array.isArray(item["author"]) ? item["author"].filter(isItem).map(mapAuthor) : [],
    ...(parts === undefined ? {} : { date: parts }),
    ...(journal === undefined
      ? {}
      : { journal: { title: journal, ...optional("abbreviation", text("container-title-short")), issn: issn === undefined ? [] : [{ value: issn }] } }),
    ...optional("volume", text("volume")),
    ...optional("issue", text("issue")),
    ...(pages === undefined ? {} : { pages }),
    languages: language === undefined ? [] : [language],
    publicationTypes: text("type") === undefined ? [] : [text("type")!],
    keywords: text("keyword")?.split(/\s*[,;]\s*/) ?? [],
    meshTerms: [],
    grants: [],
    urls: url === undefined ? [] : [url],
    raw: Object.entries(item).map(([tag, value]) => ({ tag, value: typeof value === "string" ? value : JSON.stringify(value), line: 1 })),
  };
}

function mapAuthor(author: Item): Author {
  const [family, given, literal] = ["family", "given", "literal"].map((key) => (typeof author[key] === "string" ? author[key] : undefined));
  if (literal !== undefined) return { collective: literal, affiliations: [] };
  return { ...(family === undefined ? {} : { family }), ...(given === undefined ? {} : { given }), affiliations: [] };
}

function dateParts(issued: unknown): BibRecord["date"] {
  const lists: unknown = isItem(issued) ? issued["date-parts"] : undefined;
  const first: unknown = Array.isArray(lists) ? lists[0] : undefined;
  if (!Array.isArray(first)) return undefined;
  const [year, month, day] = first.map(Number);
  if (year === undefined || !Number.isInteger(year)) return undefined;
  return { year, ...(month === undefined ? {} : { month }), ...(day === undefined ? {} : { day }) };
}

function isItem(value: unknown): value is Item {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Records as a CSL-JSON list. */
export function writeCslJson(records: readonly BibRecord[]): string {
  const items = records.map((record) => ({
    id: record.id,
    type: "article-journal",
    title: record.title,
    author: record.authors.map(({ collective, family, given, initials }) => (collective === undefined ? { family, given: given ?? initials } : { literal: collective })),
    issued: record.date && { "date-parts": [[record.date.year, record.date.month, record.date.day].filter((part) => part !== undefined)] },
    "container-title": record.journal?.title,
    "container-title-short": record.journal?.abbreviation,
    ISSN: record.journal?.issn[0]?.value,
    volume: record.volume,
    issue: record.issue,
    page: record.pages && (record.pages.last === undefined ? record.pages.first : `${record.pages.first}-${record.pages.last}`),
    DOI: record.ids.doi,
    PMID: record.ids.pmid,
    PMCID: record.ids.pmcid,
    language: record.languages[0],
    keyword: record.keywords.length > 0 ? record.keywords.join(", ") : undefined,
    URL: record.urls[0],
    abstract: record.abstract,
  }));
  return `${JSON.stringify(items, undefined, 2)}\n`;
}
