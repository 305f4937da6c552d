import type { BibRecord } from "../../model.ts";

/** Words that say nothing of a title. */
const EMPTY_WORDS: ReadonlySet<string> = new Set(
  "a an and are as at by can do does for from how in into is it its of on or the their this to under using versus via vs was were what when where which with der die das ein eine le la les un une el los".split(
    " ",
  ),
);

/**
 * A citation key that depends on the record alone, so that each export gives the same: first author's family name, year, and
 * the first word of the title that says something, in ASCII.
 *
 * @example citationKey(record) // "caddy2014ketamine"
 */
export function citationKey({ authors, editors, date, title, journal, id }: BibRecord): string {
  const [person] = authors.length > 0 ? authors : (editors ?? []);
  const name = ascii(person?.family ?? person?.collective ?? journal?.abbreviation ?? "").slice(0, 30);
  const words = (title ?? "").split(/[^\p{L}\p{N}]+/u).map(ascii);
  const word =
    words.find((each) => each.length > 1 && !EMPTY_WORDS.has(each)) ??
    words.find((each) => each !== "") ??
    "";
  const key = `${name}${date === undefined ? "" : String(date.year)}${word.slice(0, 30)}`;
  return key === "" || /^\d+$/.test(key) ? `record${ascii(id).slice(-30)}` : key;
}

/** Letters and figures of ASCII in lower case; accents fall away. */
function ascii(text: string): string {
  return text
    .replace(/[ßæœøłđðþ]/gi, (letter) => PLAIN[letter.toLowerCase()] ?? "")
    .normalize("NFD")
    .replace(/[^A-Za-z0-9]/g, "")
    .toLowerCase();
}

const PLAIN: Readonly<Record<string, string>> = {
  ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th",
}; // prettier-ignore
