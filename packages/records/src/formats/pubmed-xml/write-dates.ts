import type { BibRecord, PartialDate } from "../../model.ts";
import { formatMedlineDate } from "../../normal-forms/dates.ts";
import { xmlElement, xmlField, xmlGroup } from "../../xml/write-xml.ts";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** Year with month and day, or with a season; ranges and what else MEDLINE prints as MedlineDate. */
export function pubDate(date: PartialDate | undefined): string {
  if (date === undefined) return xmlElement("PubDate", xmlElement("MedlineDate", ""));
  const { year, month, day, season, end } = date;
  if (end !== undefined || (season !== undefined && month !== undefined))
    return xmlElement("PubDate", xmlField("MedlineDate", formatMedlineDate(date)));
  return xmlElement(
    "PubDate",
    [
      xmlField("Year", String(year)),
      month === undefined ? "" : xmlField("Month", MONTHS[month - 1]),
      month === undefined || day === undefined ? "" : xmlField("Day", String(day).padStart(2, "0")),
      season === undefined ? "" : xmlField("Season", season.charAt(0).toUpperCase() + season.slice(1)),
    ].join(""),
  );
}

/** A date of a record's life as elements of numbers; nothing unless it is a whole day, which the DTD demands. */
export function numericDate(
  name: string,
  date: PartialDate | undefined,
  attributes: Readonly<Record<string, string>> = {},
): string {
  if (date?.month === undefined || date.day === undefined) return "";
  const [, hour, minute] = /\b(\d{1,2}):(\d{2})\b/.exec(date.text ?? "") ?? [];
  const padded = (part: number): string => String(part).padStart(2, "0");
  return xmlElement(
    name,
    [
      xmlField("Year", String(date.year)),
      xmlField("Month", padded(date.month)),
      xmlField("Day", padded(date.day)),
      name === "PubMedPubDate" ? xmlField("Hour", hour) + xmlField("Minute", minute) : "",
    ].join(""),
    attributes,
  );
}

/** The record's life, each date where the DTD has a place for it. */
export interface Events {
  readonly completed: PartialDate | undefined;
  readonly revised: PartialDate | undefined;
  readonly contributed: PartialDate | undefined;
  readonly articleDates: string;
  readonly history: string;
}

/** PubStatus of the DTD; events with other names have no place. */
const PUB_STATUSES: ReadonlySet<string> = new Set([
  "received", "accepted", "epublish", "ppublish", "revised", "aheadofprint", "retracted", "ecollection", "pmc", "pmcr", "pubmed",
  "pubmedr", "premedline", "medline", "medliner", "entrez", "pmc-release",
]); // prettier-ignore

export function historyOf(history: NonNullable<BibRecord["history"]>): Events {
  const first = (event: string): PartialDate | undefined =>
    history.find((each) => each.event === event && each.date.day !== undefined)?.date;
  const [completed, revised, contributed] = ["completed", "revised", "contributed"].map(first);
  const dates = history.flatMap(({ event, date }) =>
    event === "published-electronic" || event === "published"
      ? numericDate("ArticleDate", date, event === "published" ? {} : { DateType: "Electronic" })
      : [],
  );
  const published = history.flatMap(({ event, date }) =>
    PUB_STATUSES.has(event) && date !== revised
      ? numericDate("PubMedPubDate", date, { PubStatus: event })
      : [],
  );
  return {
    completed,
    revised,
    contributed,
    articleDates: dates.join(""),
    history: xmlGroup("History", published),
  };
}
