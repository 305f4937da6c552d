import { InputError } from "../input-error.ts";
import type { PairwiseFit } from "../pairwise/fit-pairwise.ts";
import { h2TestBased } from "../pairwise/h2-test-based.ts";
import { tau2ProfileLikelihood } from "../pairwise/tau2-profile-likelihood.ts";
import { tau2QProfile } from "../pairwise/tau2-q-profile.ts";
import { unsupported, type Columns } from "./case-input.ts";

interface Ends {
  readonly lower: number;
  readonly upper: number;
}

/** An interval of heterogeneity on its three scales: τ², I² (percent, τ² of total variance) and H². */
export interface Tau2IntervalResult {
  readonly kind: "tau2-interval";
  /** Q-profile, profile likelihood (REML), or test-based (Higgins and Thompson). */
  readonly type: "QP" | "PL" | "HT";
  readonly ciLevel: number;
  readonly tau2: Ends;
  readonly i2: Ends;
  readonly h2: Ends;
}

/** The function `tau2CI`. */
export function tau2IntervalCase(
  type: "QP" | "PL" | "HT",
  fit: PairwiseFit,
  columns: Columns,
): Tau2IntervalResult {
  const { method, ciLevel, typicalVariance, options } = fit;
  if (method === "EE") throw unsupported("an interval of tau2 in the equal-effects model", "method");
  if (options.tau2 !== undefined) throw unsupported("an interval of a tau2 given by hand", "tau2");
  if (type === "PL" && method !== "REML") throw unsupported(`a profile likelihood with ${method}`, "type");
  const tau2 = intervalOf(type, fit, columns);
  if (tau2 === undefined || typicalVariance === null)
    throw new InputError("too-few-effects", `${fit.k} effects give no interval of type ${type}`, {
      field: "yi",
    });
  const onScale = (scale: (value: number) => number): Ends => ({
    lower: scale(tau2.lower),
    upper: scale(tau2.upper),
  });
  return {
    kind: "tau2-interval",
    type,
    ciLevel,
    tau2,
    i2: onScale((value) => (100 * value) / (value + typicalVariance)),
    h2: onScale((value) => (value + typicalVariance) / typicalVariance),
  };
}

function intervalOf(type: "QP" | "PL" | "HT", fit: PairwiseFit, columns: Columns): Ends | undefined {
  const [yi, vi] = [columns.numbers("yi"), columns.numbers("vi")];
  if (type === "QP") return tau2QProfile(yi, vi, fit.ciLevel);
  if (type === "PL") return tau2ProfileLikelihood(yi, vi, fit.ciLevel);
  const h2 = h2TestBased(fit, fit.ciLevel);
  const typical = fit.typicalVariance;
  return h2 && typical !== null
    ? { lower: typical * (h2.lower - 1), upper: typical * (h2.upper - 1) }
    : undefined;
}
