import { isOnPreprintServer } from "./linkage/report-kind.ts";
import type { BibRecord } from "./model.ts";
import { publicationTypeOf, type PublicationType } from "./normal-forms/publication-types.ts";

/** What has happened to a publication, or what notice it is, worst first. */
export const MARK_KINDS = [
  "retracted",
  "partly-retracted",
  "withdrawn",
  "concern",
  "corrected",
  "preprint",
  "retraction-notice",
  "concern-notice",
  "erratum-notice",
] as const;

export type MarkKind = (typeof MARK_KINDS)[number];

/** In words, for people. */
export const MARK_WORDS: Readonly<Record<MarkKind, string>> = {
  retracted: "Retracted",
  "partly-retracted": "Retracted in part",
  withdrawn: "Withdrawn",
  concern: "Expression of concern",
  corrected: "Corrected",
  preprint: "Preprint",
  "retraction-notice": "Notice of retraction",
  "concern-notice": "Notice of concern",
  "erratum-notice": "Correction notice",
};

/** Where a record says so: a field of its own, or of the notice named in `record`. */
export interface MarkEvidence {
  /** The field's name in the file, where the value stands in one; "title", "relation" otherwise. */
  readonly field: string;
  readonly value: string;
  /** Id of another record that says it of this one. */
  readonly record?: string;
}

export interface Mark {
  readonly kind: MarkKind;
  readonly evidence: readonly MarkEvidence[];
}

/** Relations as the readers name them (NLM's CommentsCorrections). */
const RELATIONS: Readonly<Record<string, MarkKind>> = {
  "retraction-in": "retracted",
  "retracted-republished-in": "retracted",
  "partial-retraction-in": "partly-retracted",
  "concern-in": "concern",
  "erratum-in": "corrected",
  "corrected-republished-in": "corrected",
  "retraction-of": "retraction-notice",
  "partial-retraction-of": "retraction-notice",
  "concern-for": "concern-notice",
  "erratum-for": "erratum-notice",
};

/** What the relations of a notice make of the publication at their other end. */
const OF_THE_OTHER: Readonly<Record<string, MarkKind>> = {
  "retraction-of": "retracted",
  "partial-retraction-of": "partly-retracted",
  "concern-for": "concern",
  "erratum-for": "corrected",
};

const TYPES: Readonly<Partial<Record<PublicationType, MarkKind>>> = {
  retracted: "retracted",
  withdrawn: "withdrawn",
  preprint: "preprint",
  "retraction-notice": "retraction-notice",
  "concern-notice": "concern-notice",
  erratum: "erratum-notice",
};

/** Words that publishers and databases put around a title. "Retraction of gingiva" and "Correction of anaemia" are none. */
const TITLES: readonly (readonly [MarkKind, RegExp])[] = [
  ["retracted", /^\W*(?:retracted(?: (?:article|chapter|paper))?\s*[:\])]|removed\s*:)/i],
  ["retracted", /[([]\s*retracted(?: article)?\b[^)\]]{0,120}[)\]]\W*$/i],
  ["withdrawn", /^\W*withdrawn(?: article)?\s*[:\])]/i],
  ["retraction-notice", /^\W*(?:notice of )?retraction(?: notice| note)?(?: (?:to|of|for))?\s*(?:[:.\]]|[“"‘'«]|$)/i],
  ["retraction-notice", /^\W*(?:notice of retraction|retraction (?:notice|note)) (?:to|of|for|on)\b/i],
  ["concern-notice", /^\W*(?:editorial )?(?:notice|expression) of concern\b/i],
  ["erratum-notice", /^\W*(?:(?:author|publisher)(?:['’]?s)? )?(?:errat(?:um|a)|corrigend(?:um|a)|corrections?)(?: (?:to|for|in))?\s*(?:[:.\]]|[“"‘'«]|$)/i],
  ["erratum-notice", /^\W*(?:(?:author|publisher)(?:['’]?s)? )?(?:errat(?:um|a)|corrigend(?:um|a)) (?:to|for|in)\b/i],
]; // prettier-ignore

/** What databases without fields for it write in notes (Ovid's CM, Crossref's "updated by", Zotero's Retraction Watch). */
const NOTES: readonly (readonly [MarkKind, RegExp])[] = [
  ["partly-retracted", /^\W*partial retraction in\b/i],
  ["retracted", /^\W*(?:retract(?:ion|ed) in\b|retracted\b|this (?:article|paper) (?:has been|was|is) retracted|(?:updated[ -]by|update)[:( ]+retraction\b)/i],
  ["concern", /^\W*(?:expression of concern in\b|(?:updated[ -]by|update)[:( ]+expression[ _-]of[ _-]concern\b)/i],
  ["corrected", /^\W*(?:erratum in\b|corrected and republished in\b|(?:updated[ -]by|update)[:( ]+(?:correction|erratum|corrigendum)\b)/i],
  ["retraction-notice", /^\W*retraction of\b/i],
  ["concern-notice", /^\W*expression of concern for\b/i],
  ["erratum-notice", /^\W*erratum for\b/i],
]; // prettier-ignore

const MAY_MARK =
  /retract|withdraw|errat|corri?g|correct|concern|preprint|posted|unpd|tombstone|remov|addendum/i;

/**
 * Whether a record says that its publication is retracted, corrected, withdrawn, under an expression of concern, a preprint,
 * or itself such a notice, each with every place that says so. Read from publication types, relations, the words around the
 * title, notes and the place of publication, never from an abstract: those discuss other people's retractions. Worst first.
 *
 * @see NLM, "Errata, Retractions, and Other Linked Citations in PubMed"
 */
export function marksOf(record: BibRecord): readonly Mark[] {
  const found = new Map<MarkKind, MarkEvidence[]>();
  const add = (kind: MarkKind | undefined, value: string, name: string): void => {
    if (kind === undefined) return;
    const field = record.raw.find((each) => each.value === value)?.tag ?? name;
    const evidence = { field: field === "" ? name : field, value };
    const known = found.get(kind);
    if (known === undefined) found.set(kind, [evidence]);
    else if (!known.some((each) => each.value === value)) known.push(evidence);
  };
  for (const type of record.publicationTypes)
    if (MAY_MARK.test(type)) add(TYPES[publicationTypeOf(type) ?? "other"], type, "publication type");
  for (const { kind, text, pmid, doi } of record.relations ?? [])
    add(RELATIONS[kind], text === "" ? `${kind} ${pmid ?? doi ?? ""}`.trim() : text, "relation");
  const { title } = record;
  if (title !== undefined && MAY_MARK.test(title)) add(firstOf(TITLES, title), title, "title");
  for (const note of record.notes ?? []) if (MAY_MARK.test(note)) add(firstOf(NOTES, note), note, "note");
  if (isOnPreprintServer(record))
    add("preprint", record.journal?.title ?? record.journal?.abbreviation ?? record.ids.doi ?? "", "place");
  return inOrder(found);
}

function firstOf(rules: readonly (readonly [MarkKind, RegExp])[], text: string): MarkKind | undefined {
  return rules.find(([, form]) => form.test(text))?.[0];
}

function inOrder(found: ReadonlyMap<MarkKind, readonly MarkEvidence[]>): readonly Mark[] {
  if (found.size === 0) return [];
  return MARK_KINDS.flatMap((kind) => {
    const evidence = found.get(kind);
    return evidence === undefined ? [] : [{ kind, evidence }];
  });
}

/**
 * The marks of many records by record id: what each says of itself, and what notices among them say of it, by PMID or DOI.
 * Records without a mark are not in the map.
 */
export function marksAcross(records: readonly BibRecord[]): ReadonlyMap<string, readonly Mark[]> {
  const marks = new Map<string, readonly Mark[]>();
  const notices: BibRecord[] = [];
  for (const record of records) {
    const own = marksOf(record);
    if (own.length > 0) marks.set(record.id, own);
    if (record.relations?.some(({ kind }) => OF_THE_OTHER[kind] !== undefined) === true) notices.push(record);
  }
  if (notices.length === 0) return marks;
  const named = recordsByNumber(records);
  for (const notice of notices) {
    for (const { kind, text, pmid, doi } of notice.relations ?? []) {
      const mark = OF_THE_OTHER[kind];
      if (mark === undefined) continue;
      const others = [...(named.get(`pmid ${pmid ?? ""}`) ?? []), ...(named.get(`doi ${doi ?? ""}`) ?? [])];
      const evidence = { field: kind, value: text, record: notice.id };
      for (const id of new Set(others))
        if (id !== notice.id)
          marks.set(id, mergeMarks(marks.get(id) ?? [], [{ kind: mark, evidence: [evidence] }]));
    }
  }
  return marks;
}

function recordsByNumber(records: readonly BibRecord[]): ReadonlyMap<string, readonly string[]> {
  const named = new Map<string, string[]>();
  for (const { id, ids } of records) {
    for (const key of [`pmid ${ids.pmid ?? ""}`, `doi ${ids.doi ?? ""}`]) {
      if (key.endsWith(" ")) continue;
      named.set(key, [...(named.get(key) ?? []), id]);
    }
  }
  return named;
}

/** The marks of two records of one publication, or two lists about one record, with all their evidence. */
export function mergeMarks(one: readonly Mark[], other: readonly Mark[]): readonly Mark[] {
  const found = new Map<MarkKind, MarkEvidence[]>();
  for (const { kind, evidence } of [...one, ...other]) {
    const known = found.get(kind) ?? [];
    const isNew = (each: MarkEvidence): boolean =>
      !known.some(
        ({ field, value, record }) => field === each.field && value === each.value && record === each.record,
      );
    found.set(kind, [...known, ...evidence.filter(isNew)]);
  }
  return inOrder(found);
}
