import { TermCounts, type TermOptions } from "../features/term-counts.ts";
import { tfIdf, type TfIdfOptions } from "../features/tf-idf.ts";
import { ENGLISH_STOP_WORDS } from "../features/english-stop-words.ts";
import { plainWords } from "../features/words.ts";
import { LinearSvm } from "../learn/linear-svm.ts";
import { NaiveBayes } from "../learn/naive-bayes.ts";
import { LinearRanker } from "./linear-ranker.ts";
import type { RankableRecord, RankingModel } from "./ranker.ts";

/**
 * ASReview's default: TF-IDF of words and pairs, sublinear, terms in over 95 % of the texts left out; a linear support vector machine
 * with C = 0.11, the relevant ones weighing 9.8 times as much as the irrelevant ones.
 *
 * @see van de Schoot et al. 2021, Nature Machine Intelligence 3:125; parameters of its model ELAS u4
 */
export const elasU4: RankingModel = {
  name: "elas-u4",
  about: "ASReview's default: words and pairs of words, linear support vector machine",
  prepare: (records) => {
    const parts = textFeatures(
      records,
      { words: plainWords, pairs: true },
      { sublinear: true, maxShare: 0.95 },
    );
    return {
      start: (seed) =>
        new LinearRanker(
          parts,
          new LinearSvm(parts.features, { cost: 0.11, tolerance: 1e-4, maxPasses: 1000 }, seed),
          { ratio: 9.8, seed },
        ),
    };
  },
};

/** ASReview's earlier default: TF-IDF of words without English stop words; multinomial naive Bayes, α = 3.822, ratio 1.2. */
export const elasU3: RankingModel = {
  name: "elas-u3",
  about: "ASReview's earlier default: words, naive Bayes",
  prepare: (records) => {
    const parts = textFeatures(
      records,
      { words: plainWords, pairs: false, leftOut: ENGLISH_STOP_WORDS },
      { sublinear: false, maxShare: 1 },
    );
    return {
      start: (seed) => new LinearRanker(parts, new NaiveBayes(parts.features, 3.822), { ratio: 1.2, seed }),
    };
  },
};

function textFeatures(records: readonly RankableRecord[], terms: TermOptions, weights: TfIdfOptions) {
  const counts = new TermCounts(terms);
  for (const { title, abstract } of records) counts.add(`${title} ${abstract}`);
  return { counts, features: tfIdf(counts, weights) };
}
