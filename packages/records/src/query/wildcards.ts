import type { SearchInterface } from "./tree.ts";

/** A piece of a word of a query: letters, or a wildcard for other letters. */
export type WordPiece =
  | { readonly kind: "letters"; readonly text: string }
  /** Any number of letters, at most `most` of them (null: no limit). */
  | { readonly kind: "any"; readonly most: number | null }
  | { readonly kind: "one" }
  | { readonly kind: "optional" };

const PIECES: Readonly<Record<SearchInterface, RegExp>> = {
  pubmed: /(\*+)()()()/y,
  ovid: /([$*:]+)(\d{0,2})|(#)|(\?)/y,
};

/**
 * Takes a word apart. PubMed: `*` for any letters. Ovid: `$`, `*` or `:` for any letters, with a number for at most so
 * many; `#` for exactly one; `?` for one or none.
 *
 * @see PubMed Help, "Truncating search terms"; Ovid, "Truncation and Wild Cards"
 */
export function wordPieces(word: string, searchInterface: SearchInterface): readonly WordPiece[] {
  const pieces: WordPiece[] = [];
  const pattern = PIECES[searchInterface];
  let letters = "";
  const flush = (): void => {
    if (letters !== "") pieces.push({ kind: "letters", text: letters });
    letters = "";
  };
  for (let at = 0; at < word.length;) {
    pattern.lastIndex = at;
    const match = pattern.exec(word);
    if (match === null || match[0] === "") {
      letters += word.charAt(at);
      at += 1;
      continue;
    }
    flush();
    if (match[3]) pieces.push({ kind: "one" });
    else if (match[4]) pieces.push({ kind: "optional" });
    else pieces.push({ kind: "any", most: match[2] ? Number(match[2]) : null });
    at += match[0].length;
  }
  flush();
  return pieces;
}

export function hasWildcard(text: string, searchInterface: SearchInterface): boolean {
  return wordPieces(text, searchInterface).some(({ kind }) => kind !== "letters");
}
