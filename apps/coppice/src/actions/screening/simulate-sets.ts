import { availableParallelism } from "node:os";
import type { Problem } from "@coppice/records";
import {
  choosePriors,
  RECALL_SHARES,
  recallCurve,
  type RankingMetrics,
  type RecallPoint,
} from "@coppice/screening";
import { ActionError, type OnProgress } from "../action-error.ts";
import { inThreads } from "../in-threads.ts";
import { compareRules, rulesAt, type RuleComparison } from "./compare-rules.ts";
import type { LabelledSet } from "./labelled-set.ts";
import { readLabelled } from "./read-labelled.ts";
import type { SimulatedRun, SimulationTask } from "./simulation-task.ts";

export interface SimulateOptions {
  readonly models: readonly string[];
  readonly seeds: readonly number[];
  /** Rows of the file, counted from 0, for every run; otherwise one relevant and one irrelevant record by the seed. */
  readonly priors?: readonly number[];
  readonly labelColumn?: string;
  /** What the reviews ask: one text for all sets, or texts by the name of the set; a review folder has its own. */
  readonly question?: string;
  readonly questions?: ReadonlyMap<string, string>;
  readonly until: "last-relevant" | "end";
  /** A recall that stopping rules are compared at. */
  readonly stopTarget?: number;
  readonly threads?: number;
  readonly onProgress: OnProgress;
  readonly signal?: AbortSignal;
}

/** One set under one model. */
export interface SimulatedSet {
  readonly set: string;
  readonly model: string;
  readonly records: number;
  readonly relevant: number;
  readonly runs: readonly SimulatedRun[];
  /** Means over the seeds. */
  readonly mean: RankingMetrics;
}

export interface Simulations {
  readonly sets: readonly {
    readonly file: string;
    readonly name: string;
    readonly notes: readonly string[];
  }[];
  readonly results: readonly SimulatedSet[];
  /** Means over sets, one for each model. */
  readonly macro: readonly { readonly model: string; readonly mean: RankingMetrics }[];
  readonly stopping?: { readonly target: number; readonly rules: readonly RuleComparison[] };
  readonly problems: readonly Problem[];
}

/**
 * Screens labelled sets as models would have led a reader through them. Results do not depend on the number of threads.
 *
 * @throws ActionError as {@link readLabelled}; a prior that is not there, or priors that leave nothing to find
 * @throws the reason of the signal, where it is aborted
 */
export async function simulateSets(paths: readonly string[], options: SimulateOptions): Promise<Simulations> {
  const { signal, models, stopTarget, onProgress } = options;
  const rules = stopTarget === undefined ? [] : rulesAt(stopTarget);
  const sets: LabelledSet[] = [];
  for (const path of paths) sets.push(renamed(await readLabelled(path, options), sets));
  const threads = options.threads ?? availableParallelism();
  const pairs = sets.flatMap((set) => models.map((model) => ({ set, model, runs: runsOf(set, options) })));
  // Where threads would be idle, seeds are shared out among them.
  const parts = Math.ceil(threads / pairs.length);
  const jobs = pairs.flatMap(({ set, model, runs }, pair) =>
    inParts(runs, parts).map((some) => ({ pair, set, model, runs: some })),
  );
  const total = jobs.reduce((sum, { runs, set }) => sum + runs.length * set.records.length, 0);
  const done = new Array<number>(jobs.length).fill(0);
  const all = await inThreads<readonly SimulatedRun[]>(
    jobs.map(({ set, model, runs }): SimulationTask => ({
      model,
      records: set.records,
      labels: set.labels,
      runs,
      ...questionFor(set, options),
      until: options.until,
      rules: rules.map(({ rule }) => rule),
    })),
    {
      module: new URL("./simulation-worker", import.meta.url),
      threads,
      ...(signal && { signal }),
      onProgress: (place, count) => {
        done[place] = count;
        onProgress({
          label: `${jobs[place]!.set.name}, ${jobs[place]!.model}`,
          done: done.reduce((sum, each) => sum + each, 0),
          total,
        });
      },
    },
  );
  onProgress({ label: "simulated", done: total, total });
  const results = pairs.map(({ set, model }, pair) => {
    const runs = all.filter((_, job) => jobs[job]!.pair === pair).flat();
    return {
      set: set.name,
      model,
      records: set.records.length,
      relevant: set.labels.filter((label) => label === 1).length,
      runs: runs.map((run) => ({ ...run, priors: inFile(set, run.priors), order: inFile(set, run.order) })),
      mean: meanMetrics(runs.map(({ metrics }) => metrics)),
    };
  });
  return {
    sets: sets.map(({ name, notes }, i) => ({ file: paths[i]!, name, notes })),
    results,
    macro: models.map((model) => ({
      model,
      mean: meanMetrics(results.filter((each) => each.model === model).map(({ mean }) => mean)),
    })),
    ...(stopTarget !== undefined && {
      stopping: { target: stopTarget, rules: compareRules(results, models, rules, stopTarget) },
    }),
    problems: sets.flatMap(({ problems }) => problems),
  };
}

/** The recall curve of one set under one model, over its seeds. */
export function curveOf({ runs }: SimulatedSet, steps: number): readonly RecallPoint[] {
  return recallCurve(
    runs.map(({ places, metrics: { records } }) => ({ places, records })),
    steps,
  );
}

/** Files of one name in several folders are told apart by a number. */
function renamed(set: LabelledSet, earlier: readonly LabelledSet[]): LabelledSet {
  const isTaken = (name: string): boolean => earlier.some((each) => each.name === name);
  let name = set.name;
  for (let number = 2; isTaken(name); number += 1) name = `${set.name}-${number}`;
  return { ...set, name };
}

function inParts<T>(all: readonly T[], parts: number): readonly (readonly T[])[] {
  const size = Math.ceil(all.length / parts);
  return Array.from({ length: Math.ceil(all.length / size) }, (_, i) => all.slice(i * size, (i + 1) * size));
}

const inFile = ({ rows }: LabelledSet, places: readonly number[]): number[] =>
  places.map((place) => rows[place]!);

function runsOf(set: LabelledSet, { seeds, priors }: SimulateOptions): SimulationTask["runs"] {
  const { labels, name } = set;
  const given = priors?.map((row) => {
    const place = set.rows.indexOf(row);
    if (place < 0)
      throw new ActionError(
        `${name} has no labelled record in row ${row}: rows count from 0 to ${set.rows.at(-1)!}, those left out included.`,
        [],
        "call",
      );
    return place;
  });
  const runs = seeds.map((seed) => ({ seed, priors: given ?? choosePriors(labels, seed) }));
  const known = new Set(runs[0]!.priors);
  const left = { relevant: 0, irrelevant: 0 };
  labels.forEach((label, place) => {
    if (!known.has(place)) left[label === 1 ? "relevant" : "irrelevant"] += 1;
  });
  for (const kind of ["relevant", "irrelevant"] as const)
    if (left[kind] === 0) throw nothingLeft(set, kind, given !== undefined);
  return runs;
}

function nothingLeft(
  { name, problems }: LabelledSet,
  kind: "relevant" | "irrelevant",
  isGiven: boolean,
): ActionError {
  const so = kind === "relevant" ? "nothing is left to find" : "every order would be as good";
  return isGiven
    ? new ActionError(`All ${kind} records of ${name} are priors: ${so}.`, problems, "call")
    : new ActionError(
        `${name} has only one ${kind} record, which is known before the start: ${so}.`,
        problems,
      );
}

function meanMetrics(all: readonly RankingMetrics[]): RankingMetrics {
  const mean = (of: (metrics: RankingMetrics) => number): number =>
    all.reduce((sum, metrics) => sum + of(metrics), 0) / all.length;
  return {
    records: mean((each) => each.records),
    relevant: mean((each) => each.relevant),
    loss: mean((each) => each.loss),
    ndcg: mean((each) => each.ndcg),
    recallAt: Object.fromEntries(
      RECALL_SHARES.map((share) => [share, mean((each) => each.recallAt[share])]),
    ) as RankingMetrics["recallAt"],
    wss95: mean((each) => each.wss95),
    wss100: mean((each) => each.wss100),
    rrf10: mean((each) => each.rrf10),
    atd: mean((each) => each.atd),
    atdShare: mean((each) => each.atdShare),
    last: mean((each) => each.last),
  };
}

function questionFor({ name, question: own }: LabelledSet, { question, questions }: SimulateOptions) {
  const asked = questions?.get(name) ?? question ?? own;
  return asked === undefined ? {} : { question: asked };
}
