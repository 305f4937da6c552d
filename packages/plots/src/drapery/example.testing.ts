import type { Point } from "../scatter/clip.ts";
import { BCG } from "../scatter/bcg.testing.ts";
import type { DraperyPlotData } from "./drapery-plot.ts";

/** Two-sided p against an effect, to four digits: Abramowitz & Stegun 26.2.17 is good to 7.5e-8. */
function pValue(z: number): number {
  const x = Math.abs(z);
  const t = 1 / (1 + 0.2316419 * x);
  const poly =
    t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return Math.min(1, (2 * Math.exp((-x * x) / 2) * poly) / Math.sqrt(2 * Math.PI));
}

function curve(estimate: number, se: number): readonly Point[] {
  return Array.from({ length: 161 }, (_, i): Point => {
    const z = -4 + i / 20;
    return [estimate + z * se, pValue(z)];
  });
}

export const DRAPERY: DraperyPlotData = {
  id: "drapery",
  title: "BCG vaccine: drapery plot",
  measure: { label: "Risk ratio", scale: "log" },
  nullValue: 0,
  range: [Math.log(0.08), Math.log(4)],
  studies: BCG.labels.map((label, i) => ({
    label,
    curve: curve(BCG.yi[i]!, BCG.sei[i]!),
    ref: `study-${i}`,
  })),
  pooled: {
    label: "pooled",
    estimate: BCG.estimate,
    curve: curve(BCG.estimate, (BCG.ciUpper - BCG.ciLower) / 2 / 1.959964),
  },
  prediction: {
    label: "effect of a new study",
    curve: curve(BCG.estimate, Math.hypot(Math.sqrt(BCG.tau2), (BCG.ciUpper - BCG.ciLower) / 2 / 1.959964)),
  },
};
