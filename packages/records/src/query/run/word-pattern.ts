import type { SearchInterface } from "../tree.ts";
import { wordPieces, type WordPiece } from "../wildcards.ts";
import { fold, wordsOf } from "../words.ts";

/** One word of a query: the letters themselves, or a pattern for them. */
export type WordPattern =
  | { readonly kind: "word"; readonly word: string }
  | { readonly kind: "pattern"; readonly pieces: readonly WordPiece[]; readonly key: string };

/** The words of a query's text, cut as the words of records are; a wildcard stays in its word. */
export function wordPatterns(text: string, searchInterface: SearchInterface): readonly WordPattern[] {
  return text
    .replaceAll('"', " ")
    .split(/\s+/)
    .flatMap((word) => patternsOfWord(word, searchInterface));
}

function patternsOfWord(word: string, searchInterface: SearchInterface): readonly WordPattern[] {
  const patterns: WordPiece[][] = [[]];
  for (const piece of wordPieces(fold(word), searchInterface)) {
    if (piece.kind !== "letters") {
      patterns.at(-1)!.push(piece);
      continue;
    }
    // A hyphen, slash or dot begins a new word.
    const parts = piece.text.split(/[^\p{L}\p{N}]+/u);
    parts.forEach((part, index) => {
      if (index > 0) patterns.push([]);
      if (part !== "") patterns.at(-1)!.push({ kind: "letters", text: part });
    });
  }
  return patterns.flatMap((pieces): readonly WordPattern[] => {
    if (!pieces.some(({ kind }) => kind === "letters")) return [];
    if (pieces.every(({ kind }) => kind === "letters"))
      return [{ kind: "word", word: pieces.map((piece) => (piece.kind === "letters" ? piece.text : "")).join("") }]; // prettier-ignore
    return [{ kind: "pattern", pieces, key: JSON.stringify(pieces) }];
  });
}

/** Whether a whole word fits the pattern, in steps of length times pieces at most. */
export function fits(pieces: readonly WordPiece[], word: string): boolean {
  let ends = new Set([0]);
  for (const piece of pieces) {
    const next = new Set<number>();
    for (const end of ends) addEnds(next, piece, word, end);
    if (next.size === 0) return false;
    ends = next;
  }
  return ends.has(word.length);
}

function addEnds(ends: Set<number>, piece: WordPiece, word: string, from: number): void {
  switch (piece.kind) {
    case "letters":
      if (word.startsWith(piece.text, from)) ends.add(from + piece.text.length);
      return;
    case "one":
      if (from < word.length) ends.add(from + 1);
      return;
    case "optional":
      ends.add(from);
      if (from < word.length) ends.add(from + 1);
      return;
    case "any": {
      const last = Math.min(word.length, from + (piece.most ?? word.length));
      for (let end = from; end <= last; end += 1) ends.add(end);
    }
  }
}

/** A whole value (an author, a journal) against a query with wildcards, words by single blanks. */
export function fitsValue(query: string, value: string, searchInterface: SearchInterface): boolean {
  const pieces = wordPieces(fold(query), searchInterface).map((piece): WordPiece =>
    piece.kind === "letters" ? { kind: "letters", text: piece.text.replace(/[^\p{L}\p{N}]+/gu, " ") } : piece,
  );
  return fits(pieces, wordsOf(value).join(" "));
}
