import { randomOrder, type RankableRecord, type RankingModel, type TermShare } from "@coppice/screening";
import type { Decision } from "./screen-table.ts";

export interface QueueOptions {
  readonly model: RankingModel;
  /** What the review asks, for models that start from it. */
  readonly question: string;
  readonly seed: number;
  /** So many records come in a random order before the model chooses. */
  readonly randomFirst: number;
}

/** A record that is to be read, and the terms that brought it there. */
export interface Queued {
  readonly row: number;
  readonly terms: readonly TermShare[];
}

/** Up to here the order is made anew after every vote before the next record is shown; beyond, while it is read. */
const AT_ONCE = 20_000;
/** Records kept ready where the order is made later. */
const READY = 20;
const TERMS = 12;

/**
 * What one reviewer reads next: by the reviewer's own votes, the seed and the model, and by nothing else. Votes of others never
 * come in here, so that they cannot show.
 */
export class ScreenQueue {
  readonly #ranker;
  readonly #random;
  readonly #options: QueueOptions;
  readonly #votes = new Map<number, Decision>();
  readonly #skipped = new Set<number>();
  /** Rows whose vote was taken back, to be shown again, the last first. */
  readonly #again: number[] = [];
  readonly #total: number;
  #ready: Queued[] = [];
  #isStale = true;

  constructor(records: readonly RankableRecord[], options: QueueOptions) {
    this.#total = records.length;
    this.#options = options;
    this.#ranker = options.model.prepare(records, options.question).start(options.seed);
    this.#random = randomOrder.prepare(records).start(options.seed);
  }

  /** Votes in the order they were cast. */
  get votes(): ReadonlyMap<number, Decision> {
    return this.#votes;
  }

  /** Sets or takes back a vote. */
  set(row: number, decision: Decision | undefined): void {
    this.#votes.delete(row);
    if (decision !== undefined) this.#votes.set(row, decision);
    const label =
      decision === undefined || decision === "not-retrieved"
        ? undefined
        : decision === "exclude"
          ? "irrelevant"
          : "relevant";
    for (const ranker of [this.#ranker, this.#random]) ranker.label(row, label);
    this.#skipped.delete(row);
    this.#isStale = true;
  }

  /** Shows a record again before all others. */
  showAgain(row: number): void {
    this.#again.push(row);
  }

  /** Puts a record behind all others. */
  skip(row: number): void {
    this.#skipped.delete(row);
    this.#skipped.add(row);
    this.#dropAgain(row);
    this.#isStale ||= this.#total <= AT_ONCE;
  }

  /** The record to be read now; none when all are read. */
  next(): Queued | undefined {
    while (this.#again.length > 0) {
      const row = this.#again.at(-1)!;
      if (!this.#votes.has(row)) return { row, terms: this.#ranker.explain(row, TERMS) };
      this.#again.pop();
    }
    if (this.#total <= AT_ONCE) this.prepare();
    const isOpen = ({ row }: Queued): boolean => !this.#votes.has(row) && !this.#skipped.has(row);
    this.#ready = this.#ready.filter(isOpen);
    if (this.#ready.length === 0) {
      this.#fill();
      this.#ready = this.#ready.filter(isOpen);
    }
    if (this.#ready.length > 0) return this.#ready[0];
    // Only what was skipped is left: the one skipped first comes first.
    const [row] = this.#skipped;
    return row === undefined ? undefined : { row, terms: this.#ranker.explain(row, TERMS) };
  }

  /** Makes the order anew where votes have come in: to be called while a record is read. */
  prepare(): void {
    if (this.#isStale) this.#fill();
  }

  #fill(): void {
    const { randomFirst } = this.#options;
    const ranker = this.#votes.size < randomFirst ? this.#random : this.#ranker;
    const wanted = this.#total <= AT_ONCE ? 1 : READY;
    const open: Queued[] = [];
    // Records without a label that are not to be shown (skipped, not retrieved) may stand first: ask for more until there are enough.
    for (let count = wanted + this.#skipped.size; open.length < wanted; count *= 4) {
      const best = ranker.best(count);
      open.length = 0;
      for (const { row } of best) {
        if (this.#votes.has(row) || this.#skipped.has(row)) continue;
        open.push({ row, terms: ranker.explain(row, TERMS) });
        if (open.length === wanted) break;
      }
      if (best.length < count) break;
    }
    this.#ready = open;
    this.#isStale = false;
  }

  #dropAgain(row: number): void {
    const place = this.#again.lastIndexOf(row);
    if (place >= 0) this.#again.splice(place, 1);
  }
}
