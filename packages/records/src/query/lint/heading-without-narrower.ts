import type { QueryProblem } from "../query-problem.ts";
import { nodesOf } from "../visit.ts";
import type { LintRule } from "./rule.ts";

/** `exp` of a heading with nothing below it: harmless, but often a sign that a broader heading was meant. */
export const headingWithoutNarrower: LintRule = {
  codes: ["heading-without-narrower"],
  press: "Subject headings",
  check: ({ strategy, mesh }) => {
    if (mesh === undefined || strategy.interface !== "ovid") return [];
    return strategy.lines.flatMap(({ query }) =>
      nodesOf(query).flatMap((node): readonly QueryProblem[] => {
        if (node.kind !== "heading" || !node.explode) return [];
        const name = mesh.headingOf(node.term);
        if (name === undefined || mesh.explode(name).size > 1) return [];
        const message = `"${name}" has no narrower headings; exp does nothing`;
        return [{ code: "heading-without-narrower", severity: "warning", place: node.place, message, found: node.term, fix: "Take exp away, or explode the broader heading that you mean." }]; // prettier-ignore
      }),
    );
  },
};
