import fc from "fast-check";
import { expect, test } from "vitest";
import { chiSquaredQuantile } from "./chi-squared.ts";
import { keepRecent } from "./keep-recent.ts";

test("answers are those of the function, in any order of questions, and repeated ones are not computed again", () => {
  let computed = 0;
  const kept = keepRecent((p, df, tail) => {
    computed += 1;
    return chiSquaredQuantile(p, df, tail);
  });
  const question = fc.tuple(
    fc.constantFrom(0.025, 0.05, 0.975),
    fc.integer({ min: 1, max: 3 }),
    fc.constantFrom("lower" as const, "upper" as const),
  );
  fc.assert(
    fc.property(fc.array(question, { minLength: 1, maxLength: 30 }), (questions) => {
      for (const [p, df, tail] of questions) expect(kept(p, df, tail)).toBe(chiSquaredQuantile(p, df, tail));
    }),
    { numRuns: 50 },
  );
  computed = 0;
  for (let i = 0; i < 10; i += 1) {
    kept(0.1, 7, "upper");
    kept(0.1, 7, "lower");
  }
  expect(computed).toBe(2);
});
