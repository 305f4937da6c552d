import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Coefficient } from "./coefficient.ts";
import { krippendorffAlpha } from "./krippendorff-alpha.ts";
import { measureAgreement, type Agreement } from "./measure-agreement.ts";
import { votePatterns, type Ratings } from "./ratings.ts";

/** Votes of 2 to 4 raters on 1 to 25 units in 2 to 4 categories. */
const anyRatings = (missing: boolean): fc.Arbitrary<Ratings> =>
  fc
    .record({ raters: fc.integer({ min: 2, max: 4 }), categories: fc.integer({ min: 2, max: 4 }) })
    .chain(({ raters, categories }) => {
      const vote = fc.integer({ min: 0, max: categories - 1 });
      const place = missing ? fc.option(vote, { nil: null, freq: 4 }) : vote;
      return fc
        .array(fc.array<number | null>(place, { minLength: raters, maxLength: raters }), { minLength: 1, maxLength: 25 })
        .map((votes) => ({
          raters: Array.from({ length: raters }, (_, rater) => `rater ${rater}`),
          categories: Array.from({ length: categories }, (_, category) => `category ${category}`),
          votes,
        }));
    }); // prettier-ignore

const QUICK = { replicates: 100 } as const;

/** All that is computed of all raters, nominal. */
function nominal({ observed, fleiss, ac1, alpha }: Agreement): readonly Coefficient[] {
  return [observed, fleiss.coefficient, ac1, alpha[0]!.coefficient];
}

function ofPair({ pairs: [pair] }: Agreement): readonly Coefficient[] {
  return [pair!.observed, pair!.kappa.coefficient, pair!.pabak, pair!.ac1];
}

function every(value: unknown, check: (number: number) => boolean): boolean {
  if (typeof value === "number") return check(value);
  return typeof value !== "object" || value === null || Object.values(value).every((part) => every(part, check));
} // prettier-ignore

function expectSame(a: readonly Coefficient[], b: readonly Coefficient[]): void {
  a.forEach((one, place) => {
    const other = b[place]!;
    expect(other.kind === "undefined").toBe(one.kind === "undefined");
    if (one.estimate !== null) expect(other.estimate).toBeCloseTo(one.estimate, 10);
  });
}

describe("agreement of any votes", () => {
  it("is never NaN or infinite; an interval holds its estimate or ends at an end of the scale; κ is at most what is observed", () => {
    fc.assert(
      fc.property(anyRatings(true), (ratings) => {
        const found = measureAgreement(ratings, { ...QUICK, weights: "linear", values: ratings.categories.map((_, k) => k) }); // prettier-ignore
        expect(every(found, Number.isFinite)).toBe(true);
        for (const pair of found.pairs) {
          const { observed, kappa, pabak, ac1 } = pair;
          for (const corrected of [kappa.coefficient, pabak, ac1]) {
            if (corrected.kind === "undefined" || observed.kind === "undefined") continue;
            expect(corrected.estimate).toBeLessThanOrEqual(observed.estimate + 1e-12);
          }
          for (const each of [observed, kappa.coefficient, pabak, ac1, pair.weightedKappa!.coefficient]) {
            if (each.kind !== "interval") continue;
            expect(each.ciLower).toBeLessThanOrEqual(each.estimate + 1e-12);
            expect(each.ciUpper).toBeGreaterThanOrEqual(each.estimate - 1e-12);
            expect(each.ciLower).toBeGreaterThanOrEqual(-1 - 1e-12);
            expect(each.ciUpper).toBeLessThanOrEqual(1 + 1e-12);
          }
        }
      }),
      { numRuns: 200 },
    );
  });

  it("does not depend on the order of raters or units", () => {
    fc.assert(
      fc.property(anyRatings(true), (ratings) => {
        const turned: Ratings = {
          ...ratings,
          raters: [...ratings.raters].reverse(),
          votes: ratings.votes.map((row) => [...row].reverse()).reverse(),
        };
        const [found, other] = [measureAgreement(ratings, QUICK), measureAgreement(turned, QUICK)];
        expectSame(nominal(found), nominal(other));
        const [first, last] = [found.pairs[0]!, other.pairs.at(-1)!];
        expectSame([first.kappa.coefficient, first.ac1, first.pabak], [last.kappa.coefficient, last.ac1, last.pabak]); // prettier-ignore
        expect(last.kappa.coefficient.se ?? -1).toBeCloseTo(first.kappa.coefficient.se ?? -1, 10);
      }),
      { numRuns: 100 },
    );
  });

  it("does not depend on the names of categories; weighted agreement and ordinal α not on their direction", () => {
    fc.assert(
      fc.property(anyRatings(true), fc.nat(), (ratings, shift) => {
        const q = ratings.categories.length;
        const renamed = (to: (vote: number) => number): Ratings => ({
          ...ratings,
          votes: ratings.votes.map((row) => row.map((vote) => (vote === null ? null : to(vote)))),
        });
        const how = { ...QUICK, weights: "quadratic" } as const;
        const found = measureAgreement(ratings, how);
        const turned = measureAgreement(renamed((vote) => (vote + shift) % q), how);
        expectSame([...nominal(found), ...ofPair(found)], [...nominal(turned), ...ofPair(turned)]);
        const mirrored = measureAgreement(renamed((vote) => q - 1 - vote), how);
        const ordered = (each: Agreement): readonly Coefficient[] => [
          each.pairs[0]!.weightedKappa!.coefficient,
          each.ac2!,
          ...each.alpha.map(({ coefficient }) => coefficient),
        ];
        expectSame(ordered(found), ordered(mirrored));
      }), // prettier-ignore
      { numRuns: 100 },
    );
  });

  it("is the same for every unit twice, but for α, whose small-sample term falls", () => {
    fc.assert(
      fc.property(anyRatings(true), (ratings) => {
        const twice = { ...ratings, votes: [...ratings.votes, ...ratings.votes] };
        const [found, other] = [measureAgreement(ratings, QUICK), measureAgreement(twice, QUICK)];
        expectSame(nominal(found).slice(0, 3), nominal(other).slice(0, 3));
        expectSame(ofPair(found), ofPair(other));
        const [alpha, twiceAlpha] = [found.alpha[0]!.coefficient.estimate, other.alpha[0]!.coefficient.estimate];
        if (alpha !== null) expect(twiceAlpha).toBeLessThanOrEqual(alpha + 1e-12);
      }), // prettier-ignore
      { numRuns: 100 },
    );
  });

  it("is 1 where all agree and two categories occur", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 2, maxLength: 20 }), (units) => {
        fc.pre(new Set(units).size > 1);
        const votes = units.map((vote) => [vote, vote, vote]);
        const found = measureAgreement({ raters: ["a", "b", "c"], categories: ["x", "y", "z"], votes }, { ...QUICK, weights: "linear" }); // prettier-ignore
        const all = [
          ...nominal(found),
          ...ofPair(found),
          found.ac2!,
          found.pairs[0]!.weightedKappa!.coefficient,
        ];
        for (const { estimate } of all) expect(estimate).toBeCloseTo(1, 12);
      }),
      { numRuns: 100 },
    );
  });

  it("α of complete votes is Fleiss' κ with its small-sample term: 1 − (1 − κ)(n − 1)/n, n all votes", () => {
    fc.assert(
      fc.property(anyRatings(false), (ratings) => {
        const { fleiss, alpha, votes } = measureAgreement(ratings, QUICK);
        const kappa = fleiss.coefficient.estimate;
        fc.pre(kappa !== null);
        expect(alpha[0]!.coefficient.estimate).toBeCloseTo(1 - ((1 - kappa) * (votes - 1)) / votes, 10);
      }),
      { numRuns: 200 },
    );
  });

  it("with two categories weights change nothing, and PABAK is 2 po − 1", () => {
    fc.assert(
      fc.property(anyRatings(true), (ratings) => {
        fc.pre(ratings.categories.length === 2);
        const { pairs, ac1, ac2 } = measureAgreement(ratings, { ...QUICK, weights: "quadratic" });
        expectSame([ac1], [ac2!]);
        for (const pair of pairs) {
          expectSame([pair.kappa.coefficient, pair.ac1], [pair.weightedKappa!.coefficient, pair.ac2!]);
          if (pair.observed.estimate !== null)
            expect(pair.pabak.estimate).toBeCloseTo(2 * pair.observed.estimate - 1, 12);
        }
      }),
      { numRuns: 100 },
    );
  });

  it("a bootstrap is the same for the same seed", () => {
    const votes = [[0, 1], [1, 1], [0, 0], [1, 0], [0, 0], [1, 1]]; // prettier-ignore
    const patterns = votePatterns({ raters: ["a", "b"], categories: ["x", "y"], votes });
    const run = (seed: number): unknown =>
      krippendorffAlpha(patterns, { metric: "nominal", values: [0, 1], ciLevel: 0.9, bootstrap: "units", seed, replicates: 300 }); // prettier-ignore
    expect(run(5)).toEqual(run(5));
    expect(run(5)).not.toEqual(run(6));
  });
});
