import type { RecordDraft } from "../../draft.ts";
import { findOrcid } from "../../normal-forms/identifiers.ts";
import { newPerson } from "../new-person.ts";
import { splitSuffix } from "../name-suffix.ts";

export type Person = RecordDraft["authors"][number];
export type Role = "authors" | "editors" | "investigators";

/** A person with a full name (FAU, FED, FIR): "Family, Given" and a suffix. */
export function addFullName(draft: RecordDraft, role: Role, value: string): Person {
  const person = newPerson(value);
  if (person.given !== undefined) {
    const parts = splitSuffix(person.given);
    if (parts !== undefined) {
      person.given = parts[0];
      person.suffix = parts[1];
    }
  }
  listOf(draft, role).push(person);
  return person;
}

/** The short name (AU, ED, IR) right after a full one gives its initials; one alone is a person, as older records have it. */
export function addShortName(
  draft: RecordDraft,
  role: Role,
  value: string,
  full: Person | undefined,
): Person {
  const initials = full === undefined ? undefined : plainInitials(value);
  if (full !== undefined && initials !== undefined) {
    full.initials = initials;
    return full;
  }
  const short = newPerson(value);
  const parts = short.initials === undefined ? undefined : splitSuffix(short.initials);
  if (parts !== undefined) {
    short.initials = parts[0];
    short.suffix = parts[1];
  }
  if (full === undefined) {
    listOf(draft, role).push(short);
    return short;
  }
  if (short.initials !== undefined) full.initials = short.initials;
  return full;
}

export function addOrcid(person: Person, value: string): void {
  const orcid = findOrcid(value);
  if (orcid !== undefined) person.orcid ??= orcid;
}

function listOf(draft: RecordDraft, role: Role): Person[] {
  if (role === "authors") return draft.authors;
  if (role === "editors") return (draft.editors ??= []);
  return (draft.investigators ??= []);
}

/** The one to four capitals after the last blank, "LA" of "McGuinness LA", where the family name has a small letter. */
function plainInitials(value: string): string | undefined {
  let at = value.length;
  while (at > 0 && isCapital(value.charCodeAt(at - 1))) at -= 1;
  const isPlain =
    at < value.length &&
    value.length - at <= 4 &&
    at > 1 &&
    value.charCodeAt(at - 1) === 32 &&
    isSmall(value.charCodeAt(at - 2));
  return isPlain ? value.slice(at) : undefined;
}

function isCapital(code: number): boolean {
  return code >= 65 && code <= 90;
}

function isSmall(code: number): boolean {
  return code >= 97 && code <= 122;
}
