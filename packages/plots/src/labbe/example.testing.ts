import { BCG } from "../scatter/bcg.testing.ts";
import type { LabbePlotData } from "./labbe-plot.ts";

export const LABBE: LabbePlotData = {
  id: "labbe",
  title: "BCG vaccine: L’Abbé plot",
  xLabel: "Risk in the control group",
  yLabel: "Risk in the vaccinated group",
  unit: "risk",
  points: BCG.labels.map((label, i) => {
    const [events, total, eventsControl, totalControl] = BCG.counts[i]!;
    return {
      label,
      x: eventsControl / totalControl,
      y: events / total,
      weight: BCG.weights[i]!,
      ref: `study-${i}`,
    };
  }),
  pooled: [
    [0, 0],
    [1, Math.exp(BCG.estimate)],
  ],
  pooledText: "pooled risk ratio 0.49",
};
