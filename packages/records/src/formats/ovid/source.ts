import type { PartialDate } from "../../model.ts";
import { parseDate } from "../../normal-forms/dates.ts";

/** What Ovid prints in one line of where a work appeared. */
export interface OvidSource {
  readonly journal?: string;
  readonly volume?: string;
  readonly issue?: string;
  readonly pages?: string;
  readonly date?: PartialDate;
  readonly conference?: string;
}

/**
 * Takes apart a source line, in the forms that occur:
 *
 *   "Lancet. 28(2):103-106, April 2015."   "BMC Proceedings. Conference: 2nd … 12 (Supplement 3) (no pagination), 2018."
 *   "Brain Research. Vol 28(2) April 2015, 103-106."   "J Pain. 14 (1) (pp 5-9), 2013. Date of Publication: 2013."
 */
export function parseOvidSource(text: string): OvidSource {
  const line = text.replace(/\s+/g, " ").trim();
  const date = parseDate(/Date of Publication: ([^.]*)/.exec(line)?.[1] ?? withoutTail(line));
  const conference = /\bConference: (.*?)(?=\. (?:[A-Z][\w ]+\. )?(?:Conference Publication|\d)|$)/.exec(
    line,
  )?.[1];
  const bare = line
    .replace(/\.?\s*(?:Date of Publication|Conference Publication): .*$/, "")
    .replace(/ Conference: .*?(?=\. \d+\s*\(|$)/, "");
  const journal = (/^(.+?)(?:\.\s|\s*\()/.exec(bare)?.[1] ?? bare).replace(/\.$/, "");
  const rest = bare.slice(journal.length);
  const place =
    /(?:\bVol\.?\s*)?\b([A-Z]?\d+[A-Z]?)\s*(?:\(([^)]*)\))?\s*(?:[:,]|\(|(?=\s[A-Z][a-z]+ \d{4}))/.exec(rest);
  const [volume, inner] = [place?.[1], place?.[2]];
  const isPages = /^pp?\b|no pagination/i.test(inner ?? "");
  const pages =
    /\(pp?\.? ?([\w-]+(?:-\w+)?)\)/.exec(rest)?.[1] ??
    /:\s*([A-Za-z]?\d[\w.]*(?:\s*-\s*[A-Za-z]?\d[\w.]*)?)/.exec(rest)?.[1] ??
    /\b\d{4},\s*([A-Za-z]?\d+-[A-Za-z]?\d+)/.exec(rest)?.[1];
  return {
    ...(journal === "" ? {} : { journal }),
    ...(volume === undefined ? {} : { volume }),
    ...(inner === undefined || inner === "" || isPages ? {} : { issue: inner }),
    ...(pages === undefined ? {} : { pages: pages.replace(/\s/g, "") }),
    ...(date === undefined ? {} : { date }),
    ...(conference === undefined ? {} : { conference }),
  };
}

/** The end of the line holds the date; the title of a journal may hold a year too. */
function withoutTail(line: string): string {
  return line.slice(Math.max(0, line.search(/[^.,]{0,30}\d{4}\D{0,40}$/)));
}
