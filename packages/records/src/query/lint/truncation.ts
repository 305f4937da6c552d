import type { QueryProblem } from "../query-problem.ts";
import type { Query, SearchInterface } from "../tree.ts";
import { nodesOf } from "../visit.ts";
import { hasWildcard, wordPieces } from "../wildcards.ts";
import type { LintRule } from "./rule.ts";

/** PubMed Help: "At least four characters must be provided in the truncated term." */
const SHORTEST: Readonly<Record<SearchInterface, number>> = { pubmed: 4, ovid: 3 };

/** Wildcards that find nothing more, that the interface ignores, or that find far too much. */
export const truncation: LintRule = {
  codes: ["truncation-too-short", "truncation-in-phrase", "truncation-without-effect"],
  press: "Text word search",
  check: ({ strategy }) =>
    strategy.lines.flatMap(({ query }) =>
      nodesOf(query).flatMap((node) => wildcardProblems(node, strategy.interface)),
    ),
};

function wildcardProblems(node: Query, searchInterface: SearchInterface): readonly QueryProblem[] {
  if (node.kind !== "term" || !hasWildcard(node.text, searchInterface)) return [];
  const words = node.text.split(" ");
  return words.flatMap((word, index) => {
    if (!hasWildcard(word, searchInterface)) return [];
    const isLast = index === words.length - 1;
    const found =
      withoutRoot(word, searchInterface) ??
      (searchInterface === "pubmed" ? inPubmed(word, isLast) : inOvid(word, node.quoted));
    return found === undefined ? [] : [{ ...found, place: node.place, found: word }];
  });
}

type Found = Omit<QueryProblem, "place" | "found">;

function withoutRoot(word: string, searchInterface: SearchInterface): Found | undefined {
  const pieces = wordPieces(word, searchInterface);
  const letters = pieces.flatMap((piece) => (piece.kind === "letters" ? [piece.text] : [])).join("");
  if (letters === "")
    return {
      code: "truncation-without-effect",
      severity: "error",
      message: `"${word}" is a wildcard without letters`,
      fix: "Join it to its word, or take it out.",
    };
  const first = pieces[0]!;
  if (first.kind !== "letters")
    return {
      code: "truncation-without-effect",
      severity: "error",
      message: `"${word}" begins with a wildcard; the interface needs the beginning of the word`,
      fix: "Write the beginnings out with OR.",
    };
  const root = first.text.replace(/^.*[-/]/, "");
  const shortest = SHORTEST[searchInterface];
  const isUnlimited = pieces[1]?.kind === "any" && pieces[1].most === null;
  if (!isUnlimited || root.length >= shortest) return undefined;
  return searchInterface === "pubmed"
    ? {
        code: "truncation-too-short",
        severity: "error",
        message: `"${word}" has fewer than ${shortest} letters before *; PubMed drops the *`,
        expected: `at least ${shortest} letters`,
        fix: "Write the words out with OR.",
      }
    : {
        code: "truncation-too-short",
        severity: "warning",
        message: `"${word}" finds every word that begins with "${root}"`,
        expected: `at least ${shortest} letters`,
        fix: "Write the words out with OR, or limit the letters that follow ($2).",
      };
}

function inPubmed(word: string, isLast: boolean): Found | undefined {
  if (isLast && /^[^*]+\*$/.test(word)) return undefined;
  return {
    code: "truncation-in-phrase",
    severity: "error",
    message: isLast
      ? `"${word}" has * before its end; PubMed's help gives it at the end of a word only`
      : `"${word}" is truncated within a phrase; in PubMed only the last word of a phrase may be`,
    fix: "Write the phrases out with OR, or join the words by AND.",
  };
}

function inOvid(word: string, quoted: boolean): Found | undefined {
  if (!quoted) return undefined;
  return {
    code: "truncation-in-phrase",
    severity: "warning",
    message: `"${word}" has a wildcard inside quotation marks, where Ovid may take it for a character`,
    fix: "Take the quotation marks away: words next to each other are a phrase in Ovid.",
  };
}
