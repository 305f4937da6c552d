import { printQuery } from "../print-strategy.ts";
import type { QueryCode, QueryProblem } from "../query-problem.ts";
import type { Query } from "../tree.ts";
import { nodesOf } from "../visit.ts";
import type { LintRule } from "./rule.ts";

const ASKS: Readonly<Record<"date-limit" | "language-limit" | "other-limit", string>> = {
  "date-limit": "limits the search by date",
  "language-limit": "limits the search by language",
  "other-limit":
    "limits the search by how a record is indexed, which leaves out records that are not indexed yet",
};

/** Limits by date, language or indexing: a review has to say why they are there. */
export const limits: LintRule = {
  codes: ["date-limit", "language-limit", "other-limit"],
  press: "Limits and filters",
  check: ({ strategy }) =>
    strategy.lines.flatMap(({ query }) =>
      nodesOf(query).flatMap((node) =>
        limitsOf(node).map((code): QueryProblem => {
          const text = printQuery({ ...node, bracketed: false }, strategy.interface);
          return { code, severity: "warning", place: node.place, message: `${text} ${ASKS[code]}`, found: text, fix: "Say why in the protocol, or take it out." }; // prettier-ignore
        }),
      ),
    ),
};

function limitsOf(node: Query): readonly (QueryCode & keyof typeof ASKS)[] {
  switch (node.kind) {
    case "dates":
    case "recent":
      return ["date-limit"];
    case "term":
      if (node.fields.some(({ field }) => field === "language")) return ["language-limit"];
      return node.fields.some(({ field }) => field === "subset") ? ["other-limit"] : [];
    case "limit": {
      const kinds = node.limits.flat().map(({ kind }) => (kind === "years" ? "date-limit" : kind === "language" ? "language-limit" : "other-limit")); // prettier-ignore
      return [...new Set(kinds)];
    }
    default:
      return [];
  }
}
