import { hypergeometricTest, largestTotal, type HypergeometricTest } from "./hypergeometric-stop.ts";
import { hasSettled, screeningState, type LabelSequence, type ScreeningState } from "./labels-so-far.ts";
import { auditTail, planAudit, type AuditPlan, type AuditResult, type AuditSample } from "./random-audit.ts";
import { estimateRecall, type RecallEstimate } from "./rate-model.ts";
import {
  checkStoppingRule,
  RUN_LENGTH_WARNING,
  type AuditedRule,
  type HypergeometricRule,
  type StoppingRule,
} from "./stopping-rule.ts";

/**
 * - `continue`: read on
 * - `audit`: draw the sample of `plan` from the unseen records, read it, and look again
 * - `stop`: the rule allows to stop
 * - `nothing-left`: every record has been read
 */
export type LookDecision = "continue" | "audit" | "stop" | "nothing-left";

/** What a rule said at one time; plain data, so that a log can keep it. */
export interface StoppingLook {
  readonly rule: StoppingRule;
  readonly state: ScreeningState;
  readonly decision: LookDecision;
  /** By hypergeometric and audited rules. */
  readonly test: HypergeometricTest | null;
  /** By rate-model rules. */
  readonly estimate: RecallEstimate | null;
  /** By audited rules: what the audits so far say, and the audit to draw now. */
  readonly audits: readonly AuditResult[];
  readonly plan: AuditPlan | null;
  /** The numbers and the decision in a sentence or two. */
  readonly words: string;
}

/**
 * Looks at a rule once: the numbers it goes by and what it says.
 *
 * A pure function of what has been read. It cannot know whether the rule was the same at the last look: the log of the review
 * keeps the rule of the protocol and refuses another one once a look has been logged (compare with `sameStoppingRule`).
 *
 * Nothing found is never a reason to stop: without a relevant record there is no recall to speak of.
 *
 * @param labels - of all records read so far, in the order of reading, those of audits included
 * @param total - records of the search
 * @param audits - audits so far, for audited rules; each was drawn from the tail as it was at that time
 * @throws ScreeningError `invalid-option` (rule, audits), and as `screeningState`
 */
export function lookAt(
  rule: StoppingRule,
  labels: LabelSequence,
  total: number,
  audits: readonly AuditSample[] = [],
): StoppingLook {
  checkStoppingRule(rule);
  const state = screeningState(labels, total);
  const bare = { rule, state, test: null, estimate: null, audits: [], plan: null };
  const verdict = (yes: boolean): LookDecision =>
    state.screened === total ? "nothing-left" : yes && state.found > 0 ? "stop" : "continue";
  switch (rule.kind) {
    case "run-length": {
      const decision = verdict(state.irrelevantRun >= rule.run);
      const words = `${state.irrelevantRun} irrelevant records in a row of ${rule.run}. ${RUN_LENGTH_WARNING}`;
      return { ...bare, decision, words: `${standing(state)} ${words} ${CALLS[decision]}` };
    }
    case "hypergeometric": {
      const test = rankedTest(rule, labels, total);
      const decision = verdict(test.p < 1 - rule.confidence);
      return { ...bare, test, decision, words: `${standing(state)} ${testWords(test)} ${CALLS[decision]}` };
    }
    case "rate-model": {
      const estimate = estimateRecall(labels, total, rule);
      const decision = verdict(estimate.pBelowTarget < 1 - rule.confidence);
      return {
        ...bare,
        estimate,
        decision,
        words: `${standing(state)} ${estimateWords(estimate)} ${CALLS[decision]}`,
      };
    }
    case "audited":
      return { ...bare, ...auditedLook(rule, labels, state, audits) };
  }
}

function auditedLook(
  rule: AuditedRule,
  labels: LabelSequence,
  state: ScreeningState,
  samples: readonly AuditSample[],
): Pick<StoppingLook, "decision" | "test" | "audits" | "plan" | "words"> {
  const { target } = rule;
  const test = rankedTest(rule, labels, state.total);
  const confidence = 1 - (1 - rule.confidence) / rule.audits;
  const audits = samples.map((sample) => auditTail(sample, { confidence }));
  const passed = audits.some((audit) => auditPasses(audit, target));
  const tail = state.total - state.screened;
  const due = !passed && audits.length < rule.audits && state.found > 0 && test.p < 1 - rule.confidence;
  const plan =
    due && tail > 0
      ? planAudit({
          found: state.found,
          tail,
          target,
          confidence,
          allowed: allowedMisses(state.found, target),
        })
      : null;
  const decision: LookDecision =
    tail === 0 ? "nothing-left" : passed ? "stop" : plan === null ? "continue" : "audit";
  const last = audits.at(-1);
  const words = [
    standing(state),
    testWords(test),
    ...(last === undefined ? [] : [auditWords(last, audits.length)]),
    ...(!passed && audits.length >= rule.audits ? ["No audit is left: read every record."] : []),
    plan === null
      ? CALLS[decision]
      : `Draw ${plan.size} of the ${tail} unseen records at random and read them.`,
  ].join(" ");
  return { decision, test, audits, plan, words };
}

function rankedTest(
  { target, bias, settledBias }: HypergeometricRule | AuditedRule,
  labels: LabelSequence,
  total: number,
): HypergeometricTest {
  return hypergeometricTest(labels, total, { target, bias: hasSettled(labels, target) ? settledBias : bias });
}

/** Whether an audit shows the target: even with the most that may be missed the recall is not below it. */
function auditPasses(audit: AuditResult, target: number): boolean {
  const seen = audit.found + audit.relevant;
  return seen + audit.missedUpper <= largestTotal(seen, target);
}

/** Relevant records an audit may find: a fifth of the number that would be too many, so 0 in small reviews. */
function allowedMisses(found: number, target: number): number {
  return Math.floor((largestTotal(found, target) - found + 1) / 5);
}

const CALLS: Record<LookDecision, string> = {
  continue: "Read on.",
  audit: "Audit.",
  stop: "The rule allows to stop.",
  "nothing-left": "Every record has been read.",
};

function standing({ screened, total, found, irrelevantRun, shareScreened }: ScreeningState): string {
  const share = (100 * shareScreened).toFixed(1);
  return `${screened} of ${total} records read (${share} %), ${found} relevant, ${irrelevantRun} irrelevant since the last one.`;
}

function testWords({ p, target, bias }: HypergeometricTest): string {
  return `Recall below ${target}: p = ${probability(p)}${bias === 1 ? "" : ` (bias ${bias})`}.`;
}

function estimateWords(estimate: RecallEstimate): string {
  const { recall, recallLower, recallUpper, pBelowTarget, target, confidence, left, leftUpper } = estimate;
  const interval = `${(100 * confidence).toFixed(0)} % interval ${recallLower.toFixed(3)} to ${recallUpper.toFixed(3)}`;
  return `Estimated recall ${recall.toFixed(3)} (${interval}), ${left} relevant records left, at most ${leftUpper}; probability of a recall below ${target}: ${probability(pBelowTarget)}.`;
}

function auditWords(
  { sampled, tail, relevant, missedUpper, recallLower, confidence }: AuditResult,
  number: number,
): string {
  return `Audit ${number}: ${relevant} relevant among ${sampled} drawn of ${tail}, so at most ${missedUpper} missed and recall at least ${recallLower.toFixed(3)} (confidence ${Number(confidence.toPrecision(6))}).`;
}

function probability(p: number): string {
  return p < 0.0001 ? "< 0.0001" : p.toFixed(4);
}
