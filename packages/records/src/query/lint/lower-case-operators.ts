import type { QueryProblem } from "../query-problem.ts";
import type { Query } from "../tree.ts";
import { nodesOf } from "../visit.ts";
import type { LintRule } from "./rule.ts";

/** PubMed takes `or` in small letters for a word of the term (PubMed Help: "Enter Boolean operators in uppercase"). */
export const lowerCaseOperators: LintRule = {
  codes: ["lower-case-operator"],
  press: "Boolean and proximity operators",
  check: ({ strategy }) =>
    strategy.interface === "pubmed"
      ? strategy.lines.flatMap(({ query }) => nodesOf(query).flatMap(operatorsIn))
      : [],
};

/** Journals, subheadings and publication types have "and" in their names. */
const NAMES = new Set([
  "journal",
  "subheading",
  "publication-type",
  "heading",
  "corporate-author",
  "affiliation",
]);

function operatorsIn(node: Query): readonly QueryProblem[] {
  if (node.kind !== "term" || node.quoted || node.fields.some(({ field }) => NAMES.has(field))) return [];
  return [...node.text.matchAll(/(?<= |^)(and|or|not)(?= |$)/gi)].map(([word]) => ({
    code: "lower-case-operator",
    severity: "error",
    place: node.place,
    message: `"${word}" in small letters is no operator in PubMed; it is read as part of "${node.text}"`,
    found: word,
    expected: word.toUpperCase(),
    fix: "Write the operator in capitals, or the phrase in quotation marks.",
  }));
}
