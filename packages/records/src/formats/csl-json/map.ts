import { journalOf, newDraft } from "../../draft.ts";
import type { Author, BibRecord } from "../../model.ts";
import { parseDate } from "../../normal-forms/dates.ts";
import { findDoi, normaliseDoi, normalisePmcid, normalisePmid } from "../../normal-forms/identifiers.ts";
import { parsePages } from "../../normal-forms/pages.ts";
import type { Problem } from "../../problem.ts";
import { splitJsonList } from "./items.ts";

type Item = Readonly<Record<string, unknown>>;

export interface CslRecords {
  readonly records: readonly BibRecord[];
  readonly problems: readonly Problem[];
  readonly count: number;
}

/** Reads a CSL-JSON list (or one item). Items that are not well-formed, or not objects, are errors. */
export function readCslJson(text: string, file: string): CslRecords {
  const records: BibRecord[] = [];
  const problems: Problem[] = [];
  const items = splitJsonList(text);
  items.forEach(({ text: source, line }, index) => {
    const ordinal = index + 1;
    const where = { file, line, record: ordinal };
    let item: unknown;
    try {
      item = JSON.parse(source);
    } catch (error) {
      problems.push({
        code: "not-json",
        severity: "error",
        message: `the entry is not JSON: ${error instanceof Error ? error.message : String(error)}`,
        where,
        found: source.slice(0, 80),
        fix: "The file may be cut off: export it again.",
      });
      return;
    }
    if (isItem(item) && Object.keys(item).some((key) => key !== "id" && key !== "type")) {
      records.push(mapItem(item, { file, ordinal, line }));
    } else {
      problems.push({
        code: isItem(item) ? "empty-entry" : "not-an-item",
        severity: "error",
        message: isItem(item)
          ? "the entry has no field but its type"
          : "an entry of the list is not an object",
        where,
        found: source.slice(0, 80),
        expected: "an object such as { type, title, author, issued, DOI }",
      });
    }
  });
  return { records, problems, count: items.length };
}

function mapItem(
  item: Item,
  place: { readonly file: string; readonly ordinal: number; readonly line: number },
): BibRecord {
  const raw = Object.entries(item).map(([tag, value]) => ({
    tag,
    value: typeof value === "string" ? value : JSON.stringify(value),
    line: place.line,
  }));
  const draft = newDraft("csl-json", place, raw);
  const text = (...keys: readonly string[]): string | undefined => {
    for (const key of keys) {
      const value = item[key];
      if (typeof value === "string" && value !== "") return value;
      if (typeof value === "number") return String(value);
    }
    return undefined;
  };
  const set = <T extends object, Key extends keyof T>(
    target: T,
    key: Key,
    value: T[Key] | undefined,
  ): void => {
    if (value !== undefined) target[key] = value;
  };
  set(draft.ids, "doi", normaliseDoi(text("DOI") ?? "") ?? findDoi(text("DOI") ?? ""));
  set(draft.ids, "pmid", normalisePmid(text("PMID") ?? ""));
  set(draft.ids, "pmcid", normalisePmcid(text("PMCID") ?? ""));
  set(draft, "title", text("title"));
  set(draft, "originalTitle", text("original-title"));
  set(draft, "abstract", text("abstract"));
  draft.authors = listOf(item["author"]).filter(isItem).map(mapAuthor);
  set(draft, "date", dateOf(item["issued"]));
  const [title, abbreviation] = [
    text("container-title"),
    text("container-title-short", "journalAbbreviation"),
  ];
  if (title !== undefined) journalOf(draft).title = title;
  if (abbreviation !== undefined) journalOf(draft).abbreviation = abbreviation;
  const issn = (text("ISSN") ?? "").split(/[\s,;]+/).filter((value) => value !== "");
  if (issn.length > 0) journalOf(draft).issn = issn.map((value) => ({ value }));
  set(draft, "volume", text("volume"));
  set(draft, "issue", text("issue"));
  set(draft, "pages", parsePages(text("page") ?? ""));
  draft.languages = listOf(text("language"));
  draft.publicationTypes = listOf(text("genre", "type"));
  draft.keywords =
    text("keyword")
      ?.split(/\s*[,;]\s*/)
      .filter((term) => term !== "") ?? [];
  draft.urls = listOf(text("URL"));
  const note = text("note");
  if (note !== undefined) draft.notes = [note];
  return draft;
}

function listOf<T>(value: T | readonly T[] | undefined): T[] {
  if (value === undefined || value === null) return [];
  return isList(value) ? [...value] : [value];
}

function isList<T>(value: T | readonly T[]): value is readonly T[] {
  return Array.isArray(value);
}

function mapAuthor(author: Item): Author & { affiliations: string[] } {
  const text = (key: string): string | undefined => {
    const value = author[key];
    return typeof value === "string" && value !== "" ? value : undefined;
  };
  const collective = text("literal");
  if (collective !== undefined) return { collective, affiliations: [] };
  const family = [text("non-dropping-particle"), text("family")]
    .filter((part) => part !== undefined)
    .join(" ");
  const given = [text("given"), text("dropping-particle")].filter((part) => part !== undefined).join(" ");
  return { ...(family === "" ? {} : { family }), ...(given === "" ? {} : { given }), affiliations: [] };
}

/** `issued` as date-parts, raw or literal text. */
function dateOf(issued: unknown): BibRecord["date"] {
  if (!isItem(issued)) return undefined;
  const lists = issued["date-parts"];
  const first: unknown = Array.isArray(lists) ? lists[0] : undefined;
  if (Array.isArray(first)) return parseDate(first.map((part) => String(part).padStart(2, "0")).join("-"));
  const text = issued["raw"] ?? issued["literal"];
  return typeof text === "string" ? parseDate(text) : undefined;
}

function isItem(value: unknown): value is Item {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
