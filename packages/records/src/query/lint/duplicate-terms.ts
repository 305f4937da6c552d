import { printQuery } from "../print-strategy.ts";
import type { QueryProblem } from "../query-problem.ts";
import { fold } from "../words.ts";
import type { Query, SearchInterface, Term } from "../tree.ts";
import { nodesOf } from "../visit.ts";
import type { LintRule } from "./rule.ts";

/** Terms of one OR or AND that are there twice, or that another one with a wildcard finds already. */
export const duplicateTerms: LintRule = {
  codes: ["duplicate-term"],
  press: "Text word search",
  check: ({ strategy }) =>
    strategy.lines.flatMap(({ query }) =>
      nodesOf(query).flatMap((node) =>
        node.kind === "combination" && node.operator !== "not" ? repeated(node.operands, node.operator, strategy.interface) : [],
      ),
    ), // prettier-ignore
};

function repeated(
  operands: readonly Query[],
  operator: "and" | "or",
  searchInterface: SearchInterface,
): readonly QueryProblem[] {
  const seen = new Map<string, Query>();
  const roots = operator === "or" ? operands.filter(isTruncatedWord) : [];
  return operands.flatMap((operand): readonly QueryProblem[] => {
    const text = printQuery({ ...operand, bracketed: false }, searchInterface);
    const key = fold(text).replaceAll('"', "");
    const first = seen.get(key);
    seen.set(key, first ?? operand);
    const root =
      first === undefined ? roots.find((each) => each !== operand && covers(each, operand)) : undefined;
    if (first === undefined && root === undefined) return [];
    const message =
      root === undefined
        ? `${text} is already there at ${first!.place.line}:${first!.place.column}`
        : `${text} is already found by ${printQuery(root, searchInterface)}`;
    return [{ code: "duplicate-term", severity: "warning", place: operand.place, message, found: text, fix: "Take one of them out, or correct it if another word was meant." }]; // prettier-ignore
  });
}

const ROOT = /^([\p{L}\p{N}]+)[*$]$/u;

function isTruncatedWord(query: Query): query is Term {
  return query.kind === "term" && ROOT.test(query.text);
}

function covers(root: Term, other: Query): boolean {
  if (other.kind !== "term" || !/^[\p{L}\p{N}]+[*$]?$/u.test(other.text) || tags(other) !== tags(root))
    return false;
  const start = fold(ROOT.exec(root.text)![1]!);
  const word = fold(other.text);
  return word.startsWith(start) && word !== fold(root.text);
}

function tags({ fields }: Term): string {
  return fields
    .map(({ tag }) => tag)
    .sort()
    .join(",");
}
