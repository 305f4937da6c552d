import { BCG, Z95 } from "../scatter/bcg.testing.ts";
import type { RadialPlotData } from "./radial-plot.ts";

/** Equal effects: slope and interval as metafor's `radial(rma(yi, vi, method = "EE"))`. */
export const RADIAL: RadialPlotData = {
  id: "radial",
  title: "BCG vaccine: radial plot",
  measure: { label: "Risk ratio", scale: "log" },
  points: BCG.labels.map((label, i) => ({
    label,
    x: 1 / BCG.sei[i]!,
    y: BCG.yi[i]! / BCG.sei[i]!,
    ref: `study-${i}`,
  })),
  slope: -0.430285,
  ciLower: -0.509661,
  ciUpper: -0.350909,
  band: { level: 0.95, z: Z95 },
  xLabel: "Precision, 1/√vi",
};
