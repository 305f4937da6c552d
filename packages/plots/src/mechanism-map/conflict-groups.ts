import type { MechanismEdge } from "./mechanism-map-data.ts";

/**
 * Numbers the contradictions of a map: edges joined by `contradicts`, in either direction and through any chain, form
 * one group. Groups are numbered from 1 in the order of their first edge. An edge that names only edges which are not
 * in the map still gets a group of its own, so that the dissent stays visible.
 *
 * @returns edge id → number of its group; edges without contradiction are absent
 */
export function conflictGroups(edges: readonly MechanismEdge[]): ReadonlyMap<string, number> {
  const neighbours = new Map<string, string[]>();
  const known = new Set(edges.map((edge) => edge.id));
  const join = (a: string, b: string): void => {
    neighbours.set(a, [...(neighbours.get(a) ?? []), b]);
  };
  for (const edge of edges) {
    for (const other of edge.contradicts ?? []) {
      join(edge.id, other);
      join(other, edge.id);
    }
  }
  const groups = new Map<string, number>();
  let next = 1;
  for (const edge of edges) {
    if (groups.has(edge.id) || !neighbours.has(edge.id)) continue;
    const queue = [edge.id];
    while (queue.length > 0) {
      const id = queue.pop()!;
      if (groups.has(id)) continue;
      groups.set(id, next);
      queue.push(...(neighbours.get(id) ?? []));
    }
    next++;
  }
  for (const id of groups.keys()) if (!known.has(id)) groups.delete(id);
  return groups;
}
