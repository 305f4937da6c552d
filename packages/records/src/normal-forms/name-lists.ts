import type { Author } from "../model.ts";
import { looksLikeGroup } from "./name-words.ts";
import { givenFirst, namesNobody, parseName, withoutEtAl } from "./names.ts";

export interface NameList {
  readonly names: readonly Author[];
  /** Whether the source says that there are more ("et al."). */
  readonly isCut: boolean;
}

/**
 * The names of one cell: between semicolons, bars or line breaks, or "and", or commas where each part is a whole name
 * ("Griffin DK, Larkin DM", "Tom Smith, Ann Weber") or where family names and initials alternate ("Smith, A. B., Doe, C.").
 * A single comma splits family from given name.
 */
export function readNameList(text: string): NameList {
  const { text: whole, isCut } = withoutEtAl(text);
  const names = namesIn(whole);
  return { names: names.filter((name) => !namesNobody(name)), isCut };
}

export function parseNameList(text: string): readonly Author[] {
  return readNameList(text).names;
}

const INITIALS = /^(?:\p{Lu}\p{M}*\.?[- ]?){1,5}$/u;

function namesIn(text: string): readonly Author[] {
  const parts = (separator: RegExp): readonly string[] =>
    text
      .split(separator)
      .map((part) => part.trim())
      .filter((part) => part !== "");
  for (const separator of [/;/, /\n/, /\|/]) if (separator.test(text)) return parts(separator).map(parseName);
  const isGroup = !text.includes(",") && looksLikeGroup(text) && !/^\p{Lu}[^ ]* .* (?:and|&) /u.test(text);
  if (!isGroup && /\s(?:and|&)\s/.test(text) && !looksLikeGroup(text.replace(/\s(?:and|&)\s/g, ", ")))
    return parts(/,?\s+(?:and|&)\s+/).flatMap(namesIn);
  const names = parts(/,/);
  const allInitials = names.every((name) => parseName(name.replace(/\.$/, "")).initials !== undefined);
  if (allInitials) return names.map(parseName);
  if (
    names.length > 2 &&
    names.length % 2 === 0 &&
    names.every((name, at) => at % 2 === 0 || INITIALS.test(name))
  )
    return names.flatMap((family, at) => (at % 2 === 0 ? [parseName(`${family}, ${names[at + 1]!}`)] : []));
  if (names.length > 1 && names.every((name) => /^\S+\s\S/.test(name)))
    return names.map((name) =>
      looksLikeGroup(name) ? parseName(name) : { ...givenFirst(name), affiliations: [] },
    );
  return names.length === 0 ? [] : [parseName(text)];
}
