import type { LabelSequence } from "./labels-so-far.ts";
import { lookAt, type StoppingLook } from "./look.ts";
import { drawAudit, type AuditSample } from "./random-audit.ts";
import { lookPlaces, type StoppingRule } from "./stopping-rule.ts";

/** How a review would have ended under a rule. */
export interface ReplayedRule {
  readonly rule: StoppingRule;
  /** Records read, audits included. */
  readonly screened: number;
  readonly shareScreened: number;
  readonly found: number;
  readonly relevant: number;
  /** found / relevant; 1 where none is relevant. */
  readonly recall: number;
  /** Whether the rule stopped before the last record. */
  readonly stopped: boolean;
  readonly looks: readonly StoppingLook[];
}

/**
 * Replays a rule over a ranking whose labels are all known: looks where the rule looks, draws and reads the audits it asks
 * for, and says what was found when it stopped.
 *
 * @param ranking - labels of all records in the order in which they would be read
 * @param seed - of the audits; rules without audits do not use it
 * @throws ScreeningError as `lookAt`
 */
export function replayRule(rule: StoppingRule, ranking: LabelSequence, seed: number): ReplayedRule {
  const total = ranking.length;
  const looks: StoppingLook[] = [];
  const audits: AuditSample[] = [];
  let read: LabelSequence = [];
  let waiting: LabelSequence = ranking;
  for (const place of lookPlaces(rule, total)) {
    if (place <= read.length) continue;
    const count = place - read.length;
    read = [...read, ...waiting.slice(0, count)];
    waiting = waiting.slice(count);
    let look = lookAt(rule, read, total, audits);
    looks.push(look);
    if (look.decision === "audit" && look.plan !== null) {
      const drawn = drawAudit([...waiting.keys()], look.plan.size, seed + audits.length);
      const inAudit = new Set(drawn);
      const labels = drawn.map((at) => waiting[at]!);
      audits.push({
        found: look.state.found,
        tail: waiting.length,
        sampled: drawn.length,
        relevant: labels.filter((label) => label === 1).length,
      });
      read = [...read, ...labels];
      waiting = waiting.filter((_, at) => !inAudit.has(at));
      look = lookAt(rule, read, total, audits);
      looks.push(look);
    }
    if (look.decision === "stop" || look.decision === "nothing-left") break;
  }
  const relevant = ranking.filter((label) => label === 1).length;
  const found = read.filter((label) => label === 1).length;
  return {
    rule,
    screened: read.length,
    shareScreened: read.length / total,
    found,
    relevant,
    recall: relevant === 0 ? 1 : found / relevant,
    stopped: looks.at(-1)?.decision === "stop",
    looks,
  };
}
