import type { BibRecord, RecordFormat } from "./model.ts";

type Writable<T> = T extends readonly (infer Item)[]
  ? Writable<Item>[]
  : T extends object
    ? { -readonly [Key in keyof T]: Writable<T[Key]> }
    : T;

/** A record while a format's `map` fills it in. */
export type RecordDraft = Writable<Omit<BibRecord, "raw">> & Pick<BibRecord, "raw">;

/** A record without any field yet, at its place in the file. */
export function newDraft(
  format: RecordFormat,
  place: { readonly file: string; readonly ordinal: number; readonly line: number },
  raw: BibRecord["raw"],
): RecordDraft {
  const { file, ordinal, line } = place;
  return {
    id: `${file}#${ordinal}`,
    source: { file, format, ordinal, line },
    ids: {},
    authors: [],
    languages: [],
    publicationTypes: [],
    keywords: [],
    meshTerms: [],
    grants: [],
    urls: [],
    raw,
  };
}

/** The draft's journal, made when the first of its fields is met. */
export function journalOf(draft: RecordDraft): NonNullable<RecordDraft["journal"]> {
  draft.journal ??= { issn: [] };
  return draft.journal;
}
