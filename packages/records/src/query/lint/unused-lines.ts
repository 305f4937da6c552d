import { finalLine, referencesOf } from "../visit.ts";
import type { LintRule } from "./rule.ts";

/** Lines that nothing names and that are not the last: their terms are not part of the search. */
export const unusedLines: LintRule = {
  codes: ["unused-line"],
  press: "Spelling, syntax and line numbers",
  check: ({ strategy }) => {
    const used = new Set(
      strategy.lines.flatMap(({ query }) => referencesOf(query).map(({ label }) => label)),
    );
    const last = finalLine(strategy);
    return strategy.lines
      .filter(({ label, query }) => query !== null && label !== last?.label && !used.has(label))
      .map(({ label, place }) => ({
        code: "unused-line",
        severity: "warning",
        place,
        message: `No other line names line ${label}, so it is not part of the search`,
        found: String(label),
        fix: "Name it in the line that combines the others, or take it out.",
      }));
  },
};
