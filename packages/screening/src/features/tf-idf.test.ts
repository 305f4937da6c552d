import fc from "fast-check";
import { expect, test } from "vitest";
import { TermCounts } from "./term-counts.ts";
import { rowProduct, tfIdf } from "./tf-idf.ts";
import { plainWords } from "./words.ts";

const text = fc
  .array(fc.constantFrom("aa", "bb", "cc", "dd", "ee", "ff"), { maxLength: 12 })
  .map((words) => words.join(" "));

/** The same from the formula, with maps of strings. */
function byFormula(texts: readonly string[], maxShare: number): Map<string, number>[] {
  const rows = texts.map((each) => {
    const words = each.split(" ").filter((word) => word !== "");
    const row = new Map<string, number>();
    words.forEach((word, i) => {
      row.set(word, (row.get(word) ?? 0) + 1);
      if (i > 0) row.set(`${words[i - 1]!} ${word}`, (row.get(`${words[i - 1]!} ${word}`) ?? 0) + 1);
    });
    return row;
  });
  const df = (term: string): number => rows.filter((row) => row.has(term)).length;
  return rows.map((row) => {
    const weights = new Map(
      [...row]
        .filter(([term]) => df(term) <= maxShare * texts.length)
        .map(([term, count]) => [
          term,
          (1 + Math.log(count)) * (Math.log((1 + texts.length) / (1 + df(term))) + 1),
        ]),
    );
    const length = Math.hypot(...weights.values());
    return new Map([...weights].map(([term, weight]) => [term, weight / length]));
  });
}

test("values are those of the formula; what stands in one text alone is summed", () => {
  fc.assert(
    fc.property(
      fc.array(text, { minLength: 1, maxLength: 9 }),
      fc.constantFrom(0.5, 0.95, 1),
      (texts, maxShare) => {
        const counts = new TermCounts({ words: plainWords, pairs: true });
        for (const each of texts) counts.add(each);
        const rows = tfIdf(counts, { sublinear: true, maxShare });
        byFormula(texts, maxShare).forEach((expected, row) => {
          const left = new Map(expected);
          for (let i = rows.starts[row]!; i < rows.starts[row + 1]!; i += 1) {
            const term = counts.term(rows.termOf[rows.terms[i]!]!);
            expect(rows.values[i]).toBeCloseTo(left.get(term)!, 6);
            left.delete(term);
          }
          const alone = [...left.values()];
          expect(rows.own[row]).toBeCloseTo(
            alone.reduce((sum, value) => sum + value * value, 0),
            10,
          );
          expect(rows.ownSum[row]).toBeCloseTo(
            alone.reduce((sum, value) => sum + value, 0),
            10,
          );
        });
      },
    ),
  );
});

test("texts may be added later; common terms come first; an empty text is a row of zeros", () => {
  const counts = new TermCounts({ words: plainWords, pairs: false, leftOut: new Set(["the"]) });
  counts.add("the mood mood scale");
  counts.add("");
  expect(tfIdf(counts, { sublinear: false, maxShare: 1 }).columns).toBe(0);
  counts.add("mood trial");
  counts.add("scale of the mood");
  const rows = tfIdf(counts, { sublinear: false, maxShare: 1 });
  expect([...rows.termOf].map((term) => counts.term(term))).toEqual(["mood", "scale"]);
  expect(rowProduct(rows, 1, new Float64Array(rows.columns).fill(1))).toBe(0);
  expect(rows.ownTerms).toBe(2);
});
