import type { Author, BibRecord } from "../../model.ts";
import type { Field } from "../field.ts";
import type { SearchInterface } from "../tree.ts";
import { hasWildcard } from "../wildcards.ts";
import { languageCode } from "./languages.ts";
import { typesBelow } from "./publication-types.ts";
import { isMedline } from "./record-texts.ts";
import { fitsValue } from "./word-pattern.ts";
import { fold, foldWords } from "../words.ts";

/**
 * How a field is answered whose values are compared as a whole: what can be made ready of the query once, then each
 * record; `undefined`: the record does not say.
 */
export type ValueMatch = (query: ValueQuery) => (record: BibRecord) => boolean | undefined;

export interface ValueQuery {
  readonly text: string;
  readonly quoted: boolean;
  readonly tag: string;
  readonly searchInterface: SearchInterface;
}

const among = (values: (record: BibRecord) => readonly (string | undefined)[]): ValueMatch => {
  return (query) => {
    const isSame = sameAs(query);
    return (record) => {
      const known = values(record).filter((value) => value !== undefined);
      return known.length === 0 && !isMedline(record) ? undefined : known.some(isSame);
    };
  };
};

/** The fields that are compared as a whole, with the record's values for them. */
export const VALUE_FIELDS: Readonly<Partial<Record<Field, { readonly match: ValueMatch; readonly what: string }>>> = {
  author: { match: authorsMatch(({ authors }) => authors), what: "authors" },
  "full-author": { match: authorsMatch(({ authors }) => authors), what: "authors" },
  "first-author": { match: authorsMatch(({ authors }) => authors.slice(0, 1)), what: "authors" },
  "last-author": { match: authorsMatch(({ authors }) => authors.slice(-1)), what: "authors" },
  journal: {
    match: among(({ journal }) => [journal?.title, journal?.abbreviation, ...(journal?.issn ?? []).map(({ value }) => value)]),
    what: "journal",
  },
  "journal-id": { match: among(({ journal }) => [journal?.nlmId]), what: "journal's number" },
  issn: { match: among(({ journal }) => (journal?.issn ?? []).map(({ value }) => value)), what: "ISSN" },
  language: {
    match: ({ text }) => {
      const code = languageCode(text);
      return ({ languages }) => (languages.length === 0 ? undefined : languages.some((each) => languageCode(each) === code));
    },
    what: "language",
  },
  "publication-type": { match: publicationType, what: "publication types" },
  pmid: { match: among(({ ids }) => [ids.pmid]), what: "PMID" },
  "article-id": { match: ({ text }) => ({ ids }) => articleId(text, [ids.doi, ids.pii]), what: "DOI" },
  accession: { match: among(({ ids }) => [ids.accession, ids.pmid]), what: "number in the database" },
  country: { match: among(({ journal }) => [journal?.country]), what: "country of publication" },
  volume: { match: among(({ volume }) => [volume]), what: "volume" },
  issue: { match: among(({ issue }) => [issue]), what: "issue" },
  pages: { match: among(({ pages }) => [pages?.first, pages?.text]), what: "pages" },
  subset: { match: subset, what: "subset" },
}; // prettier-ignore

function sameAs({ text, searchInterface }: ValueQuery): (value: string) => boolean {
  if (hasWildcard(text, searchInterface)) return (value) => fitsValue(text, value, searchInterface);
  const wanted = foldWords(text);
  return (value) => foldWords(value) === wanted;
}

/**
 * Family name with initials, as MEDLINE prints them; initials may be left out or cut short (PubMed Help, "Author [au]"),
 * unless PubMed's quotation marks ask for exactly these.
 */
function authorsMatch(authorsOf: (record: BibRecord) => readonly Author[]): ValueMatch {
  return ({ text, quoted, searchInterface }) => {
    const isWild = hasWildcard(text, searchInterface);
    const wanted = foldWords(text);
    const cuts = !(quoted && searchInterface === "pubmed");
    const fitsAuthor = (author: Author): boolean =>
      isWild
        ? shortNames(author).some((name) => fitsValue(text, name, searchInterface))
        : [...shortNames(author), fullName(author)].some(
            (name) => name === wanted || (cuts && (name.startsWith(`${wanted} `) || (wanted.includes(" ") && name.startsWith(wanted)))),
          );
    return (record) => {
      const authors = authorsOf(record);
      return authors.length === 0 && !isMedline(record) ? undefined : authors.some(fitsAuthor);
    };
  }; // prettier-ignore
}

function shortNames({ family, given, initials, collective }: Author): readonly string[] {
  if (family === undefined) return [foldWords(collective ?? "")];
  const letters = initials ?? (given ?? "").split(/[\s.-]+/).map((part) => part.charAt(0)).join(""); // prettier-ignore
  return [`${foldWords(family)} ${fold(letters).replace(/[^\p{L}]/gu, "")}`.trim()];
}

function fullName({ family, given }: Author): string {
  return foldWords(`${family ?? ""} ${given ?? ""}`);
}

/** PubMed includes the narrower types (PubMed Help, "Publication Type [pt]"), Ovid does not. */
function publicationType({ text, tag, searchInterface }: ValueQuery): ReturnType<ValueMatch> {
  const explode = searchInterface === "pubmed" && !tag.endsWith("noexp");
  const wanted = new Set([...(explode ? typesBelow(foldWords(text)) : [foldWords(text)])]);
  const isWild = hasWildcard(text, searchInterface);
  return (record) => {
    const found = record.publicationTypes.some((type) =>
      isWild ? fitsValue(text, type, searchInterface) : wanted.has(foldWords(type)),
    );
    return found || isMedline(record) ? found : undefined;
  };
}

function articleId(text: string, ids: readonly (string | undefined)[]): boolean | undefined {
  const known = ids.filter((id) => id !== undefined);
  return known.length === 0 ? undefined : known.some((id) => id.toLowerCase() === text.toLowerCase());
}

/** Where a record of MEDLINE stands on its way (STAT); other subsets are not in a record. */
function subset({ text }: ValueQuery): ReturnType<ValueMatch> {
  const stages: Readonly<Record<string, string>> = { medline: "medline", inprocess: "in process", "in process": "in process", publisher: "publisher", pubmednotmedline: "pubmed not medline" }; // prettier-ignore
  const stage = stages[foldWords(text)];
  return ({ status }) =>
    stage === undefined || status?.record === undefined ? undefined : foldWords(status.record) === stage;
}
