import type { QueryProblem } from "../query-problem.ts";
import { isDescending, lineOf, referencesOf } from "../visit.ts";
import type { LintRule } from "./rule.ts";

/** Numbers of lines that are not there, or that are not searched yet when they are named. */
export const lineReferences: LintRule = {
  codes: ["missing-line", "later-line"],
  press: "Spelling, syntax and line numbers",
  check: ({ strategy }) => {
    const descending = isDescending(strategy);
    const labels = strategy.lines.map(({ label }) => label);
    const [first, last] = [Math.min(...labels), Math.max(...labels)];
    return strategy.lines.flatMap((line) =>
      referencesOf(line.query).flatMap(({ label, by: { place } }): readonly QueryProblem[] => {
        if (lineOf(strategy, label) === undefined)
          return [{ code: "missing-line", severity: "error", place, message: `Line ${line.label} names line ${label}, which is not there`, found: String(label), expected: `a number from ${first} to ${last}`, fix: "Correct the number." }]; // prettier-ignore
        if (label < line.label) return [];
        const message = label === line.label ? `Line ${label} names itself` : `Line ${line.label} names line ${label}, which comes ${descending ? "after it in the search" : "later"}`; // prettier-ignore
        return [{ code: "later-line", severity: "error", place, message, found: String(label), expected: `a number below ${line.label}`, fix: "Name an earlier line, or move the line up." }]; // prettier-ignore
      }),
    );
  },
};
