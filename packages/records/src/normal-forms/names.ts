import type { Author } from "../model.ts";
import { isDegrees, isParticle, isPlainDegree, isSuffix, looksLikeGroup, TITLES } from "./name-words.ts";
import { splitCjkName } from "./cjk-names.ts";
import { plainName } from "./plain-name.ts";

type Name = Partial<Record<"family" | "given" | "initials" | "suffix", string>>;

/**
 * A name as databases print it: "Family, Given", "Family, Given, Jr", "Family Jr, Given", "Family AB", "Family AB Jr",
 * "A. B. Family", "Given Family", and Chinese, Japanese or Korean names with the family first. Particles stay with the
 * family name ("Berg, Jan van den" has the family "van den Berg"), titles and degrees are dropped, a group keeps its whole
 * name. Nothing is left of "et al.": `namesNobody` tells. Affiliations come from elsewhere; the source's words stay in the
 * record's `raw`.
 *
 * @example parseName("King ML Jr") // { family: "King", initials: "ML", suffix: "Jr", affiliations: [] }
 */
export function parseName(text: string): Author {
  return plainName(text) ?? parseUnusual(text);
}

/** "et al.", "and others": there are more names than the source gives. */
const ET_AL =
  /(?:^|[\s,;]+)(?:(?:&|and)\s+)?(?:et[\s.]+al(?:ii|ia)?\b|and others\b|others$|u\.\s?a\.|\[?…\]?)[.,;\]\s]*$/iu;

/** The text without "et al." at its end, and whether it was there. */
export function withoutEtAl(text: string): { readonly text: string; readonly isCut: boolean } {
  const shorter = text.replace(ET_AL, "");
  return { text: shorter, isCut: shorter !== text };
}

export function namesNobody({ family, collective }: Author): boolean {
  return family === undefined && collective === undefined;
}

const ROLE = /\s*[([](?:eds?|editors?|authors?|corresponding author|compiler|translator)\.?[)\]]\.?$/i;

function parseUnusual(text: string): Author {
  const name = withoutEtAl(text.replace(/\s+/g, " ").trim())
    .text.replace(ROLE, "")
    .replace(/[,;\s]+$/, "")
    .trim();
  if (name === "") return { affiliations: [] };
  const comma = name.indexOf(",");
  if (comma > 0) return withComma(name) ?? { collective: name, affiliations: [] };
  return withoutComma(name);
}

/** "Family, Given" with whatever else stands between commas; undefined for a group whose name holds a comma. */
function withComma(name: string): Author | undefined {
  const [first = "", ...rest] = name.split(",").map((part) => part.trim());
  if (first.split(" ").length > 2 && looksLikeGroup(first)) return undefined;
  const parsed: Name = {};
  const parts = rest.filter((part) => {
    // "KENNEDY, JR" has the initials J. R.
    const isEnd = isSuffix(part) && (rest.length > 1 || /\p{Ll}/u.test(part));
    if (isEnd) parsed.suffix ??= withoutStop(part);
    return part !== "" && !isEnd;
  });
  // One part alone is the given name, even where it looks like a degree: "Wang, MD".
  const given = parts.filter((part, place) => place === 0 || !isDegrees(part)).join(", ");
  let family = first.replace(TITLES, "");
  const ending = splitLastWord(family);
  if (ending !== undefined && isSuffix(ending[1])) {
    family = ending[0];
    parsed.suffix ??= withoutStop(ending[1]);
  }
  const { given: own, suffix, particles } = endsOfGiven(given.replace(TITLES, ""));
  parsed.family = particles === "" ? family : `${particles} ${family}`;
  if (own !== "") parsed.given = own;
  if (suffix !== undefined) parsed.suffix ??= suffix;
  return inOrder(parsed);
}

/** What stands behind a given name: degrees, a suffix, particles of the family name. */
function endsOfGiven(text: string): {
  readonly given: string;
  readonly suffix: string | undefined;
  readonly particles: string;
} {
  const words = text.split(" ");
  let suffix: string | undefined;
  const particles: string[] = [];
  while (words.length > 1) {
    const last = words.at(-1)!;
    const before = words.at(-2)!;
    if (isPlainDegree(last) && (last.length > 2 || before.replace(/\W/g, "").length > 2)) words.pop();
    else if (isSuffix(last)) suffix = withoutStop(words.pop()!);
    else if (isParticle(last) && last === last.toLowerCase() && last.length > 1)
      particles.unshift(words.pop()!);
    else break;
  }
  // Names that are nothing but particles ("Van, de") have none to give.
  return { given: words.join(" ").replace(/,$/, ""), suffix, particles: particles.join(" ") };
}

/** "JA", "J.-P.", "J. A.", "J A". */
const FAMILY_THEN_INITIALS =
  /^(.*?[\p{L}\p{M}'’.]) ((?:\p{Lu}\.?-?){1,4}|(?:\p{Lu}\.[- ]?)+\p{Lu}?\.?|\p{Lu}(?:[ -]\p{Lu})+)$/u;
const INITIALS_THEN_FAMILY = /^((?:\p{Lu}\p{M}*\.[- ]?)+)(\p{L}[\p{L}\p{M}'’ -]*)$/u;

function withoutComma(text: string): Author {
  const cjk = splitCjkName(text);
  if (cjk !== undefined) return { ...cjk, affiliations: [] };
  const parsed: Name = {};
  let name = text.replace(TITLES, "");
  for (let ending = splitLastWord(name); ending !== undefined; ending = splitLastWord(name)) {
    const [before, last] = ending;
    const isBehindInitials = /(?:^|\s)(?:\p{Lu}\.?-?){1,4}$/u.test(before) && before.includes(" ");
    const isBehindName = before.includes(" ");
    if (isSuffix(last) && (isBehindInitials || (isBehindName && /[a-z.\d]$/.test(last)))) {
      parsed.suffix ??= withoutStop(last);
    } else if (!isPlainDegree(last) || !isBehindName || (last.length < 3 && !isBehindInitials)) break;
    name = before;
  }
  const after = FAMILY_THEN_INITIALS.exec(name);
  if (after !== null && mayBeFamily(after[1]!, after[2]!)) {
    const { family, suffix } = endOfFamily(after[1]!);
    if (suffix !== undefined) parsed.suffix ??= suffix;
    return inOrder({ ...parsed, family, initials: after[2]! });
  }
  const before = INITIALS_THEN_FAMILY.exec(name);
  if (before !== null && !looksLikeGroup(name))
    return inOrder({ ...parsed, family: before[2]!, initials: before[1]!.trim() });
  if (!name.includes(" ")) return inOrder({ ...parsed, family: name });
  return isPersonInWords(name)
    ? inOrder({ ...parsed, ...givenFirst(name) })
    : { collective: text, affiliations: [] };
}

function endOfFamily(family: string): { readonly family: string; readonly suffix?: string } {
  const ending = splitLastWord(family);
  return ending !== undefined && isSuffix(ending[1])
    ? { family: ending[0], suffix: withoutStop(ending[1]) }
    : { family };
}

/** What can stand before initials: "SMITH" and "van den Berg", not "Department of" or "A". */
function mayBeFamily(text: string, initials: string): boolean {
  if (text.includes(" ") && looksLikeGroup(text)) return false;
  if (/\p{Ll}/u.test(text)) return true;
  return !/\p{Lu}{4}/u.test(initials) && /^\p{Lu}[\p{Lu}'’-]+(?: \p{Lu}[\p{Lu}'’-]+){0,2}$/u.test(text);
}

/** "Tom Smith", "Anna M. J. van der Weber": names, initials and particles, at most five of them beside the particles. */
function isPersonInWords(name: string): boolean {
  const words = name.split(" ");
  if (words.filter((word) => !isParticle(word)).length > 5 || looksLikeGroup(name)) return false;
  const last = words.at(-1)!;
  if (!/^\p{Lu}\p{M}*['’]?[\p{L}\p{M}'’-]*\p{Ll}/u.test(last)) return false;
  return (
    !isParticle(words[0]!) &&
    words.every((word) => isParticle(word) || NAME_OR_INITIALS.test(word)) &&
    words.slice(0, -1).every((word) => isParticle(word) || word.length < 2 || /\p{Ll}|\.$/u.test(word))
  );
}

/** "Anna", "O'Neil", "M.", "A.E.", "J.-P." */
const NAME_OR_INITIALS = /^\p{Lu}[\p{L}\p{M}'’-]*\.?$|^(?:\p{Lu}\p{M}*\.-?){2,5}$/u;

/** "Tom Smith", "Ann van Weber": the last word, with the particles before it, is the family name. */
export function givenFirst(name: string): { readonly family: string; readonly given: string } {
  const words = name.split(" ");
  let from = words.length - 1;
  while (from > 1 && isParticle(words[from - 1]!) && words[from - 1] === words[from - 1]!.toLowerCase())
    from -= 1;
  return { family: words.slice(from).join(" "), given: words.slice(0, from).join(" ") };
}

function splitLastWord(text: string): readonly [before: string, last: string] | undefined {
  const at = text.lastIndexOf(" ");
  return at <= 0 ? undefined : [text.slice(0, at).replace(/,$/, ""), text.slice(at + 1)];
}

function withoutStop(suffix: string): string {
  return suffix.replace(/\.$/, "");
}

function inOrder({ family, given, initials, suffix }: Name): Author {
  return {
    ...(family === undefined || family === "" ? {} : { family }),
    ...(given === undefined ? {} : { given }),
    ...(initials === undefined ? {} : { initials }),
    ...(suffix === undefined ? {} : { suffix }),
    affiliations: [],
  };
}

/** "Family, Given, Suffix" for writing; a group's name as it is. */
export function formatName({ family, given, initials, collective, suffix }: Author): string {
  if (collective !== undefined) return collective;
  const first = given ?? initials;
  const name = first === undefined ? (family ?? "") : `${family ?? ""}, ${first}`;
  return suffix === undefined ? name : `${name}, ${suffix}`;
}
