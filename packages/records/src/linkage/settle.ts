import type { Clusters } from "./clusters.ts";
import type { DecidedPairs } from "./decisions.ts";
import type { FamilyKind } from "./families.ts";

/** A pair of records with what the comparison made of it. */
export interface Edge {
  readonly a: number;
  readonly b: number;
  readonly outcome: "auto" | "review" | "family";
  readonly weight: number;
  readonly probability: number;
  readonly isFirm: boolean;
  readonly reason: string;
  readonly family: FamilyKind | undefined;
}

export interface Settled {
  /** The pairs that joined two groups, in the order of joining; by a person where there is no edge. */
  readonly joined: readonly { readonly a: number; readonly b: number; readonly edge: Edge | undefined }[];
  /** Pairs between two groups that stay apart, one for each pair of groups. */
  readonly review: readonly Edge[];
  readonly families: readonly Edge[];
  /** Decisions that contradict others, so that they could not be followed. */
  readonly contradicted: readonly (readonly [number, number])[];
}

/** Larger groups are only joined by firm evidence. */
const LARGEST_LOOSE_GROUP = 12;

export const CONFLICT_IN_GROUP = "other records of the two groups contradict each other";
export const AMBIGUOUS = "it fits two reports that are not one";

/**
 * Joins records best pair first: decisions of people, then pairs tied by a page, an identifier or a text, then the rest. A
 * join is refused if any record of one group conflicts with any of the other, so that no chain of good pairs makes a bad
 * group; a record without a page that fits two conflicting groups goes to neither, but to review.
 *
 * @param edges - in any order; the result does not depend on it
 * @param compareIds - order of two records by their ids
 */
export function settle(
  clusters: Clusters,
  edges: readonly Edge[],
  decided: DecidedPairs,
  conflicts: (a: number, b: number) => boolean,
  compareIds: (a: number, b: number) => number,
): Settled {
  const stillConflicts = (x: number, y: number): boolean =>
    conflicts(x, y) && !isForgiven(x, y, clusters, decided, conflicts);
  const joined: { a: number; b: number; edge: Edge | undefined }[] = [];
  const contradicted: (readonly [number, number])[] = [];
  const isApart = (a: number, b: number): boolean =>
    decided.hasApart && clusters.somePair(a, b, decided.isApart);
  for (const [a, b] of decided.same) {
    if (clusters.rootOf(a) === clusters.rootOf(b)) continue;
    if (isApart(a, b)) contradicted.push([a, b]);
    else {
      clusters.join(a, b);
      joined.push({ a, b, edge: undefined });
    }
  }
  const ordered = edges
    .filter(({ outcome }) => outcome === "auto")
    .sort((x, y) => y.weight - x.weight || compareIds(x.a, y.a) || compareIds(x.b, y.b));
  const asked: Edge[] = [];
  const mayJoin = (edge: Edge): boolean =>
    (edge.isFirm || clusters.sizeOf(edge.a) + clusters.sizeOf(edge.b) <= LARGEST_LOOSE_GROUP) &&
    !clusters.somePair(edge.a, edge.b, (x, y) => decided.isApart(x, y) || stillConflicts(x, y));
  const follow = (edge: Edge): void => {
    if (clusters.rootOf(edge.a) === clusters.rootOf(edge.b)) return;
    if (mayJoin(edge)) {
      clusters.join(edge.a, edge.b);
      joined.push({ a: edge.a, b: edge.b, edge });
    } else asked.push(doubted(edge, CONFLICT_IN_GROUP));
  };
  for (const edge of ordered) if (edge.isFirm) follow(edge);
  const loose = ordered.filter(({ isFirm, a, b }) => !isFirm && clusters.rootOf(a) !== clusters.rootOf(b));
  const ambiguous = ambiguousEdges(loose, clusters, stillConflicts);
  for (const edge of loose) {
    if (ambiguous.has(edge)) asked.push(doubted(edge, AMBIGUOUS));
    else follow(edge);
  }
  const open = [...asked, ...edges.filter(({ outcome }) => outcome === "review")]
    .filter(({ a, b }) => !isApart(a, b))
    .sort((x, y) => y.probability - x.probability || compareIds(x.a, y.a) || compareIds(x.b, y.b));
  const taken = new Set<number>();
  const review = oneForGroups(open, clusters, taken);
  const related = edges
    .filter(({ outcome }) => outcome === "family")
    .sort((x, y) => y.weight - x.weight || compareIds(x.a, y.a) || compareIds(x.b, y.b));
  return { joined, review, families: oneForGroups(related, clusters, taken), contradicted };
}

/**
 * A person joined two records of these groups that conflict as x and y do: one with neither conflict to x, one with none
 * to y. Such a difference has been said to mean nothing.
 */
function isForgiven(
  x: number,
  y: number,
  clusters: Clusters,
  decided: DecidedPairs,
  conflicts: (a: number, b: number) => boolean,
): boolean {
  if (decided.same.length === 0) return false;
  const roots = [clusters.rootOf(x), clusters.rootOf(y)];
  return decided.same.some(([one, other]) => {
    if (!roots.includes(clusters.rootOf(one)) || !conflicts(one, other)) return false;
    return (!conflicts(x, one) && !conflicts(y, other)) || (!conflicts(x, other) && !conflicts(y, one));
  });
}

/** Odds of a pair whose own evidence would do, but whose groups speak against it. */
const DOUBTED_PROBABILITY = 0.5;

const doubted = (edge: Edge, reason: string): Edge => ({
  ...edge,
  outcome: "review",
  reason,
  probability: Math.min(edge.probability, DOUBTED_PROBABILITY),
});

/** Loose pairs of a group that would join it to two groups in conflict. */
function ambiguousEdges(
  loose: readonly Edge[],
  clusters: Clusters,
  conflicts: (a: number, b: number) => boolean,
): ReadonlySet<Edge> {
  const byGroup = new Map<number, Edge[]>();
  for (const edge of loose) {
    for (const end of [edge.a, edge.b]) {
      const root = clusters.rootOf(end);
      const known = byGroup.get(root);
      if (known === undefined) byGroup.set(root, [edge]);
      else known.push(edge);
    }
  }
  const ambiguous = new Set<Edge>();
  for (const [root, sharing] of byGroup) {
    const farEnd = ({ a, b }: Edge): number => (clusters.rootOf(a) === root ? b : a);
    for (let i = 0; i < sharing.length; i++) {
      for (let j = 0; j < i; j++) {
        const [x, y] = [farEnd(sharing[i]!), farEnd(sharing[j]!)];
        if (clusters.rootOf(x) === clusters.rootOf(y) || !clusters.somePair(x, y, conflicts)) continue;
        ambiguous.add(sharing[i]!);
        ambiguous.add(sharing[j]!);
      }
    }
  }
  return ambiguous;
}

/** The first edge of each pair of groups that are not one. */
function oneForGroups(edges: readonly Edge[], clusters: Clusters, taken: Set<number>): readonly Edge[] {
  return edges.filter(({ a, b }) => {
    const [one, other] = [clusters.rootOf(a), clusters.rootOf(b)];
    if (one === other) return false;
    const key = one < other ? one * 2 ** 26 + other : other * 2 ** 26 + one;
    if (taken.has(key)) return false;
    taken.add(key);
    return true;
  });
}
