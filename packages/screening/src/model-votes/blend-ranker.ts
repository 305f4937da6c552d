import type { RankedRecord, Ranker, RankingModel } from "../rank/ranker.ts";
import { ScreeningError } from "../screening-error.ts";

/**
 * A ranking with a model's scores averaged in: for each unlabelled record
 *
 *   (1 − w) · rank of the base ranker + w · rank by the model's score
 *
 * smallest first; ties go to the base ranker's order. Equal scores share the mean of their ranks. Ranks among the s scored records
 * are stretched to all m, (r − ½) m/s + ½, and a record without score keeps the base ranker's rank, so that a model that was asked
 * about some records only neither lifts nor sinks them as a group. No record is left out, whatever the model thinks of it.
 *
 * Each call asks the base ranker for its whole order: O(m log m).
 *
 * @param scores - for each row the model's score, higher for more relevant, or null
 * @param weight - w, from 0 (the base ranker alone) to 1 (the model's scores first)
 * @returns a model whose scores are the negative mean ranks
 * @throws ScreeningError `invalid-option` (weight), `length-mismatch` (scores and records, when it is prepared), `invalid-label`
 *   (a score that is no number)
 */
export function blendedWithScores(
  base: RankingModel,
  scores: readonly (number | null)[],
  weight = 0.5,
): RankingModel {
  if (!(weight >= 0 && weight <= 1))
    throw new ScreeningError("invalid-option", `weight is ${weight}, not from 0 to 1.`, { field: "weight" });
  const bad = scores.findIndex((score) => score !== null && !Number.isFinite(score));
  if (bad >= 0)
    throw new ScreeningError("invalid-label", `The score of row ${bad} is ${scores[bad]!}, no number.`, {
      field: "score",
      row: bad,
    });
  return {
    name: `${base.name}+scores`,
    about: `${base.about}; ranks averaged with a model's scores`,
    prepare: (records, question) => {
      if (records.length !== scores.length)
        throw new ScreeningError(
          "length-mismatch",
          `There are ${records.length} records and ${scores.length} scores.`,
          { field: "scores" },
        );
      const prepared = base.prepare(records, question);
      const byScore = scores
        .flatMap((score, row) => (score === null ? [] : [{ row, score }]))
        .sort((a, b) => b.score - a.score || a.row - b.row);
      return { start: (seed) => blended(prepared.start(seed), byScore, scores.length, weight) };
    },
  };
}

function blended(base: Ranker, byScore: readonly RankedRecord[], rows: number, weight: number): Ranker {
  return {
    label: (row, label) => base.label(row, label),
    explain: (row, count) => base.explain(row, count),
    best: (count) => {
      const order = base.best(rows);
      const ranks = scoreRanks(byScore, order, rows);
      const placed = order.map(({ row }, place) => {
        const own = place + 1;
        const given = ranks[row]!;
        return { row, place, rank: given === 0 ? own : (1 - weight) * own + weight * given };
      });
      placed.sort((a, b) => a.rank - b.rank || a.place - b.place);
      return placed.slice(0, count).map(({ row, rank }) => ({ row, score: -rank }));
    },
  };
}

/** The stretched rank by score of each row that is in the order and has a score; 0 for others. */
function scoreRanks(
  byScore: readonly RankedRecord[],
  order: readonly RankedRecord[],
  rows: number,
): Float64Array {
  const isLeft = new Uint8Array(rows);
  for (const { row } of order) isLeft[row] = 1;
  const left = byScore.filter(({ row }) => isLeft[row] === 1);
  const ranks = new Float64Array(rows);
  for (let from = 0; from < left.length;) {
    let to = from;
    while (to < left.length && left[to]!.score === left[from]!.score) to += 1;
    // Places from + 1 … to share their mean.
    const mean = (from + 1 + to) / 2;
    for (let i = from; i < to; i += 1)
      ranks[left[i]!.row] = ((mean - 0.5) * order.length) / left.length + 0.5;
    from = to;
  }
  return ranks;
}
