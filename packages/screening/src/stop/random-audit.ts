import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { ScreeningError } from "../screening-error.ts";
import { hypergeometricCdf } from "./hypergeometric-cdf.ts";
import { largestTotal } from "./hypergeometric-stop.ts";
import { demandCount, demandShare, demandTarget } from "./option-ranges.ts";

/** A random sample of the records not screened, read by people. */
export interface AuditSample {
  /** Relevant records found before the audit. */
  readonly found: number;
  /** Records not screened when the sample was drawn. */
  readonly tail: number;
  /** Records of the tail that were drawn and read. */
  readonly sampled: number;
  /** Relevant ones among them. */
  readonly relevant: number;
}

export interface AuditResult extends AuditSample {
  readonly confidence: number;
  /** Relevant records still unread: best estimate, relevant · (tail − sampled) / sampled. */
  readonly missed: number;
  /** Upper bound on them. */
  readonly missedUpper: number;
  /** Recall counted with what the audit found: estimate and lower bound. */
  readonly recall: number;
  readonly recallLower: number;
}

/**
 * What a random audit of the unseen tail says: an exact one-sided bound for a finite population.
 *
 * With K relevant records in a tail of T and n of them drawn at random, the number x found is hypergeometric. The bound K_U
 * is the largest K with P(X ≤ x | K) > 1 − confidence: the hypergeometric counterpart of Clopper and Pearson's bound. Then
 * at most K_U − x are missed and the recall is at least (found + x) / (found + K_U), each with the given confidence,
 * whatever the ranking was like and whenever people chose to stop: only the draw is random.
 *
 * @throws ScreeningError `invalid-option` (a count that is no whole number or larger than it can be; confidence)
 * @see Clopper & Pearson 1934, Biometrika 26:404; Buonaccorsi 1987, The American Statistician 41:215 (finite population)
 * @example auditTail({ found: 40, tail: 1000, sampled: 500, relevant: 0 }).missedUpper // 4
 */
export function auditTail(sample: AuditSample, { confidence = 0.95 } = {}): AuditResult {
  demandShare(confidence, "confidence");
  const { found, tail, sampled, relevant } = sample;
  demandCount(found, "found", 0);
  demandCount(tail, "tail", 0);
  demandCount(sampled, "sampled", 0);
  demandCount(relevant, "relevant", 0);
  if (sampled > tail || relevant > sampled)
    throw new ScreeningError(
      "invalid-option",
      `${relevant} relevant of ${sampled} sampled of a tail of ${tail}: each must be at most the next.`,
      { field: sampled > tail ? "sampled" : "relevant" },
    );
  const upper = largestAccepted(sample, 1 - confidence);
  const missed = sampled === 0 ? 0 : (relevant * (tail - sampled)) / sampled;
  return {
    found,
    tail,
    sampled,
    relevant,
    confidence,
    missed,
    missedUpper: upper - relevant,
    recall: share(found + relevant, found + relevant + missed),
    recallLower: share(found + relevant, found + upper),
  };
}

/** The largest K with P(X ≤ x | K) > alpha, by halving: P falls as K grows. */
function largestAccepted({ tail, sampled, relevant }: AuditSample, alpha: number): number {
  let yes = relevant;
  let no = tail - sampled + relevant + 1;
  while (no - yes > 1) {
    const marked = Math.floor((yes + no) / 2);
    if (hypergeometricCdf(relevant, { size: tail, marked, drawn: sampled }) > alpha) yes = marked;
    else no = marked;
  }
  return yes;
}

/** 1 where nothing is relevant: nothing can have been missed. */
function share(part: number, whole: number): number {
  return whole === 0 ? 1 : part / whole;
}

export interface AuditPlan {
  readonly found: number;
  readonly tail: number;
  readonly target: number;
  readonly confidence: number;
  /** Relevant records the audit may find and still be passed. */
  readonly allowed: number;
  /** Records to draw; the whole tail where no smaller sample can do. */
  readonly size: number;
  /** size / tail. */
  readonly share: number;
}

/**
 * How many records of the tail to draw so that an audit with at most `allowed` relevant ones shows recall ≥ target.
 *
 * The smallest n with P(X ≤ x | K) ≤ 1 − confidence for x = 0 … allowed, K = ⌊(found + x)/target⌋ − found + 1 being the fewest relevant
 * records of the tail with which the recall would be below the target. With few records found K is small and nearly all of the
 * tail is needed: with 20 found and a target of 0.95 two missed records are too many, and 78 % must be drawn to see one.
 *
 * @throws ScreeningError `invalid-option`
 * @example planAudit({ found: 20, tail: 1000 }).size // 777
 */
export function planAudit({
  found,
  tail,
  target = 0.95,
  confidence = 0.95,
  allowed = 0,
}: {
  readonly found: number;
  readonly tail: number;
  readonly target?: number;
  readonly confidence?: number;
  readonly allowed?: number;
}): AuditPlan {
  demandCount(found, "found", 0);
  demandCount(tail, "tail", 0);
  demandCount(allowed, "allowed", 0);
  demandTarget(target);
  demandShare(confidence, "confidence");
  const shows = (drawn: number): boolean =>
    Array.from({ length: allowed + 1 }, (_, relevant) => relevant).every((relevant) => {
      const marked = largestTotal(found + relevant, target) - found + 1;
      return marked > tail || hypergeometricCdf(relevant, { size: tail, marked, drawn }) <= 1 - confidence;
    });
  // By halving: every P falls as the sample grows, and the whole tail shows what there is.
  let no = -1;
  let yes = tail;
  while (yes - no > 1) {
    const drawn = Math.floor((no + yes) / 2);
    if (shows(drawn)) yes = drawn;
    else no = drawn;
  }
  return { found, tail, target, confidence, allowed, size: yes, share: tail === 0 ? 0 : yes / tail };
}

/**
 * Draws the audit: `size` of the records at random, all sets of that size equally likely, the same for the same seed.
 *
 * @param unseen - the records not screened, whatever names them
 * @returns those drawn, in random order (so that a reader cannot tell how they were ranked)
 * @throws ScreeningError `invalid-option` (size, seed)
 */
export function drawAudit<T>(unseen: readonly T[], size: number, seed: number): T[] {
  demandCount(size, "size", 0);
  if (size > unseen.length)
    throw new ScreeningError(
      "invalid-option",
      `An audit of ${size} records cannot be drawn from ${unseen.length}.`,
      { field: "size" },
    );
  if (!Number.isInteger(seed) || Math.abs(seed) > 2 ** 31)
    throw new ScreeningError("invalid-option", `The seed is ${seed}, not a whole number of 32 bits.`, {
      field: "seed",
    });
  const generator = xoroshiro128plus(seed);
  const deck = [...unseen];
  for (let i = 0; i < size; i += 1) {
    const j = uniformInt(generator, i, deck.length - 1);
    [deck[i], deck[j]] = [deck[j]!, deck[i]!];
  }
  return deck.slice(0, size);
}
