import { RECALL_SHARES, RUN_LENGTH_WARNING, type RankingMetrics, type RecallPoint } from "@coppice/screening";
import { curveOf, type Simulations } from "../../actions/screening/simulate-sets.ts";
import { plural } from "../record-options.ts";
import { CURVE_STEPS, textCurve } from "./text-curve.ts";

/** What was read, the measures as a table, the recall curve, and how the stopping rules did. */
export function simulationText(simulations: Simulations): string {
  const { sets, results, macro } = simulations;
  const several = sets.length > 1;
  const rows = results.map(({ set, model, mean, runs }) => row(set, model, mean, labelTime(runs)));
  const means = several ? macro.map(({ model, mean }) => row("mean of sets", model, mean, "")) : [];
  const seeds = results[0]!.runs.length;
  return [
    ...sets.map(({ file, name, notes }) => {
      const { records, relevant } = results.find(({ set }) => set === name)!;
      return `${file}: ${plural(records, "record")}, ${relevant} relevant; ${notes.join("; ")}`;
    }),
    "",
    ...table([HEAD, ...rows, ...means], 2),
    "",
    `Means over ${plural(seeds, "seed")}. loss: 0 all relevant records first, 0.5 a random order. recall: share of the relevant found after so much of`,
    "the pool. WSS@95: reading saved, against a random order, when 95 % are found. ms: from a label to the next record.",
    "",
    ...textCurve(macro.map(({ model }) => ({ label: model, points: meanCurve(simulations, model) }))),
    ...stoppingText(simulations),
  ].join("\n");
}

/** Of one model, the mean over its sets of their means over seeds. */
function meanCurve({ results }: Simulations, model: string): readonly RecallPoint[] {
  const curves = results.filter((each) => each.model === model).map((each) => curveOf(each, CURVE_STEPS));
  return curves[0]!.map((point, at) => ({
    ...point,
    mean: curves.reduce((sum, curve) => sum + curve[at]!.mean, 0) / curves.length,
  }));
}

const SHOWN_SHARES = RECALL_SHARES.filter((share) => share >= 5);
const HEAD = ["set", "model", "loss", ...SHOWN_SHARES.map((share) => `recall@${share}%`), "WSS@95", "WSS@100", "NDCG", "ATD", "ms"]; // prettier-ignore

function row(set: string, model: string, metrics: RankingMetrics, time: string): readonly string[] {
  return [
    set,
    model,
    metrics.loss.toFixed(4),
    ...SHOWN_SHARES.map((share) => metrics.recallAt[share].toFixed(3)),
    metrics.wss95.toFixed(3),
    metrics.wss100.toFixed(3),
    metrics.ndcg.toFixed(3),
    metrics.atd.toFixed(1),
    time,
  ];
}

function labelTime(runs: Simulations["results"][number]["runs"]): string {
  return (runs.reduce((sum, run) => sum + run.labelMs, 0) / runs.length).toFixed(1);
}

function stoppingText({ stopping }: Simulations): readonly string[] {
  if (stopping === undefined) return [];
  const { target, rules } = stopping;
  const rows = rules.map(({ model, name, reached, meanRecall, worst, meanScreened, mostScreened }) => [
    model,
    name,
    percent(reached),
    meanRecall.toFixed(3),
    worst.recall.toFixed(3),
    percent(meanScreened),
    percent(mostScreened),
    worst.recall === 1 ? "" : `${worst.set}, seed ${worst.seed}`,
  ]);
  const head = [
    "model",
    "rule",
    `runs at ${target}`,
    "mean recall",
    "worst",
    "read",
    "most read",
    "worst in",
  ];
  return [
    "",
    `Stopping rules at a recall of ${target}, over ${plural(rules[0]!.runs, "run")} a model:`,
    "",
    ...table([head, ...rows], 2),
    "",
    `A run of irrelevant records in a row is there for comparison. ${RUN_LENGTH_WARNING}`,
  ];
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

/** Columns as wide as their widest cell; the first ones to the left, numbers to the right. */
function table(rows: readonly (readonly string[])[], texts: number): readonly string[] {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((cells) => cells[column]!.length)));
  return rows.map((cells) =>
    cells
      .map((cell, column) => (column < texts ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!)))
      .join("  ")
      .trimEnd(),
  );
}
