import { BCG } from "../scatter/bcg.testing.ts";
import type { BubblePlotData } from "./bubble-plot.ts";

/** `rma(yi, vi, mods = ~ ablat)` of metafor: weights, predictions with `predict`. */
const WEIGHTS = [
  2.82287, 4.18782, 2.30744, 11.77488, 8.89479, 13.62828, 3.79003, 14.12788, 8.54485, 7.59579, 12.7828, 1.86351,
  7.67907,
]; // prettier-ignore

export const BUBBLE: BubblePlotData = {
  id: "bubble",
  title: "BCG vaccine: risk ratio by latitude",
  measure: { label: "Risk ratio", scale: "log" },
  moderator: "Latitude",
  points: BCG.labels.map((label, i) => ({
    label,
    x: BCG.ablat[i]!,
    yi: BCG.yi[i]!,
    weight: WEIGHTS[i]!,
    ref: `study-${i}`,
  })),
  line: [
    { x: 10, estimate: -0.03955, ciLower: -0.40529, ciUpper: 0.32619, piLower: -0.69304, piUpper: 0.61395 },
    { x: 20, estimate: -0.33057, ciLower: -0.59316, ciUpper: -0.06797, piLower: -0.93243, piUpper: 0.2713 },
    { x: 30, estimate: -0.62158, ciLower: -0.83115, ciUpper: -0.41202, piLower: -1.20228, piUpper: -0.04089 },
    { x: 40, estimate: -0.9126, ciLower: -1.1548, ciUpper: -0.67041, piLower: -1.50585, piUpper: -0.31935 },
    { x: 50, estimate: -1.20362, ciLower: -1.54003, ciUpper: -0.8672, piLower: -1.84116, piUpper: -0.56607 },
    { x: 60, estimate: -1.49464, ciLower: -1.95012, ciUpper: -1.03915, piLower: -2.20228, piUpper: -0.78699 },
  ],
  ciLevel: 0.95,
  nullValue: 0,
};

/**
 * `rma(yi, vi, mods = ~ 0 + alloc)` of metafor on the same trials: means of the three kinds of allocation with `predict` to four
 * decimals; weights as above.
 */
export const BUBBLE_LEVELS: BubblePlotData = {
  ...BUBBLE,
  moderator: "Allocation",
  levels: ["alternate", "random", "systematic"],
  points: BUBBLE.points.map((point, i) => ({
    ...point,
    x: [1, 1, 1, 1, 0, 0, 1, 1, 1, 2, 2, 2, 2][i]!,
  })),
  line: [
    { x: 0, estimate: -0.518, ciLower: -1.3827, ciUpper: 0.3468, piLower: -1.9796, piUpper: 0.9437 },
    { x: 1, estimate: -0.9658, ciLower: -1.4896, ciUpper: -0.442, piLower: -2.2554, piUpper: 0.3238 },
    { x: 2, estimate: -0.4289, ciLower: -1.105, ciUpper: 0.2472, piLower: -1.7875, piUpper: 0.9297 },
  ],
};
