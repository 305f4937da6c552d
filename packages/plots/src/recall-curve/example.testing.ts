import type { RecallCurvePlotData, RecallCurvePoint } from "./recall-curve-plot.ts";

/** Recall that rises as 1 − (1 − share)^power, the runs up to `spread` apart. */
function curve(power: number, spread: number): readonly RecallCurvePoint[] {
  return Array.from({ length: 201 }, (_, i) => {
    const share = i / 200;
    const mean = 1 - (1 - share) ** power;
    const apart = spread * Math.sin(Math.PI * mean);
    return { share, mean, low: Math.max(0, mean - apart), high: Math.min(1, mean + apart) };
  });
}

export const RECALL: RecallCurvePlotData = {
  id: "recall",
  title: "Attention deficit drugs: recall curves",
  relevantShare: 20 / 851,
  curves: [
    { label: "elas-u4, loss 0.068", points: curve(14, 0.06), ref: "elas-u4" },
    { label: "elas-u3, loss 0.071", points: curve(9, 0.05), ref: "elas-u3" },
    { label: "random, loss 0.512", points: curve(1, 0.04), ref: "random" },
  ],
};
