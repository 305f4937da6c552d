import { expect, test } from "vitest";
import { BCG } from "../bcg.testing.ts";
import { selectionModel } from "../bias/selection/selection-model.ts";
import { selectionRegression } from "../bias/selection/selection-regression.ts";
import { fitCommonAndRandom } from "../cochrane-style/common-and-random.ts";
import { binaryEffects } from "../cochrane-style/style-effects.ts";
import { fitGlmm } from "../glmm/fit-glmm.ts";
import { fitGlmmRegression } from "../glmm/fit-glmm-regression.ts";
import { fitLocationScale } from "../location-scale/fit-location-scale.ts";
import { mantelHaenszel } from "../mantel-haenszel/mantel-haenszel.ts";
import { modelText } from "./model-text.ts";

const { yi, vi, counts, ablat } = BCG;
const latitude = { names: ["intrcpt", "ablat"], rows: ablat.map((value) => [1, value]) };
const tables = counts.tpos.map((ai, i) => ({
  ai,
  bi: counts.tneg[i]!,
  ci: counts.cpos[i]!,
  di: counts.cneg[i]!,
}));

// The numbers are those of metafor and R's meta for the BCG trials (../shared/reference).
test.each([
  ["Mantel-Haenszel", mantelHaenszel("OR", tables), ["-0.4734", "0.0410", "Q(df = 12) = 163.9426"]],
  ["GLMM", fitGlmm({ measure: "OR", tables }, { model: "UM.FS" }), ["-0.7450", "0.1756", "tau2 (variance between studies):  0.2949", "163.1649"]],
  ["location-scale", fitLocationScale(yi, vi, {}, { method: "ML" }), ["-0.7112", "Scale (ln tau2)", "4 of 4 searches"]],
  ["selection", selectionModel(yi, vi, { alternative: "less" }), ["0 < p <= 0.025", "0.025 < p <= 1", "adjusted", "-0.7112"]],
  ["GLMM with moderators", fitGlmmRegression({ measure: "OR", tables }, latitude, { model: "CM.AL" }), ["Mixed-effects", "Residual heterogeneity, Wald: Q(df = 11) = 29.8946", "ablat     -0.0299", "X2(df = 1) = 31.1693"]],
  ["selection with moderators", selectionRegression(yi, vi, latitude, { alternative: "less" }), ["Adjusted coefficients:", "Joint test: X2(df = 1)", "ablat"]],
  ["RevMan", fitCommonAndRandom(binaryEffects("RR", tables), { method: "DL", qAbout: "common-effect" }), ["common effect    -0.4537", "random effects   -0.7142", "Q(df = 12) = 152.5676", "92.1%"]],
] as const)("%s says its numbers", (_, fit, said) => {
  const text = modelText(fit);
  for (const part of said) expect(text).toContain(part);
  expect(text).not.toMatch(/NaN|undefined|\[object/);
}); // prettier-ignore
