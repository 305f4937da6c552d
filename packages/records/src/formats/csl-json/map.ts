import { journalOf, newDraft, type RecordDraft } from "../../draft.ts";
import { isJsonObject, listAt, type JsonObject } from "../../json/json-value.ts";
import type { Author, BibRecord } from "../../model.ts";
import {
  findDoi,
  findOrcid,
  normaliseDoi,
  normalisePmcid,
  normalisePmid,
} from "../../normal-forms/identifiers.ts";
import { parseNameList } from "../../normal-forms/name-lists.ts";
import { parsePages } from "../../normal-forms/pages.ts";
import { findRegistrations } from "../../normal-forms/registrations.ts";
import { plainText } from "../../normal-forms/plain-text.ts";
import { setOnce } from "../set-once.ts";
import { cslDate } from "./dates.ts";
import { textOfValue } from "../../json/raw-values.ts";
import { cslItemOf } from "./reflib-item.ts";

/**
 * An item of CSL-JSON as a record. Values of an unexpected kind are left out; everything stays in `raw`.
 *
 * @see Citation Style Language 1.0.2, appendices III (types) and IV (variables); csl-data.json
 */
export function mapCslItem(
  source: JsonObject,
  place: { readonly file: string; readonly ordinal: number; readonly line: number },
): BibRecord {
  const raw = Object.entries(source).map(([tag, value]) => ({
    tag,
    value: textOfValue(value),
    line: place.line,
  }));
  const draft = newDraft("csl-json", place, raw);
  const item = cslItemOf(source);
  const { text, plain } = valuesOf(item);
  const type = text("type") ?? "";

  addIdentifiers(draft, item, type);
  setOnce(draft, "title", plain("title", "title-short"));
  setOnce(draft, "originalTitle", plain("original-title"));
  setOnce(draft, "abstract", plain("abstract"));
  draft.authors = peopleOf(item, "author");
  const editors = [...peopleOf(item, "editor"), ...peopleOf(item, "editorial-director")];
  if (editors.length > 0) draft.editors = editors;
  setOnce(draft, "date", cslDate(item["issued"]));
  for (const [field, event] of EVENTS) {
    const date = cslDate(item[field]);
    if (date !== undefined) (draft.history ??= []).push({ event, date });
  }
  const container = plain("container-title") ?? (BOOKS.has(type) ? plain("collection-title") : undefined);
  if (container !== undefined) journalOf(draft).title = container;
  const short = plain("container-title-short", "journalAbbreviation", "shortTitle-container");
  if (short !== undefined) journalOf(draft).abbreviation = short;
  const issn = listed(item["ISSN"]);
  if (issn.length > 0) journalOf(draft).issn = issn.map((value) => ({ value }));
  setOnce(draft, "volume", text("volume"));
  setOnce(draft, "issue", text("issue"));
  setOnce(
    draft,
    "pages",
    parsePages(text("page", "page-first", "article-number", "number-of-article") ?? ""),
  );
  const language = text("language");
  if (language !== undefined) draft.languages = [language];
  const kind = text("genre", "type");
  if (kind !== undefined) draft.publicationTypes = [kind];
  draft.keywords = keywordsOf(item["keyword"]);
  setOnce(draft, "publisher", plain("publisher"));
  setOnce(draft, "place", plain("publisher-place"));
  setOnce(draft, "edition", text("edition"));
  setOnce(draft, "conference", plain("event-title", "event"));
  const url = text("URL");
  if (url !== undefined) draft.urls = [url];
  const notes = [plain("note"), plain("annote")].filter((note) => note !== undefined);
  if (notes.length > 0) draft.notes = notes;
  return draft;
}

/** Types that stand in a series and not in a journal. */
const BOOKS: ReadonlySet<string> = new Set(["book", "report", "thesis", "pamphlet", "standard"]);

/** Dates that are not of the publication itself. */
const EVENTS: readonly (readonly [field: string, event: string])[] = [
  ["original-date", "original-publication"],
  ["available-date", "available"],
  ["submitted", "submitted"],
  ["event-date", "event"],
  ["accessed", "accessed"],
];

interface Values {
  /** The first of the keys that has a text or a number; of a list the first element. */
  readonly text: (...keys: readonly string[]) => string | undefined;
  /** The same without HTML and entities. */
  readonly plain: (...keys: readonly string[]) => string | undefined;
}

function valuesOf(item: JsonObject): Values {
  const text = (...keys: readonly string[]): string | undefined => {
    for (const key of keys) {
      const [value] = listAt(item, key);
      if (typeof value === "string" && value !== "") return value;
      if (typeof value === "number") return String(value);
    }
    return undefined;
  };
  return {
    text,
    plain: (...keys) => {
      const value = text(...keys);
      return value === undefined ? undefined : plainText(value);
    },
  };
}

/** Identifiers stand in fields of their own, in `custom`, or as "PMID: 123" on a line of the note (Zotero's Extra). */
function addIdentifiers(draft: RecordDraft, item: JsonObject, type: string): void {
  const { ids } = draft;
  const { text } = valuesOf(item);
  const custom = isJsonObject(item["custom"]) ? valuesOf(item["custom"]).text : () => undefined;
  const noted = (name: string): string | undefined =>
    new RegExp(`^\\s*${name}:\\s*(\\S+)`, "im").exec(text("note") ?? "")?.[1];
  for (const value of [text("DOI"), custom("DOI", "doi"), noted("DOI")])
    setOnce(ids, "doi", value === undefined ? undefined : (normaliseDoi(value) ?? findDoi(value)));
  for (const value of [text("PMID"), custom("PMID", "pmid"), noted("PMID")])
    setOnce(ids, "pmid", normalisePmid(value ?? ""));
  for (const value of [text("PMCID"), custom("PMCID", "pmcid"), noted("PMCID")])
    setOnce(ids, "pmcid", normalisePmcid(value ?? ""));
  const isbn = listed(item["ISBN"]);
  if (isbn.length > 0) ids.isbn = isbn;
  if (NUMBERED.has(type)) setOnce(ids, "accession", text("number"));
  setOnce(ids, "accession", text("archive_location"));
  const trials = [text("number"), text("archive_location"), text("note")].flatMap((value) =>
    findRegistrations(value ?? "").map(({ id }) => id),
  );
  if (trials.length > 0) ids.registrations = [...new Set(trials)];
}

/** Types whose number is the work's own. */
const NUMBERED: ReadonlySet<string> = new Set([
  "report",
  "patent",
  "standard",
  "legislation",
  "bill",
  "thesis",
]);

/** "2045-1253, 2045-1261", or a list. */
function listed(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value])
    .flatMap((each) =>
      typeof each === "string" ? each.split(/[\s,;]+/) : typeof each === "number" ? String(each) : [],
    )
    .filter((each) => each !== "");
}

function keywordsOf(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value])
    .flatMap((each) => (typeof each === "string" ? each.split(each.includes(";") ? ";" : ",") : []))
    .map((term) => plainText(term.trim()))
    .filter((term) => term !== "");
}

type Person = Author & { affiliations: string[] };

/** Names are objects; some programs write texts. */
function peopleOf(item: JsonObject, key: string): Person[] {
  return listAt(item, key)
    .flatMap((each) => {
      if (isJsonObject(each)) return [personOf(each)];
      return typeof each === "string"
        ? parseNameList(each).map((name) => ({ ...name, affiliations: [] }))
        : [];
    })
    .filter(({ family, given, collective }) => (family ?? given ?? collective) !== undefined);
}

/** The family name has its particle that is sorted with it; the given name the one that is not. */
function personOf(person: JsonObject): Person {
  const text = (key: string): string | undefined => {
    const value = person[key];
    return typeof value === "string" && value !== "" ? plainText(value) : undefined;
  };
  const affiliations = listAt(person, "affiliation")
    .map((each) => (isJsonObject(each) ? each["name"] : each))
    .filter((each) => typeof each === "string");
  const collective = text("literal") ?? text("name");
  if (collective !== undefined) return { collective, affiliations };
  const join = (...parts: readonly (string | undefined)[]): string =>
    parts.filter((part) => part !== undefined).join(" ");
  const family = join(text("non-dropping-particle"), text("family"));
  const given = join(text("given"), text("dropping-particle"));
  const suffix = text("suffix");
  const orcid = findOrcid(text("ORCID") ?? "");
  return {
    ...(family === "" ? {} : { family }),
    ...(given === "" ? {} : { given }),
    ...(suffix === undefined ? {} : { suffix }),
    affiliations,
    ...(orcid === undefined ? {} : { orcid }),
  };
}
