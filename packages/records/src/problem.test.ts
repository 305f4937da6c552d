import { expect, test } from "vitest";
import { formatProblem } from "./problem.ts";

test.each([
  [
    {
      where: { file: "trials.ris", line: 1204, column: 7, record: 37, field: "PY" },
      message: '"19983" is not a year',
      fix: "Correct the line.",
    },
    'trials.ris:1204:7, record 37, PY: "19983" is not a year. Correct the line.',
  ],
  [
    { where: { file: "a.csv" }, message: "it is empty", expected: "a header" },
    "a.csv: it is empty; expected a header.",
  ],
  [{ where: { file: "a.csv", column: 3 }, message: "x", expected: "x" }, "a.csv: x."],
])("%j", (problem, text) => {
  expect(formatProblem({ code: "some-code", severity: "error", ...problem })).toBe(text);
});
