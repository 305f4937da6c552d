import type { ScreenProgress, Stage } from "../../actions/screening/screen-folder.ts";

/** "12 of 240 read (5 %) · 3 found · 8 irrelevant in a row · about 2 h 10 min left, 34 s a vote" */
export function progressText(
  { read, left, found, run }: ScreenProgress,
  secondsPerVote: number | undefined,
): string {
  const total = read + left;
  const time =
    secondsPerVote === undefined || left === 0
      ? []
      : [`about ${durationText(secondsPerVote * left)} left, ${secondsText(secondsPerVote)} a vote`];
  return [
    `${read} of ${total} read (${shareText(read, total)})`,
    `${left} left`,
    `${found} found`,
    `${run} irrelevant in a row`,
    ...time,
  ].join(" · ");
}

/** Rounded down, so that 100 % is all. */
const shareText = (part: number, whole: number): string => `${Math.floor((100 * part) / whole)} %`;

const secondsText = (seconds: number): string =>
  seconds < 10 ? `${seconds.toFixed(1)} s` : durationText(seconds);

/** "40 s", "12 min", "2 h 10 min", "3 days of 8 h": reading is work. */
function durationText(seconds: number): string {
  if (seconds < 60) return `${Math.ceil(seconds)} s`;
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}

/** What the stopping rule says; at full text every report is read, so nothing. */
export function adviceText({ left, advice: { look, untilNext } }: ScreenProgress, stage: Stage): string {
  if (stage === "full-text" || left === 0) return "";
  const next = `asked again after ${untilNext} more`;
  if (look === undefined) return `Stopping rule: not asked yet, first after ${untilNext} more.`;
  return look.decision === "stop"
    ? `Stopping rule, after ${look.state.screened}: it allows to stop, if it is the rule of your protocol (p = ${probability(look.test?.p)} for a recall below ${targetText(look.rule)}); ${next}.`
    : `Stopping rule, after ${look.state.screened}: read on${look.state.found === 0 ? ", nothing is found yet" : ` (p = ${probability(look.test?.p)} for a recall below ${targetText(look.rule)})`}; ${next}.`; // prettier-ignore
}

type Look = NonNullable<ScreenProgress["advice"]["look"]>;

const targetText = (rule: Look["rule"]): string => (rule.kind === "run-length" ? "" : String(rule.target));

const probability = (p: number | undefined): string =>
  p === undefined ? "unknown" : p < 0.0001 ? "below 0.0001" : p.toFixed(4);

/** The middle of the times votes took, or of the last of them; undefined before there are five. */
export function medianSeconds(times: readonly number[]): number | undefined {
  if (times.length < 5) return undefined;
  const sorted = times.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
