import type { Author } from "../model.ts";

/**
 * A name as databases print it: "Family, Given" (and "Family, Given, Suffix"), "Family AB" or "Family A.B." (initials
 * after a blank, a suffix after them), "A. B. Family"; anything else of several words is a group's name. Affiliations come from elsewhere.
 */
export function parseName(text: string): Author {
  const name = text
    .replace(/\s+/g, " ")
    .replace(/[,;\s]+$/, "")
    .trim();
  const comma = name.indexOf(",");
  if (comma > 0) {
    const given = name.slice(comma + 1).trim();
    return { family: name.slice(0, comma).trim(), ...(given === "" ? {} : { given }), affiliations: [] };
  }
  const after = /^(.*[\p{Ll}'’].*?) ((?:\p{Lu}\.?-?){1,4}(?: (?:Jr|Sr|2nd|3rd|4th)\.?)?)$/u.exec(name);
  if (after !== null) return { family: after[1]!, initials: after[2]!, affiliations: [] };
  const before = /^((?:\p{Lu}\.[- ]?)+)(\p{L}[\p{L}'’ -]*)$/u.exec(name);
  if (before !== null) return { family: before[2]!, initials: before[1]!.trim(), affiliations: [] };
  return name.includes(" ")
    ? { collective: name, affiliations: [] }
    : { ...(name === "" ? {} : { family: name }), affiliations: [] };
}

/**
 * The names of one cell: between semicolons, or "and", or commas where each part is a whole name ("Griffin DK, Larkin
 * DM", "Tom Smith, Ann Weber"). A single comma splits family from given name.
 */
export function parseNameList(text: string): readonly Author[] {
  const parts = (separator: RegExp): readonly string[] =>
    text
      .split(separator)
      .map((part) => part.trim())
      .filter((part) => part !== "");
  if (text.includes(";")) return parts(/;/).map(parseName);
  if (/\sand\s/.test(text)) return parts(/,?\s+and\s+/).flatMap(parseNameList);
  const names = parts(/,/);
  const allInitials = names.every((name) => parseName(name.replace(/\.$/, "")).initials !== undefined);
  if (allInitials) return names.map((name) => parseName(name));
  if (names.length > 1 && names.every((name) => /^\S+\s\S/.test(name))) return names.map(givenFirst);
  return names.length === 0 ? [] : [parseName(text)];
}

/** "Tom Smith": the last word is the family name. */
function givenFirst(name: string): Author {
  const at = name.lastIndexOf(" ");
  return { family: name.slice(at + 1), given: name.slice(0, at), affiliations: [] };
}

/** "Family, Given, Suffix" for writing; a group's name as it is. */
export function formatName({ family, given, initials, collective, suffix }: Author): string {
  if (collective !== undefined) return collective;
  const first = given ?? initials;
  const name = first === undefined ? (family ?? "") : `${family ?? ""}, ${first}`;
  return suffix === undefined ? name : `${name}, ${suffix}`;
}
