import { subheadingName, subheadingsBelow } from "../subheadings.ts";
import type { FloatingSubheadings, Heading } from "../tree.ts";
import { hasWildcard } from "../wildcards.ts";
import type { Corpus } from "./corpus.ts";
import type { Lacking } from "./lacking.ts";
import { NO, UNDECIDED, YES, type Outcome } from "./outcome.ts";
import type { FoldedHeading } from "./record-headings.ts";
import { isMedline } from "./record-texts.ts";
import { fitsValue } from "./word-pattern.ts";
import { foldWords } from "../words.ts";

/** Headings that have nothing below them, so that no hierarchy is needed to explode them. */
const LEAVES = new Set(["humans"]);

/**
 * A subject heading among a record's headings: by its name (or an entry term, with a hierarchy), in any case; exploded
 * by the hierarchy; as a main topic where it or one of its subheadings is starred. A record without headings that is
 * not from MEDLINE is answered by a keyword of the heading's very words, as RIS exports of MEDLINE carry headings there;
 * otherwise it is undecided.
 */
export function matchHeading(node: Heading, corpus: Corpus, lacking: Lacking): Outcome {
  const { records, mesh, searchInterface } = corpus;
  const name = mesh?.headingOf(node.term) ?? node.term;
  const isWild = hasWildcard(node.term, searchInterface);
  const names = new Set(
    [...(node.explode && mesh !== undefined ? mesh.explode(name) : [name])].map(foldWords),
  );
  const wanted = subheadingsOf(node.subheadings, node.explode && searchInterface === "pubmed");
  const fitsName = ({ term, name: own }: FoldedHeading): boolean =>
    isWild ? fitsValue(node.term, term, searchInterface) : names.has(own);
  const fitsHeading = (heading: FoldedHeading): boolean => {
    if (!fitsName(heading)) return false;
    const { qualifiers } = heading;
    const own = wanted === undefined ? qualifiers : qualifiers.filter((each) => wanted.has(each.name));
    if (wanted !== undefined && own.length === 0) return false;
    return !node.major || heading.major || own.some((each) => each.major);
  };
  const knowsBelow =
    !node.explode || isWild || LEAVES.has(foldWords(name)) || mesh?.headingOf(node.term) !== undefined;
  const all = corpus.headings();
  return Uint8Array.from(records, (record, i) => {
    const { headings, keywords } = all[i]!;
    if (headings.some(fitsHeading)) return YES;
    if (headings.length === 0 && !isMedline(record)) {
      if (keywords.some(fitsHeading)) return YES;
      lacking.add("subject headings", i);
      return UNDECIDED;
    }
    if (knowsBelow || headings.length === 0) return NO;
    lacking.add(`what lies below the heading ${name} (no hierarchy${mesh === undefined ? "" : " of it"} was given)`, i); // prettier-ignore
    return UNDECIDED;
  });
}

/** Subheadings of whatever heading: `/dt`, `drug therapy[sh]`, `.fs.` */
export function matchSubheading(
  codes: FloatingSubheadings["codes"],
  explode: boolean,
  corpus: Corpus,
  lacking: Lacking,
): Outcome {
  const wanted = subheadingsOf(codes, explode);
  const all = corpus.headings();
  return Uint8Array.from(corpus.records, (record, i) => {
    const { headings, keywords } = all[i]!;
    const isThere = [...headings, ...keywords].some(({ qualifiers }) =>
      qualifiers.some(({ name }) => wanted?.has(name)),
    );
    if (isThere) return YES;
    if (headings.length > 0 || isMedline(record)) return NO;
    lacking.add("subject headings", i);
    return UNDECIDED;
  });
}

function subheadingsOf(names: readonly string[], explode: boolean): ReadonlySet<string> | undefined {
  if (names.length === 0) return undefined;
  return new Set(
    names.map(subheadingName).flatMap((name) => (explode ? [...subheadingsBelow(name)] : [name])),
  );
}
