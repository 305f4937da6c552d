import type { RawEntry } from "../model.ts";
import type { Problem } from "../problem.ts";
import type { EntryReader } from "./format.ts";

/** Where the reader of a tagged format gives its entries, before anything is interpreted. */
export interface RawEntrySink {
  /** `text` is the entry as it stood in the file, where it is kept. */
  entry(entry: RawEntry, text: string | undefined): void;
  /** Severity "error": an entry that was not read, one problem each. */
  problem(problem: Problem): void;
}

export interface ParsedEntries {
  readonly entries: readonly RawEntry[];
  /** As they were found: those of a file as a whole come last. */
  readonly problems: readonly Problem[];
  /** Entries of the file, read or not: `entries` and the problems of severity "error" together. */
  readonly count: number;
}

/** Reads a whole text by a reader that takes pieces. */
export function parseEntries(text: string, open: (sink: RawEntrySink) => EntryReader): ParsedEntries {
  const entries: RawEntry[] = [];
  const problems: Problem[] = [];
  const reader = open({
    entry: (entry) => {
      entries.push(entry);
    },
    problem: (problem) => {
      problems.push(problem);
    },
  });
  reader.push(text);
  reader.end();
  const errors = problems.filter(({ severity }) => severity === "error").length;
  return { entries, problems, count: entries.length + errors };
}

/** Lines that stand outside any entry, for one warning at the end of the file. */
export interface StrayLines {
  count: number;
  readonly line: number;
  readonly found: string;
}

export function strayLinesProblem(
  { count, line, found }: StrayLines,
  file: string,
  expected: string,
): Problem {
  return {
    code: "text-outside-entry",
    severity: "warning",
    message: `${count} ${count === 1 ? "line" : "lines"} outside any entry, not read`,
    where: { file, line },
    found: found.slice(0, 60),
    expected,
  };
}

/**
 * What is said of the last entry of a file that ends before the entry does. The entry is read as far as it goes, so this is a
 * warning; whoever reads whole files may call the file faulty by its code.
 *
 * @param sign - how the end of the file shows it: "its ER line is missing"
 */
export function cutOffProblem(where: Problem["where"], sign: string): Problem {
  return {
    code: ENTRY_CUT_OFF,
    severity: "warning",
    message: `the file ends within this entry (${sign}); it was read as far as it goes`,
    where,
    fix: "The file may be cut off: export it again.",
  };
}

/** The code of `cutOffProblem`, the same in every format. */
export const ENTRY_CUT_OFF = "entry-cut-off";

/** What is said of an entry or a line that exceeds the limits of memory. */
export function tooLongProblem(
  part: "entry" | "line",
  where: Problem["where"],
  { limit, found, readOn }: { readonly limit: number; readonly found: string; readonly readOn: string },
): Problem {
  return {
    code: `${part}-too-long`,
    severity: "error",
    message: `the ${part} is longer than ${limit} characters; the entry was not read`,
    where,
    found: found.slice(0, 60),
    expected: `at most ${limit} characters`,
    fix: readOn,
  };
}
