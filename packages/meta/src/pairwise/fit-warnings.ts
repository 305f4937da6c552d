import type { HeterogeneityMethod, TestKind } from "./options.ts";

export interface FitWarning {
  readonly code:
    | "single-effect"
    | "saturated"
    | "hartung-knapp-k2"
    | "hartung-knapp-narrower"
    | "hartung-knapp-equal-effects"
    | "zero-standard-error"
    | "few-effects";
  readonly message: string;
}

/** Below this squares of residuals are 0 or have lost their digits. */
const LEAST_SPREAD = 2 ** -1022 / Number.EPSILON;

/**
 * What a reader should know before trusting a fit.
 *
 * @param spread - Q(τ²)/(k − p), the factor of Hartung–Knapp before any floor
 */
export function fitWarnings({
  k,
  p,
  test,
  spread,
  method,
}: {
  readonly k: number;
  readonly p: number;
  readonly test: TestKind;
  readonly spread: number;
  readonly method: HeterogeneityMethod;
}): readonly FitWarning[] {
  const warnings: FitWarning[] = [];
  if (p > 1 && k === p) {
    warnings.push({
      code: "saturated",
      message: `${k} effects and ${p} coefficients: nothing is left to estimate tau2 from, it was set to 0`,
    });
  }
  if (k === 1) warnings.push({ code: "single-effect", message: "one effect: nothing was pooled" });
  if (k - p === 1 && (test === "knha" || test === "adhoc")) {
    warnings.push({
      code: "hartung-knapp-k2",
      message:
        p === 1
          ? "a Hartung-Knapp interval from two effects rests on one degree of freedom: it is very wide and says little"
          : "a Hartung-Knapp interval with one degree of freedom is very wide and says little",
    });
  }
  if (k > p && (test === "knha" || test === "adhoc") && method === "EE") {
    warnings.push({
      code: "hartung-knapp-equal-effects",
      message:
        "Hartung-Knapp was made for random-effects models; with equal effects it has no meaning of its own",
    });
  }
  if (k > p && test === "knha" && spread < LEAST_SPREAD) {
    warnings.push({
      code: "zero-standard-error",
      message:
        "the effects are identical, so plain Hartung-Knapp gives an interval of no width: use test adhoc",
    });
  } else if (k > p && test === "knha" && spread < 1) {
    warnings.push({
      code: "hartung-knapp-narrower",
      message: `Hartung-Knapp multiplies the standard error by ${Math.sqrt(spread).toFixed(2)} here, which narrows the interval: consider test adhoc, which never does`,
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
