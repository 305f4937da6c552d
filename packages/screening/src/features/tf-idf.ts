import type { TermCounts } from "./term-counts.ts";

/** Sparse rows of the terms that stand in two texts or more, and what the others add. */
export interface SparseRows {
  readonly rows: number;
  readonly columns: number;
  /** The entries of row r lie from starts[r] to starts[r + 1]. */
  readonly starts: Uint32Array;
  readonly terms: Uint32Array;
  readonly values: Float32Array;
  /** Number of the term in the counts, for each column. */
  readonly termOf: Uint32Array;
  /** Of the terms that stand in this row alone: Σ x² and Σ x, and how many such terms there are in all rows together. */
  readonly own: Float64Array;
  readonly ownSum: Float64Array;
  readonly ownTerms: number;
}

export interface TfIdfOptions {
  /** 1 + ln(count) in the place of the count. */
  readonly sublinear: boolean;
  /** Terms in more than this share of the texts are left out. */
  readonly maxShare: number;
}

/**
 * Term frequency times inverse document frequency, rows of length 1:
 *
 *   tf · (ln((1 + n)/(1 + df)) + 1),  n texts, df texts with the term
 *
 * A term of one text says nothing about any other: of such terms, more than half of all, only sums are kept. Columns are numbered by
 * falling df, so that the common ones lie together in memory. A text without terms is a row of zeros.
 *
 * @see Salton & Buckley 1988, Inf Process Manag 24:513; smoothed as in scikit-learn's TfidfVectorizer
 */
export function tfIdf(counts: TermCounts, { sublinear, maxShare }: TfIdfOptions): SparseRows {
  const { rows, textsOfTerm } = counts;
  const { starts: from, terms: termsIn, counts: times } = counts.sparse;
  const { columnOf, termOf, entries } = columnsByFrequency(textsOfTerm, maxShare * rows);
  const single = Math.log((1 + rows) / 2) + 1;
  const idf = Float64Array.from(termOf, (term) => Math.log((1 + rows) / (1 + textsOfTerm[term]!)) + 1);
  const starts = new Uint32Array(rows + 1);
  const terms = new Uint32Array(entries);
  const values = new Float32Array(entries);
  const own = new Float64Array(rows);
  const ownSum = new Float64Array(rows);
  let ownTerms = 0;
  let end = 0;
  for (let row = 0; row < rows; row += 1) {
    let squares = 0;
    for (let i = from[row]!; i < from[row + 1]!; i += 1) {
      const column = columnOf[termsIn[i]!]!;
      if (column === LEFT_OUT) continue;
      const frequency = sublinear ? 1 + Math.log(times[i]!) : times[i]!;
      if (column === OWN) {
        const weight = frequency * single;
        own[row]! += weight * weight;
        ownSum[row]! += weight;
        ownTerms += 1;
      } else {
        const weight = frequency * idf[column]!;
        terms[end] = column;
        values[end] = weight;
        end += 1;
        squares += weight * weight;
      }
    }
    squares += own[row]!;
    starts[row + 1] = end;
    if (squares === 0) continue;
    const length = Math.sqrt(squares);
    own[row]! /= squares;
    ownSum[row]! /= length;
    for (let i = starts[row]!; i < end; i += 1) values[i]! /= length;
  }
  return { rows, columns: termOf.length, starts, terms, values, termOf, own, ownSum, ownTerms };
}

const LEFT_OUT = 0xffffffff;
const OWN = 0xfffffffe;

/** A column for every term in two texts or more (and no more than the limit), by falling number of texts: a counting sort. */
function columnsByFrequency(textsOfTerm: Uint32Array, limit: number) {
  let most = 0;
  for (const df of textsOfTerm) if (df > most) most = df;
  const places = new Uint32Array(most + 2);
  let [columns, entries] = [0, 0];
  for (const df of textsOfTerm) {
    if (df < 2 || df > limit) continue;
    places[df]! += 1;
    columns += 1;
    entries += df;
  }
  let next = 0;
  for (let df = most; df >= 0; df -= 1) {
    const here = places[df]!;
    places[df] = next;
    next += here;
  }
  const columnOf = new Uint32Array(textsOfTerm.length);
  const termOf = new Uint32Array(columns);
  for (let term = 0; term < textsOfTerm.length; term += 1) {
    const df = textsOfTerm[term]!;
    if (df > limit || df < 2) {
      columnOf[term] = df > limit ? LEFT_OUT : OWN;
      continue;
    }
    const column = places[df]!;
    places[df] = column + 1;
    columnOf[term] = column;
    termOf[column] = term;
  }
  return { columnOf, termOf, entries };
}

/** Σ x of a row and dense weights, over the terms that it shares with other rows. */
export function rowProduct(
  { starts, terms, values }: SparseRows,
  row: number,
  weights: Float64Array,
): number {
  let sum = 0;
  for (let i = starts[row]!, end = starts[row + 1]!; i < end; i += 1) sum += values[i]! * weights[terms[i]!]!;
  return sum;
}
