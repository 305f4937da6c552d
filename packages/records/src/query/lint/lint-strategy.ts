import type { QueryProblem } from "../query-problem.ts";
import type { LintContext } from "./rule.ts";
import { LINT_RULES } from "./rules.ts";

/**
 * All that looks wrong or doubtful in a strategy, the parser's own problems included, in the order of the text.
 *
 * An error is what the interface will not search as it is written; a warning is for a reviewer of the search to judge.
 *
 * @see McGowan et al. 2016, PRESS Peer Review of Electronic Search Strategies: 2015 Guideline Statement, J Clin
 *   Epidemiol 75:40
 */
export function lintStrategy(context: LintContext): readonly QueryProblem[] {
  return LINT_RULES.flatMap(({ check }) => check(context)).sort(
    (a, b) => a.place.line - b.place.line || a.place.column - b.place.column,
  );
}
