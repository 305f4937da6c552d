import { formatProblem, type Problem } from "@coppice/records";
import type { OnProgress } from "../actions/action-error.ts";

/** Prints all problems, errors first; returns the exit code they ask for. */
export function printProblems(problems: readonly Problem[]): 0 | 1 {
  const errors = problems.filter(({ severity }) => severity === "error");
  const warnings = problems.filter(({ severity }) => severity === "warning");
  for (const problem of errors) console.error(`error: ${formatProblem(problem)}`);
  for (const problem of warnings) console.error(`warning: ${formatProblem(problem)}`);
  if (problems.length > 0)
    console.error(`${count(errors.length, "error")}, ${count(warnings.length, "warning")}`);
  return errors.length > 0 ? 1 : 0;
}

function count(n: number, word: string): string {
  return `${n} ${word}${n === 1 ? "" : "s"}`;
}

/** Cells of the bar on a terminal. */
const BAR = 20;
/** Beyond so many steps their share is told, in tenths. */
const MOST_COUNTED = 20;

/** One updating line on a terminal, plain lines elsewhere (at most ten for one long step); both to standard error. */
export function progressPrinter(task: string): OnProgress {
  const terminal = process.stderr.isTTY && process.env["CI"] === undefined;
  let said = "";
  return ({ label, done, total }) => {
    const share = total === 0 ? 1 : done / total;
    if (terminal) {
      const filled = Math.round(BAR * share);
      const bar = "█".repeat(filled) + "░".repeat(BAR - filled);
      process.stderr.write(done < total ? `\r\u001b[K${bar} ${label}` : "\r\u001b[K");
      return;
    }
    if (done >= total) return;
    const text =
      total <= MOST_COUNTED
        ? `${task}: ${label} (${done + 1}/${total})`
        : `${task}: ${label} (${10 * Math.floor(10 * share)}%)`;
    if (text !== said) console.error(text);
    said = text;
  };
}

/** How far a long file is read, on a terminal; nothing for files that are read at once. */
export function bytesPrinter(task: string): (done: number, total: number) => void {
  const terminal = process.stderr.isTTY && process.env["CI"] === undefined;
  let shown = 0;
  return (done, total) => {
    if (!terminal || total < LONG_FILE) return;
    const isEnd = done >= total;
    if (done - shown < LONG_FILE / 4 && !isEnd) return;
    shown = isEnd ? 0 : done;
    process.stderr.write(isEnd ? "\r\u001b[K" : `\r\u001b[K${task}: ${Math.round((100 * done) / total)} %`);
  };
}

const LONG_FILE = 1 << 24;
