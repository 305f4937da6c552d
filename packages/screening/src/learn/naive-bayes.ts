import type { SparseRows } from "../features/tf-idf.ts";
import type { ClassWeights } from "./balance.ts";
import type { Labels } from "./linear-svm.ts";

/**
 * Multinomial naive Bayes on weighted term frequencies: ln θ = ln(α + Σ x) − ln(Σ (α + Σ x)) for each class, priors from the weights of
 * the examples. Its score is the difference of the log-probabilities of the two classes.
 *
 * @see McCallum & Nigam 1998, AAAI workshop on learning for text categorization; Rennie et al. 2003, ICML, for weighted frequencies
 */
export class NaiveBayes {
  readonly #rows: SparseRows;
  readonly #smoothing: number;
  readonly weights: Float64Array;
  intercept = 0;
  /** Weight of a term that stands in an unlabelled row alone. */
  ownWeight = 0;

  /** @param smoothing - α > 0, added to every sum of a term */
  constructor(rows: SparseRows, smoothing: number) {
    this.#rows = rows;
    this.#smoothing = smoothing;
    this.weights = new Float64Array(rows.columns);
  }

  /** @param examples - the labelled rows; both labels must occur */
  train(examples: readonly number[], labels: Labels, classWeights: ClassWeights): void {
    const { starts, terms, values, columns, ownTerms, ownSum } = this.#rows;
    const sums = [new Float64Array(columns), new Float64Array(columns)] as const;
    const totals: [number, number] = [0, 0];
    const own: [number, number] = [0, 0];
    for (const row of examples) {
      const side = labels[row] === 1 ? 1 : 0;
      const weight = side === 1 ? classWeights.relevant : classWeights.irrelevant;
      totals[side] += weight;
      own[side] += weight * ownSum[row]!;
      for (let i = starts[row]!, end = starts[row + 1]!; i < end; i += 1)
        sums[side][terms[i]!]! += weight * values[i]!;
    }
    const all = sums.map((side, i) =>
      side.reduce((sum, value) => sum + value, (columns + ownTerms) * this.#smoothing + own[i]!),
    );
    const base = Math.log(all[0]!) - Math.log(all[1]!);
    this.ownWeight = base;
    for (let term = 0; term < columns; term += 1) {
      const [no, yes] = [sums[0][term]! + this.#smoothing, sums[1][term]! + this.#smoothing];
      this.weights[term] = Math.log(yes) - Math.log(no) + base;
    }
    this.intercept = Math.log(totals[1]) - Math.log(totals[0]);
  }
}
