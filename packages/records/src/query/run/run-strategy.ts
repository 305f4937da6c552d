import type { BibRecord } from "../../model.ts";
import { printQuery } from "../print-strategy.ts";
import type { Query, Strategy, StrategyLine } from "../tree.ts";
import { finalLine, referencesOf } from "../visit.ts";
import { corpusOf, type RunOptions } from "./corpus.ts";
import { evaluate, type Evaluation } from "./evaluate.ts";
import { Lacking } from "./lacking.ts";
import { UNDECIDED, YES, type Outcome } from "./outcome.ts";

/** What one line finds among the records. */
export interface LineRun {
  readonly label: number;
  readonly line: number;
  readonly query: string;
  /** Ids of the records it finds, in their order. */
  readonly hits: readonly string[];
  /** Ids of the records that a field which is not in the import would decide. */
  readonly undecided: readonly string[];
  /** What is lacking to decide them. */
  readonly lacking: readonly { readonly what: string; readonly records: number }[];
  /** How many records this line or one above it finds. */
  readonly cumulative: number;
}

export interface StrategyRun {
  readonly records: number;
  readonly lines: readonly LineRun[];
  /** The line that is the whole search: the one with the last number. */
  readonly final: LineRun | undefined;
}

/** A run with all that explains it. */
export interface FullRun extends StrategyRun {
  readonly strategy: Strategy;
  readonly outcomes: ReadonlyMap<Query, Outcome>;
  readonly lineOutcomes: ReadonlyMap<number, Outcome>;
  readonly lineLacks: ReadonlyMap<number, Lacking>;
}

/**
 * Runs a strategy over records, as near to the database as their fields allow: a record is found, not found, or
 * undecided where a field that would decide is not in the import. docs/query.md has the rules of matching.
 *
 * Lines are run in the order of their numbers; a number that is not there leaves its line undecided.
 */
export function runStrategy(
  strategy: Strategy,
  records: readonly BibRecord[],
  options: RunOptions = {},
): StrategyRun {
  const { records: size, lines, final } = runFully(strategy, records, options);
  return { records: size, lines, final };
}

export function runFully(
  strategy: Strategy,
  records: readonly BibRecord[],
  options: RunOptions = {},
): FullRun {
  const corpus = corpusOf(records, strategy.interface, options);
  const lineOutcomes = new Map<number, Outcome>();
  const lineLacks = new Map<number, Lacking>();
  const outcomes = new Map<Query, Outcome>();
  const found = new Set<string>();
  const ids = records.map(({ id }) => id);
  const ordered = [...strategy.lines].sort((a, b) => a.label - b.label);
  const lines: LineRun[] = [];
  for (const line of ordered) {
    if (lineOutcomes.has(line.label)) continue;
    const lacking = new Lacking(records.length);
    const run: Evaluation = { corpus, lacking, outcomes, lineOutcome: (label) => lineOutcomes.get(label) };
    const outcome = line.query === null ? new Uint8Array(records.length) : evaluate(line.query, run);
    inherit(line, lacking, lineLacks);
    lineOutcomes.set(line.label, outcome);
    lineLacks.set(line.label, lacking);
    const hits = ids.filter((_, i) => outcome[i] === YES);
    for (const id of hits) found.add(id);
    lines.push({
      label: line.label,
      line: line.place.line,
      query: line.query === null ? "" : printQuery(line.query, strategy.interface),
      hits,
      undecided: ids.filter((_, i) => outcome[i] === UNDECIDED),
      lacking: lacking.countAmong((record) => outcome[record] === UNDECIDED),
      cumulative: found.size,
    });
  }
  const last = finalLine(strategy)?.label;
  const final = lines.find(({ label }) => label === last);
  return { strategy, records: records.length, lines, final, outcomes, lineOutcomes, lineLacks };
}

/** What the lines that a line names could not decide, it cannot either. */
function inherit(line: StrategyLine, lacking: Lacking, known: ReadonlyMap<number, Lacking>): void {
  for (const label of new Set(labelsIn(line))) {
    const theirs = known.get(label);
    if (theirs !== undefined) lacking.addAll(theirs);
  }
}

function labelsIn(line: StrategyLine): readonly number[] {
  return referencesOf(line.query).map(({ label }) => label);
}
