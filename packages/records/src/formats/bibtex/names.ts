import type { Author } from "../../model.ts";
import { parseName } from "../../normal-forms/names.ts";
import { latexText } from "./latex/latex-text.ts";

/** The text of LaTeX, as the caller decodes it. */
export type Decode = (latex: string) => string;

/** A name whose affiliations are still to come. */
export type Person = Author & { affiliations: string[] };

/**
 * The names of a BibTeX list. Names stand between `and`s outside of braces; `others` is no name. A name wholly in braces is
 * a group's. The rest is read by BibTeX's rules: "First von Last", "von Last, First", "von Last, Jr, First", where `von` are
 * the words that begin in lower case; and BibLaTeX's "family=…, given=…". The `von` part belongs to the family name here.
 *
 * Two departures, for what databases export: "Caddy C" is a family name with initials, and a list without `and` between
 * semicolons, or between commas with initials each, is taken apart.
 *
 * @see Lamport 1994, LaTeX, B.1.2; Patashnik 1988, "Designing BibTeX Styles", section 6
 */
export function parseBibtexNames(value: string, decode: Decode = latexText): Person[] {
  if (!UNUSUAL.test(value)) return readPlainList(value);
  const names = splitAnd(value);
  if (names.length === 1) {
    const unjoined = splitWithoutAnd(names[0]!);
    if (unjoined !== undefined) return unjoined.map((name) => readShortName(decode(name)));
  }
  return names
    .filter((name) => name.toLowerCase() !== "others")
    .map((name) => readName(name, decode))
    .filter(isSomebody);
}

/** What is not in a list of plain names: LaTeX, entities, labels, blanks of other kinds, names between semicolons. */
const UNUSUAL =
  /[\\{}$~`&<=;\t\n\r\u00a0\u00ad\u2000-\u200f\ufb00-\ufb06]|--|''| {2}|\band$|^and\b| AND | And /;

/** Names without anything to decode: the greater part. */
function readPlainList(value: string): Person[] {
  if (!value.includes(" and ")) {
    const unjoined = splitWithoutAnd(value);
    if (unjoined !== undefined) return unjoined.map(readShortName);
  }
  const people: Person[] = [];
  for (const part of value.split(" and ")) {
    const name = part.trim();
    if (name === "" || name === "others" || name === ",") continue;
    const comma = name.indexOf(",");
    if (comma < 0) people.push(readPlainName(name));
    else if (comma > 0 && !name.includes(",", comma + 1)) {
      const given = name.slice(comma + 1).trim();
      const family = name.slice(0, comma).trim();
      people.push(given === "" ? { family, affiliations: [] } : { family, given, affiliations: [] });
    } else people.push(readName(name, (text) => text));
  }
  return people.filter(isSomebody);
}

function isSomebody({ family, given, initials, collective }: Author): boolean {
  return (family ?? given ?? initials ?? collective) !== undefined;
}

function readShortName(name: string): Person {
  return { ...parseName(name), affiliations: [] };
}

/** Names between semicolons, or "Griffin DK, Larkin DM, O'Connor RE" between commas; undefined for anything else. */
function splitWithoutAnd(text: string): readonly string[] | undefined {
  if (text.startsWith("{") || text.includes("=")) return undefined;
  const parts = (separator: RegExp): readonly string[] => text.split(separator).filter((part) => part !== "");
  if (text.includes(";") && !text.includes("&")) return parts(/\s*;\s*/);
  const names = parts(/\s*,\s*/);
  return names.length > 2 && names.every((name) => WITH_INITIALS.test(name)) ? names : undefined;
}

const WITH_INITIALS = /^\S.*\p{Ll}\S* (?:\p{Lu}\.?-?){1,4}$/u;

/** Cuts at "and" outside of braces. */
export function splitAnd(value: string): readonly string[] {
  if (!value.includes("{"))
    return value
      .split(/(?:^|\s)\s*and(?=\s|$)/i)
      .map((name) => name.trim())
      .filter((name) => name !== "");
  const names: string[] = [];
  let depth = 0;
  let from = 0;
  const add = (to: number): void => {
    const name = value.slice(from, to).trim();
    if (name !== "") names.push(name);
  };
  for (let at = 0; at < value.length; at += 1) {
    const code = value.charCodeAt(at);
    if (code === OPEN) depth += 1;
    else if (code === CLOSE) depth -= 1;
    else if (depth === 0 && (code | 32) === LETTER_A && isAnd(value, at)) {
      add(at);
      at += 3;
      from = at;
    }
  }
  add(value.length);
  return names;
}

const OPEN = 123;
const CLOSE = 125;
const LETTER_A = 97;

function isAnd(value: string, at: number): boolean {
  return (
    (value.charCodeAt(at + 1) | 32) === 110 &&
    (value.charCodeAt(at + 2) | 32) === 100 &&
    (at === 0 || value.charCodeAt(at - 1) <= 32) &&
    (at + 3 >= value.length || value.charCodeAt(at + 3) <= 32)
  );
}

function readName(name: string, decode: Decode): Person {
  if (isOneGroup(name)) {
    const collective = decode(name);
    return { ...(collective === "" ? {} : { collective }), affiliations: [] };
  }
  if (!/[{\\~,=.]/.test(name)) return readPlainName(name);
  const parts = splitOutside(name, ",");
  if (/^(?:family|given|prefix|suffix)(?:-i)?\s*=/i.test(name)) return readLabelled(parts, decode);
  const words = parts.map((part) => splitOutside(part, " "));
  const [first = [], second = [], ...others] = words;
  const isAfterComma = words.length > 1;
  const given = isAfterComma
    ? others.length > 0
      ? others.flat()
      : second
    : first.slice(0, lastFrom(first, decode));
  const family = isAfterComma ? first : first.slice(lastFrom(first, decode));
  return assemble(decode, { family, given, suffix: others.length > 0 ? second : [] });
}

/** A name of plain words without a comma. */
function readPlainName(name: string): Person {
  const words = name.split(/\s+/);
  const [last = ""] = words.slice(-1);
  if (words.length > 1 && /^\p{Lu}{1,3}$/u.test(last) && /\p{Ll}/u.test(words.at(-2)!)) {
    const short = readShortName(name);
    if (short.initials !== undefined) return short;
  }
  const from = lastFrom(words, (text) => text);
  return assemble((text) => text, { family: words.slice(from), given: words.slice(0, from), suffix: [] });
}

/**
 * In "First von Last", where "von Last" begins: at the first word in lower case that is not the last word; without one the
 * last word alone is "Last".
 */
function lastFrom(words: readonly string[], decode: Decode): number {
  for (let at = 0; at < words.length - 1; at += 1) if (isLowerCase(words[at]!, decode)) return at;
  return Math.max(0, words.length - 1);
}

/** By its first letter; a word in braces counts as upper case, unless the brace opens an accent. */
function isLowerCase(word: string, decode: Decode): boolean {
  const text =
    word.startsWith("{") && !word.startsWith("{\\") ? "" : /[{\\]/.test(word) ? decode(word) : word;
  const letter = /\p{L}/u.exec(text)?.[0];
  return letter !== undefined && letter !== letter.toUpperCase() && letter === letter.toLowerCase();
}

function assemble(
  decode: Decode,
  parts: {
    readonly family: readonly string[];
    readonly given: readonly string[];
    readonly suffix: readonly string[];
  },
): Person {
  const person: { -readonly [Key in keyof Author]: Author[Key] } & { affiliations: string[] } = {
    affiliations: [],
  };
  const family = decode(parts.family.join(" "));
  const given = decode(parts.given.join(" "));
  const suffix = decode(parts.suffix.join(" "));
  if (family !== "") person.family = family;
  if (given !== "") person.given = given;
  if (suffix !== "") person.suffix = suffix;
  return person;
}

/** BibLaTeX: "family=Berg, given=Jan, prefix=van den, suffix=Jr"; a repeated part counts last. */
function readLabelled(parts: readonly string[], decode: Decode): Person {
  const named = new Map<string, string>();
  for (const part of parts) {
    const equals = part.indexOf("=");
    if (equals > 0) named.set(part.slice(0, equals).trim().toLowerCase(), part.slice(equals + 1).trim());
  }
  const of = (name: string): readonly string[] => {
    const text = named.get(name)?.replace(/^"(.*)"$/, "$1") ?? "";
    return text === "" ? [] : [text];
  };
  return assemble(decode, {
    family: [...of("prefix"), ...of("family")],
    given: of("given"),
    suffix: of("suffix"),
  });
}

function isOneGroup(name: string): boolean {
  if (!name.startsWith("{") || !name.endsWith("}") || name.startsWith("{\\")) return false;
  let depth = 0;
  for (let at = 0; at < name.length; at += 1) {
    const code = name.charCodeAt(at);
    if (code === OPEN) depth += 1;
    else if (code === CLOSE && --depth === 0) return at === name.length - 1;
  }
  return false;
}

/** Cuts at commas, or at blanks and ties, outside of braces; without empty parts at blanks. */
function splitOutside(text: string, separator: "," | " "): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  const add = (to: number): void => {
    const part = text.slice(from, to).trim();
    if (part !== "" || separator === ",") parts.push(part);
  };
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === OPEN) depth += 1;
    else if (code === CLOSE) depth -= 1;
    else if (code === 92) at += 1;
    else if (depth === 0 && (separator === "," ? code === 44 : code <= 32 || code === 126)) {
      add(at);
      from = at + 1;
    }
  }
  add(text.length);
  return parts;
}
