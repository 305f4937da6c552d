import type { BibRecord } from "../../model.ts";
import { normaliseDoi, normalisePmid } from "../../normal-forms/identifiers.ts";
import type { Strategy } from "../tree.ts";
import type { RunOptions } from "./corpus.ts";
import { explainMiss, type Step } from "./explain.ts";
import { NO, UNDECIDED, YES } from "./outcome.ts";
import { runFully, type FullRun, type LineRun, type StrategyRun } from "./run-strategy.ts";

/** Which of the known studies something finds; each is in exactly one of the three. */
export interface KnownFound {
  readonly found: readonly string[];
  readonly undecided: readonly string[];
  readonly missed: readonly string[];
}

export interface Recall {
  /** Known studies that are among the records, as they were named. */
  readonly known: readonly string[];
  /** Known studies without a record, which a run over these records cannot judge. */
  readonly absent: readonly string[];
  readonly lines: readonly (LineRun & KnownFound)[];
  /** What the whole strategy does. */
  readonly whole: KnownFound & {
    /** Share of the known studies that are surely found; null where there are none. */
    readonly recall: number | null;
    /** The same if every undecided study were found. */
    readonly recallAtMost: number | null;
  };
  /** Each study that is not surely found, with the parts of the strategy that fail. */
  readonly misses: readonly {
    readonly known: string;
    readonly record: string;
    readonly title: string | undefined;
    readonly why: readonly Step[];
  }[];
}

/**
 * Which known studies a strategy finds, line by line, and where those it does not find fall out.
 *
 * @param known - record ids, PMIDs or DOIs; several records of one study count as found if one is
 */
export function recallOf(
  strategy: Strategy,
  records: readonly BibRecord[],
  known: readonly string[],
  options: RunOptions = {},
): Recall {
  return runWithRecall(strategy, records, known, options).recall;
}

/** The same with what the strategy finds among all records, in one run. */
export function runWithRecall(
  strategy: Strategy,
  records: readonly BibRecord[],
  known: readonly string[],
  options: RunOptions = {},
): { readonly run: StrategyRun; readonly recall: Recall } {
  const run = runFully(strategy, records, options);
  const { lines, final } = run;
  return { run: { records: records.length, lines, final }, recall: recallIn(run, records, known) };
}

function recallIn(run: FullRun, records: readonly BibRecord[], known: readonly string[]): Recall {
  const byName = recordsByName(records);
  const studies = [...new Set(known)].map((name) => ({ name, at: byName(name) }));
  const present = studies.filter(({ at }) => at.length > 0);
  const best = (label: number, at: readonly number[]): number =>
    Math.max(NO, ...at.map((record) => run.lineOutcomes.get(label)?.[record] ?? NO));
  const foundBy = (label: number): KnownFound => {
    const named = (value: number): readonly string[] => present.flatMap(({ name, at }) => (best(label, at) === value ? [name] : [])); // prettier-ignore
    return { found: named(YES), undecided: named(UNDECIDED), missed: named(NO) };
  };
  const final = run.final?.label ?? 0;
  const whole = foundBy(final);
  const share = (n: number): number | null => (present.length === 0 ? null : n / present.length);
  return {
    known: present.map(({ name }) => name),
    absent: studies.flatMap(({ name, at }) => (at.length === 0 ? [name] : [])),
    lines: run.lines.map((line) => ({ ...line, ...foundBy(line.label) })),
    whole: {
      ...whole,
      recall: share(whole.found.length),
      recallAtMost: share(whole.found.length + whole.undecided.length),
    },
    misses: present
      .filter(({ at }) => best(final, at) < YES)
      .map(({ name, at }) => {
        const record = at.find((each) => (run.lineOutcomes.get(final)?.[each] ?? NO) === best(final, at)) ?? at[0]!; // prettier-ignore
        const { id, title } = records[record]!;
        return { known: name, record: id, title, why: explainMiss(run, final, record) };
      }),
  };
}

/** The records of an id, a PMID or a DOI. */
function recordsByName(records: readonly BibRecord[]): (name: string) => readonly number[] {
  const places = new Map<string, number[]>();
  const add = (key: string | undefined, place: number): void => {
    if (key === undefined) return;
    const known = places.get(key);
    if (known === undefined) places.set(key, [place]);
    else if (!known.includes(place)) known.push(place);
  };
  records.forEach(({ id, ids }, place) => {
    add(`id ${id}`, place);
    add(ids.pmid === undefined ? undefined : `pmid ${ids.pmid}`, place);
    add(ids.doi === undefined ? undefined : `doi ${ids.doi.toLowerCase()}`, place);
  });
  return (name) => {
    const text = name.trim();
    const own = places.get(`id ${text}`);
    if (own !== undefined) return own;
    const pmid = normalisePmid(text.replace(/^pmid:?\s*/i, ""));
    const doi = normaliseDoi(text);
    return places.get(`pmid ${pmid}`) ?? places.get(`doi ${doi?.toLowerCase()}`) ?? [];
  };
}
