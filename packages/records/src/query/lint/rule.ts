import type { MeshHierarchy } from "../mesh/hierarchy.ts";
import type { ParsedStrategy } from "../parse-strategy.ts";
import type { QueryCode, QueryProblem } from "../query-problem.ts";

export interface LintContext extends ParsedStrategy {
  readonly mesh?: MeshHierarchy;
}

/** One thing that is looked for in a strategy. */
export interface LintRule {
  readonly codes: readonly QueryCode[];
  /** The element of the PRESS 2015 checklist it serves. */
  readonly press: "Boolean and proximity operators" | "Subject headings" | "Text word search" | "Spelling, syntax and line numbers" | "Limits and filters"; // prettier-ignore
  readonly check: (context: LintContext) => readonly QueryProblem[];
}
