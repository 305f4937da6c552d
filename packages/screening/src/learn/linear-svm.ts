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

/** Trainings after which the weights are summed anew from the multipliers, so that rounding errors do not add up. */
const FRESH_SUM = 100;

/** Examples whose gradient is beyond this share of the tolerance are looked at again before all are. */
const BUSY_SHARE = 0.25;

/** Passes over the busy examples before all are looked at again. */
const BUSY_PASSES = 20;

/**
 * A linear support vector machine with squared hinge loss and a penalised intercept,
 *
 *   min ½ wᵀw + Σ Cᵢ max(0, 1 − yᵢ wᵀxᵢ)²,  y = ±1, x with a last feature of 1
 *
 * solved in its dual by coordinate descent: α ≥ 0, w = Σ αᵢ yᵢ xᵢ. It can be trained again after every label: the multipliers of the
 * last solution are scaled with the costs of their class, since αᵢ = 2 Cᵢ ξᵢ, and are a start near the new one; then only the examples
 * that are still off are gone through until all are looked at again. The end is that all are within the tolerance.
 *
 * A term of one text has a weight only by that text, αᵢ yᵢ x: the text's own terms add αᵢ Σ x² to its gradient, and no weight is kept.
 *
 * @see Hsieh, Chang, Lin, Keerthi & Sundararajan 2008, ICML, algorithm 1
 */
export class LinearSvm {
  readonly #rows: SparseRows;
  readonly #options: SvmOptions;
  readonly #random: ReturnType<typeof xoroshiro128plus>;
  /** αᵢ yᵢ: above 0 for relevant examples, below for irrelevant ones. */
  readonly #signed: Float64Array;
  readonly #squares: Float64Array;
  /** What the relevant examples add to the weights, and to the intercept. */
  readonly #ofRelevant: Float64Array;
  #interceptOfRelevant = 0;
  #last: ClassWeights | undefined;
  #trainings = 0;
  readonly weights: Float64Array;
  intercept = 0;
  /** Examples looked at in the last training. */
  looks = 0;

  constructor(rows: SparseRows, options: SvmOptions, seed: number) {
    this.#rows = rows;
    this.#options = options;
    this.#random = xoroshiro128plus(seed);
    this.#signed = new Float64Array(rows.rows);
    this.#squares = new Float64Array(rows.rows).fill(-1);
    this.#ofRelevant = new Float64Array(rows.columns);
    this.weights = new Float64Array(rows.columns);
  }

  /** @param examples - the labelled rows; both labels must occur */
  train(examples: readonly number[], labels: Labels, classWeights: ClassWeights): void {
    const { cost, tolerance, maxPasses } = this.#options;
    this.#restart(examples, classWeights);
    const slack = [1 / (2 * cost * classWeights.irrelevant), 1 / (2 * cost * classWeights.relevant)] as const;
    const all = Uint32Array.from(examples);
    const busy = new Uint32Array(all.length);
    this.looks = 0;
    for (let pass = 0; pass < maxPasses; pass += 1) {
      const { range, count } = this.#pass(all, labels, slack, busy);
      if (range <= tolerance) return;
      let left = count;
      for (let again = 0; again < BUSY_PASSES && left > 0; again += 1) {
        const found = this.#pass(busy.subarray(0, left), labels, slack, busy);
        if (found.range <= tolerance) break;
        left = found.count;
      }
    }
  }

  /**
   * One step on each of these examples, in random order.
   *
   * @param busy - where those go whose gradient was not near 0; may hold the examples themselves
   * @returns how far apart the gradients were, and how many examples are busy
   */
  #pass(examples: Uint32Array, labels: Labels, slack: readonly [number, number], busy: Uint32Array) {
    const limit = this.#options.tolerance * BUSY_SHARE;
    const { own } = this.#rows;
    let [highest, lowest, count] = [-Infinity, Infinity, 0];
    shuffle(examples, this.#random);
    // An example goes to a place of `busy` that was read already, where the two are one.
    for (const row of examples) {
      const isRelevant = labels[row] === 1;
      const y = isRelevant ? 1 : -1;
      const extra = slack[isRelevant ? 1 : 0];
      const alpha = y * this.#signed[row]!;
      const gradient = y * this.score(row) - 1 + alpha * (extra + own[row]!);
      const projected = alpha === 0 ? Math.min(gradient, 0) : gradient;
      if (projected > highest) highest = projected;
      if (projected < lowest) lowest = projected;
      if (Math.abs(projected) > limit) {
        busy[count] = row;
        count += 1;
      }
      if (Math.abs(projected) > 1e-12) {
        const next = Math.max(0, alpha - gradient / (this.#squareOf(row) + extra));
        this.#step(row, (next - alpha) * y, isRelevant);
      }
    }
    this.looks += examples.length;
    return { range: highest - lowest, count };
  }

  /** wᵀx + intercept, for a row that is not labelled: its own terms have no weight. */
  score(row: number): number {
    return rowProduct(this.#rows, row, this.weights) + this.intercept;
  }

  /** Forgets the multiplier of a row: before its label is changed or taken back. */
  forget(row: number): void {
    const signed = this.#signed[row]!;
    if (signed !== 0) this.#step(row, -signed, signed > 0);
    this.#signed[row] = 0;
  }

  /** Scales the last multipliers, and the weights with them, to the new costs. */
  #restart(examples: readonly number[], now: ClassWeights): void {
    const last = this.#last ?? now;
    const { weights } = this;
    const ofRelevant = this.#ofRelevant;
    const [low, high] = [now.irrelevant / last.irrelevant, now.relevant / last.relevant];
    this.#last = now;
    for (const row of examples) this.#signed[row]! *= this.#signed[row]! > 0 ? high : low;
    this.#trainings += 1;
    if (this.#trainings % FRESH_SUM === 0) {
      weights.fill(0);
      ofRelevant.fill(0);
      [this.intercept, this.#interceptOfRelevant] = [0, 0];
      for (const row of examples) {
        const signed = this.#signed[row]!;
        this.#signed[row] = 0;
        if (signed !== 0) this.#step(row, signed, signed > 0);
      }
      return;
    }
    for (let term = 0; term < weights.length; term += 1) {
      const relevant = ofRelevant[term]!;
      ofRelevant[term] = relevant * high;
      weights[term] = low * (weights[term]! - relevant) + relevant * high;
    }
    this.intercept = low * (this.intercept - this.#interceptOfRelevant) + high * this.#interceptOfRelevant;
    this.#interceptOfRelevant *= high;
  }

  #step(row: number, step: number, isRelevant: boolean): void {
    const { starts, terms, values } = this.#rows;
    const { weights } = this;
    this.#signed[row]! += step;
    const [from, to] = [starts[row]!, starts[row + 1]!];
    for (let i = from; i < to; i += 1) weights[terms[i]!]! += step * values[i]!;
    this.intercept += step;
    if (!isRelevant) return;
    const ofRelevant = this.#ofRelevant;
    for (let i = from; i < to; i += 1) ofRelevant[terms[i]!]! += step * values[i]!;
    this.#interceptOfRelevant += step;
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

function shuffle(values: Uint32Array, random: ReturnType<typeof xoroshiro128plus>): void {
  for (let i = values.length - 1; i > 0; i -= 1) {
    const j = uniformInt(random, 0, i);
    const value = values[i]!;
    values[i] = values[j]!;
    values[j] = value;
  }
}
