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

/** One updating line on a terminal, plain lines elsewhere; both to standard error. */
export function progressPrinter(task: string): OnProgress {
  const terminal = process.stderr.isTTY && process.env["CI"] === undefined;
  return ({ label, done, total }) => {
    if (!terminal) {
      if (done < total) console.error(`${task}: ${label} (${done + 1}/${total})`);
      return;
    }
    const bar = "█".repeat(done * 5) + "░".repeat((total - done) * 5);
    process.stderr.write(done < total ? `\r\u001b[K${bar} ${label}` : "\r\u001b[K");
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
