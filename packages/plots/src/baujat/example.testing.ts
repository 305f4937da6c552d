import { BCG } from "../scatter/bcg.testing.ts";
import type { BaujatPlotData } from "./baujat-plot.ts";

/** Random-effects model by REML, as metafor's `baujat(rma(yi, vi, data = dat))`. */
const POINTS: readonly (readonly [number, number])[] = [
  [0.0478, 0.0015], [1.4934, 0.1121], [0.5509, 0.0243], [1.5861, 0.2378], [0.6777, 0.067], [0.016, 0.0003],
  [1.5319, 0.1079], [1.6638, 0.199], [0.1625, 0.0184], [1.1168, 0.1114], [0.4322, 0.049], [1.5922, 0.0618],
  [1.2638, 0.1153],
]; // prettier-ignore

export const BAUJAT: BaujatPlotData = {
  id: "baujat",
  title: "BCG vaccine: Baujat plot",
  points: BCG.labels.map((label, i) => ({ label, x: POINTS[i]![0], y: POINTS[i]![1], ref: `study-${i}` })),
  xLabel: "Contribution to heterogeneity",
  yLabel: "Influence on the pooled effect",
};
