/** Where in its volume a report begins, read from the pages field. */
export interface PagePlace {
  /** Number of the first page; 0 when none is stated. */
  readonly first: number;
  /** Number of the last page; 0 when none is stated. */
  readonly last: number;
  /** Letters before the first page, folded: "s" of S12, "e" of e1234. */
  readonly prefix: string;
}

const NO_PAGE: PagePlace = { first: 0, last: 0, prefix: "" };
const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/**
 * First and last page, with short last pages completed ("349-69") and pages that a spreadsheet made into dates restored
 * ("01-Jun" was 1-6).
 *
 * @example pagePlace("S12-5") // { first: 12, last: 15, prefix: "s" }
 */
export function pagePlace(text: string): PagePlace {
  if (!/\d/.test(text)) return NO_PAGE;
  const plain = /^([1-9]\d*)(?:-([1-9]\d*))?$/.exec(text);
  if (plain !== null) return range(plain[1]!, plain[2], "");
  const dated = /^\s*(?:(\d{1,2})-([a-z]{3})|([a-z]{3})-(\d{1,2}))\s*$/i.exec(text);
  if (dated !== null) {
    const month = MONTHS.indexOf((dated[2] ?? dated[3]!).toLowerCase()) + 1;
    if (month > 0) {
      const day = Number(dated[1] ?? dated[4]);
      return dated[1] === undefined
        ? { first: month, last: day, prefix: "" }
        : { first: day, last: month, prefix: "" };
    }
  }
  const match =
    /^\W*(?:pp?\b\.?\s*|pages?\s+)?([a-z]*)\s?0*(\d+)[a-z]*(?:\.\w+)*(?:\s*[-\u2010-\u2015\u2212/]+\s*([a-z]*)0*(\d+))?/i.exec(
      text,
    );
  if (match === null) return NO_PAGE;
  return range(match[2]!, match[4], match[1]!.toLowerCase());
}

/** Pages by their digits; a short last page is completed. */
function range(digits: string, end: string | undefined, prefix: string): PagePlace {
  const first = toNumber(digits);
  let last = end === undefined ? 0 : toNumber(end);
  if (end !== undefined && last < first && end.length < digits.length) {
    last = toNumber(digits.slice(0, digits.length - end.length) + end);
  }
  return { first, last, prefix };
}

/** Numbers of a volume and an issue wherever an export has put them. */
export interface VolumePlace {
  /** 0 when none is stated. */
  readonly volume: number;
  /** 0 when none is stated. */
  readonly issue: number;
  readonly isSupplement: boolean;
}

/**
 * The volume, the issue and whether it is a supplement, from both fields: "66 (Supplement 1)" may stand in either.
 *
 * @example volumePlace("", "66 (Supplement 1)") // { volume: 66, issue: 1, isSupplement: true }
 */
export function volumePlace(volume: string, issue: string): VolumePlace {
  if (/^\d*$/.test(volume) && /^\d*$/.test(issue)) {
    return { volume: toNumber(volume), issue: toNumber(issue), isSupplement: false };
  }
  const isSupplement = /suppl|\bs\d/i.test(volume) || /suppl|^s\d/i.test(issue);
  const own = /\d+/.exec(volume.replace(/suppl\w*\.?.*$/i, ""))?.[0];
  const issueNumbers = issue.match(/\d+/g) ?? [];
  if (own === undefined && /^\W*\d+\s*\(/.test(issue)) {
    return { volume: toNumber(issueNumbers[0]!), issue: toNumber(issueNumbers[1] ?? "0"), isSupplement };
  }
  const behind = /^\D*\d+\D+(\d+)/.exec(volume)?.[1];
  return {
    volume: toNumber(own ?? "0"),
    issue: toNumber(issueNumbers[0] ?? behind ?? "0"),
    isSupplement,
  };
}

/** Whole and at most nine digits, so that it fits a column. */
function toNumber(digits: string): number {
  return Number(digits.slice(-9));
}
