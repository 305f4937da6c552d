import type { BibRecord } from "../../model.ts";
import type { MeshHierarchy } from "../mesh/hierarchy.ts";
import type { DateText, SearchInterface } from "../tree.ts";
import { Lexicon } from "./lexicon.ts";
import { recordHeadings, type RecordHeadings } from "./record-headings.ts";
import { isWhole, textsIn, type TextField } from "./record-texts.ts";
import { textIndex, type TextIndex } from "./text-index.ts";

export interface RunOptions {
  /** What `exp` and [mh] reach; without it a heading is looked for by itself and what lies below is undecided. */
  readonly mesh?: MeshHierarchy;
  /** The day that "last 5 years" ends with. */
  readonly today?: DateText;
}

/** The records of a run, with the indexes of their words, each made when it is first asked for. */
export interface Corpus extends RunOptions {
  readonly searchInterface: SearchInterface;
  readonly records: readonly BibRecord[];
  readonly index: (field: TextField) => TextIndex;
  /** Records whose field may lack words that the database has. */
  readonly partial: (field: TextField) => readonly number[];
  /** The subject headings of each record. */
  readonly headings: () => readonly RecordHeadings[];
}

export function corpusOf(
  records: readonly BibRecord[],
  searchInterface: SearchInterface,
  options: RunOptions,
): Corpus {
  const indexes = new Map<TextField, TextIndex>();
  const lexicon = new Lexicon();
  let headings: readonly RecordHeadings[] | undefined;
  const partials = new Map<TextField, readonly number[]>();
  return {
    ...options,
    searchInterface,
    records,
    index: (field) => {
      const known = indexes.get(field);
      if (known !== undefined) return known;
      const made = textIndex(
        records.map((record) => textsIn(record, field)),
        lexicon,
      );
      indexes.set(field, made);
      return made;
    },
    partial: (field) => {
      const known = partials.get(field);
      if (known !== undefined) return known;
      const made = records.flatMap((record, i) => (isWhole(record, field) ? [] : [i]));
      partials.set(field, made);
      return made;
    },
    headings: () => (headings ??= recordHeadings(records)),
  };
}
