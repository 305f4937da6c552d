import type { Author, BibRecord } from "../model.ts";
import { abstractSketch } from "./abstract-sketch.ts";
import { foldWords, hash53, isSilent } from "./fold.ts";
import { pagePlace, volumePlace, type PagePlace, type VolumePlace } from "./place.ts";
import { remembered } from "./remembered.ts";
import { reportKind, type ReportKind } from "./report-kind.ts";
import { statedRelations, type StatedRelation } from "./stated-relations.ts";
import { titleWords, type TitleWords } from "./title-words.ts";

/** What linkage reads of a record, before it goes into columns. */
export interface Features {
  readonly id: string;
  readonly source: string;
  readonly title: TitleWords;
  /** The title in the article's own language, written together; empty when there is none. */
  readonly originalTitle: string;
  readonly authors: readonly string[];
  /** Words of three letters or more in the given names, where exports also put family names. */
  readonly givenNames: readonly string[];
  readonly kind: ReportKind;
  readonly page: PagePlace;
  readonly volume: VolumePlace;
  /** 0 when none is stated. */
  readonly year: number;
  readonly journal: readonly string[];
  readonly issn: readonly string[];
  /** Hash of the DOI; 0 when there is none. */
  readonly doi: number;
  /** Hash of the DOI up to its first bracket, where exports cut it; equal to `doi` when it has none. */
  readonly doiHead: number;
  readonly pmid: number;
  readonly pmcid: number;
  readonly registrations: readonly string[];
  /** Number of a Cochrane review, 0 for other reports, and its version ("pub3"). */
  readonly cochrane: number;
  readonly cochraneVersion: number;
  readonly sketch: readonly number[] | undefined;
  readonly relations: readonly StatedRelation[];
}

const NO_TITLE: TitleWords = { words: [], together: "", original: "", isTranslated: false };
const MOST_AUTHOR_WORDS = 40;
const MOST_TITLE_WORDS = 60;

/** Everything linkage needs of a record; never throws, whatever the fields hold. */
export function featuresOf(record: BibRecord): Features {
  const { id, ids, title, originalTitle, date, journal, pages, authors } = record;
  const doi = cleanDoi(ids.doi ?? "");
  const page = pagePlace(pages?.text ?? "");
  const cochrane = doi.startsWith("10.1002/14651858") ? /cd0*(\d{4,6})(?:\.pub(\d{1,2}))?/i.exec(doi) : null;
  const byPage = page.prefix === "cd" ? page.first : 0;
  const words = title === undefined ? NO_TITLE : titleWords(title);
  return {
    id,
    source: record.source.file,
    title: { ...words, words: words.words.slice(0, MOST_TITLE_WORDS) },
    originalTitle: originalTitle === undefined ? words.original : titleWords(originalTitle).together,
    authors: authorWords(authors),
    givenNames: givenNameWords(authors),
    kind: reportKind(record),
    page: byPage > 0 ? pagePlace("") : page,
    volume: volumePlace(stated(record.volume), stated(record.issue)),
    year: date?.year ?? 0,
    journal: journalWords(stated(journal?.title ?? journal?.abbreviation)),
    issn: (journal?.issn ?? []).slice(0, 2).map(({ value }) => value.replace(/\W/g, "").toLowerCase()),
    doi: doi === "" ? 0 : hash53(doi),
    doiHead: doi === "" ? 0 : hash53(doi.replace(/[(<[;].*$/, "")),
    pmid: Number(ids.pmid ?? 0) || 0,
    pmcid: Number(ids.pmcid?.replace(/\D/g, "") ?? 0) || 0,
    registrations: registrationsOf(record),
    cochrane: cochrane === null ? byPage : Number(cochrane[1]),
    cochraneVersion: Number(cochrane?.[2] ?? (cochrane === null ? 0 : 1)),
    sketch: record.abstract === undefined ? undefined : abstractSketch(record.abstract),
    relations: statedRelations(record.relations),
  };
}

/** Exports of R write NA where a cell is empty. */
function stated(text: string | undefined): string {
  if (text === undefined) return "";
  return /^\s*[nu]/i.test(text) && /^\s*(?:na|n\/a|null|none|unknown|no-specified)\s*$/i.test(text)
    ? ""
    : text;
}

/** A DOI without what links to landing pages and PDFs add to it. */
function cleanDoi(doi: string): string {
  return doi
    .replace(/(?:[/.](?:abstract|full|fulltext|pdf|epdf|html?|summary))+$|[?#].*$/, "")
    .replace(/\.$/, "");
}

const PARTICLES: ReadonlySet<string> = new Set([
  "de", "del", "della", "di", "da", "do", "dos", "das", "du", "des", "la", "le", "van", "von", "der", "den", "ter",
  "ten", "el", "al", "bin", "ibn", "zu", "zum", "af", "st", "jr", "sr", "md", "phd", "et", "and",
]); // prettier-ignore

/**
 * The words of the authors' family names in order, without particles and initials; also of lists that an export has
 * glued together ("Adeli K.Lewis G. F.").
 */
function authorWords(authors: readonly Author[]): readonly string[] {
  const words: string[] = [];
  const [only] = authors;
  if (
    authors.length === 1 &&
    /^(?:na|n\/a|none|unknown|\[?no authors? listed\]?)$/i.test(only?.family ?? only?.collective ?? "")
  ) {
    return words;
  }
  for (const { family, collective } of authors) {
    for (const word of nameWords(family ?? collective ?? "")) {
      if (word.length < 2 || PARTICLES.has(word) || words.length >= MOST_AUTHOR_WORDS) continue;
      if (word === "anonymous" || word === "anon" || words.includes(word)) continue;
      words.push(word);
    }
  }
  return words;
}

function givenNameWords(authors: readonly Author[]): readonly string[] {
  const words: string[] = [];
  for (const { given } of authors) {
    if (given === undefined || !hasWord(given)) continue;
    for (const word of foldWords(given)) {
      if (word.length >= SHORTEST_NAME && words.length < MOST_AUTHOR_WORDS) words.push(word);
    }
  }
  return words;
}

const SHORTEST_NAME = 3;

/** A look for so many letters on end before words are made: most given names are initials. */
function hasWord(text: string): boolean {
  let run = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    run = (code | 32) >= 97 && (code | 32) <= 122 ? run + 1 : code > 127 ? run + 1 : 0;
    if (run === SHORTEST_NAME) return true;
  }
  return false;
}

/** Most names are one word of plain letters. */
function nameWords(name: string): readonly string[] {
  for (let at = 0; at < name.length; at++) {
    const code = name.charCodeAt(at) | 32;
    if (code < 97 || code > 122) return foldWords(name);
  }
  return name === "" ? [] : [name.toLowerCase()];
}

/** A journal's words without articles, places in brackets, second titles and conference names. */
const journalWords = remembered((title: string): readonly string[] => {
  if (title === "") return [];
  const bare = title.replace(/\.?\s*conference\s*:.*$/i, "").replace(/[([][^)\]]*[)\]]?/g, " ");
  const words = foldWords(bare).filter((word) => !isSilent(word));
  return words.length > 0 ? words : foldWords(title).slice(0, 12);
});

const REGISTRATION = /\b(?:NCT\s?0\d{7}|ISRCTN\s?\d{8}|EUCTR\d{4}-\d{6}-\d{2}|20\d{2}-\d{6}-\d{2}|ChiCTR[-\w]{5,16}|ACTRN\s?\d{14}|UMIN\d{9}|NTR\d{3,4}\b|DRKS\d{8}|CTRI\/\d{4}\/\d\d\/\d{4,6}|IRCT\d{10,16}N?\d{0,2}|CRD\s?42\d{9})/gi; // prettier-ignore

/** Trial registrations in the record's own field, its title and its abstract, as one spelling. */
function registrationsOf({ ids, title, abstract, urls, journal }: BibRecord): readonly string[] {
  const found = new Set<string>();
  const note = (text: string): void => {
    for (const [id] of text.matchAll(REGISTRATION)) found.add(oneSpelling(id));
  };
  for (const id of ids.registrations ?? []) found.add(oneSpelling(id));
  if (mayRegister(title)) note(title!);
  if (mayRegister(abstract)) note(abstract!);
  if (mayRegister(journal?.title)) note(journal!.title!);
  if (/clinicaltrials|isrctn/i.test(urls[0] ?? "")) for (const url of urls) note(url);
  return [...found].slice(0, 8);
}

const oneSpelling = (id: string): string =>
  id.replace(/\s/g, "").toUpperCase().replace(/^EUCTR/, "").replace(/^(\d{4}-\d{6}-\d{2})-\w+$/, "$1"); // prettier-ignore

/** A look for capitals before the long pattern: most texts name no registry. */
function mayRegister(text: string | undefined): boolean {
  if (text === undefined) return false;
  return (
    text.includes("NCT") ||
    text.includes("CTR") ||
    text.includes("RCTN") ||
    text.includes("CRD") ||
    text.includes("UMIN") ||
    text.includes("NTR") ||
    text.includes("DRKS") ||
    text.includes("IRCT") ||
    text.includes("EudraCT")
  );
}
