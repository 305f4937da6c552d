/**
 * Ranking by elas-u4 on 10,000 and 100,000 records, and whole simulations of two small sets, beside the same pipeline in scikit-learn
 * where a Python has it: vectorising, label → next record, peak memory. Each measurement is a process of its own.
 * Run: node --conditions=coppice-source bench/screening.ts [RECORDS:LABELS[:peer] …]; by default 10000:300:peer 100000:50.
 *
 * Up to some 21,700 records are real ones, taken evenly from all sets; beyond, the title of one record stands over the abstract of another,
 * so that the text is real but has the vocabulary of fewer records. Relevant is what each set calls relevant: many topics at once.
 */
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { loadavg } from "node:os";
import { join } from "node:path";
import { choosePriors, elasU4, rankingMetrics } from "@coppice/screening";
import { readScreeningSet, type ScreeningSet } from "../tools/testing/screening-set.ts";
import { sharedPath } from "../tools/testing/shared.ts";

/** The same reviews as Cohen_2006_Estrogens and Cohen_2006_SkeletalMuscleRelaxants. */
const TWINS: readonly string[] = ["SYNERGY_Nelson_2002", "SYNERGY_Chou_2004"];
const SMALL_SETS: readonly string[] = ["Cohen_2006_ADHD", "SYNERGY_Sep_2021"];
const SEED = 1;
/** Of a whole simulation, in either program by turns; the quickest counts. */
const ROUNDS = 3;
/** A measurement that takes longer is left out, and that is said. */
const LIMIT_MS = 90_000;

interface Task {
  readonly set: ScreeningSet;
  /** Rows whose labels are known before the start, of both kinds. */
  readonly priors: readonly number[];
  /** Labels that are given one by one; Infinity: until the last relevant record is found. */
  readonly count: number;
}

/** What either program says of a task. */
interface Measured {
  readonly vectoriseMs: number;
  /** From a label to the next record, in order. */
  readonly labelMs: readonly number[];
  /** Rows in the order they were read. */
  readonly order: readonly number[];
  readonly peakMb: number;
}

type Outcome = Measured | "missing" | "left out";

const PEER = `
import json, resource, sys, time
import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.svm import LinearSVC
task = json.load(sys.stdin)
labels, priors = np.array(task["labels"]), task["priors"]
began = time.perf_counter()
X = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, max_df=0.95).fit_transform(task["texts"])
vectorise = time.perf_counter() - began
known = np.zeros(len(labels), dtype=bool)
read, order, times = list(priors), [], []
known[read] = True
count, left = task["count"], int(labels.sum() - labels[read].sum())
def following():
    y = labels[read]
    n, n1 = len(y), int(y.sum())
    weight = np.where(y == 1, 1.0, n1 / (9.8 * (n - n1)))
    weight *= n / weight.sum()
    svm = LinearSVC(loss="squared_hinge", C=0.11, random_state=1).fit(X[read], y, sample_weight=weight)
    scores = svm.decision_function(X)
    scores[known] = -np.inf
    return int(np.argmax(scores))
row = following()
while True:
    order.append(row)
    left -= int(labels[row])
    if (left == 0 if count is None else len(order) > count): break
    began = time.perf_counter()
    read.append(row)
    known[row] = True
    row = following()
    times.append((time.perf_counter() - began) * 1000)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
json.dump({"vectoriseMs": vectorise * 1000, "labelMs": times, "order": order, "peakMb": peak}, sys.stdout)
`;

function isMeasured(outcome: Outcome): outcome is Measured {
  return typeof outcome === "object";
}

function measureOwn({ set: { records, labels }, priors, count }: Task): Measured {
  const began = performance.now();
  const model = elasU4.prepare(records);
  const vectoriseMs = performance.now() - began;
  const ranker = model.start(SEED);
  const label = (row: number): void => ranker.label(row, labels[row] === 1 ? "relevant" : "irrelevant");
  for (const row of priors) label(row);
  let left = labels.filter((one) => one === 1).length - priors.filter((row) => labels[row] === 1).length;
  const [order, labelMs]: [number[], number[]] = [[], []];
  for (let row = ranker.best(1)[0]!.row; ;) {
    order.push(row);
    left -= labels[row]!;
    if (count === Infinity ? left === 0 : order.length > count) break;
    const start = performance.now();
    label(row);
    row = ranker.best(1)[0]!.row;
    labelMs.push(performance.now() - start);
  }
  return { vectoriseMs, labelMs, order, peakMb: process.resourceUsage().maxRSS / 1024 };
}

/** Runs a program to its end, or says that it took too long. */
function inProcess(program: string, args: readonly string[], input: string): Outcome {
  const run = spawnSync(program, args, {
    encoding: "utf8",
    input,
    timeout: LIMIT_MS,
    maxBuffer: 2 ** 28,
  });
  if (run.signal === "SIGTERM") return "left out";
  if (run.status !== 0) throw new Error(`${program} (${run.signal ?? run.status}): ${run.stderr}`);
  return JSON.parse(run.stdout) as Measured;
}

/** The first Python that has scikit-learn, with both versions. */
function peerPython(): { readonly program: string; readonly versions: string } | undefined {
  const script = "import sys, sklearn; print('Python', sys.version.split()[0] + ', scikit-learn', sklearn.__version__)"; // prettier-ignore
  for (const program of ["python3", "/usr/bin/python3"]) {
    const run = spawnSync(program, ["-c", script], { encoding: "utf8" });
    if (run.status === 0) return { program, versions: run.stdout.trim() };
  }
  return undefined;
}

function measurePeer(program: string | undefined, { set, priors, count }: Task): Outcome {
  if (program === undefined) return "missing";
  const texts = set.records.map(({ title, abstract }) => `${title} ${abstract}`);
  const task = { texts, labels: [...set.labels], priors, count: count === Infinity ? null : count };
  return inProcess(program, ["-c", PEER], JSON.stringify(task));
}

function smallTask(root: string, name: string): Task {
  const set = readScreeningSet(join(root, `${name}.csv.gz`));
  return { set, priors: choosePriors(set.labels, SEED), count: Infinity };
}

/** Records of all sets, evenly; where there are not so many, titles over abstracts of other records. */
function largeTask(root: string, size: number, count: number): Task {
  const sets = readdirSync(root)
    .filter((file) => file.endsWith(".csv.gz") && !TWINS.includes(file.slice(0, -".csv.gz".length)))
    .sort()
    .map((file) => readScreeningSet(join(root, file)));
  const real = sets.flatMap(({ records }) => records);
  const known = sets.flatMap(({ labels }) => [...labels]);
  const step = Math.max(1, real.length / size);
  const records: ScreeningSet["records"][number][] = [];
  const labels = new Int8Array(size);
  for (let i = 0; i < size; i += 1) {
    const at = Math.floor(i * step);
    const row = at % real.length;
    const other = (row + 997 * Math.floor(at / real.length)) % real.length;
    records.push({ title: real[row]!.title, abstract: real[other]!.abstract });
    labels[i] = known[other]!;
  }
  const set = { records, labels };
  return { set, priors: choosePriors(labels, SEED), count };
}

function taskOf(root: string, name: string): Task {
  if (SMALL_SETS.includes(name)) return smallTask(root, name);
  const [, size, count] = /^(\d+):(\d+)(?::peer)?$/.exec(name) ?? [];
  if (size === undefined || count === undefined || Number(size) < Number(count) + 3)
    throw new Error(`${name}: say RECORDS:LABELS or RECORDS:LABELS:peer, with more records than labels`);
  return largeTask(root, Number(size), Number(count));
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]!;
}

/** What was aimed at, and whether it was reached; said after the tables. */
const verdicts: string[] = [];

function judge(what: string, aim: string, reached: boolean): void {
  verdicts.push(`${what}: aim ${aim}, ${reached ? "reached" : "NOT reached"}`);
}

function row(...cells: readonly string[]): void {
  console.log(`| ${cells.join(" | ")} |`);
}

function sum(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0);
}

function large(outcome: Outcome, program: string, { records: all, labels }: ScreeningSet): void {
  const size = all.length;
  const records = size.toLocaleString("en");
  if (!isMeasured(outcome)) {
    row(records, program, outcome, "", "", "", "");
    return;
  }
  const { vectoriseMs, labelMs, order, peakMb } = outcome;
  const [perRecord, p95] = [vectoriseMs / size, quantile(labelMs, 0.95)];
  row(
    records,
    program,
    perRecord.toFixed(3),
    quantile(labelMs, 0.5).toFixed(1),
    p95.toFixed(1),
    `${order.filter((read) => labels[read] === 1).length} of ${order.length}`,
    peakMb.toFixed(0),
  );
  if (program !== "Coppice") return;
  const target = size <= 10_000 ? 30 : size <= 100_000 ? 100 : undefined;
  judge(`${records} records, vectorising a record`, "< 0.15 ms", perRecord < 0.15);
  if (target !== undefined) judge(`${records} records, label → next, p95`, `< ${target} ms`, p95 < target);
}

function seconds({ vectoriseMs, labelMs }: Measured): number {
  return (vectoriseMs + sum(labelMs)) / 1000;
}

/** The quickest of some outcomes, or the one that is none. */
function quickest(outcomes: readonly Outcome[]): Outcome {
  const without = outcomes.find((outcome) => !isMeasured(outcome));
  return without ?? outcomes.filter(isMeasured).sort((a, b) => seconds(a) - seconds(b))[0]!;
}

function whole(name: string, { set: { labels }, priors }: Task, own: Outcome, peer: Outcome): void {
  const lossOf = (order: readonly number[]): number =>
    rankingMetrics(
      order.flatMap((read, at) => (labels[read] === 1 ? [at + 1] : [])),
      labels.length - priors.length,
    ).loss;
  const parts = (measured: Measured): string =>
    `${seconds(measured).toFixed(2)} (${(measured.vectoriseMs / 1000).toFixed(2)})`;
  const shown = (outcome: Outcome, cell: (measured: Measured) => string): string =>
    isMeasured(outcome) ? cell(outcome) : outcome;
  const both = isMeasured(own) && isMeasured(peer);
  if (both) judge(`${name}, whole simulation`, "5 times as fast", seconds(peer) / seconds(own) >= 5);
  row(
    name,
    shown(own, ({ order }) => `${order.length}`),
    shown(own, parts),
    shown(peer, parts),
    both ? (seconds(peer) / seconds(own)).toFixed(1) : "",
    shown(own, ({ order }) => lossOf(order).toFixed(4)),
    shown(peer, ({ order }) => lossOf(order).toFixed(4)),
    both ? (own.order.join() === peer.order.join() ? "yes" : "no") : "",
  );
}

function load(): string {
  return loadavg().map((one) => one.toFixed(1)).join(", ");
} // prettier-ignore

function measureAll(root: string, sizes: readonly string[]): void {
  const python = peerPython();
  console.log(`Peer: ${python?.versions ?? "no Python with scikit-learn was found"}; load at the start ${load()}`);
  const own = (name: string): Outcome =>
    inProcess(process.execPath, [...process.execArgv, import.meta.filename, "own", name], "");
  console.log("\n| set | records read | Coppice, s (vectorising) | scikit-learn, s (vectorising) | ratio | loss | its loss | same order |");
  console.log("| --- | --- | --- | --- | --- | --- | --- | --- |");
  for (const name of SMALL_SETS) {
    const task = taskOf(root, name);
    const rounds = Array.from(
      { length: ROUNDS },
      () => [own(name), measurePeer(python?.program, task)] as const,
    );
    whole(name, task, quickest(rounds.map(([one]) => one)), quickest(rounds.map(([, other]) => other)));
  }
  console.log("\n| records | program | vectorising, ms a record | label → next, ms: median | p95 | relevant among the read | peak memory, MB |");
  console.log("| --- | --- | --- | --- | --- | --- | --- |");
  for (const name of sizes) {
    const task = taskOf(root, name);
    large(own(name), "Coppice", task.set);
    if (name.endsWith(":peer")) large(measurePeer(python?.program, task), "scikit-learn", task.set);
  }
  console.log(`\n${verdicts.join("\n")}\nLoad at the end ${load()}`);
} // prettier-ignore

const found = sharedPath("corpora", "screening");
const [mode, name] = process.argv.slice(2);
if (found === undefined)
  console.log("skipped: needs ../shared/corpora/screening beside the repository"); // prettier-ignore
else if (mode === "own" && name !== undefined) console.log(JSON.stringify(measureOwn(taskOf(found, name))));
else measureAll(found, mode === undefined ? ["10000:300:peer", "100000:50"] : process.argv.slice(2));
