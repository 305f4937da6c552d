import type { Author } from "../model.ts";

/**
 * A name as databases print it: "Family, Given", "Family, Given, Suffix", "Family AB" (initials after a space, with or
 * without dots), "A. Family"; anything else of several words is a group's name. Affiliations come from elsewhere.
 */
export function parseName(text: string): Author {
  const name = text.replace(/\s+/g, " ").replace(/[,;\s]+$/, "").trim();
  const comma = name.indexOf(",");
  if (comma > 0) {
    const given = name.slice(comma + 1).trim();
    const isInitials = /^(?:\p{Lu}\.?[- ]?){1,4}$/u.test(given);
    return { family: name.slice(0, comma).trim(), ...givenOrInitials(given, isInitials), affiliations: [] };
  }
  const after = /^(.*[\p{Ll}'’].*?)\s+((?:\p{Lu}\.?-?\s?){1,4})$/u.exec(name);
  if (after !== null) return { family: after[1]!, initials: after[2]!, affiliations: [] };
  const before = /^((?:\p{Lu}\.[- ]?)+)\s*(\p{L}[\p{L}'’ -]+)$/u.exec(name);
  if (before !== null) return { family: before[2]!, initials: before[1]!.trim(), affiliations: [] };
  return name.includes(" ") ? { collective: name, affiliations: [] } : { family: name, affiliations: [] };
}

function givenOrInitials(text: string, isInitials: boolean): Pick<Author, "given" | "initials"> {
  if (text === "") return {};
  return isInitials ? { initials: text } : { given: text };
}

/** "Family, Given" for writing; a group's name as it is. */
export function formatName({ family, given, initials, collective }: Author): string {
  if (collective !== undefined) return collective;
  const first = given ?? initials;
  return first === undefined ? (family ?? "") : `${family ?? ""}, ${first}`;
}
