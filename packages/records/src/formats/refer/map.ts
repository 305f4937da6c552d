import { journalOf, newDraft } from "../../draft.ts";
import type { BibRecord, RawEntry } from "../../model.ts";
import { findIsbns, findIssns } from "../../normal-forms/check-digits.ts";
import { parseDate } from "../../normal-forms/dates.ts";
import { findDoi, normaliseDoi, normalisePmcid, normalisePmid } from "../../normal-forms/identifiers.ts";
import { parseName } from "../../normal-forms/names.ts";
import { parsePages } from "../../normal-forms/pages.ts";
import { findRegistrations } from "../../normal-forms/registrations.ts";
import { fieldValues, type FieldValues } from "../field-values.ts";
import { readableText } from "../readable-text.ts";
import { setOnce } from "../set-once.ts";

/** A Refer entry as a record, after EndNote's use of the tags. */
export function mapRefer(entry: RawEntry, file: string): BibRecord {
  const draft = newDraft("refer", { file, ordinal: entry.ordinal, line: entry.line }, entry.fields);
  const values = fieldValues(entry);
  const { all, first } = values;
  const { ids } = draft;
  const doi = all("R", "U", "M")
    .map((text) => normaliseDoi(text) ?? findDoi(text))
    .find((found) => found !== undefined);
  setOnce(ids, "doi", doi);
  setOnce(ids, "pmid", pmidOf(values));
  setOnce(
    ids,
    "pmcid",
    all("2", "M")
      .map((text) => (/^PMC\d/.test(text) ? normalisePmcid(text) : undefined))
      .find((id) => id !== undefined),
  );
  setOnce(ids, "accession", first("M"));
  const trials = all("M", "Z", "R").flatMap((text) => findRegistrations(text).map(({ id }) => id));
  if (trials.length > 0) ids.registrations = [...new Set(trials)];
  setOnce(draft, "title", readableText(first("T", "!")));
  setOnce(draft, "originalTitle", first("Q"));
  setOnce(
    draft,
    "abstract",
    readableText(
      all("X")
        .join("\n")
        .replace(/\s*\n\s*/g, " ") || undefined,
    ),
  );
  draft.authors.push(...all("A").map(personOf));
  const editors = all("E", "Y").map(personOf);
  if (editors.length > 0) draft.editors = editors;
  const affiliations = all("+").flatMap((text) => text.split("\n"));
  if (affiliations.length > 0) draft.affiliations = affiliations;
  const [year, day] = [parseDate(first("D") ?? ""), parseDate(first("8") ?? "")];
  setOnce(
    draft,
    "date",
    day?.month !== undefined && (year === undefined || day.year === year.year) ? day : (year ?? day),
  );
  const journal = first("J", "B", "S");
  if (journal !== undefined) journalOf(draft).title = readableText(journal);
  const short = journal === undefined ? undefined : first("O");
  if (short !== undefined && short.length < 80) journalOf(draft).abbreviation = short;
  addSerialNumbers(draft, all("@"));
  setOnce(draft, "volume", first("V"));
  setOnce(draft, "issue", first("N"));
  setOnce(draft, "pages", parsePages(first("P") ?? first("&") ?? ""));
  setOnce(draft, "publisher", first("I"));
  setOnce(draft, "place", first("C"));
  setOnce(draft, "edition", first("7"));
  draft.languages.push(...all("G"));
  draft.publicationTypes.push(...all("0", "9"));
  draft.keywords.push(
    ...all("K")
      .flatMap((text) => text.split(/\n|\s*;\s*/))
      .map((text) => text.trim())
      .filter((text) => text !== ""),
  );
  draft.urls.push(...all("U"));
  const notes = all("Z", ...(short === undefined ? ["O"] : []));
  if (notes.length > 0) draft.notes = [...notes];
  return draft;
}

function personOf(name: string): BibRecord["authors"][number] & { affiliations: string[] } {
  return { ...parseName(name), affiliations: [] };
}

/** EndNote keeps PubMed's number as accession of a record whose provider is NLM. */
function pmidOf({ all, first }: FieldValues): string | undefined {
  const fromPubmed = all("W", "~").some((text) => /pubmed|medline|^nlm$/i.test(text));
  const accession = first("M") ?? "";
  if (fromPubmed || /^PMID/i.test(accession)) return normalisePmid(accession);
  return all("U")
    .map((url) => /pubmed\D{1,30}(\d{5,8})\b/.exec(url)?.[1])
    .find((id) => id !== undefined);
}

function addSerialNumbers(draft: ReturnType<typeof newDraft>, values: readonly string[]): void {
  const text = values.join(" ");
  const issn = findIssns(text);
  if (issn.length > 0) journalOf(draft).issn = issn.map((value) => ({ value }));
  const isbn = [...new Set(findIsbns(text))];
  if (isbn.length > 0) draft.ids.isbn = isbn;
}
