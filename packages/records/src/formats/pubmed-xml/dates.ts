import type { RecordDraft } from "../../draft.ts";
import type { PartialDate } from "../../model.ts";
import { parseDate } from "../../normal-forms/dates.ts";
import { childOf, childrenOf, textOf, type XmlElement } from "../../xml/xml-node.ts";

/** Year, month, day or season as MEDLINE prints them ("2014 Apr 3", "2014 Spring"); or MedlineDate as it is. */
export function dateOf(date: XmlElement | undefined): PartialDate | undefined {
  if (date === undefined) return undefined;
  const printed = textOf(childOf(date, "MedlineDate"));
  if (printed !== undefined) return parseDate(printed);
  const month = textOf(childOf(date, "Month"));
  const parts = [textOf(childOf(date, "Year")), monthName(month), textOf(childOf(date, "Day"))];
  const season = textOf(childOf(date, "Season"));
  const text = [...parts, season].filter((part) => part !== undefined).join(" ");
  return text === "" ? undefined : parseDate(text);
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

function monthName(month: string | undefined): string | undefined {
  return month !== undefined && /^\d{1,2}$/.test(month) ? MONTHS[Number(month) - 1] : month;
}

/** Dates of the citation that have an element of their own. */
const EVENTS: Readonly<Record<string, string>> = {
  DateCreated: "created-medline",
  DateCompleted: "completed",
  DateRevised: "revised",
  ContributionDate: "contributed",
};

/** The record's own life: NLM's dates, electronic publication, and PubMed's history. */
export function addHistory(draft: RecordDraft, citation: XmlElement, data: XmlElement | undefined): void {
  const history: NonNullable<RecordDraft["history"]> = [];
  const add = (event: string | undefined, element: XmlElement): void => {
    const date = event === undefined ? undefined : numericDateOf(element);
    if (event !== undefined && date !== undefined) history.push({ event, date });
  };
  for (const child of childrenOf(citation)) add(EVENTS[child.name], child);
  for (const date of childrenOf(childOf(citation, "Article"), "ArticleDate"))
    add(date.attributes?.get("DateType") === "Electronic" ? "published-electronic" : "published", date);
  for (const date of childrenOf(childOf(data, "History"), "PubMedPubDate"))
    add(date.attributes?.get("PubStatus"), date);
  if (history.length > 0) draft.history = history;
}

/** "2014/04/02", with " 06:00" where the source gives hour and minute. */
function numericDateOf(element: XmlElement): PartialDate | undefined {
  const [year, month, day, hour, minute] = ["Year", "Month", "Day", "Hour", "Minute"].map((name) =>
    textOf(childOf(element, name)),
  );
  if (year === undefined) return undefined;
  const named = MONTHS.indexOf(month ?? "") + 1;
  const number = named > 0 ? String(named) : month;
  const text = [year, number, day].filter((part) => part !== undefined).map((part) => part.padStart(2, "0"));
  const time = hour === undefined ? "" : ` ${hour.padStart(2, "0")}:${(minute ?? "0").padStart(2, "0")}`;
  return parseDate(`${text.join("/")}${time}`);
}
