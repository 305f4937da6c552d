import type { Query, SearchInterface } from "../tree.ts";
import { nodesOf } from "../visit.ts";
import type { LintRule } from "./rule.ts";

const READS: Readonly<Record<SearchInterface, string>> = {
  pubmed: "PubMed reads from left to right",
  ovid: "Ovid reads NOT before AND before OR",
};

/** OR beside AND or NOT without brackets: right only if the reader knows the interface's order. */
export const mixedOperators: LintRule = {
  codes: ["mixed-operators"],
  press: "Boolean and proximity operators",
  check: ({ strategy }) =>
    strategy.lines.flatMap(({ query }) =>
      nodesOf(query)
        .filter(isMixed)
        .map(({ place }) => ({
          code: "mixed-operators",
          severity: "warning",
          place,
          message: `OR stands beside AND or NOT without brackets; ${READS[strategy.interface]}`,
          fix: "Put brackets around the terms that belong together.",
        })),
    ),
};

function isMixed(node: Query): boolean {
  return (
    node.kind === "combination" &&
    node.operands.some(
      (operand) =>
        operand.kind === "combination" &&
        !operand.bracketed &&
        (operand.operator === "or") !== (node.operator === "or"),
    )
  );
}
