import type { MechanismEdge, MechanismSign } from "./mechanism-map-data.ts";

/** How far the evidence is from patients: it sets the line's weight and dash. */
export type EvidenceBase = "human" | "animal" | "other";

/** One line of the picture: one or more statements with the same ends, sign and contradiction. */
export interface MapLine {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly sign: MechanismSign;
  readonly edges: readonly MechanismEdge[];
  /** Number of the contradiction this line is part of. */
  readonly conflict?: number;
  readonly base: EvidenceBase;
  /** Distinct species of all its statements, in order of appearance. */
  readonly species: readonly string[];
}

/**
 * Merges statements that agree (same `from`, `to`, `sign` and contradiction group) into one line, in the order of the
 * first statement of each. Every edge ends in exactly one line.
 */
export function mergeEdges(
  edges: readonly MechanismEdge[],
  conflicts: ReadonlyMap<string, number>,
): readonly MapLine[] {
  const merged = new Map<string, MechanismEdge[]>();
  for (const edge of edges) {
    const key = JSON.stringify([edge.from, edge.to, edge.sign, conflicts.get(edge.id) ?? 0]);
    merged.set(key, [...(merged.get(key) ?? []), edge]);
  }
  return [...merged.values()].map((same) => {
    const first = same[0]!;
    const conflict = conflicts.get(first.id);
    const species = [...new Set(same.flatMap(speciesOf))];
    return {
      id: first.id,
      from: first.from,
      to: first.to,
      sign: first.sign,
      edges: same,
      base: evidenceBase(species),
      species,
      ...(conflict === undefined ? {} : { conflict }),
    };
  });
}

/** Species of one edge: the list split at commas, without blanks and dashes that stand for "not stated". */
function speciesOf(edge: MechanismEdge): readonly string[] {
  return (edge.species ?? "")
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "" && part !== "-" && part !== "–");
}

function evidenceBase(species: readonly string[]): EvidenceBase {
  if (species.some((name) => /^(human|patient|people)/i.test(name))) return "human";
  return species.length > 0 ? "animal" : "other";
}

/**
 * A short letter code per species, such as H human, M mouse, R rat, Ro rodent: the shortest unused beginning of the
 * name, the most frequent species first, so that the common ones get one letter.
 */
export function speciesCodes(lines: readonly MapLine[]): ReadonlyMap<string, string> {
  const counts = new Map<string, number>();
  for (const name of lines.flatMap((line) => line.edges.flatMap(speciesOf))) {
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const names = [...counts.keys()].sort((a, b) => counts.get(b)! - counts.get(a)! || (a < b ? -1 : 1));
  const codes = new Map<string, string>();
  const used = new Set<string>();
  for (const name of names) {
    const letters = Array.from(name);
    let length = 1;
    let code = shortCode(letters, length);
    while (used.has(code) && length < letters.length) code = shortCode(letters, ++length);
    for (let n = 2; used.has(code); n++) code = `${shortCode(letters, 1)}${n}`;
    used.add(code);
    codes.set(name, code);
  }
  return codes;
}

function shortCode(letters: readonly string[], length: number): string {
  return letters[0]!.toUpperCase() + letters.slice(1, length).join("");
}
