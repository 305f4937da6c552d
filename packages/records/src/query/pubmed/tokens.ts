import type { QueryProblem } from "../query-problem.ts";
import { sourceText, type SourceText } from "../source-text.ts";
import type { Operator } from "../tree.ts";

/** A piece of a PubMed query; `start` is its offset in the whole text. */
export type PubmedToken =
  | { readonly type: "open" | "close" | "colon"; readonly start: number }
  | { readonly type: "operator"; readonly operator: Operator; readonly start: number }
  | { readonly type: "line"; readonly label: number; readonly start: number }
  | { readonly type: "tag" | "quoted" | "word"; readonly text: string; readonly start: number };

const QUOTES = /["\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb]/;
const QUOTED =
  /["\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb]([^"\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb]*)["\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb]/y;
const WORD = /:|[^\s()[\]"\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb]+/y;
const LINE = /#(\d{1,5})(?![\w*])/y;
const OPERATORS: Readonly<Record<string, Operator>> = {
  AND: "and",
  OR: "or",
  NOT: "not",
  "&": "and",
  "|": "or",
};

/**
 * Cuts `text.slice(start, end)` into tokens. Operators count in capitals only (PubMed Help, "Combining search terms");
 * `&`, `|` and `#1` as the help's "PubMed character conversions" gives them. Quotation marks of word processors are
 * read as straight ones; a rule of the lint names them.
 */
export function pubmedTokens(
  { text, placeOf }: SourceText,
  start: number,
  end: number,
  report: (problem: QueryProblem) => void,
): readonly PubmedToken[] {
  const tokens: PubmedToken[] = [];
  const unbalanced = (
    at: number,
    code: "unbalanced-quote" | "unbalanced-square-bracket",
    what: string,
  ): void =>
    report({
      code,
      severity: "error",
      place: placeOf(at),
      message: `${what} has no partner in this line`,
      found: text[at]!,
      fix: "Add its partner, or take it out.",
    });
  const query = text.slice(0, end);
  const match = (pattern: RegExp, at: number): RegExpExecArray | null => {
    pattern.lastIndex = at;
    return pattern.exec(query);
  };
  let at = start;
  while (at < end) {
    const char = query[at]!;
    if (/\s/.test(char)) at += 1;
    else if (char === "(" || char === ")") {
      tokens.push({ type: char === "(" ? "open" : "close", start: at });
      at += 1;
    } else if (char === "[") {
      const close = query.indexOf("]", at);
      const tag = close < 0 ? "" : query.slice(at + 1, close);
      if (close < 0 || tag.includes("[")) {
        unbalanced(at, "unbalanced-square-bracket", "A square bracket");
        at += 1;
      } else {
        tokens.push({ type: "tag", text: tag, start: at });
        at = close + 1;
      }
    } else if (char === "]") {
      unbalanced(at, "unbalanced-square-bracket", "A square bracket");
      at += 1;
    } else if (QUOTES.test(char)) {
      const quoted = match(QUOTED, at);
      if (quoted === null) {
        unbalanced(at, "unbalanced-quote", "A quotation mark");
        at += 1;
      } else {
        const inside = quoted[1]!.replace(/\s+/g, " ").trim();
        if (inside !== "") tokens.push({ type: "quoted", text: inside, start: at });
        at += quoted[0].length;
      }
    } else {
      const line = match(LINE, at);
      const word = line ?? match(WORD, at)!;
      tokens.push(
        line === null ? wordToken(word[0], at) : { type: "line", label: Number(line[1]), start: at },
      );
      at += word[0].length;
    }
  }
  return tokens;
}

const BEGINS_WITH_OPERATOR = /^(?:and|or|not)(?= |$)/i;

/** Whether words are read back as words alone, so that they need no quotation marks. */
export function isPlainPubmed(text: string): boolean {
  const tokens = pubmedTokens(sourceText(text), 0, text.length, () => undefined);
  const words = tokens.map((token) => (token.type === "word" ? token.text : ""));
  return words.join(" ") === text && !BEGINS_WITH_OPERATOR.test(text);
}

function wordToken(word: string, start: number): PubmedToken {
  if (word === ":") return { type: "colon", start };
  const operator = Object.hasOwn(OPERATORS, word) ? OPERATORS[word] : undefined;
  return operator === undefined ? { type: "word", text: word, start } : { type: "operator", operator, start };
}
