/** A record with the score it was ordered by; the scale is the model's own. */
export interface RankedRecord {
  /** Row of the record, from 0. */
  readonly row: number;
  readonly score: number;
}

/** A term and what it adds to (or takes from) the score of a record. */
export interface TermShare {
  readonly term: string;
  readonly share: number;
}

/** Orders records by what was learnt from labels. */
export interface Ranker {
  /**
   * Sets or takes back the label of a record.
   *
   * @throws ScreeningError `unknown-record`
   */
  label(row: number, label: "relevant" | "irrelevant" | undefined): void;
  /** The unlabelled records that should be read next, best first; ties by row. */
  best(count: number): readonly RankedRecord[];
  /** The terms of a record that moved it most, up or down, as it was last trained; none before there are labels of both kinds. */
  explain(row: number, count: number): readonly TermShare[];
}

/** A way to rank, by its name. */
export interface RankingModel {
  readonly name: string;
  /** What it is, in a sentence. */
  readonly about: string;
  /**
   * Everything that does not depend on labels or the seed.
   *
   * @param question - what the review asks, in words (PICO, criteria); models that have no use for it leave it out
   */
  readonly prepare: (records: readonly RankableRecord[], question?: string) => PreparedModel;
}

export interface PreparedModel {
  /** A ranker of its own; the same seed gives the same order on every machine. */
  readonly start: (seed: number) => Ranker;
}

/** What a record is ranked by. */
export interface RankableRecord {
  readonly title: string;
  /** Empty where there is none. */
  readonly abstract: string;
  readonly keywords?: readonly string[];
}
