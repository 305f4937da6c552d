import { expect, test } from "vitest";
import { copasModel } from "../bias/copas/copas-model.ts";
import { HACKSHAW } from "../bias/copas/hackshaw.testing.ts";
import { limitMetaAnalysis } from "../bias/limit-meta-analysis.ts";
import { modelText } from "./model-text.ts";

const { yi, vi } = HACKSHAW;

test("a limit meta-analysis shows every adjustment, marks the chosen one and splits Q", () => {
  const fit = limitMetaAnalysis(yi, vi, { method: "DL", adjustment: "including-bias" });
  const text = modelText(fit);
  expect(text).toContain("Limit meta-analysis (k = 37; tau2 by DL; level 95%)");
  expect(text).toMatch(/adjusted, expectation {3,}/);
  expect(text).toMatch(/adjusted, including bias \* {2,}/);
  expect(text).toContain(`Small-study effects: Q - Q'(df = 1) = ${fit.qSmall.statistic.toFixed(4)}`);
  expect(text).toMatch(/unadjusted +0\.2139 +0\.0471/);
});

test("a Copas model shows each degree of selection; a failure is no number", () => {
  const model = copasModel(yi, vi, { method: "DL", publication: [0.8, 0.3] });
  const [none, first] = model.path;
  const text = modelText({
    ...model,
    adjusted: null,
    path: [none!, first!, { ...first!, kind: "copas-failure", reason: "no", trace: [] }],
  });
  expect(text).toContain("Copas selection model (k = 37; studies missing on the left; level 95%)");
  expect(text).toMatch(/1\.00 +0\.2171 .* 0\.0/);
  expect(text).toMatch(/0\.80 +no maximum/);
  expect(text).toMatch(/adjusted +–/);
  expect(modelText(model)).toMatch(new RegExp(`adjusted +${model.adjusted!.estimate.toFixed(4)}`));
});
