import type { RecordDraft } from "../../draft.ts";
import { findOrcid } from "../../normal-forms/identifiers.ts";
import { parseName } from "../../normal-forms/names.ts";
import { newPerson } from "../new-person.ts";
import { splitSuffix } from "../name-suffix.ts";

type Person = RecordDraft["authors"][number];

/** "Family, Given" or "Family, Given, Jr."; see `parseName` for the other forms. */
export function personOf(value: string): Person {
  const person = newPerson(value);
  const parts = person.given === undefined ? undefined : splitSuffix(person.given);
  if (parts !== undefined) {
    person.given = parts[0];
    person.suffix = parts[1];
  }
  return person;
}

/**
 * Gives affiliations to the authors they name: "Keefer, Amy: Center for …" (Ovid), "(Yang Z., z@ucc.ie; Li M.) School …"
 * (Embase). Of those that name nobody, all are a sole author's, and a single one is the first author's, as in older
 * MEDLINE; several say nothing of who is where and stay in `raw`.
 */
export function addAffiliations(authors: readonly Person[], affiliations: readonly string[]): void {
  const unnamed: string[] = [];
  for (const text of affiliations) {
    const { names, place } = namedAffiliation(text);
    const people = names.flatMap((name) => findPerson(authors, name) ?? []);
    if (people.length === 0) unnamed.push(text);
    for (const person of people) if (!person.affiliations.includes(place)) person.affiliations.push(place);
  }
  const first = authors[0];
  if (first === undefined || (authors.length > 1 && (unnamed.length > 1 || first.affiliations.length > 0)))
    return;
  first.affiliations.push(...unnamed);
}

function namedAffiliation(text: string): { readonly names: readonly string[]; readonly place: string } {
  const listed = /^\(([^()]+)\) (.+)$/.exec(text);
  if (listed !== null) {
    const names = listed[1]!.split(/;\s*/).map((name) => name.replace(/,\s*\S+@\S+$/, ""));
    return { names, place: listed[2]! };
  }
  const colon = text.indexOf(": ");
  return colon > 0 && colon < 80
    ? { names: [text.slice(0, colon)], place: text.slice(colon + 2) }
    : { names: [], place: text };
}

/** "Keefer, Amy; ORCID: https://orcid.org/0000-…" (Ovid) or "Keefer, Amy/0000-…" (Web of Science), several in a value or not. */
export function addOrcids(authors: readonly Person[], value: string): void {
  for (const match of value.matchAll(/([^;/]+)(?:; ORCID:\s*\S*?|\/)(\d{4}-\d{4}-\d{4}-\d{3}[\dXx])/g)) {
    const person = findPerson(authors, match[1]!);
    const orcid = findOrcid(match[2]!);
    if (person !== undefined && orcid !== undefined) person.orcid ??= orcid;
  }
}

/** The author of a printed name: the same family name and given names, or else the same first letter. */
function findPerson(authors: readonly Person[], name: string): Person | undefined {
  const { family, given, initials, collective } = parseName(name);
  const wanted = key(family ?? collective);
  if (wanted === "") return undefined;
  const first = letters(given ?? initials);
  const same = authors.filter((author) => key(author.family ?? author.collective) === wanted);
  const exact = same.find((author) => letters(author.given ?? author.initials) === first);
  if (exact !== undefined || first === "") return exact;
  return same.find((author) => letters(author.given ?? author.initials).startsWith(first.slice(0, 1)));
}

function key(text: string | undefined): string {
  return (text ?? "").toLowerCase().trim();
}

function letters(text: string | undefined): string {
  return (text ?? "").toLowerCase().replace(/[^\p{L}]/gu, "");
}
