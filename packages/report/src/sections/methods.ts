import { h, type Html } from "../html/element.ts";
import type { ReportFormat, ReportInput } from "../input.ts";

/** Definitions a reader needs to check the numbers, and how to repeat them. */
export function methodsSection(input: ReportInput, formats: readonly ReportFormat[]): Html {
  const definitions: readonly (readonly [string, string])[] = [
    [
      "Odds and risk ratios",
      "from the four counts; when one is zero, 1/2 is added to all four. Pooled as logarithms, shown as ratios.",
    ],
    [
      "Standardised mean difference",
      "Hedges’ g with the exact small-sample correction (Hedges 1981); variance 1/n1 + 1/n2 + g²/(2(n1 + n2)). Printed effects are taken as printed, with the standard error their interval implies.",
    ],
    [
      "Crossover trials",
      "joint counts or the trial’s own paired contrast where known; otherwise v = v1 + v2 − 2ρ√(v1 v2) with the stated correlation ρ (Elbourne 2002). With ρ = 0 the arms count as independent.",
    ],
    [
      "τ²",
      "restricted maximum likelihood with a search over the whole range (its likelihood can have several maxima), or DerSimonian–Laird. Interval by Q-profile (Viechtbauer 2007).",
    ],
    [
      "Intervals",
      "normal, t, or Hartung–Knapp; with the floor, the Hartung–Knapp factor is never below 1 (Knapp and Hartung 2003).",
    ],
    [
      "Prediction interval",
      "t with k − 1 degrees of freedom when the interval is not normal, variance τ² + se² (as in metafor).",
    ],
    [
      "I²",
      "two definitions, both given: τ² over total variance (metafor), and (Q − df)/Q (Higgins and Thompson 2002; RevMan).",
    ],
    ["Rounding", "numbers are rounded for reading only; the CSV and JSON files hold them in full."],
  ];
  return h(
    "section",
    { id: "methods", "aria-labelledby": "methods-title" },
    h("h2", { id: "methods-title" }, "Methods and files"),
    h(
      "dl",
      { class: "definitions" },
      ...definitions.flatMap(([term, text]) => [h("dt", {}, term), h("dd", {}, text)]),
    ),
    formats.includes("json")
      ? h(
          "p",
          {},
          "results.json and provenance.json hold everything for machines; analysis.R holds the data and repeats every model with the R package metafor alone (Rscript analysis.R); it stops if an effect differs from the ones here.",
        )
      : undefined,
    formats.includes("csv") ? h("p", {}, "tables/ holds every table as CSV, numbers in full.") : undefined,
    formats.includes("svg")
      ? h("p", {}, "figures/ holds every figure as SVG, in a wide form and one for phones.")
      : undefined,
    h(
      "p",
      { class: "side" },
      `Made from the folder “${input.folderName}” by Coppice ${input.version}. The same folder gives the same bytes.`,
    ),
  );
}
