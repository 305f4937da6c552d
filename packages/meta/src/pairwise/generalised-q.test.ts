import { expect, test } from "vitest";
import { weightedChiSquaredCdf } from "../special/index.ts";
import { generalisedQUpperTail, tau2GeneralisedQInterval } from "./generalised-q.ts";
import { modelData } from "./model-data.ts";
import { weightedFit } from "./weighted-fit.ts";

// dat.molloy2014 of metadat, z-transformed correlations, as in the reference file inference.json
const YI = [
  0.18922664253092872, 0.16343991846488676, 0.35409252896224297, 0.3316471087051321, 0.2768638226551001, 0,
  0.17682002012178916, 0.05004172927849127, 0.2661084068736541, 0.010000333353334763, -0.09024418785614682,
  0.38842309971829614, 0, 0.15114043593646678, 0.2447741126593529, 0.04002135383676821,
];
const VI = [
  0.009433962264150943, 0.0013404825737265416, 0.019230769230769232, 0.009615384615384616,
  0.014492753623188406, 0.016129032258064516, 0.005847953216374269, 0.0030959752321981426,
  0.01818181818181818, 0.0013020833333333333, 0.018867924528301886, 0.011363636363636364,
  0.008849557522123894, 0.0018726591760299626, 0.0064516129032258064, 0.016129032258064516,
];

const data = modelData(YI, VI);
const weights = Float64Array.from(VI, (v) => 1 / (v + 0.1));

test("upper tails as a numerical integral of Imhof's formula over the eigenvalues gives them", () => {
  // scipy 1.17 (quad over each period, 1e-14) on the eigenvalues of S^½ P S^½
  const fit = weightedFit(data, weights);
  expect(
    Math.abs(generalisedQUpperTail(data, fit, 0.0005465205119422416) - 0.02469134617702784),
  ).toBeLessThan(1e-9);
  expect(
    Math.abs(generalisedQUpperTail(data, fit, 0.0005682986156553599) - 0.024999999999973155),
  ).toBeLessThan(1e-9);
  expect(Math.abs(generalisedQUpperTail(data, fit, 0.03922667080740796) - 0.9749999999999988)).toBeLessThan(
    1e-9,
  );
});

test("ends of the interval have the tail that they stand for", () => {
  const fit = weightedFit(data, weights);
  const { lower, upper } = tau2GeneralisedQInterval(data, weights, 0.95)!;
  expect(generalisedQUpperTail(data, fit, lower)).toBeCloseTo(0.025, 11);
  expect(generalisedQUpperTail(data, fit, upper)).toBeCloseTo(0.975, 11);
});

test("two effects: one eigenvalue, the rest of the mean", () => {
  const pair = modelData([0, 1], [0.1, 0.3]);
  const fit = weightedFit(pair, Float64Array.of(2, 5));
  // yᵀPy = (y₁ − y₂)² · 10/7, so its only weight is 10/7 · (v₁ + v₂ + 2τ²)
  const expected = weightedChiSquaredCdf(10 / 7, [(10 / 7) * (0.4 + 0.2)], "upper");
  expect(generalisedQUpperTail(pair, fit, 0.1)).toBeCloseTo(expected, 12);
});
