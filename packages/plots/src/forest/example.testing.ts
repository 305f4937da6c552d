import type { ForestPlotData, StudyRow } from "./data.ts";

const Z = 1.959963984540054;

function study(
  label: string,
  yi: number,
  vi: number,
  weight: number,
  cells: StudyRow["cells"],
  mark?: string,
): StudyRow {
  const margin = Z * Math.sqrt(vi);
  return {
    kind: "study",
    label,
    cells,
    estimate: yi,
    ciLower: yi - margin,
    ciUpper: yi + margin,
    weight,
    ref: `effect-${label.replaceAll(" ", "-")}`,
    ...(mark === undefined ? {} : { mark }),
  };
}

function counts(a: number, n1: number, c: number, n2: number): StudyRow["cells"] {
  return { a: String(a), n1: String(n1), c: String(c), n2: String(n2) };
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
    study("Lapidus 2014", 2.61006979, 1.28382353, 17.1, counts(8, 18, 1, 18), " †"),
    study("Crossover PMC10810879", 3.13549422, 1.21014493, 17.8, counts(12, 24, 1, 24), " †"),
    { kind: "gap" },
    { kind: "heading", label: "Midazolam" },
    study("Murrough 2013", 1.51244565, 0.29056956, 34.4, counts(30, 47, 7, 25)),
    { kind: "gap" },
    { kind: "heading", label: "Surgical anaesthesia" },
    study("Lii 2023", 0.40546511, 0.40833333, 30.7, counts(12, 20, 10, 20)),
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

/**
 * Made-up mean differences with everything a forest plot can hold: decimal columns, two-line headers, a subgroup whose
 * interval leaves the axis, a study that cannot be estimated, a long label, free text.
 */
export const EVERYTHING: ForestPlotData = {
  id: "example-everything",
  title: "Everything a forest plot can hold",
  measure: { label: "Hedges’ g", scale: "linear" },
  ciLevel: 0.9,
  nullValue: 0,
  axis: {
    label: "Standardised mean difference",
    favoursLeft: "Favours treatment",
    favoursRight: "Favours control",
    range: [-2.5, 1.5],
    ticks: [-2, -1, 0, 1],
  },
  studyHeader: "Trial",
  columns: [
    { id: "place", header: "Country", align: "left" },
    { id: "m1", header: "Mean (SD)", align: "decimal", group: "Treatment" },
    { id: "n1", header: "n", align: "right", group: "Treatment" },
    { id: "m2", header: "Mean (SD)", align: "decimal", group: "Control" },
    { id: "n2", header: "n", align: "right", group: "Control" },
    { id: "t", header: ["Time,", "hours"], align: "right" },
  ],
  rows: [
    { kind: "heading", label: "Adults" },
    study("Alder 2009", -0.9, 0.09, 30, {
      place: "Chile",
      m1: "9.8 (4.4)",
      n1: "20",
      m2: "15.25 (5.1)",
      n2: "18",
      t: "24",
    }),
    study(
      "The multicentre investigation of Birch, Cedar and Dogwood with a long name and a registry number",
      -0.2,
      0.01,
      60,
      { place: "Kenya", m1: "12 (4)", n1: "203", m2: "13.4 (11.2)", n2: "198", t: "4.5" },
    ),
    {
      kind: "summary",
      emphasis: "subgroup",
      label: "Subgroup, k = 2",
      estimate: -0.5,
      ciLower: -4.9,
      ciUpper: 3.9,
      weight: 90,
      ref: "finding-adults",
      lines: ["Heterogeneity: τ² = 0.20, I² = 80%"],
    },
    { kind: "gap" },
    { kind: "heading", label: "Adolescents" },
    study("Elm 2020", 0.4, 2.25, 0.04, {
      place: "Peru",
      m1: "10.1 (3.9)",
      n1: "4",
      m2: "9.6 (4)",
      n2: "4",
      t: "168",
    }),
    {
      kind: "missing",
      label: "Fir 2021",
      cells: { place: "Peru", n1: "2", n2: "3" },
      reason: "no SD reported",
    },
    { kind: "text", text: "Two trials are still running.", style: "muted" },
    { kind: "text", text: "None was stopped early.", style: "normal" },
    { kind: "gap" },
    {
      kind: "summary",
      emphasis: "overall",
      label: "Random effects, k = 3",
      estimate: -0.4,
      ciLower: -0.95,
      ciUpper: 0.15,
      piLower: -2.9,
      piUpper: 2.1,
      weight: 100,
      ref: "finding-all",
      lines: ["Heterogeneity: τ² = 0.15, I² = 71%, Q = 6.90, df = 2, p = 0.032"],
    },
  ],
};
