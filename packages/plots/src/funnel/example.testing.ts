import { BCG, Z95 } from "../scatter/bcg.testing.ts";
import type { FunnelPlotData } from "./funnel-plot.ts";

export const PLAIN: FunnelPlotData = {
  id: "funnel-plain",
  title: "BCG vaccine: funnel plot",
  measure: { label: "Risk ratio", scale: "log" },
  points: BCG.labels.map((label, i) => ({ label, yi: BCG.yi[i]!, sei: BCG.sei[i]!, ref: `study-${i}` })),
  centre: BCG.estimate,
  limits: { level: 0.95, z: Z95 },
};

/** With all that a funnel plot can show; the filled studies are made up. */
export const EVERYTHING: FunnelPlotData = {
  ...PLAIN,
  id: "funnel-everything",
  contours: {
    nullValue: 0,
    bounds: [
      { p: 0.1, z: 1.644854 },
      { p: 0.05, z: Z95 },
      { p: 0.01, z: 2.575829 },
    ],
  },
  filled: {
    points: [
      { yi: -1.87, sei: 0.72973 },
      { yi: -2.1, sei: 0.5 },
    ],
    centre: -0.78,
  },
  regression: { intercept: -0.6, slope: -0.4 },
};
