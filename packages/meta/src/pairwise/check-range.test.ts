import { expect, test } from "vitest";
import { fitPairwise } from "./fit-pairwise.ts";

test("effects whose squares over variances exceed the range of numbers are named, with the row", () => {
  expect(() => fitPairwise([1, 1e200, -1e200], [1, 1e-300, 1e-300])).toThrow(
    expect.objectContaining({ code: "not-finite", where: { field: "yi", row: 1 } }) as Error,
  );
  expect(() => fitPairwise([1, 2], [1e308, 1e308])).toThrow(
    expect.objectContaining({ code: "not-finite", where: { field: "vi", row: 0 } }) as Error,
  );
});

test("weights without information are an InputError with every estimator that comes upon them", () => {
  for (const method of ["PM", "EB"] as const)
    expect(() => fitPairwise([1e100, -1e100], [1, 1], { method })).toThrow(
      expect.objectContaining({ name: "InputError", code: "not-finite" }) as Error,
    );
});

test("small and large numbers that can be held are fitted", () => {
  expect(fitPairwise([1e100, -1e100], [1, 1], { method: "DL" }).tau2 / 2e200).toBeCloseTo(1, 12);
  expect(fitPairwise([0.1, 0.2, 0.3], [1e-200, 1e-200, 1e-200]).estimate).toBeCloseTo(0.2, 12);
});
