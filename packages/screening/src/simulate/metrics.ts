import { ScreeningError } from "../screening-error.ts";

/** How well an order finds the relevant records of a pool. */
export interface RankingMetrics {
  /** Records in the pool, and relevant ones among them; priors are not counted. */
  readonly records: number;
  readonly relevant: number;
  /** Area above the recall curve: 0 for all relevant ones first, 0.5 for a random order, 1 for all last. */
  readonly loss: number;
  readonly ndcg: number;
  /** Share of the relevant ones found in the first 1, 2, 5, 10, 20, 50 % of the pool. */
  readonly recallAt: Readonly<Record<RecallShare, number>>;
  /** Work saved over sampling: share not read when 95 or 100 % are found, minus 5 or 0 %. */
  readonly wss95: number;
  readonly wss100: number;
  /** Relevant records found after 10 % of the pool: the recall at 10 %. */
  readonly rrf10: number;
  /** Mean place of the relevant ones, from 1, in records; and as a share of the pool. */
  readonly atd: number;
  readonly atdShare: number;
  /** Place of the last relevant one, from 1. */
  readonly last: number;
}

export const RECALL_SHARES = [1, 2, 5, 10, 20, 50] as const;
export type RecallShare = (typeof RECALL_SHARES)[number];

/**
 * Measures an order by the places of the relevant records; what stands after the last one changes nothing.
 *
 *   loss = (best − area)/(best − worst), area = Σ over places of the number found so far
 *   nDCG = Σ 1/log₂(place + 1) over its value for the perfect order
 *   WSS@r = (P − k)/P − (1 − r), k the first place with ⌈r R⌉ found
 *
 * @param places - of the relevant ones in the order of reading, from 1, rising
 * @param records - size of the pool, P
 * @throws ScreeningError `one-class` where all or none are relevant
 * @see Cohen et al. 2006, JAMIA 13:206 (WSS); Järvelin & Kekäläinen 2002, ACM TOIS 20:422 (nDCG); Ferdinands et al. 2023, Syst
 *   Rev 12:100 (ATD); loss as ASReview's insights
 */
export function rankingMetrics(places: readonly number[], records: number): RankingMetrics {
  const relevant = places.length;
  if (relevant === 0 || relevant === records) {
    throw new ScreeningError(
      "one-class",
      relevant === 0 ? "none of the records is relevant" : "all records are relevant",
      { field: "labels" },
      "an order can be measured only where both kinds are",
    );
  }
  const area = places.reduce((sum, place) => sum + records - place + 1, 0);
  const best = relevant * records - (relevant * (relevant - 1)) / 2;
  const worst = (relevant * (relevant + 1)) / 2;
  const gain = (place: number): number => 1 / Math.log2(place + 1);
  const found = (limit: number): number => places.filter((place) => place <= limit).length / relevant;
  const saved = (share: number): number =>
    (records - places[Math.ceil(share * relevant - 1e-9) - 1]!) / records - (1 - share);
  const recallAt = Object.fromEntries(
    RECALL_SHARES.map((share) => [share, found(Math.floor((share * records) / 100))]),
  ) as Record<RecallShare, number>;
  const atd = places.reduce((sum, place) => sum + place, 0) / relevant;
  return {
    records,
    relevant,
    loss: (best - area) / (best - worst),
    ndcg:
      places.reduce((sum, place) => sum + gain(place), 0) /
      places.reduce((sum, _, i) => sum + gain(i + 1), 0),
    recallAt,
    wss95: saved(0.95),
    wss100: saved(1),
    rrf10: recallAt[10],
    atd,
    atdShare: atd / records,
    last: places.at(-1)!,
  };
}
