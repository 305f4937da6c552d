import type { BibRecord, PartialDate } from "../../model.ts";
import type { Field } from "../field.ts";
import type { DateText, RecentDates } from "../tree.ts";
import type { Corpus } from "./corpus.ts";
import type { Lacking } from "./lacking.ts";
import { NO, UNDECIDED, YES, type Outcome } from "./outcome.ts";
import { isMedline } from "./record-texts.ts";

const EVENTS: Readonly<Partial<Record<Field, string>>> = {
  "entry-date": "entered",
  "create-date": "created",
  "mesh-date": "mesh-added",
  "revision-date": "revised",
  "completion-date": "completed",
};

const NAMES: Readonly<Partial<Record<Field, string>>> = {
  "publication-date": "date of publication",
  year: "date of publication",
  "entry-date": "date of entry",
  "create-date": "date of creation",
  "mesh-date": "date of indexing",
  "revision-date": "date of revision",
  "completion-date": "date of completion",
};

/**
 * Records whose date lies between two dates, both included. A date without month or day is the first of it in MEDLINE
 * (PubMed Help, "Publication Date [dp]"); elsewhere it may be any day of it, so that it can be undecided.
 */
export function matchDates(
  from: DateText | null,
  to: DateText | null,
  field: Field,
  corpus: Corpus,
  lacking: Lacking,
): Outcome {
  const first = from === null ? 0 : dayOf(from, "first");
  const last = to === null ? Infinity : dayOf(to, "last");
  return Uint8Array.from(corpus.records, (record, i) => {
    const date = dateIn(record, field);
    if (date === undefined) {
      lacking.add(NAMES[field] ?? "date", i);
      return UNDECIDED;
    }
    const earliest = dayOf(date, "first");
    const latest = isMedline(record) ? earliest : dayOf(date, "last");
    if (latest < first || earliest > last) return NO;
    if (earliest >= first && latest <= last) return YES;
    lacking.add(`month or day of the ${NAMES[field] ?? "date"}`, i);
    return UNDECIDED;
  });
}

/** "last 5 years": up to the day of the search, which has to be given. */
export function matchRecent(node: RecentDates, corpus: Corpus, lacking: Lacking): Outcome {
  const { today } = corpus;
  if (today === undefined)
    return Uint8Array.from(corpus.records, (_, i) => {
      lacking.add("the day of the search", i);
      return UNDECIDED;
    });
  const { year, month = 12, day = 31 } = today;
  const back = new Date(Date.UTC(year, month - 1, day));
  if (node.unit === "years") back.setUTCFullYear(back.getUTCFullYear() - node.count);
  if (node.unit === "months") back.setUTCMonth(back.getUTCMonth() - node.count);
  if (node.unit === "days") back.setUTCDate(back.getUTCDate() - node.count);
  const from = { year: back.getUTCFullYear(), month: back.getUTCMonth() + 1, day: back.getUTCDate() };
  return matchDates(from, today, node.field.field, corpus, lacking);
}

function dateIn(record: BibRecord, field: Field): PartialDate | undefined {
  const event = EVENTS[field];
  if (event === undefined) return record.date;
  return record.history?.find((each) => each.event === event)?.date;
}

/** A number that grows with the day; an open month or day is its first or last. */
function dayOf({ year, month, day }: DateText, open: "first" | "last"): number {
  const fill = open === "first" ? 1 : 99;
  return year * 10_000 + (month ?? fill) * 100 + (day ?? fill);
}
