import type { HeterogeneityMethod, TestKind } from "./options.ts";

export interface FitWarning {
  readonly code:
    | "single-effect"
    | "hartung-knapp-k2"
    | "hartung-knapp-narrower"
    | "hartung-knapp-equal-effects"
    | "zero-standard-error"
    | "few-effects";
  readonly message: string;
}

/**
 * What a reader should know before trusting a fit.
 *
 * @param spread - Σ w (yi − mean)²/(k − 1), the factor of Hartung–Knapp before any floor
 */
export function fitWarnings(
  k: number,
  test: TestKind,
  spread: number,
  method: HeterogeneityMethod,
): readonly FitWarning[] {
  const warnings: FitWarning[] = [];
  if (k === 1) warnings.push({ code: "single-effect", message: "one effect: nothing was pooled" });
  if (k === 2 && (test === "knha" || test === "adhoc")) {
    warnings.push({
      code: "hartung-knapp-k2",
      message:
        "a Hartung-Knapp interval from two effects rests on one degree of freedom: it is very wide and says little",
    });
  }
  if (k > 1 && (test === "knha" || test === "adhoc") && method === "EE") {
    warnings.push({
      code: "hartung-knapp-equal-effects",
      message:
        "Hartung-Knapp was made for random-effects models; with equal effects it has no meaning of its own",
    });
  }
  if (k > 1 && test === "knha" && spread === 0) {
    warnings.push({
      code: "zero-standard-error",
      message:
        "the effects are identical, so plain Hartung-Knapp gives an interval of no width: use test adhoc",
    });
  } else if (k > 1 && test === "knha" && spread < 1) {
    warnings.push({
      code: "hartung-knapp-narrower",
      message: `Hartung-Knapp shrinks the standard error by ${Math.sqrt(spread).toFixed(2)} here: consider test adhoc, which never does`,
    });
  }
  if (k < 5 && (k > 2 || (k === 2 && (test === "z" || test === "t"))) && method !== "EE") {
    warnings.push({
      code: "few-effects",
      message: `tau2 and the prediction interval rest on ${k} effects and are uncertain`,
    });
  }
  return warnings;
}
