import type { Problem } from "@coppice/records";

/** Problems that are listed one by one; further ones are counted. */
const LISTED = 1000;

/** What was kept of the problems of one file or several. */
export interface ProblemCounts {
  readonly errors: readonly Problem[];
  readonly warnings: readonly Problem[];
  readonly errorCount: number;
  readonly warningCount: number;
}

export interface KeptProblems {
  readonly add: (problems: readonly Problem[]) => void;
  /** Adds what was kept elsewhere, as if its problems had been added one by one. */
  readonly join: (counts: ProblemCounts) => void;
  readonly counts: () => ProblemCounts;
  /** Those that are listed, and a warning with the number of the others. */
  readonly all: () => readonly Problem[];
  readonly errors: () => number;
}

/** Problems of files of any size, so that a million faulty entries do not fill the memory. Errors go before warnings. */
export function keepProblems(): KeptProblems {
  const errors: Problem[] = [];
  const warnings: Problem[] = [];
  let errorCount = 0;
  let warningCount = 0;
  return {
    add: (problems) => {
      for (const problem of problems) {
        const [list, isError] = problem.severity === "error" ? [errors, true] : [warnings, false];
        if (isError) errorCount += 1;
        else warningCount += 1;
        if (list.length < LISTED) list.push(problem);
      }
    },
    join: (other) => {
      errors.push(...other.errors.slice(0, LISTED - errors.length));
      warnings.push(...other.warnings.slice(0, LISTED - warnings.length));
      errorCount += other.errorCount;
      warningCount += other.warningCount;
    },
    counts: () => ({ errors, warnings, errorCount, warningCount }),
    all: () => {
      const more = errorCount + warningCount - errors.length - warnings.length;
      const file = [...errors, ...warnings].at(-1)?.where.file ?? "";
      const rest: readonly Problem[] =
        more === 0
          ? []
          : [
              {
                code: "more-problems",
                severity: errorCount > errors.length ? "error" : "warning",
                message: `${more} further problems are not listed (${errorCount} errors and ${warningCount} warnings in all)`,
                where: { file },
              },
            ];
      return [...errors, ...warnings, ...rest];
    },
    errors: () => errorCount,
  };
}
