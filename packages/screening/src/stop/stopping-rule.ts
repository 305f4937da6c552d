import { ScreeningError } from "../screening-error.ts";
import { demandBias, demandCount, demandShare, demandTarget } from "./option-ranges.ts";

interface Aim {
  /** Recall to reach, above 0, at most 1. */
  readonly target: number;
  /** Between 0 and 1: the rule stops where p < 1 − confidence. */
  readonly confidence: number;
  /** Looks, evenly spaced over all records: 50 is one after every 2 %. More looks stop earlier and miss more. */
  readonly looks: number;
}

/** What is assumed of the ranking; 1 and 1 is Callaghan and Müller-Hansen's test, which assumes nothing but "not worse than chance". */
export interface RankingBias {
  /** How many times likelier than an irrelevant record a relevant one is to be read next. */
  readonly bias: number;
  /**
   * The same once the ranking has settled: when, of the relevant records found, the share `target` was found within the first
   * half of the records read. At least `bias`; equal to it for one bias throughout.
   */
  readonly settledBias: number;
}

/** The hypergeometric test with a biased urn, the bias fixed beforehand (docs/stopping.md). */
export interface HypergeometricRule extends Aim, RankingBias {
  readonly kind: "hypergeometric";
}

/** The rate model: stops where the probability of a recall below the target is under 1 − confidence. */
export interface RateModelRule extends Aim {
  readonly kind: "rate-model";
}

/**
 * A hypergeometric rule says when to audit, a random audit of the tail says whether to stop. The only rule with a guarantee:
 * a review that stops before its last record has recall ≥ target with probability ≥ confidence, whatever the ranking.
 */
export interface AuditedRule extends Aim, RankingBias {
  readonly kind: "audited";
  /** Audits that may be tried, each at (1 − confidence) / audits; after the last failed one everything is read. */
  readonly audits: number;
}

/** n irrelevant records in a row. For comparison: unsafe. */
export interface RunLengthRule {
  readonly kind: "run-length";
  readonly run: number;
}

/** When to stop, fixed in the protocol before screening; plain data, to be kept as JSON. */
export type StoppingRule = HypergeometricRule | RateModelRule | AuditedRule | RunLengthRule;

/**
 * What a protocol takes that names nothing else; chosen by the simulations of docs/stopping.md.
 */
export const DEFAULT_STOPPING_RULE: HypergeometricRule = {
  kind: "hypergeometric",
  target: 0.95,
  confidence: 0.95,
  looks: 50,
  bias: 1.5,
  settledBias: 1.5,
};

/** Why a run of irrelevant records is no evidence; to be shown wherever such a rule is. */
export const RUN_LENGTH_WARNING =
  "Unsafe: over 33 labelled reviews, stopping after 50 irrelevant records in a row gave a mean recall of 0.886, at worst 0.22.";

/**
 * Checks the parameters of a rule, so that a faulty protocol is refused before screening starts.
 *
 * @throws ScreeningError `invalid-option`, naming the parameter
 */
export function checkStoppingRule(rule: StoppingRule): void {
  if (rule.kind === "run-length") {
    demandCount(rule.run, "run", 1);
    return;
  }
  demandTarget(rule.target);
  demandShare(rule.confidence, "confidence");
  demandCount(rule.looks, "looks", 1);
  if (rule.kind !== "rate-model") {
    demandBias(rule.bias);
    demandBias(rule.settledBias);
    if (rule.settledBias < rule.bias)
      throw new ScreeningError(
        "invalid-option",
        `settledBias is ${rule.settledBias}, less than bias, ${rule.bias}.`,
        { field: "settledBias" },
        "Give both the same value for one bias throughout.",
      );
  }
  if (rule.kind === "audited") demandCount(rule.audits, "audits", 1);
}

/**
 * Numbers of screened records after which the rule is looked at, ascending, the last of them `total`.
 *
 * A run-length rule is looked at after every record.
 */
export function lookPlaces(rule: StoppingRule, total: number): number[] {
  checkStoppingRule(rule);
  if (total < 1)
    throw new ScreeningError("no-records", "There are no records to screen.", { field: "total" });
  const looks = rule.kind === "run-length" ? total : Math.min(rule.looks, total);
  return Array.from({ length: looks }, (_, i) => Math.ceil(((i + 1) * total) / looks));
}

/** Two rules with the same kind and the same parameters; the order of the fields does not count. */
export function sameStoppingRule(a: StoppingRule, b: StoppingRule): boolean {
  const text = (rule: StoppingRule): string =>
    JSON.stringify(Object.entries(rule).sort(([x], [y]) => (x < y ? -1 : 1)));
  return text(a) === text(b);
}
