import type { ForestPlotData, ForestRow } from "./data.ts";

const Z = 1.959963984540054;

function study(
  label: string,
  yi: number,
  vi: number,
  weight: number,
  counts: readonly [number, number, number, number],
  mark?: string,
): ForestRow {
  const [a, n1, c, n2] = counts.map(String);
  const margin = Z * Math.sqrt(vi);
  return {
    kind: "study",
    label,
    cells: { a: a!, n1: n1!, c: c!, n2: n2! },
    estimate: yi,
    ciLower: yi - margin,
    ciUpper: yi + margin,
    weight,
    ref: `effect-${label.replaceAll(" ", "-")}`,
    ...(mark === undefined ? {} : { mark }),
  };
}

/** Response at 24 hours in the ketamine review: counts as in examples/ketamine, pooled with metafor 3.8-1 (REML, Hartung-Knapp). */
export const RESPONSE_24H: ForestPlotData = {
  id: "example-response",
  title: "Response 24 hours after one dose: forest plot",
  measure: { label: "Odds ratio", scale: "log" },
  ciLevel: 0.95,
  nullValue: 0,
  axis: { favoursLeft: "Favours control", favoursRight: "Favours ketamine" },
  studyHeader: "Study",
  columns: [
    { id: "a", header: "Events", align: "right", group: "Ketamine" },
    { id: "n1", header: "Total", align: "right", group: "Ketamine" },
    { id: "c", header: "Events", align: "right", group: "Control" },
    { id: "n2", header: "Total", align: "right", group: "Control" },
  ],
  rows: [
    { kind: "heading", label: "Inert placebo" },
    study("Lapidus 2014", 2.61006979, 1.28382353, 17.1, [8, 18, 1, 18], " †"),
    study("Crossover PMC10810879", 3.13549422, 1.21014493, 17.8, [12, 24, 1, 24], " †"),
    { kind: "gap" },
    { kind: "heading", label: "Midazolam" },
    study("Murrough 2013", 1.51244565, 0.29056956, 34.4, [30, 47, 7, 25]),
    { kind: "gap" },
    { kind: "heading", label: "Surgical anaesthesia" },
    study("Lii 2023", 0.40546511, 0.40833333, 30.7, [12, 20, 10, 20]),
    { kind: "gap" },
    {
      kind: "summary",
      emphasis: "overall",
      label: "Random effects, k = 4",
      estimate: 1.64790346,
      ciLower: -0.21838502,
      ciUpper: 3.51419194,
      piLower: -1.586,
      piUpper: 4.882,
      piLabel: "95% prediction interval",
      weight: 100,
      ref: "finding-response",
      lines: ["Heterogeneity: τ² = 0.69, I² = 53% (from τ²), Q = 6.08, df = 3, p = 0.11"],
    },
  ],
  footnotes: ["† Crossover trial; how it was handled is stated in the text."],
};
