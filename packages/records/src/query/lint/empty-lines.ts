import type { LintRule } from "./rule.ts";

/** A number without a query, or a text without any. */
export const emptyLines: LintRule = {
  codes: ["empty-line", "empty-strategy"],
  press: "Spelling, syntax and line numbers",
  check: ({ strategy }) => {
    if (strategy.lines.every(({ query }) => query === null))
      return [
        {
          code: "empty-strategy",
          severity: "error",
          place: strategy.lines[0]?.place ?? { line: 1, column: 1 },
          message: "There is no query in this text",
          fix: "Give a file that holds a search strategy.",
        },
      ];
    return strategy.lines
      .filter(({ query }) => query === null)
      .map(({ label, place }) => ({
        code: "empty-line",
        severity: "error",
        place,
        message: `Line ${label} has no query`,
        fix: "Take it out, or write its query.",
      }));
  },
};
