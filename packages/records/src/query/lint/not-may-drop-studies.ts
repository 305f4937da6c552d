import { printQuery } from "../print-strategy.ts";
import type { QueryProblem } from "../query-problem.ts";
import { foldWords } from "../words.ts";
import type { Query, Strategy } from "../tree.ts";
import { lineOf, nodesOf } from "../visit.ts";
import type { LintRule } from "./rule.ts";

const ANIMALS = /^(?:animals?|rats?|mice|mouse|rodentia|dogs?|cats?|swine|models animal)$/;
const HUMANS = /^(?:humans?)$/;

/**
 * NOT takes away every study that also has the unwanted term: a trial in men and rats has Animals and Humans. Safe is
 * what the Cochrane strategies do: NOT (animals NOT humans).
 *
 * @see Lefebvre et al. 2022, Cochrane Handbook, technical supplement to chapter 4, section 3.2.2
 */
export const notMayDropStudies: LintRule = {
  codes: ["not-may-drop-studies"],
  press: "Boolean and proximity operators",
  check: ({ strategy }) => {
    const inside = new Set(strategy.lines.flatMap(({ query }) => safeParts(strategy, query)));
    return strategy.lines.flatMap(({ query }) =>
      nodesOf(query).flatMap((node): readonly QueryProblem[] => {
        if (node.kind !== "combination" || node.operator !== "not" || inside.has(node)) return [];
        return node.operands.slice(1).flatMap((taken) => problemOf(strategy, taken));
      }),
    );
  },
};

function problemOf(strategy: Strategy, taken: Query): readonly QueryProblem[] {
  const query = resolved(strategy, taken);
  if (query === undefined || isAnimalsNotHumans(strategy, query)) return [];
  const text = printQuery(taken, strategy.interface);
  const animals = nodesOf(query).some((node) => ANIMALS.test(nameOf(node)));
  return [
    {
      code: "not-may-drop-studies",
      severity: "warning",
      place: taken.place,
      message: animals
        ? `NOT ${text} takes away studies in animals and humans together`
        : `NOT ${text} takes away every study that has this beside what you look for`,
      found: text,
      ...(animals ? { expected: "NOT (animals NOT humans)" } : {}),
      fix: animals
        ? `Write ${strategy.interface === "pubmed" ? "NOT (animals[mh] NOT humans[mh])" : "not (exp animals/ not humans/)"}.`
        : "Look at what it takes away: the search without NOT, minus this one.",
    },
  ];
}

/** `animals NOT humans`, wherever it stands, drops nothing by itself. */
function safeParts(strategy: Strategy, query: Query | null): readonly Query[] {
  return nodesOf(query).filter((node) => isAnimalsNotHumans(strategy, node));
}

function isAnimalsNotHumans(strategy: Strategy, query: Query): boolean {
  if (query.kind !== "combination" || query.operator !== "not") return false;
  return query.operands
    .slice(1)
    .some((taken) => nodesOf(resolved(strategy, taken) ?? null).some((node) => HUMANS.test(nameOf(node))));
}

function resolved(strategy: Strategy, query: Query): Query | undefined {
  if (query.kind !== "line") return query;
  return lineOf(strategy, query.label)?.query ?? undefined;
}

function nameOf(node: Query): string {
  return node.kind === "heading" ? foldWords(node.term) : node.kind === "term" ? foldWords(node.text) : "";
}
