import type { Calibration, Proportion } from "@coppice/screening";
import { REASON_WORDS } from "@coppice/screening";
import type { AskPlan, AskResult } from "../actions/screening/model-votes/ask-model.ts";
import type { CalibratedSource, CalibratedVotes } from "../actions/screening/model-votes/calibrate-votes.ts";
import type { VoteProvider } from "../actions/screening/providers/provider.ts";
import { plural } from "./record-options.ts";

/** What is about to be sent, in one line: how many, where, what. */
export function planText(plan: AskPlan, provider: VoteProvider, isLocal: boolean): string {
  const { host, model, name, parameters } = provider;
  const left = [
    ...(plan.done === 0 ? [] : [`${plan.done} were asked before`]),
    ...(plan.withoutText === 0 ? [] : [`${plan.withoutText} have neither title nor abstract`]),
  ];
  const rest = left.length === 0 ? "" : ` Left out: ${left.join(", ")}.`;
  const records = plural(plan.toAsk, "record");
  if (name === "replay")
    return `model-votes: ${records} from a replay of ${model}; nothing is sent.${rest} Votes: ${plan.out}`;
  const where = isLocal
    ? `${host}, which is local (this machine)`
    : `${host}, which is NOT this machine: they leave it`;
  const warmth =
    parameters.temperature === null ? "temperature left to it" : `temperature ${parameters.temperature}`;
  return (
    `model-votes: ${records} will be sent to ${where}. Of each: title and abstract, beside the criteria; nothing else. ` +
    `Model ${model}, ${warmth}.${rest} Votes: ${plan.out}`
  );
}

const ENDS: Readonly<Record<AskResult["end"], string>> = {
  done: "",
  cancelled: "Stopped. Run the same command to go on.",
  failing: "Given up: too many requests in a row failed. Run the same command to go on.",
  "not-sent": "Nothing was sent.",
};

export function askedText({ stored, failed, toAsk, done, end, out }: AskResult): string {
  const count = (answer: string): number =>
    stored.filter((vote) => vote.kind === "vote" && vote.answer === answer).length;
  const unsupported = stored.filter((vote) => vote.kind === "vote" && vote.evidence === "unsupported").length;
  const none = stored.filter(({ kind }) => kind === "no-vote").length;
  const lines = [
    `${stored.length} of ${plural(toAsk, "record")} asked (${done} asked before); votes in ${out}`,
    ...(stored.length === 0
      ? []
      : [
          `include ${count("include")}, exclude ${count("exclude")}, unsure ${count("unsure")}; no valid vote ${none}; ` +
            `quotes that do not stand in the text: ${unsupported}`,
        ]),
    ...(failed.length === 0 ? [] : [`${plural(failed.length, "record")} failed and can be asked again`]),
    ...(ENDS[end] === "" ? [] : [ENDS[end]]),
    "These are a model's votes. They count as no person's, and until they are calibrated they may order the reading, no more.",
  ];
  return `${lines.join("\n")}\n`;
}

export function calibrationText({ file, records, sources, notes }: CalibratedVotes): string {
  return `${[`${file}: ${plural(records, "record")}; ${notes.join("; ")}`, ...sources.flatMap(sourceText)].join("\n")}\n`;
}

function sourceText({ source, calibration, use, rule }: CalibratedSource): readonly string[] {
  const { table, kappa, ciLevel } = calibration;
  const level = `${Number((100 * ciLevel).toFixed(6))} %`;
  const kappaText =
    kappa.kind === "interval"
      ? `${kappa.estimate.toFixed(3)} (${kappa.ciLower.toFixed(3)} to ${kappa.ciUpper.toFixed(3)})`
      : kappa.kind === "point"
        ? `${kappa.estimate.toFixed(3)} (no interval: ${REASON_WORDS[kappa.reason]})`
        : `not defined: ${REASON_WORDS[kappa.reason]}`;
  return [
    "",
    sourceName(source),
    `  ${calibration.both} of ${calibration.labels} labelled records have a vote${remarks(calibration)}`,
    "                     model reads  model excludes",
    `  people include     ${String(table.tp).padStart(11)}  ${String(table.fn).padStart(14)}`,
    `  people exclude     ${String(table.fp).padStart(11)}  ${String(table.tn).padStart(14)}`,
    `  sensitivity        ${shareText(calibration.sensitivity)}`,
    `  specificity        ${shareText(calibration.specificity)}`,
    `  kappa with people  ${kappaText}`,
    ...scoreText(calibration.scores),
    `  intervals: ${level}, exact (Clopper-Pearson); of kappa by its standard error`,
    "",
    `  May be used for: ordering${use.more ? ", and as advice beside people's votes; it counts as no person" : " only"} (${use.message}).`,
    `  Rule: at least ${rule.leastRecords} labelled records, sensitivity at least ${rule.targetSensitivity} by its lower bound.`,
  ];
}

function sourceName(source: CalibratedSource["source"]): string {
  if ("column" in source) return `Column ${source.column}`;
  const { model, served, host, parameters, instructionsSha256 } = source;
  const answered = served === null || served === model ? "" : ` (answered by ${served})`;
  const chosen = Object.entries(parameters)
    .map(([name, value]) => `${name} ${String(value)}`)
    .join(", ");
  return `Model ${model}${answered} at ${host}; ${chosen}; instructions ${instructionsSha256.slice(0, 12)}`;
}

function remarks({ withoutVote, unsure, unsupported }: Calibration): string {
  return [
    withoutVote === 0 ? "" : `; ${withoutVote} more were asked and gave none`,
    unsure === 0 ? "" : `; unsure ${unsure}, read by people`,
    unsupported === 0 ? "" : `; quotes do not hold in ${unsupported}, read by people`,
  ].join("");
}

function shareText({ part, n, estimate, ciLower, ciUpper }: Proportion): string {
  if (estimate === null || ciLower === null || ciUpper === null) return "not known: no such records";
  return `${estimate.toFixed(3)} (${ciLower.toFixed(3)} to ${ciUpper.toFixed(3)}), ${part} of ${n}`;
}

function scoreText({ n, brier, brierOfShare, bins }: Calibration["scores"]): readonly string[] {
  if (n === 0 || brier === null || brierOfShare === null) return ["  scores             none"];
  return [
    `  Brier score        ${brier.toFixed(4)} (${brierOfShare.toFixed(4)} when all get the share that is included), ${n} scores`,
    "  score            n  mean score  included",
    ...bins
      .filter(({ included }) => included.n > 0)
      .map(
        ({ from, to, meanScore, included }) =>
          `  ${from.toFixed(2)}-${to.toFixed(2)} ${String(included.n).padStart(7)}  ${meanScore!.toFixed(3).padStart(10)}  ${shareText(included)}`,
      ),
  ];
}
