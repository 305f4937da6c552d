import { availableParallelism } from "node:os";
import { choosePriors, RECALL_SHARES, type RankingMetrics } from "@coppice/screening";
import { ActionError, type OnProgress } from "../action-error.ts";
import { inThreads } from "../in-threads.ts";
import { readLabelled, type LabelledSet } from "./read-labelled.ts";
import type { SimulatedRun, SimulationTask } from "./simulation-task.ts";

export interface SimulateOptions {
  readonly models: readonly string[];
  readonly seeds: readonly number[];
  /** Rows of the file, counted from 0, for every run; otherwise one relevant and one irrelevant record by the seed. */
  readonly priors?: readonly number[];
  readonly labelColumn?: string;
  readonly until: "last-relevant" | "end";
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
}

/**
 * Screens labelled sets as models would have led a reader through them.
 *
 * @throws ActionError as {@link readLabelled}; a prior that is not there, or priors that leave nothing to find
 */
export async function simulateSets(paths: readonly string[], options: SimulateOptions): Promise<Simulations> {
  const sets: LabelledSet[] = [];
  for (const path of paths) sets.push(await readLabelled(path, options.labelColumn));
  const jobs = sets.flatMap((set) =>
    options.models.map((model) => ({ set, task: taskOf(set, model, options) })),
  );
  const total = jobs.reduce((sum, { task }) => sum + task.runs.length * task.records.length, 0);
  const done = new Array<number>(jobs.length).fill(0);
  const all = await inThreads<SimulationTask, readonly SimulatedRun[]>(
    jobs.map(({ task }) => task),
    {
      module: new URL("./simulation-worker", import.meta.url),
      threads: options.threads ?? availableParallelism(),
      ...(options.signal && { signal: options.signal }),
      onProgress: (place, count) => {
        done[place] = count;
        options.onProgress({
          label: `${jobs[place]!.set.name}, ${jobs[place]!.task.model}`,
          done: done.reduce((sum, each) => sum + each, 0),
          total,
        });
      },
    },
  );
  options.onProgress({ label: "simulated", done: total, total });
  const results = jobs.map(({ set, task }, i) => ({
    set: set.name,
    model: task.model,
    records: set.records.length,
    relevant: set.labels.filter((label) => label === 1).length,
    runs: all[i]!.map((run) => ({ ...run, priors: inFile(set, run.priors), order: inFile(set, run.order) })),
    mean: meanMetrics(all[i]!.map(({ metrics }) => metrics)),
  }));
  return {
    sets: sets.map(({ name, notes }, i) => ({ file: paths[i]!, name, notes })),
    results,
    macro: options.models.map((model) => ({
      model,
      mean: meanMetrics(results.filter((each) => each.model === model).map(({ mean }) => mean)),
    })),
  };
}

const inFile = ({ rows }: LabelledSet, places: readonly number[]): number[] =>
  places.map((place) => rows[place]!);

function taskOf(set: LabelledSet, model: string, { seeds, priors, until }: SimulateOptions): SimulationTask {
  const { records, labels } = set;
  const given = priors?.map((row) => {
    const place = set.rows.indexOf(row);
    if (place < 0)
      throw new ActionError(
        `${set.name} has no labelled record in row ${row} (rows count from 0).`,
        [],
        "call",
      );
    return place;
  });
  const left = labels.reduce(
    (sum, label, place) => sum + (label === 1 && given?.includes(place) !== true ? 1 : 0),
    0,
  );
  if (left === 0)
    throw new ActionError(
      `All relevant records of ${set.name} are priors: nothing is left to find.`,
      [],
      "call",
    );
  const runs = seeds.map((seed) => ({ seed, priors: given ?? choosePriors(labels, seed) }));
  return { model, records, labels, runs, until };
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
