import type { QueryProblem } from "./query-problem.ts";
import type { Operator, Place, Query } from "./tree.ts";

/** Deeper nesting than any search has; what lies deeper is reported, so that no text exhausts the stack. */
export const MOST_NESTED = 100;

/**
 * `left operator right`; a chain of one operator without brackets is one combination. `left` is taken over: the chain
 * grows in place, so that ten thousand terms cost ten thousand steps.
 */
export function combine(operator: Operator, left: Query, right: Query): Query {
  if (left.kind === "combination" && left.operator === operator && !left.bracketed) {
    (left.operands as Query[]).push(right);
    return left;
  }
  return { kind: "combination", operator, operands: [left, right], place: left.place, bracketed: false };
}

/** Reports once a line that a query is nested too deeply. */
export class NestingGuard {
  private reported = false;
  private readonly report: (problem: QueryProblem) => void;

  constructor(report: (problem: QueryProblem) => void) {
    this.report = report;
  }

  tooDeep(place: Place): void {
    if (this.reported) return;
    this.reported = true;
    this.report({
      code: "too-deep",
      severity: "error",
      place,
      message:
        "Brackets or changes of operator are nested too deeply here; what lies deeper is not read as it stands",
      expected: `at most ${MOST_NESTED} levels`,
      fix: "Cut the query into lines that name each other.",
    });
  }
}
