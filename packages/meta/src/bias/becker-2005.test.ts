import { expect, test } from "vitest";
import { failSafeN } from "./fail-safe-n.ts";
import { generalFailSafeN } from "./fail-safe-n-general.ts";

/**
 * Becker 2005, Failsafe N or file-drawer number, in: Publication Bias in Meta-Analysis, chapter 7: lung cancer and passive
 * smoking (Hackshaw, Law & Wald 1997, BMJ 315:980), log odds ratios of 37 studies and their variances. Becker has 398 after
 * Rosenthal from rounded z and 103 after Orwin, rounded down; metafor's own tests (test_misc_fsn.r) have 393, 104, 202 and,
 * for the general method, 112.
 */
const YI = [
  0.1655144, 0.3715636, 0.7030975, 0.1823216, -0.2876821, 0.7275486, 0.756122, -0.2231436, -0.2357223, 0.6981347,
  0.2070142, 0.1823216, 0.4187103, 0.0295588, 0.4382549, 0.0295588, 0.8501509, 0.5007753, 0.1739533, 0.4187103,
  0.7701082, 0.07696104, 0.9360934, 0.4824261, 0.05826891, -0.2357223, -0.3011051, 0.8197798, -0.03045921, 0.4700036,
  0.1739533, 0.5068176, 0.2311117, 0.09531018, 0.5068176, 0.14842, 0.10436,
]; // prettier-ignore
const VI = [
  0.01877689, 0.03304404, 0.5401959, 0.03126761, 0.07965565, 0.2273206, 0.08892156, 0.1926796, 0.3390163, 0.0980662,
  0.04555555, 0.23175, 0.07964292, 0.217395, 0.07695797, 0.07150176, 0.2925658, 0.03243751, 0.03627335, 0.4838512,
  0.1238162, 0.07108519, 0.3981954, 0.08962312, 0.03371989, 0.01612949, 0.1802335, 0.3171477, 0.01254685, 0.1136963,
  0.08933678, 0.1759856, 0.01002905, 0.08621436, 0.03987497, 0.03639976, 0.06641951,
]; // prettier-ignore

test("Rosenthal, Orwin and Rosenberg", () => {
  expect(failSafeN(YI, VI, { type: "Rosenthal" }).number).toBe(393);
  expect(failSafeN(YI, VI, { type: "Orwin", target: 0.049 }).number).toBe(104);
  expect(failSafeN(YI, VI, { type: "Rosenberg" }).number).toBe(202);
});

test("of a random-effects model; with equal effects it is Rosenberg's and Orwin's number", () => {
  expect(generalFailSafeN(YI, VI).number).toBe(112);
  expect(generalFailSafeN(YI, VI, { method: "EE" }).number).toBe(202);
});
