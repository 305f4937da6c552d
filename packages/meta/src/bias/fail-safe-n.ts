import { checkGiven, checkOptions, type OptionRules } from "../arguments/check-options.ts";
import { ALPHA, FINITE, oneOf } from "../arguments/rules.ts";
import { InputError } from "../input-error.ts";
import { checkEffects } from "../pairwise/options.ts";
import { normalCdf, normalQuantile } from "../special/index.ts";

export interface FailSafeN {
  readonly kind: "fail-safe-n";
  readonly type: "Rosenthal" | "Orwin" | "Rosenberg";
  /** Studies without an effect that would have to be missing. */
  readonly number: number;
  /** Of the effect that is there; one-sided for Rosenthal, two-sided otherwise; null for Orwin. */
  readonly pValue: number | null;
  readonly meanEffect: number | null;
  /** The mean that counts as negligible (Orwin). */
  readonly target: number | null;
  readonly alpha: number;
}

interface FailSafeNOptions {
  readonly type: FailSafeN["type"];
  readonly alpha?: number;
  readonly target?: number;
}

const RULES: OptionRules<FailSafeNOptions> = {
  type: oneOf(["Rosenthal", "Orwin", "Rosenberg"]),
  alpha: ALPHA,
  target: FINITE,
};

/**
 * Fail-safe N (file drawer analysis).
 *
 *   Rosenthal  (Σ zi)²/z² − k, zi = yi/√vi, one-sided z
 *   Orwin      k (|mean| − target)/target, the mean with weights 1/vi; target default half the mean
 *   Rosenberg  k/Σw · ((Σ w y/z)² − Σw), w = 1/vi, two-sided z
 *
 * each rounded up. For random-effects models there is `generalFailSafeN`.
 *
 * @throws InputError as {@link fitPairwise}; `invalid-option` for alpha or target outside their range
 * @see Rosenthal 1979, Psychological Bulletin 86:638; Orwin 1983, J Educ Stat 8:157; Rosenberg 2005, Evolution 59:464
 * @example failSafeN([0.3, 0.5, 0.4], [0.01, 0.04, 0.02], { type: "Rosenthal" }).number // 23
 */
export function failSafeN(
  yi: readonly number[],
  vi: readonly number[],
  options: FailSafeNOptions,
): FailSafeN {
  checkOptions(options, RULES);
  checkGiven("type", options, RULES.type);
  checkEffects(yi, vi);
  const { type, alpha = 0.05, target } = options;
  const k = yi.length;
  const none = { kind: "fail-safe-n", type, alpha, pValue: null, meanEffect: null, target: null } as const;
  const critical = normalQuantile(alpha, "upper");
  let [w, wy, z] = [0, 0, 0];
  vi.forEach((v, i) => {
    w += 1 / v;
    wy += yi[i]! / v;
    z += yi[i]! / Math.sqrt(v);
  });
  switch (type) {
    case "Rosenthal":
      return {
        ...none,
        number: up((z / critical) ** 2 - k),
        pValue: normalCdf(Math.abs(z) / Math.sqrt(k), "upper"),
      };
    case "Orwin": {
      const mean = wy / w;
      const goal = Math.abs(target ?? mean / 2);
      if (!(goal > 0))
        throw new InputError("invalid-option", `target = ${goal} is not above 0`, { field: "target" });
      return {
        ...none,
        // In this order half the mean as target gives k exactly.
        number: up(k * ((Math.abs(mean) - goal) / goal)),
        meanEffect: mean,
        target: Math.sign(mean) * goal,
      };
    }
    case "Rosenberg":
      return {
        ...none,
        number: up((k / w) * ((wy / normalQuantile(alpha / 2, "upper")) ** 2 - w)),
        pValue: 2 * normalCdf(Math.abs(wy) / Math.sqrt(w), "upper"),
        meanEffect: wy / w,
      };
  }
}

function up(value: number): number {
  return Math.ceil(Math.max(0, value));
}
