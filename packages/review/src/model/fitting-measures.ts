import type { Measure, Outcome } from "./review-yaml-schema.ts";

/** The measures that can be computed for outcomes of a type. */
export function fittingMeasures(type: Outcome["type"]): readonly Measure[] {
  return type === "dichotomous" ? ["OR", "RR", "RD"] : ["MD", "SMD"];
}
