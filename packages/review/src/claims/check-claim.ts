import { normalCdf, normalQuantile } from "@coppice/meta/special";
import type { PrintedNumber, StatedP } from "../model/column.ts";
import type { ClaimRow } from "../model/columns.ts";
import type { Review } from "../model/review.ts";

export interface Range {
  readonly low: number;
  readonly high: number;
}

/** A published estimate with its interval, recomputed. */
export interface ClaimCheck {
  readonly claim: ClaimRow;
  readonly status: "consistent" | "not-consistent" | "not-checkable";
  /** What was compared and what came out, one sentence each. */
  readonly findings: readonly string[];
  readonly recomputed?: {
    /** Standard error implied by the interval, on the scale of analysis (log for ratios). */
    readonly se: number;
    readonly z: number;
    /** Two-sided normal p value implied by estimate and interval. */
    readonly p: number;
    /** The p values possible given how far the printed numbers may have been rounded. */
    readonly pRange: Range;
    /** Middle of the interval on the printed scale (geometric for ratios). */
    readonly midpoint: number;
    readonly pConsistent: boolean | undefined;
    readonly midpointConsistent: boolean;
  };
  /** The numbers were not seen in the article itself, so an inconsistency is to be confirmed there. */
  readonly confirmInArticle: boolean;
}

export function checkClaims(review: Review): readonly ClaimCheck[] {
  return review.claims.map(checkClaim);
}

const RATIOS: readonly string[] = ["OR", "RR", "HR"];

/**
 * Checks a published estimate against its own confidence interval and p value.
 *
 * On the scale of analysis (log for OR, RR, HR) a Wald interval is symmetric and implies se = (upper − lower) / 2z and
 * p = 2Φ(−|estimate| / se) (Altman & Bland 2011, BMJ 343:d2304). Every printed number stands for an interval of half a
 * unit of its last digit either way; a claim is "not consistent" only when no numbers within those intervals agree.
 * A t-based interval gives a somewhat larger p than computed here, so small discrepancies near a bound can be due to
 * small degrees of freedom; this is why the bound is tested and not the digits.
 */
export function checkClaim(claim: ClaimRow): ClaimCheck {
  const { estimate, ci_lower: lower, ci_upper: upper, measure } = claim;
  const confirmInArticle = claim.seen_in === "secondary-copy";
  const stop = (reason: string): ClaimCheck => ({
    claim,
    status: "not-checkable",
    findings: [reason],
    confirmInArticle,
  });
  if (measure === undefined) return stop("not an effect with a known measure");
  if (estimate === undefined) return stop("no estimate found");
  if (lower === undefined || upper === undefined) return stop("no confidence interval found");
  const isRatio = RATIOS.includes(measure);
  if (isRatio && (lower.value - lower.halfUnit <= 0 || estimate.value - estimate.halfUnit <= 0)) {
    return stop("a bound is zero after rounding, so its logarithm is unknown");
  }
  if (lower.value >= upper.value) return stop("the interval is reversed or empty");
  const onScale = isRatio ? Math.log : (x: number): number => x;
  const back = isRatio ? Math.exp : (x: number): number => x;
  const [e, l, u] = [estimate, lower, upper].map((printed) => rangeOf(printed, onScale)) as [
    Range,
    Range,
    Range,
  ];
  const width = 2 * normalQuantile(1 - (1 - (claim.ci_level ?? 0.95)) / 2);
  const seRange = { low: Math.max(0, (u.low - l.high) / width), high: (u.high - l.low) / width };
  const se = (onScale(upper.value) - onScale(lower.value)) / width;
  const z = onScale(estimate.value) / se;
  const p = twoSided(z);
  const size = absoluteRange(e);
  const pRange = {
    low: seRange.low === 0 ? 0 : twoSided(size.high / seRange.low),
    high: twoSided(size.low / seRange.high),
  };
  const midpointRange = { low: (l.low + u.low) / 2, high: (l.high + u.high) / 2 };
  const midpoint = back((onScale(lower.value) + onScale(upper.value)) / 2);
  const midpointConsistent = overlap(midpointRange, e);
  const pConsistent = claim.p_stated === undefined ? undefined : agrees(pRange, claim.p_stated);
  const findings = [
    midpointConsistent
      ? `the estimate is the middle of its interval (${show(midpoint)})`
      : `the estimate ${estimate.text} is not consistent with the middle of its interval (${show(midpoint)})`,
  ];
  const ci = `${lower.text} to ${upper.text}`;
  if (claim.p_stated !== undefined) {
    findings.push(
      pConsistent === true
        ? `the stated p (${claim.p_stated.text}) agrees with the interval (p = ${showP(p)})`
        : `the stated p (${claim.p_stated.text}) is not consistent with the interval ${ci}, which implies p = ${showP(p)} (z = ${show(Math.abs(z))}${showRange(pRange)})`,
    );
  } else findings.push(`no p value was found; the interval implies p = ${showP(p)}`);
  return {
    claim,
    status: midpointConsistent && pConsistent !== false ? "consistent" : "not-consistent",
    findings,
    recomputed: { se, z, p, pRange, midpoint, pConsistent, midpointConsistent },
    confirmInArticle,
  };
}

/** The p values that rounding leaves open, where three digits tell them apart. */
function showRange({ low, high }: Range): string {
  const [from, to] = [low, high].map((p) =>
    p < 1e-4 ? p.toExponential(2) : String(Number(p.toPrecision(3))),
  );
  return from === to ? "" : `; ${from} to ${to} allowing for rounding`;
}

function rangeOf(printed: PrintedNumber, onScale: (x: number) => number): Range {
  return { low: onScale(printed.value - printed.halfUnit), high: onScale(printed.value + printed.halfUnit) };
}

function absoluteRange({ low, high }: Range): Range {
  const size = {
    low: Math.min(Math.abs(low), Math.abs(high)),
    high: Math.max(Math.abs(low), Math.abs(high)),
  };
  return low <= 0 && high >= 0 ? { low: 0, high: size.high } : size;
}

/** Ends that differ by rounding of doubles alone still touch. */
const TOUCH = 1e-9;

function overlap(a: Range, b: Range): boolean {
  return a.low <= b.high + TOUCH && b.low <= a.high + TOUCH;
}

function twoSided(z: number): number {
  return 2 * normalCdf(Math.abs(z), "upper");
}

function agrees(p: Range, stated: StatedP): boolean {
  switch (stated.operator) {
    case "<":
      return p.low < stated.value;
    case "<=":
      return p.low <= stated.value;
    case ">":
      return p.high > stated.value;
    case ">=":
      return p.high >= stated.value;
    case "=":
      return overlap(p, { low: stated.value - stated.halfUnit, high: stated.value + stated.halfUnit });
  }
}

function show(x: number): string {
  return String(Number(x.toPrecision(3)));
}

function showP(p: number): string {
  return p < 1e-4 ? p.toExponential(1) : String(Number(p.toPrecision(2)));
}
