import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import type { TermCounts } from "../features/term-counts.ts";
import { rowProduct, type SparseRows } from "../features/tf-idf.ts";
import { balanced, type ClassWeights } from "../learn/balance.ts";
import { LabelBook } from "./label-book.ts";
import type { RankedRecord, Ranker, TermShare } from "./ranker.ts";
import { topUnlabelled } from "./top.ts";

/** A learner whose score is a weighted sum of terms. */
export interface LinearLearner {
  readonly weights: Float64Array;
  readonly intercept: number;
  /** Weight of the terms that an unlabelled row has for itself; 0 where it is left out. */
  readonly ownWeight?: number;
  train(examples: readonly number[], labels: Int8Array, classWeights: ClassWeights): void;
  forget?(row: number): void;
}

/** Ranks by a linear learner, trained again on all labels when an order is asked for; at random before both kinds are there. */
export class LinearRanker implements Ranker {
  readonly #features: SparseRows;
  readonly #counts: TermCounts;
  readonly #learner: LinearLearner;
  readonly #ratio: number;
  readonly #book: LabelBook;
  readonly #scores: Float64Array;
  readonly #seed: number;
  #stale = true;

  constructor(
    { features, counts }: { readonly features: SparseRows; readonly counts: TermCounts },
    learner: LinearLearner,
    { ratio, seed }: { readonly ratio: number; readonly seed: number },
  ) {
    this.#features = features;
    this.#counts = counts;
    this.#learner = learner;
    this.#ratio = ratio;
    this.#seed = seed;
    this.#book = new LabelBook(features.rows);
    this.#scores = new Float64Array(features.rows);
  }

  label(row: number, label: "relevant" | "irrelevant" | undefined): void {
    this.#book.set(row, label);
    this.#learner.forget?.(row);
    this.#stale = true;
  }

  best(count: number): readonly RankedRecord[] {
    this.#refresh();
    return topUnlabelled(this.#book.labels, this.#scores, count);
  }

  explain(row: number, count: number): readonly TermShare[] {
    this.#refresh();
    if (!this.#book.bothKinds) return [];
    const { starts, terms, values, termOf } = this.#features;
    const shares: TermShare[] = [];
    for (let i = starts[row]!, end = starts[row + 1]!; i < end; i += 1) {
      const share = values[i]! * this.#learner.weights[terms[i]!]!;
      if (share !== 0) shares.push({ term: this.#counts.term(termOf[terms[i]!]!), share });
    }
    shares.sort((a, b) => Math.abs(b.share) - Math.abs(a.share));
    return shares.slice(0, count);
  }

  #refresh(): void {
    if (!this.#stale) return;
    const { labels, examples, relevant, irrelevant, bothKinds } = this.#book;
    if (bothKinds) {
      this.#learner.train(examples, labels, balanced(relevant, irrelevant, this.#ratio));
      const { weights, intercept, ownWeight = 0 } = this.#learner;
      const { ownSum } = this.#features;
      for (let row = 0; row < labels.length; row += 1) {
        if (labels[row] !== -1) continue;
        this.#scores[row] = rowProduct(this.#features, row, weights) + intercept + ownWeight * ownSum[row]!;
      }
    } else {
      randomScores(this.#scores, this.#seed);
    }
    this.#stale = false;
  }
}

/** A score for every row, the same for the same seed. */
export function randomScores(scores: Float64Array, seed: number): void {
  const random = xoroshiro128plus(seed);
  for (let row = 0; row < scores.length; row += 1) scores[row] = uniformInt(random, 0, 0x3fffffff);
}
