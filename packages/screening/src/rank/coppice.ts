import { ENGLISH_STOP_WORDS } from "../features/english-stop-words.ts";
import { TermCounts } from "../features/term-counts.ts";
import { rowProduct, tfIdf, type SparseRows } from "../features/tf-idf.ts";
import { scriptWords } from "../features/words.ts";
import { balanced } from "../learn/balance.ts";
import { LinearSvm } from "../learn/linear-svm.ts";
import { LabelBook } from "./label-book.ts";
import { randomScores } from "./linear-ranker.ts";
import type { RankableRecord, RankedRecord, Ranker, RankingModel, TermShare } from "./ranker.ts";
import { topUnlabelled } from "./top.ts";

/** Letters of a word's beginning that stand for it among the stems. */
const STEM = 5;

/** Relevant records that must be known before the stems have a say. */
const STEMS_FROM = 8;

const OPTIONS = { cost: 0.11, tolerance: 1e-4, maxPasses: 1000 };
const RATIO = 9.8;

/**
 * Our default. What `elas-u4` does, with three things beside it:
 *
 * - The question of the review, where it is given, is a text that counts as relevant from the start: before there are labels records
 *   are ordered by their likeness to it, and later it keeps the ranker from losing itself where the first known records are unlike the
 *   rest.
 * - Words are cut in any script: Chinese, Japanese and other scripts without spaces into pairs of characters.
 * - A second support vector machine on stems (first five letters of words, without English stop words, in pairs too, those of the
 *   title once more as a field of their own) has the same say from the eighth relevant record on: standard scores among the unlabelled
 *   records are added. Earlier it would only follow the few that are known.
 *
 * docs/screening.md has what both are worth, and what was tried beside them.
 */
export const coppiceModel: RankingModel = {
  name: "coppice",
  about:
    "the review's question, words and pairs of words as elas-u4, and from the eighth relevant record stems as well",
  prepare: (records, question = "") => {
    const asked = question.trim() === "" ? [] : [{ title: "", abstract: question }];
    const all = [...records, ...asked];
    const parts = [wordFeatures(all), stemFeatures(all)] as const;
    return { start: (seed) => new CoppiceRanker(parts, asked.length > 0, seed) };
  },
};

interface Part {
  readonly counts: TermCounts;
  readonly features: SparseRows;
}

function wordFeatures(records: readonly RankableRecord[]): Part {
  const counts = new TermCounts({ words: scriptWords, pairs: true });
  for (const { title, abstract } of records) counts.add(`${title} ${abstract}`);
  return { counts, features: tfIdf(counts, { sublinear: true, maxShare: 0.95 }) };
}

function stemFeatures(records: readonly RankableRecord[]): Part {
  const counts = new TermCounts({ words: scriptWords, pairs: true });
  const stems = (text: string): string[] =>
    scriptWords(text)
      .filter((word) => !ENGLISH_STOP_WORDS.has(word))
      .map((word) => word.slice(0, STEM));
  for (const { title, abstract } of records) {
    const ofTitle = stems(title);
    counts.addWords([...ofTitle, ...stems(abstract), ...ofTitle.map((stem) => `title:${stem}`)]);
  }
  return { counts, features: tfIdf(counts, { sublinear: true, maxShare: 0.95 }) };
}

class CoppiceRanker implements Ranker {
  readonly #parts: readonly [Part, Part];
  readonly #learners: readonly [LinearSvm, LinearSvm];
  readonly #book: LabelBook;
  readonly #scores: Float64Array;
  readonly #hasQuestion: boolean;
  readonly #seed: number;
  #stale = true;

  constructor(parts: readonly [Part, Part], hasQuestion: boolean, seed: number) {
    this.#parts = parts;
    this.#learners = [
      new LinearSvm(parts[0].features, OPTIONS, seed),
      new LinearSvm(parts[1].features, OPTIONS, seed),
    ];
    const { rows } = parts[0].features;
    this.#book = new LabelBook(rows);
    this.#scores = new Float64Array(rows);
    this.#hasQuestion = hasQuestion;
    this.#seed = seed;
    // The question is the last row: it counts as relevant, and is never shown.
    if (hasQuestion) this.#book.set(rows - 1, "relevant");
  }

  label(row: number, label: "relevant" | "irrelevant" | undefined): void {
    this.#book.checkRow(row, this.#book.labels.length - (this.#hasQuestion ? 1 : 0));
    this.#book.set(row, label);
    for (const learner of this.#learners) learner.forget(row);
    this.#stale = true;
  }

  best(count: number): readonly RankedRecord[] {
    this.#refresh();
    return topUnlabelled(this.#book.labels, this.#scores, count);
  }

  explain(row: number, count: number): readonly TermShare[] {
    this.#refresh();
    if (!this.#book.bothKinds) return [];
    const { features, counts } = this.#parts[0];
    const { starts, terms, values, termOf } = features;
    const shares: TermShare[] = [];
    for (let i = starts[row]!, end = starts[row + 1]!; i < end; i += 1) {
      const share = values[i]! * this.#learners[0].weights[terms[i]!]!;
      if (share !== 0) shares.push({ term: counts.term(termOf[terms[i]!]!), share });
    }
    shares.sort((a, b) => Math.abs(b.share) - Math.abs(a.share));
    return shares.slice(0, count);
  }

  #refresh(): void {
    if (!this.#stale) return;
    this.#stale = false;
    const { bothKinds, relevant } = this.#book;
    if (bothKinds) {
      const known = relevant - (this.#hasQuestion ? 1 : 0);
      this.#scores.fill(0);
      this.#addScores(0);
      if (known >= STEMS_FROM) this.#addScores(1);
    } else if (this.#hasQuestion) {
      this.#likenessToQuestion();
    } else {
      randomScores(this.#scores, this.#seed);
    }
  }

  /** Trains one of the two and adds its standard scores among the unlabelled records. */
  #addScores(part: 0 | 1): void {
    const { labels, examples, relevant, irrelevant } = this.#book;
    const learner = this.#learners[part];
    learner.train(examples, labels, balanced(relevant, irrelevant, RATIO));
    const own = new Float64Array(labels.length);
    let [sum, left] = [0, 0];
    for (let row = 0; row < labels.length; row += 1) {
      if (labels[row] !== -1) continue;
      own[row] = learner.score(row);
      sum += own[row]!;
      left += 1;
    }
    const mean = sum / left;
    let squares = 0;
    for (let row = 0; row < labels.length; row += 1)
      if (labels[row] === -1) squares += (own[row]! - mean) ** 2;
    const spread = Math.sqrt(squares / left) || 1;
    for (let row = 0; row < labels.length; row += 1)
      if (labels[row] === -1) this.#scores[row]! += (own[row]! - mean) / spread;
  }

  /** Cosines of the question and each record, over words and pairs of words. */
  #likenessToQuestion(): void {
    const { features } = this.#parts[0];
    const { starts, terms, values, rows } = features;
    const question = new Float64Array(features.columns);
    for (let i = starts[rows - 1]!; i < starts[rows]!; i += 1) question[terms[i]!] = values[i]!;
    for (let row = 0; row < rows; row += 1) this.#scores[row] = rowProduct(features, row, question);
  }
}
