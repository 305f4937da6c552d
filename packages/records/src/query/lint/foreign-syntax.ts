import { pubmedField } from "../pubmed/fields.ts";
import type { QueryProblem } from "../query-problem.ts";
import type { Query } from "../tree.ts";
import { nodesOf } from "../visit.ts";
import type { LintRule } from "./rule.ts";

/** Signs of the other interface, which this one takes for text, blanks or comments. */
export const foreignSyntax: LintRule = {
  codes: ["foreign-syntax"],
  press: "Spelling, syntax and line numbers",
  check: ({ strategy }) =>
    strategy.interface === "pubmed"
      ? strategy.lines.flatMap(({ query }) => nodesOf(query).flatMap(ovidSigns))
      : strategy.lines.flatMap(({ comments, place }) =>
          comments.flatMap((comment): readonly QueryProblem[] => {
            if (pubmedField(comment) === undefined && !/^(?:mh|mesh|majr)\b/i.test(comment)) return [];
            const message = `[${comment}] is a tag of PubMed; Ovid reads square brackets as a comment`;
            return [{ code: "foreign-syntax", severity: "error", place, message, found: `[${comment}]`, fix: "Use Ovid's field codes: .ti,ab." }]; // prettier-ignore
          }),
        ),
};

const SIGNS: readonly { readonly sign: RegExp; readonly means: string; readonly fix: string }[] = [
  { sign: /^adj\d*$/i, means: "an operator of Ovid", fix: 'Use "words"[tiab:~N].' },
  { sign: /\.[a-z]{2}(?:,[a-z]{2})*\.?$/i, means: "a field of Ovid", fix: "Use a tag: [tiab]." },
  { sign: /\w[$?]\d?$|\w[?#]\w/, means: "a wildcard of Ovid; PubMed reads a blank", fix: "Use * at the end, or write the spellings out with OR." }, // prettier-ignore
  { sign: /^exp$/i, means: "Ovid's explode", fix: "Use [mh]: it explodes." },
];

function ovidSigns(node: Query): readonly QueryProblem[] {
  if (node.kind !== "term" || node.quoted) return [];
  return node.text.split(" ").flatMap((word): readonly QueryProblem[] => {
    const found = SIGNS.find(({ sign }) => sign.test(word));
    if (found === undefined || (found.sign.source === "^exp$" && node.fields.length > 0)) return [];
    const message = `"${word}" holds ${found.means}`;
    return [{ code: "foreign-syntax", severity: "error", place: node.place, message, found: word, fix: found.fix }]; // prettier-ignore
  });
}
