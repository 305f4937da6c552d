import { closestName } from "../../closest-name.ts";
import type { QueryProblem } from "../query-problem.ts";
import { foldWords } from "../words.ts";
import { nodesOf } from "../visit.ts";
import type { LintRule } from "./rule.ts";

/** Headings that the hierarchy, where one is given, does not have, or has under another name. */
export const headingNames: LintRule = {
  codes: ["unknown-heading", "heading-by-synonym"],
  press: "Subject headings",
  check: ({ strategy, mesh }) => {
    if (mesh === undefined) return [];
    return strategy.lines.flatMap(({ query }) =>
      nodesOf(query).flatMap((node): readonly QueryProblem[] => {
        if (node.kind !== "heading" || /[*$]/.test(node.term)) return [];
        const { place, term } = node;
        const name = mesh.headingOf(term);
        if (name !== undefined && foldWords(name) === foldWords(term)) return [];
        if (name !== undefined)
          return [{ code: "heading-by-synonym", severity: "warning", place, message: `"${term}" is an entry term; the heading is "${name}"`, found: term, expected: name, fix: "Write the heading itself." }]; // prettier-ignore
        const closest = closestName(term, mesh.names);
        return [
          {
            code: "unknown-heading",
            severity: "error",
            place,
            message: `"${term}" is no heading of the hierarchy that was given`,
            found: term,
            ...(closest === undefined ? {} : { expected: closest }),
            fix: closest === undefined ? "Look the heading up." : `Did you mean "${closest}"?`,
          },
        ];
      }),
    );
  },
};
