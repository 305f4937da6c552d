import { familyOf, VERSIONS, type FamilyKind } from "./families.ts";
import { vetoOf, type Pair, type Veto } from "./vetoes.ts";
import { weigh, type Weights } from "./weights.ts";

/** Bits from which two records are merged without a person, if no veto holds. */
export const AUTO_WEIGHT = 16;

/** Weight at which a pair is as likely one report as two. */
const EVEN_WEIGHT = 18;

/** Pairs less likely than this are not shown for review. */
const LEAST_PROBABILITY = 0.02;

export interface Judgement {
  readonly outcome: "auto" | "review" | "family" | "none";
  readonly weight: number;
  /** Probability that the records describe one report: the order of the review. */
  readonly probability: number;
  readonly veto: Veto | undefined;
  readonly family: FamilyKind | undefined;
}

/** How far versions of one text are one report. */
export interface VersionPolicy {
  /**
   * `apart` (the default): a preprint and its article, or two versions of a Cochrane review, are reports of one family.
   * `merge`: they are one report.
   */
  readonly versions: "apart" | "merge";
}

/** What becomes of a pair: vetoes first, then the weight. */
export function judgePair(
  pair: Pair,
  policy: VersionPolicy,
  weights?: Weights,
  autoWeight = AUTO_WEIGHT,
): Judgement {
  const { columns, a, b, comparison } = pair;
  const weight = weigh(comparison, weights);
  const veto = vetoOf(pair);
  if (veto === undefined && (weight >= autoWeight || isIdentity(pair))) {
    return { outcome: "auto", weight, probability: 1, veto, family: undefined };
  }
  const bits = weight - EVEN_WEIGHT - (veto?.doubt ?? 0);
  const probability = 1 / (1 + 2 ** -bits);
  const family = familyOf(columns, a, b, comparison);
  if (policy.versions === "merge" && family !== undefined && VERSIONS.has(family)) {
    return { outcome: "auto", weight, probability, veto: undefined, family };
  }
  const isStated =
    veto?.name === "stated" ||
    veto?.name === "kind" ||
    veto?.name === "cochrane" ||
    veto?.name === "registration";
  if (family !== undefined && (isStated || probability < LEAST_PROBABILITY)) {
    return { outcome: "family", weight, probability, veto, family };
  }
  const isAsked = probability >= LEAST_PROBABILITY && veto?.name !== "pmid" && !isStated;
  return { outcome: isAsked ? "review" : "none", weight, probability, veto, family };
}

/** A shared PMID or PMCID, or a shared DOI where nothing else is stated. */
function isIdentity({ columns: { fixed }, a, b, comparison }: Pair): boolean {
  if (fixed.pmid[a] !== 0 && fixed.pmid[a] === fixed.pmid[b]) return true;
  if (fixed.pmcid[a] !== 0 && fixed.pmcid[a] === fixed.pmcid[b]) return true;
  return comparison.doi === "equal" && comparison.title === "missing";
}

/** A page, an identifier or a text ties the records, so that no third record can be the better partner. */
export function isFirm({ columns: { fixed }, a, b, comparison: c }: Pair): boolean {
  if (fixed.pmid[a] !== 0 && fixed.pmid[a] === fixed.pmid[b]) return true;
  if (c.title === "missing") return false;
  return (
    c.doi === "equal" ||
    c.doi === "head" ||
    c.abstract === "equal" ||
    c.page === "range" ||
    c.page === "first" ||
    c.page === "bare" ||
    c.page === "overlap"
  );
}
