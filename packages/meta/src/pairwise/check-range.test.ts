import { expect, test } from "vitest";
import { fitPairwise } from "./fit-pairwise.ts";
import { fitRegression } from "./fit-regression.ts";

test("effects whose squares over variances exceed the range of numbers are named, with the row", () => {
  expect(() => fitPairwise([1, 1e200, -1e200], [1, 1e-300, 1e-300])).toThrow(
    expect.objectContaining({ code: "not-finite", where: { field: "yi", row: 1 } }) as Error,
  );
  expect(() => fitPairwise([1, 2], [1e308, 1e308])).toThrow(
    expect.objectContaining({ code: "not-finite", where: { field: "vi", row: 0 } }) as Error,
  );
});

test("weights without information are an InputError with every estimator that comes upon them", () => {
  const line = { names: ["intrcpt", "x"], rows: [0, 1, 3].map((x) => [1, x]) };
  for (const method of ["EE", "DL", "PM", "EB", "REML", "HE"] as const)
    expect(() => fitRegression([1, 2, 3], [1e-200, 1e100, 1e100], line, { method })).toThrow(
      expect.objectContaining({ name: "InputError", code: "not-finite" }) as Error,
    );
});

test("small and large numbers that can be held are fitted", () => {
  for (const method of ["DL", "REML", "PM", "EB"] as const)
    expect(fitPairwise([1e100, -1e100], [1, 1], { method }).tau2 / 2e200).toBeCloseTo(1, 12);
  expect(fitPairwise([0.1, 0.2, 0.3], [1e-200, 1e-200, 1e-200]).estimate).toBeCloseTo(0.2, 12);
});
