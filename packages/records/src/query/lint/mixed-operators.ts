import type { QueryProblem } from "../query-problem.ts";
import type { Query, SearchInterface } from "../tree.ts";
import { nodesOf } from "../visit.ts";
import type { LintRule } from "./rule.ts";

const READS: Readonly<Record<SearchInterface, string>> = {
  pubmed: "PubMed reads from left to right",
  ovid: "Ovid reads OR last",
};

/**
 * OR beside AND or NOT without brackets: right only if the reader knows the interface's order. In Ovid also AND after NOT,
 * whose order Ovid's own help does not give as far as it was found.
 */
export const mixedOperators: LintRule = {
  codes: ["mixed-operators"],
  press: "Boolean and proximity operators",
  check: ({ strategy }) =>
    strategy.lines.flatMap(({ query }): readonly QueryProblem[] => [
      ...nodesOf(query)
        .filter(isMixed)
        .map(({ place }): QueryProblem => ({
          code: "mixed-operators",
          severity: "warning",
          place,
          message: `OR stands beside AND or NOT without brackets; ${READS[strategy.interface]}`,
          fix: FIX,
        })),
      ...nodesOf(query)
        .filter((node) => strategy.interface === "ovid" && isAndAfterNot(node))
        .map(({ place }): QueryProblem => ({
          code: "mixed-operators",
          severity: "warning",
          place,
          message:
            "AND follows NOT without brackets; which of the two Ovid reads first is not documented; NOT is assumed here",
          fix: FIX,
        })),
    ]),
};

const FIX = "Put brackets around the terms that belong together.";

/** `a not b and c`; of `a and b not c` both orders find the same. */
function isAndAfterNot(node: Query): boolean {
  return (
    node.kind === "combination" &&
    node.operator === "and" &&
    node.operands
      .slice(0, -1)
      .some((each) => each.kind === "combination" && each.operator === "not" && !each.bracketed)
  );
}

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
