/** What a person decided about two records; a later run never changes it, and without it the pair is judged again. */
export interface LinkDecision {
  readonly a: string;
  readonly b: string;
  /** `family`: two reports that belong together. */
  readonly verdict: "same" | "different" | "family";
}

/** Decisions by record number: which to join, and which pairs never to. */
export interface DecidedPairs {
  readonly same: readonly (readonly [number, number])[];
  readonly family: readonly (readonly [number, number])[];
  readonly isApart: (a: number, b: number) => boolean;
  readonly hasApart: boolean;
}

/** Reads decisions for the records that are there, in an order of their own; of two on one pair the last one holds. */
export function decidedPairs(
  decisions: readonly LinkDecision[],
  numberOf: (id: string) => number | undefined,
): DecidedPairs {
  const verdicts = new Map<
    string,
    { readonly pair: readonly [number, number]; readonly verdict: LinkDecision["verdict"] }
  >();
  for (const { a, b, verdict } of decisions) {
    const [one, other] = a < b ? [a, b] : [b, a];
    const [from, to] = [numberOf(one), numberOf(other)];
    if (from === undefined || to === undefined || from === to) continue;
    verdicts.set(`${one}\n${other}`, { pair: [from, to], verdict });
  }
  const ordered = [...verdicts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, decided]) => decided);
  const apart = new Set<number>();
  for (const { pair, verdict } of ordered) if (verdict !== "same") apart.add(pairKey(...pair));
  const of = (verdict: LinkDecision["verdict"]): readonly (readonly [number, number])[] =>
    ordered.filter((decided) => decided.verdict === verdict).map(({ pair }) => pair);
  return {
    same: of("same"),
    family: of("family"),
    isApart: (a, b) => apart.has(pairKey(a, b)),
    hasApart: apart.size > 0,
  };
}

const pairKey = (a: number, b: number): number => (a < b ? a * 2 ** 26 + b : b * 2 ** 26 + a);
