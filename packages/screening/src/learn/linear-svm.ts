import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { rowProduct, type SparseRows } from "../features/tf-idf.ts";
import type { ClassWeights } from "./balance.ts";

export interface SvmOptions {
  /** Cost of an error, times the weight of its class. */
  readonly cost: number;
  /** The search ends when the projected gradients of all examples lie this close together. */
  readonly tolerance: number;
  readonly maxPasses: number;
}

/** Labels of all rows: 1 relevant, 0 irrelevant, −1 none. */
export type Labels = Int8Array;

/**
 * A linear support vector machine with squared hinge loss and a penalised intercept,
 *
 *   min ½ wᵀw + Σ Cᵢ max(0, 1 − yᵢ wᵀxᵢ)²,  y = ±1, x with a last feature of 1
 *
 * solved in its dual by coordinate descent: α ≥ 0, w = Σ αᵢ yᵢ xᵢ. It can be trained again after every label; the multipliers of the
 * last solution are scaled with the costs of their class, since αᵢ = 2 Cᵢ ξᵢ, and are a start near the new one.
 *
 * A term of one text has a weight only by that text, αᵢ yᵢ x: the text's own terms add αᵢ Σ x² to its gradient, and no weight is kept.
 *
 * @see Hsieh, Chang, Lin, Keerthi & Sundararajan 2008, ICML, algorithm 1
 */
export class LinearSvm {
  readonly #rows: SparseRows;
  readonly #options: SvmOptions;
  readonly #random: ReturnType<typeof xoroshiro128plus>;
  readonly #alpha: Float64Array;
  readonly #squares: Float64Array;
  #last: ClassWeights | undefined;
  readonly weights: Float64Array;
  intercept = 0;
  /** Passes over the examples in the last training. */
  passes = 0;

  constructor(rows: SparseRows, options: SvmOptions, seed: number) {
    this.#rows = rows;
    this.#options = options;
    this.#random = xoroshiro128plus(seed);
    this.#alpha = new Float64Array(rows.rows);
    this.#squares = new Float64Array(rows.rows).fill(-1);
    this.weights = new Float64Array(rows.columns);
  }

  /** @param examples - the labelled rows; both labels must occur */
  train(examples: readonly number[], labels: Labels, classWeights: ClassWeights): void {
    const { cost, tolerance, maxPasses } = this.#options;
    this.#restart(examples, labels, classWeights);
    const slack = [1 / (2 * cost * classWeights.irrelevant), 1 / (2 * cost * classWeights.relevant)] as const;
    const order = Uint32Array.from(examples);
    for (this.passes = 1; this.passes <= maxPasses; this.passes += 1) {
      let [highest, lowest] = [-Infinity, Infinity];
      for (let i = order.length - 1; i >= 0; i -= 1) {
        const chosen = i === 0 ? 0 : uniformInt(this.#random, 0, i);
        const row = order[chosen]!;
        order[chosen] = order[i]!;
        order[i] = row;
        const y = labels[row] === 1 ? 1 : -1;
        const extra = slack[labels[row] === 1 ? 1 : 0];
        const alpha = this.#alpha[row]!;
        const gradient = y * this.score(row) - 1 + alpha * (extra + this.#rows.own[row]!);
        const projected = alpha === 0 ? Math.min(gradient, 0) : gradient;
        if (projected > highest) highest = projected;
        if (projected < lowest) lowest = projected;
        if (Math.abs(projected) > 1e-12) {
          const next = Math.max(0, alpha - gradient / (this.#squareOf(row) + extra));
          this.#alpha[row] = next;
          this.#add(row, (next - alpha) * y);
        }
      }
      if (highest - lowest <= tolerance) break;
    }
  }

  /** wᵀx + intercept, for a row that is not labelled: its own terms have no weight. */
  score(row: number): number {
    return rowProduct(this.#rows, row, this.weights) + this.intercept;
  }

  /** Scales the last multipliers and sums the weights anew, so that nothing is left of rows whose label was taken back. */
  #restart(examples: readonly number[], labels: Labels, now: ClassWeights): void {
    const last = this.#last ?? now;
    const factors = [now.irrelevant / last.irrelevant, now.relevant / last.relevant] as const;
    this.#last = now;
    this.weights.fill(0);
    this.intercept = 0;
    for (const row of examples) {
      const alpha = this.#alpha[row]! * factors[labels[row] === 1 ? 1 : 0];
      this.#alpha[row] = alpha;
      if (alpha > 0) this.#add(row, labels[row] === 1 ? alpha : -alpha);
    }
  }

  /** Forgets the multiplier of a row: after its label was changed or taken back. */
  forget(row: number): void {
    this.#alpha[row] = 0;
  }

  #add(row: number, step: number): void {
    const { starts, terms, values } = this.#rows;
    for (let i = starts[row]!, end = starts[row + 1]!; i < end; i += 1)
      this.weights[terms[i]!]! += step * values[i]!;
    this.intercept += step;
  }

  #squareOf(row: number): number {
    const known = this.#squares[row]!;
    if (known >= 0) return known;
    const { starts, values, own } = this.#rows;
    let sum = 1 + own[row]!;
    for (let i = starts[row]!, end = starts[row + 1]!; i < end; i += 1) sum += values[i]! ** 2;
    this.#squares[row] = sum;
    return sum;
  }
}
