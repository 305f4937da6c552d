import { expect, test } from "vitest";
import { TermCounts } from "../features/term-counts.ts";
import { tfIdf } from "../features/tf-idf.ts";
import { plainWords } from "../features/words.ts";
import { madeSet } from "../made-set.testing.ts";
import { balanced } from "./balance.ts";
import { LinearSvm } from "./linear-svm.ts";

const { records, labels } = madeSet(120, 11);
const counts = new TermCounts({ words: plainWords, pairs: true });
for (const { title, abstract } of records) counts.add(`${title} ${abstract}`);
const rows = tfIdf(counts, { sublinear: true, maxShare: 0.95 });
const options = { cost: 0.11, tolerance: 1e-9, maxPasses: 10_000 };

/** The gradient of ½ wᵀw + Σ C max(0, 1 − y wᵀx)² over shared terms, written down anew. */
function gradientSize(
  svm: LinearSvm,
  examples: readonly number[],
  weights: { relevant: number; irrelevant: number },
): number {
  const gradient = Float64Array.from(svm.weights);
  let intercept = svm.intercept;
  for (const row of examples) {
    const y = labels[row] === 1 ? 1 : -1;
    const cost = 0.11 * (y > 0 ? weights.relevant : weights.irrelevant);
    // A row's own terms have the weight 2 C ξ y x: the margin solves ξ = 1 − y wᵀx − 2 C ξ Σ x².
    const slack = Math.max(0, 1 - y * svm.score(row)) / (1 + 2 * cost * rows.own[row]!);
    for (let i = rows.starts[row]!; i < rows.starts[row + 1]!; i += 1)
      gradient[rows.terms[i]!]! -= 2 * cost * slack * y * rows.values[i]!;
    intercept -= 2 * cost * slack * y;
  }
  return Math.hypot(intercept, ...gradient);
}

test("the weights are the minimum: no gradient is left, from scratch as after one more label at a time", () => {
  const examples = records.map((_, row) => row);
  const weights = balanced(
    labels.filter((label) => label === 1).length,
    labels.filter((label) => label === 0).length,
    9.8,
  );
  const cold = new LinearSvm(rows, options, 1);
  cold.train(examples, labels, weights);
  expect(gradientSize(cold, examples, weights)).toBeLessThan(1e-7);

  const warm = new LinearSvm(rows, options, 2);
  for (let n = 40; n <= examples.length; n += 20) {
    const some = examples.slice(0, n);
    const positive = some.filter((row) => labels[row] === 1).length;
    warm.train(some, labels, balanced(positive, n - positive, 9.8));
  }
  for (let row = 0; row < 120; row += 1) expect(warm.score(row)).toBeCloseTo(cold.score(row), 7);
});

test("weights of the classes are in the ratio, and their sum is that of the examples", () => {
  const { relevant, irrelevant } = balanced(5, 120, 9.8);
  expect((5 * relevant) / (120 * irrelevant)).toBeCloseTo(9.8, 12);
  expect(5 * relevant + 120 * irrelevant).toBeCloseTo(125, 12);
});
