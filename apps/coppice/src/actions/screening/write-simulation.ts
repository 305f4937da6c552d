import { existsSync, statSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { recallCurvePlot } from "@coppice/plots";
import { csvCell } from "@coppice/records";
import { RECALL_SHARES } from "@coppice/screening";
import { FolderError, notWritable } from "@coppice/store";
import { openNewFile, type NewFile } from "../records/new-file.ts";
import { curveOf, type SimulatedSet, type Simulations } from "./simulate-sets.ts";

const RUNS = "runs.csv";
const ORDERS = "orders.csv";
const STOPS = "stops.csv";
/** Points of a drawn curve; finer than a pixel of the picture. */
const STEPS = 800;

/**
 * Whether the files of a simulation can be written to a folder, before anything is simulated for it: sets are known by then only by
 * their files, so recall-*.svg is looked for when it is written.
 *
 * @throws FolderError `file-exists`, `not-a-folder`
 */
export function checkSimulationFolder(folder: string): void {
  if (existsSync(folder) && !statSync(folder).isDirectory())
    throw new FolderError(
      "not-a-folder",
      folder,
      `${folder} is a file. Name a folder with --out: several files are written to it.`,
    );
  for (const name of [RUNS, ORDERS, STOPS]) demandNew(join(folder, name));
}

function demandNew(path: string): void {
  if (existsSync(path))
    throw new FolderError(
      "file-exists",
      path,
      `${path} exists. Choose another folder with --out: nothing is ever overwritten.`,
    );
}

/**
 * Writes the recall curves of each set, a row a run, the order of every run and, where rules were compared, where each stopped. All
 * files are new, and all appear or none.
 *
 * @returns the paths
 * @throws FolderError `file-exists`, `not-writable`
 */
export async function writeSimulation(folder: string, simulations: Simulations): Promise<readonly string[]> {
  const { sets, results, stopping } = simulations;
  const pictures = pictureNames(sets.map(({ name }) => name));
  const texts = new Map([
    ...sets.map(({ name }, at) => [pictures[at]!, drawnSet(name, results)] as const),
    [RUNS, runRows(results)],
    [ORDERS, orderRows(results)],
    ...(stopping === undefined ? [] : [[STOPS, stopRows(simulations)] as const]),
  ]);
  const paths = [...texts.keys()].map((name) => join(folder, name));
  for (const path of paths) demandNew(path);
  await mkdir(folder, { recursive: true }).catch((error: unknown) => notWritable(folder, error));
  const opened: NewFile[] = [];
  try {
    for (const [at, text] of [...texts.values()].entries()) {
      const file = await openNewFile(paths[at]);
      opened.push(file);
      await file.write(text);
    }
    for (const file of opened) await file.finish();
  } catch (error) {
    for (const file of opened) await file.abandon();
    throw error;
  }
  return paths;
}

/** Without what a terminal or another system takes amiss; no two differ by capitals alone. */
function pictureNames(sets: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return sets.map((set) => {
    const plain = set.replace(/[^\p{L}\p{N}._-]+/gu, "-");
    let name = plain;
    for (let number = 2; taken.has(name.toLowerCase()); number += 1) name = `${plain}-${number}`;
    taken.add(name.toLowerCase());
    return `recall-${name}.svg`;
  });
}

function drawnSet(name: string, results: readonly SimulatedSet[]): string {
  const own = results.filter(({ set }) => set === name);
  const { records, relevant } = own[0]!.mean;
  const seeds = own[0]!.runs.length;
  return recallCurvePlot({
    id: `recall-${name}`,
    title: `${name}: recall curves`,
    description: `Share of the relevant records found against the share of ${records} records read, ${relevant} of them relevant; means of ${seeds} runs. ${own.map(({ model, mean }) => `${model}: loss ${mean.loss.toFixed(4)}, ${percent(mean.recallAt[10])} found after 10 %.`).join(" ")}`,
    relevantShare: relevant / records,
    curves: own.map((each) => ({
      label: `${each.model}, loss ${each.mean.loss.toFixed(3)}`,
      points: curveOf(each, STEPS),
      ref: each.model,
    })),
  });
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

type Cell = string | number | undefined;

const table = (head: readonly string[], rows: Iterable<readonly Cell[]>): string =>
  [head, ...rows].map((cells) => `${cells.map(csvCell).join(",")}\n`).join("");

const RUN_HEAD = [
  "set", "model", "seed", "priors", "records", "relevant", "loss", "ndcg", ...RECALL_SHARES.map((share) => `recall_${share}`),
  "wss_95", "wss_100", "rrf_10", "atd", "atd_share", "last", "prepare_ms", "label_ms", "label_ms_p95",
]; // prettier-ignore

function runRows(results: readonly SimulatedSet[]): string {
  const rows = results.flatMap(({ set, model, runs }) =>
    runs.map(({ seed, priors, metrics, prepareMs, labelMs, labelMsP95 }): readonly Cell[] => [
      set,
      model,
      seed,
      priors.join(" "),
      metrics.records,
      metrics.relevant,
      metrics.loss,
      metrics.ndcg,
      ...RECALL_SHARES.map((share) => metrics.recallAt[share]),
      metrics.wss95,
      metrics.wss100,
      metrics.rrf10,
      metrics.atd,
      metrics.atdShare,
      metrics.last,
      ...[prepareMs, labelMs, labelMsP95].map((ms) => ms.toFixed(3)),
    ]),
  );
  return table(RUN_HEAD, rows);
}

function orderRows(results: readonly SimulatedSet[]): string {
  const rows = results.flatMap(({ set, model, runs }) =>
    runs.flatMap(({ seed, order, places }) => {
      const relevant = new Set(places);
      return order.map((row, at): readonly Cell[] => [
        set,
        model,
        seed,
        at + 1,
        row,
        relevant.has(at + 1) ? 1 : 0,
      ]);
    }),
  );
  return table(["set", "model", "seed", "place", "row", "relevant"], rows);
}

function stopRows({ results, stopping }: Simulations): string {
  const names = new Map(stopping!.rules.map(({ name, rule }) => [JSON.stringify(rule), name]));
  const rows = results.flatMap(({ set, model, runs }) =>
    runs.flatMap(({ seed, stops }) =>
      stops.map(({ rule, screened, shareScreened, found, relevant, recall, stopped }): readonly Cell[] => [
        set,
        model,
        seed,
        names.get(JSON.stringify(rule)),
        JSON.stringify(rule),
        stopped ? 1 : 0,
        screened,
        shareScreened,
        found,
        relevant,
        recall,
      ]),
    ),
  );
  const head = ["set", "model", "seed", "rule", "parameters", "stopped", "screened", "share_screened", "found", "relevant", "recall"]; // prettier-ignore
  return table(head, rows);
}
