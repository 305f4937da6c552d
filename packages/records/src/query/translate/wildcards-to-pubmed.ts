import type { Term } from "../tree.ts";
import { wordPieces } from "../wildcards.ts";
import type { TranslationContext } from "./translate-context.ts";

/** PubMed Help: "At least four characters must be provided in the truncated term." */
const SHORTEST = 4;

/**
 * A term's words with PubMed's one wildcard, * at the end of the last word of a phrase. Where that cannot be, the words
 * are given one by one, to be joined by AND.
 */
export function wildcardsToPubmed(
  term: Term,
  written: string,
  context: TranslationContext,
): readonly string[] {
  const words = term.text
    .replaceAll('"', "")
    .split(/\s+/)
    .map((word) => wordToPubmed(word, term, written, context))
    .filter((word) => word !== "");
  const isTruncatedInside = words.slice(0, -1).some((word) => word.endsWith("*"));
  if (!isTruncatedInside) return [words.join(" ")];
  context.report(term.place, written, "PubMed truncates only the last word of a phrase", "the words joined by AND, not next to each other"); // prettier-ignore
  return words;
}

function wordToPubmed(
  word: string,
  { place }: Term,
  written: string,
  { report }: TranslationContext,
): string {
  const pieces = wordPieces(word, "ovid");
  if (pieces.every(({ kind }) => kind === "letters")) return word;
  const first = pieces[0]!;
  const root = first.kind === "letters" ? first.text : "";
  const isSimple = pieces.length === 2 && pieces[1]!.kind === "any" && pieces[1]!.most === null;
  const truncated = root === "" ? "" : `${root}*`;
  if (root.length < SHORTEST)
    report(place, written, `PubMed drops a * after fewer than ${SHORTEST} letters: write the words of ${word} out with OR`, root === "" ? "left out" : `${truncated}, which PubMed reads as ${root}`); // prettier-ignore
  else if (!isSimple)
    report(place, written, `PubMed has neither # nor ? nor a limit of letters (${word})`, `${truncated}, which finds more`); // prettier-ignore
  return truncated;
}
