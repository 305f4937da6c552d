import { describe, expect, test } from "vitest";
import { BCG } from "../bcg.testing.ts";
import * as engine from "../index.ts";
import { InputError } from "../input-error.ts";

/** The library as plain JavaScript sees it: nothing but the functions themselves look at what they are given. */
const js = engine as unknown as Readonly<Record<string, (...given: readonly unknown[]) => unknown>>;

const { yi, vi, counts } = BCG;
const tables = counts.tpos.map((ai, i) => ({
  ai,
  bi: counts.tneg[i]!,
  ci: counts.cpos[i]!,
  di: counts.cneg[i]!,
}));
const rates = tables.map(({ ai, bi, ci, di }) => ({ x1i: ai, t1i: ai + bi, x2i: ci, t2i: ci + di }));
const arms = [{ m1i: 5, sd1i: 2, n1i: 9, m2i: 3, sd2i: 2, n2i: 8 }];
const sei = vi.map(Math.sqrt);
const design = { names: ["intrcpt", "ablat"], rows: BCG.ablat.map((x) => [1, x]) };
const fit = engine.fitPairwise(yi, vi);
const levels = yi.map((_, i) => (i % 2 === 0 ? "a" : "b"));
const summary = { min: 1, q1: 4, median: 9, q3: 15, max: 30, n: 25 };

function errorOf(call: () => unknown): InputError {
  try {
    call();
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
  throw new Error("nothing was wrong");
}

/** Every public function that takes options, with options that it would take in place of `{}`. */
const WITH_OPTIONS: Readonly<Record<string, (options: object) => unknown>> = {
  betweenStudyVariance: (o) => js["betweenStudyVariance"]!(yi, vi, { method: "DL", ...o }),
  binaryEffects: (o) => js["binaryEffects"]!("OR", tables, o),
  copasModel: (o) => js["copasModel"]!(yi, vi, { publication: [0.5], ...o }),
  excessSignificance: (o) => js["excessSignificance"]!(yi, vi, o),
  failSafeN: (o) => js["failSafeN"]!(yi, vi, { type: "Orwin", ...o }),
  fitCommonAndRandom: (o) => js["fitCommonAndRandom"]!({ yi, sei }, o),
  fitGlmm: (o) => js["fitGlmm"]!({ measure: "OR", tables: tables.slice(0, 3) }, { method: "EE", ...o }),
  fitGlmmRegression: (o) =>
    js["fitGlmmRegression"]!({ measure: "OR", tables }, design, { method: "EE", model: "CM.AL", ...o }),
  fitLocationScale: (o) => js["fitLocationScale"]!(yi, vi, {}, o),
  fitPairwise: (o) => js["fitPairwise"]!(yi, vi, o),
  fitRegression: (o) => js["fitRegression"]!(yi, vi, design, o),
  fitStyleSubgroups: (o) =>
    js["fitStyleSubgroups"]!(
      levels,
      (rows: readonly number[]) => ({ yi: rows.map((row) => yi[row]), sei: rows.map((row) => sei[row]) }),
      o,
    ),
  fitSubgroups: (o) => js["fitSubgroups"]!(yi, vi, levels, { groupTau2: "common", ...o }),
  generalFailSafeN: (o) => js["generalFailSafeN"]!(yi, vi, o),
  genericEffects: (o) => js["genericEffects"]!([{ yi: 1, vi: 1 }], o),
  gosh: (o) => js["gosh"]!({ yi, vi }, { method: "EE", to: 5, ...o }),
  henmiCopas: (o) => js["henmiCopas"]!(yi, vi, o),
  heterogeneityInterval: (o) => js["heterogeneityInterval"]!(fit, yi, vi, { type: "QP", ...o }),
  limitMetaAnalysis: (o) => js["limitMetaAnalysis"]!(yi, vi, o),
  mantelHaenszel: (o) => js["mantelHaenszel"]!("OR", tables, o),
  mantelHaenszelRates: (o) => js["mantelHaenszelRates"]!("IRR", rates, o),
  meansEffects: (o) => js["meansEffects"]!("MD", arms, o),
  meansEffectsInStyle: (o) => js["meansEffectsInStyle"]!("MD", arms, o),
  measureEffects: (o) => js["measureEffects"]!("ZCOR", { ri: [0.5], ni: [28] }, o),
  permutationTest: (o) => js["permutationTest"]!(yi, vi, { draws: { number: 10, seed: 1 }, ...o }),
  petPeese: (o) => js["petPeese"]!(yi, vi, o),
  peto: (o) => js["peto"]!(tables, o),
  pUniformStar: (o) => js["pUniformStar"]!(yi, vi, o),
  radial: (o) => js["radial"]!(yi, vi, o),
  rankTest: (o) => js["rankTest"]!(yi, vi, o),
  regressionTest: (o) => js["regressionTest"]!(yi, vi, o),
  samplingCovariances: (o) => js["samplingCovariances"]!([{ vi: 1, cluster: 1 }], o),
  selectionModel: (o) => js["selectionModel"]!(yi, vi, { method: "EE", ...o }),
  selectionRegression: (o) => js["selectionRegression"]!(yi, vi, design, { method: "EE", ...o }),
  tableRegressionTest: (o) => js["tableRegressionTest"]!("peters", tables, o),
  trimAndFill: (o) => js["trimAndFill"]!(yi, vi, o),
  twoByTwoEffects: (o) => js["twoByTwoEffects"]!("OR", tables, o),
  varianceFromInterval: (o) => js["varianceFromInterval"]!(0, 1, o),
  varianceFromPValue: (o) => js["varianceFromPValue"]!(1, 0.5, o),
};

/** Public functions that take none; a new function stands here or above. */
const WITHOUT_OPTIONS = [
  ...["baujat", "cumulative", "influence", "leaveOneOut", "residuals"],
  ...["coefficientTest", "compareModels", "contrastTest", "predictEffects", "varianceInflation"],
  ...["studyDeviations", "studyEffects", "fitText", "modelText"],
  ...["combineClusters", "combineMeans", "feasibleCorrelation", "harmonicMean", "hedgesCorrection"],
  ...["pairedEffect", "pairedMeanDifference", "pairedStandardizedMeanDifference", "isRatio"],
  ...["designFromFormula", "formulaColumns", "interceptDesign", "nearest", "inverseDoubleArcsine"],
  ...[
    "fiveNumberToMean",
    "fiveNumberToLogNormalMean",
    "tableFromMargins",
    "proportionEffects",
    "rateEffects",
  ],
  ...["copasGrid", "pCurve", "h2TestBased", "tau2ProfileLikelihood", "tau2QProfile"],
];

describe("options of every public function", () => {
  test("all functions are looked at", () => {
    const functions = Object.entries(js).filter(
      ([name, value]) => typeof value === "function" && !/^[A-Z]/.test(name),
    );
    const known = [...Object.keys(WITH_OPTIONS), ...WITHOUT_OPTIONS];
    expect(functions.map(([name]) => name).filter((name) => !known.includes(name))).toEqual([]);
  });

  test.each(Object.entries(WITH_OPTIONS))("%s: taken without, a misspelt key is refused", (_, call) => {
    call({});
    const { code, where, message } = errorOf(() => call({ metod: "DL" }));
    expect({ code, where }).toEqual({ code: "invalid-option", where: { field: "metod" } });
    expect(message).toMatch(/there is no option metod.* may hold /);
  });
});

/** What was found, the option that is named, and what the message says. */
const WRONG_VALUES: readonly (readonly [string, () => unknown, string, RegExp])[] = [
  ["an estimator", () => js["fitPairwise"]!(yi, vi, { method: "FOO" }), "method", /one of EE, DL/],
  ["a misspelt one", () => js["fitPairwise"]!(yi, vi, { method: "RELM" }), "method", /mean "REML"\?/],
  ["another program's", () => js["fitPairwise"]!(yi, vi, { method: "FE" }), "method", /mean "EE"\?/],
  ["a test", () => js["fitPairwise"]!(yi, vi, { test: "hk" }), "test", /"hk" is not.*mean "knha"\?/],
  ["a prediction", () => js["fitPairwise"]!(yi, vi, { prediction: "Riley" }), "prediction", /mean "hts"\?/],
  ["a level in percent", () => js["fitPairwise"]!(yi, vi, { ciLevel: 95 }), "ciLevel", /between 0 and 1/],
  ["a level as text", () => js["fitPairwise"]!(yi, vi, { ciLevel: "0.95" }), "ciLevel", /"0.95" is not/],
  ["a tau2 as text", () => js["fitPairwise"]!(yi, vi, { tau2: "0.1" }), "tau2", /0 or more/],
  ["null", () => js["fitPairwise"]!(yi, vi, { method: null }), "method", /null is not/],
  ["an inherited name", () => js["fitPairwise"]!(yi, vi, { toString: 1 }), "toString", /no option/],
  ["in a regression", () => js["fitRegression"]!(yi, vi, design, { method: "FOO" }), "method", /one of/],
  ["in diagnostics", () => js["influence"]!({ yi, vi, options: { metod: "DL" } }), "metod", /mean method/],
  ["in a diagnosed model", () => js["influence"]!({ yi, vi, opions: {} }), "opions", /mean options/],
  ["a table test, as R spells it", () => js["tableRegressionTest"]!("Harbord", tables), "test", /"harbord"/],
  ["a table test", () => js["tableRegressionTest"]!("FOO", tables), "test", /one of harbord/],
  ["a mixed model", () => js["fitGlmm"]!({ measure: "OR", tables }, { model: "XX" }), "model", /UM\.FS/],
  ["a measure of one", () => js["fitGlmm"]!({ measure: "RR", tables }), "measure", /one of OR/],
  ["an estimator of k0", () => js["trimAndFill"]!(yi, vi, { estimator: "l0" }), "estimator", /"L0"/],
  ["a side", () => js["trimAndFill"]!(yi, vi, { side: "Left" }), "side", /"left"/],
  ["a variance type", () => js["twoByTwoEffects"]!("OR", tables, { vtype: "ZZ" }), "vtype", /LS, UB, AV/],
  ["which tables", () => js["twoByTwoEffects"]!("OR", tables, { to: "zero" }), "to", /mean "only0"/],
  ["a measure", () => js["twoByTwoEffects"]!("HR", tables), "measure", /OR, RR, RD/],
  ["a stratified measure", () => js["mantelHaenszel"]!("HR", tables), "measure", /OR, RR, RD/],
  ["inside tables", () => js["mantelHaenszel"]!("OR", tables, { tables: { ad: 1 } }), "ad", /mean add/],
  ["a rate measure", () => js["mantelHaenszelRates"]!("HR", rates), "measure", /IRR, IRD/],
  ["a mean", () => js["meansEffects"]!("XX", arms), "measure", /MD, SMD/],
  [
    "a paired measure",
    () => js["pairedEffect"]!("HR", { n: 9, events1: 3, events2: 4 }, { both: 2 }),
    "measure",
    /OR/,
  ],
  ["a summary", () => js["fiveNumberToMean"]!(summary, "Wan"), "method", /luo/],
  ["a fail-safe N without type", () => js["failSafeN"]!(yi, vi, {}), "type", /Rosenthal/],
  ["a file drawer", () => js["generalFailSafeN"]!(yi, vi, { method: "XX" }), "method", /EE/],
  ["an excess", () => js["excessSignificance"]!(yi, vi, { test: "chi" }), "test", /"chi2"/],
  ["a side of p-uniform*", () => js["pUniformStar"]!(yi, vi, { side: "up" }), "side", /right, left/],
  ["a threshold", () => js["pCurve"]!(yi, vi, 5), "alpha", /between 0 and 1/],
  ["an alternative", () => js["petPeese"]!(yi, vi, { alternative: "two.sided" }), "alternative", /greater/],
  ["a predictor", () => js["regressionTest"]!(yi, vi, { predictor: "se" }), "predictor", /"sei"/],
  [
    "a regression model",
    () => js["regressionTest"]!(yi, vi, { model: "lm" }),
    "model",
    /"weighted-regression"/,
  ],
  ["exactness", () => js["rankTest"]!(yi, vi, { exact: "yes" }), "exact", /true or false/],
  [
    "an adjustment",
    () => js["limitMetaAnalysis"]!(yi, vi, { adjustment: "mulim" }),
    "adjustment",
    /excluding/,
  ],
  ["Copas' side", () => js["copasModel"]!(yi, vi, { side: "top" }), "side", /left, right/],
  ["a subset's model", () => js["gosh"]!({ yi, vi }, { method: "HE" }), "method", /EE, DL, REML/],
  ["no method", () => js["gosh"]!({ yi, vi }, {}), "method", /undefined is not/],
  ["subgroups", () => js["fitSubgroups"]!(yi, vi, levels, {}), "groupTau2", /common, separate/],
  ["an interval", () => js["heterogeneityInterval"]!(fit, yi, vi, { type: "qp" }), "type", /"QP"/],
  ["a link", () => js["fitLocationScale"]!(yi, vi, {}, { link: "logit" }), "link", /log, identity/],
  ["a style", () => js["fitCommonAndRandom"]!({ yi, sei }, { randomCi: "hakn" }), "randomCi", /classic/],
  ["equal effects in it", () => js["fitCommonAndRandom"]!({ yi, sei }, { method: "EE" }), "method", /DL/],
  ["a pooling method", () => js["binaryEffects"]!("OR", tables, { method: "mh" }), "method", /"MH"/],
  ["a rate method", () => js["rateEffects"]!("IRR", rates, "IV"), "method", /Inverse/],
  ["a proportion", () => js["proportionEffects"]!("PLO", [5], [10]), "measure", /PLOGIT/],
  ["sign flips", () => js["permutationTest"]!(yi, vi, { fit: { method: "HE" } }), "method", /EE, DL, REML/],
  ["a draw without seed", () => js["permutationTest"]!(yi, vi, { draws: { number: 9 } }), "seed", /finite/],
];

test.each(WRONG_VALUES)("%s that is not there is refused by name", (_, call, field, says) => {
  const error = errorOf(call);
  expect({ code: error.code, where: error.where }).toEqual({ code: "invalid-option", where: { field } });
  expect(error.message).toMatch(says);
  expect(error.expected ?? "").not.toBe("");
});

/** Arguments of another shape, with what the message says. */
const WRONG_SHAPES: readonly (readonly [string, () => unknown, RegExp])[] = [
  [
    "effects alone for a model",
    () => js["leaveOneOut"]!(yi, vi),
    /model is an array of 13, not an object of yi, vi/,
  ],
  ["the same for a cumulative", () => js["cumulative"]!(yi, vi), /not an object of yi, vi/],
  ["the same for influence", () => js["influence"]!(yi, vi), /not an object of yi, vi/],
  ["the same for GOSH", () => js["gosh"]!(yi, vi), /not an object of yi, vi/],
  ["GOSH without options", () => js["gosh"]!({ yi, vi }), /options is undefined, not an object of method/],
  ["a name for options", () => js["fitPairwise"]!(yi, vi, "DL"), /options is "DL", not an object of method/],
  ["null for options", () => js["fitPairwise"]!(yi, vi, null), /options is null/],
  ["no variances", () => js["fitPairwise"]!(yi), /vi is undefined, not an array/],
  ["typed arrays", () => js["fitPairwise"]!(Float64Array.from(yi), vi), /yi is a Float64Array/],
  [
    "a formula's whole result",
    () => js["fitRegression"]!(yi, vi, engine.designFromFormula("~ x", { x: yi })),
    /field design/,
  ],
  [
    "the same in a scale",
    () => js["fitLocationScale"]!(yi, vi, { scale: engine.designFromFormula("~ x", { x: yi }) }),
    /field design/,
  ],
  ["a design of rows", () => js["fitRegression"]!(yi, vi, design.rows), /design is an array of 13/],
  ["no design", () => js["fitRegression"]!(yi, vi), /design is undefined/],
  ["cells as arrays", () => js["twoByTwoEffects"]!("OR", [[1, 2, 3, 4]]), /row 0, is an array of 4/],
  ["a table without a cell", () => js["twoByTwoEffects"]!("OR", [{ ai: 1, bi: 2, ci: 3 }]), /di is missing/],
  ["columns of tables", () => js["mantelHaenszel"]!("OR", counts), /tables is an object of tpos/],
  ["tables alone for a mixed model", () => js["fitGlmm"]!(tables), /data is an array of 13/],
  ["the wrong counts for one", () => js["fitGlmm"]!({ measure: "PLO", tables }), /proportions is missing/],
  ["two numbers for a summary", () => js["fiveNumberToMean"]!([1, 2]), /summary is an array of 2/],
  ["a pooled effect to predict from", () => js["predictEffects"]!(fit, [[1, 2]]), /fitRegression gives/],
  ["a number for a fit", () => js["heterogeneityInterval"]!(3, yi, vi, { type: "QP" }), /fitPairwise or/],
];

test.each(WRONG_SHAPES)("%s: an InputError says what is due", (_, call, says) => {
  const error = errorOf(call);
  expect(error.code).toBe("invalid-argument");
  expect(error.message).toMatch(says);
});

test.each([
  ["fitPairwise", () => js["fitPairwise"]!(yi, vi.slice(1))],
  ["influence", () => js["influence"]!({ yi, vi: vi.slice(1) })],
  ["influence, weights", () => js["influence"]!({ yi, vi, options: { weights: [1] } })],
  ["influence, design", () => js["influence"]!({ yi, vi, design: { names: ["a"], rows: [[1]] } })],
  ["baujat", () => js["baujat"]!({ yi, vi: vi.slice(1) })],
  ["radial", () => js["radial"]!(yi, vi.slice(1))],
  ["petPeese", () => js["petPeese"]!(yi, vi.slice(1))],
  ["rankTest", () => js["rankTest"]!(yi, vi.slice(1))],
  ["pCurve", () => js["pCurve"]!(yi, vi.slice(1))],
  ["pUniformStar", () => js["pUniformStar"]!(yi, vi.slice(1))],
  ["trimAndFill", () => js["trimAndFill"]!(yi, vi.slice(1))],
  ["regressionTest", () => js["regressionTest"]!(yi, vi.slice(1))],
  ["copasModel", () => js["copasModel"]!(yi, vi.slice(1))],
  ["limitMetaAnalysis", () => js["limitMetaAnalysis"]!(yi, vi.slice(1))],
  ["studyEffects", () => js["studyEffects"]!(fit, yi.slice(1), vi.slice(1))],
  ["studyEffects, design", () => js["studyEffects"]!(fit, yi, vi, design)],
  ["fitCommonAndRandom", () => js["fitCommonAndRandom"]!({ yi, sei: sei.slice(1) })],
  ["proportionEffects", () => js["proportionEffects"]!("PRAW", [1, 2], [3])],
  ["combineClusters", () => js["combineClusters"]!(yi, vi, ["a"], 0.5)],
])("%s: arrays of different length are a length-mismatch", (_, call) => {
  expect(errorOf(call).code).toBe("length-mismatch");
});

test("sign flips by weights of one's own are refused: they would be compared with flips by inverse variances", () => {
  const weights = yi.map(() => 1);
  for (const given of [{ weights }, { weighting: "equal" }])
    expect(errorOf(() => js["permutationTest"]!(yi, vi, { fit: given })).code).toBe("unsupported");
});

test("numbers as text are not taken for numbers", () => {
  expect(errorOf(() => js["fitPairwise"]!(yi, vi.map(String))).message).toMatch(/vi = "0.32/);
  expect(errorOf(() => js["twoByTwoEffects"]!("OR", [{ ai: "3", bi: 1, ci: 2, di: 4 }])).code).toBe(
    "impossible-counts",
  );
});

test("what else a row holds is left alone", () => {
  const named = [{ study: "Aronson", ai: 3, bi: 1, ci: 2, di: 4 }];
  expect(js["twoByTwoEffects"]!("OR", named)).toEqual(
    js["twoByTwoEffects"]!("OR", [{ ai: 3, bi: 1, ci: 2, di: 4 }]),
  );
});

test("the nearest name shares a letter with what was found", () => {
  expect(engine.nearest("hk", ["z", "t"])).toBeUndefined();
});
