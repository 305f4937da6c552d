import { isJsonObject, listAt, textAt, textsAt, type JsonObject } from "../../json/json-value.ts";
import { parseDate } from "../../normal-forms/dates.ts";
import { parseName } from "../../normal-forms/names.ts";

/** Keys of RefLib's JSON and the CSL variable that each of them is. */
const VARIABLES: Readonly<Record<string, string>> = {
  journal: "container-title",
  pages: "page",
  number: "issue",
  doi: "DOI",
  keywords: "keyword",
  notes: "note",
  urls: "URL",
  city: "publisher-place",
};

/**
 * An item of the JSON that RefLib and the tools around it write (`authors` as texts, `journal`, `year`, `pages`) as an item
 * of CSL-JSON; any other item as it is.
 *
 * @see IEBH/RefLib, "Reference structure"
 */
export function cslItemOf(item: JsonObject): JsonObject {
  if (!isReflibItem(item)) return item;
  const renamed = Object.entries(item).map(([key, value]): [string, unknown] => [
    VARIABLES[key] ?? key,
    value,
  ]);
  const numbers = textAt(item, "isbn") ?? "";
  const issn = numbers.match(/(?<![\d-])\d{4}-?\d{3}[\dXx](?![\d-])/g) ?? [];
  const isbn = numbers.match(/(?<![\d-])(?:97[89][- ]?)?(?:\d[- ]?){9}[\dXx](?![\d-])/g) ?? [];
  const issued = issuedOf(textAt(item, "year"), textAt(item, "date"));
  return {
    ...Object.fromEntries(renamed),
    author: textsAt(item, "authors").map(cslName),
    ...(Array.isArray(item["keywords"]) ? { keyword: textsAt(item, "keywords").join(";") } : {}),
    ...(issn.length === 0 ? {} : { ISSN: [...new Set(issn)] }),
    ...(isbn.length === 0 ? {} : { ISBN: [...new Set(isbn)] }),
    ...(issued === undefined ? {} : { issued }),
    ...(/^PMC\d/.test(textAt(item, "custom2") ?? "") ? { PMCID: textAt(item, "custom2") } : {}),
    type: textAt(item, "type") === "journalArticle" ? "article-journal" : item["type"],
  };
}

/** CSL-JSON has its authors as objects under `author`, and no `journal`. */
function isReflibItem(item: JsonObject): boolean {
  if (item["author"] !== undefined || item["container-title"] !== undefined) return false;
  return (
    listAt(item, "authors").some((each) => typeof each === "string") ||
    (typeof item["journal"] === "string" && !isJsonObject(item["issued"]))
  );
}

function cslName(text: string): JsonObject {
  const { family, given, initials, suffix, collective } = parseName(text);
  if (collective !== undefined || family === undefined) return { literal: collective ?? text };
  return {
    family,
    ...((given ?? initials) === undefined ? {} : { given: given ?? initials }),
    ...(suffix === undefined ? {} : { suffix }),
  };
}

/** "2014" with "Dec" or "Mar 27" beside it; a date of its own ("2014-12-01") stands alone. */
function issuedOf(year: string | undefined, date: string | undefined): JsonObject | undefined {
  for (const text of [`${year ?? ""} ${date ?? ""}`.trim(), year, date]) {
    const { year: number, month, day } = (text === undefined ? undefined : parseDate(text)) ?? {};
    if (number !== undefined)
      return { "date-parts": [[number, month, day].filter((part) => part !== undefined)] };
  }
  return undefined;
}
