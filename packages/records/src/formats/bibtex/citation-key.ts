import type { BibRecord } from "../../model.ts";
import type { GivenKeys } from "../format.ts";

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

/**
 * A key that no earlier entry of the file has: the key itself, or with the first of a, b, … z, aa, ab, … that is free. BibTeX
 * does not tell capital from small letters in keys. An entry without a key stays without one.
 */
export function ownKey(key: string, given: GivenKeys): string {
  const base = key.toLowerCase();
  if (base === "") return key;
  let tried = given.get(base);
  if (tried === undefined) {
    given.set(base, 0);
    return key;
  }
  while (given.has(base + letters(tried))) tried += 1;
  given.set(base, tried + 1);
  given.set(base + letters(tried), 0);
  return key + letters(tried);
}

/** 0, 1, … 25, 26: "a", "b", … "z", "aa". */
function letters(number: number): string {
  const last = String.fromCharCode(97 + (number % 26));
  return number < 26 ? last : letters(Math.floor(number / 26) - 1) + last;
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
