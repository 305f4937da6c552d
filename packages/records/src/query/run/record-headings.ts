import type { BibRecord, MeshHeading } from "../../model.ts";
import { subheadingName } from "../subheadings.ts";
import { foldWords } from "../words.ts";

/** A subject heading with its names made ready to compare. */
export interface FoldedHeading {
  /** As the record has it. */
  readonly term: string;
  readonly name: string;
  readonly major: boolean;
  readonly qualifiers: readonly { readonly name: string; readonly major: boolean }[];
}

export interface RecordHeadings {
  readonly headings: readonly FoldedHeading[];
  /** The keywords of a record without headings, read as headings: RIS exports of MEDLINE carry headings there. */
  readonly keywords: readonly FoldedHeading[];
}

export function recordHeadings(records: readonly BibRecord[]): readonly RecordHeadings[] {
  const names = kept(foldWords);
  const subheadings = kept(subheadingName);
  const fold = ({ term, major, qualifiers }: MeshHeading): FoldedHeading => ({
    term,
    name: names(term),
    major,
    qualifiers: qualifiers.map((each) => ({ name: subheadings(each.term), major: each.major })),
  });
  const parsed = kept((text) => fold(parseHeading(text)));
  return records.map(({ meshHeadings, meshTerms, keywords }) => {
    const headings = meshHeadings?.map(fold) ?? meshTerms.map(parsed);
    return { headings, keywords: headings.length > 0 ? [] : keywords.map(parsed) };
  });
}

/** What a text was made into before is not made again: headings repeat from record to record. */
function kept<T>(make: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const made = make(text);
    known.set(text, made);
    return made;
  };
}

/** "Ketamine/*therapeutic use" */
function parseHeading(text: string): MeshHeading {
  const star = (part: string) => ({ term: part.replace(/^\*/, "").trim(), major: part.startsWith("*") });
  const [heading = "", ...qualifiers] = text.split("/").map((part) => part.trim());
  return { ...star(heading), qualifiers: qualifiers.map(star) };
}
