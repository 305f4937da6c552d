import type { QueryProblem } from "../query-problem.ts";
import { nodesOf, partsOf } from "../visit.ts";
import type { Query, SearchInterface } from "../tree.ts";
import type { LintRule } from "./rule.ts";

const READS: Readonly<Record<SearchInterface, string>> = {
  pubmed:
    "PubMed maps it to headings, journals and authors by its own tables (Automatic Term Mapping), which change",
  ovid: "Ovid maps it to a heading or searches its default fields, as the session is set",
};

/** Terms without a field: what they find is the interface's choice of the day. */
export const untaggedTerms: LintRule = {
  codes: ["untagged-term"],
  press: "Text word search",
  check: ({ strategy }) =>
    strategy.lines.flatMap(({ query }) => (query === null ? [] : untagged(query, strategy.interface))),
};

function untagged(query: Query, searchInterface: SearchInterface): readonly QueryProblem[] {
  const fielded = new Set<Query>();
  return nodesOf(query).flatMap((node): readonly QueryProblem[] => {
    if (node.kind === "fielded" || fielded.has(node)) for (const part of partsOf(node)) fielded.add(part);
    if (node.kind !== "term" || node.fields.length > 0 || fielded.has(node)) return [];
    const message = `"${node.text}" has no field; ${READS[searchInterface]}`;
    const fix =
      searchInterface === "pubmed"
        ? "Add a tag, such as [tiab] or [mh]."
        : "Add a field, such as .ti,ab. or /.";
    return [{ code: "untagged-term", severity: "warning", place: node.place, message, found: node.text, fix }]; // prettier-ignore
  });
}
