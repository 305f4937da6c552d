import { InvalidArgumentError, Option, type Command } from "commander";
import { RECALL_SHARES, type RankingMetrics } from "@coppice/screening";
import { MODEL_NAMES, MODELS } from "../actions/screening/models.ts";
import { simulateSets, type Simulations } from "../actions/screening/simulate-sets.ts";
import { progressPrinter } from "./print.ts";
import { given, plural } from "./record-options.ts";
import { writeResult } from "./write-result.ts";

interface Flags {
  readonly model: readonly string[];
  readonly seeds: readonly number[];
  readonly prior?: readonly number[];
  readonly label?: string;
  readonly until: "last-relevant" | "end";
  readonly threads?: number;
  readonly json?: boolean;
}

/** `coppice simulate`: how a model would have led through reviews that were screened. */
export function addSimulateCommand(program: Command): void {
  program
    .command("simulate")
    .description(
      "screen labelled sets again, ranked by a model, and measure how soon the relevant records come",
    )
    .argument(
      "<sets...>",
      "tables with a column of labels, RIS with ASReview's or Rayyan's, or review folders",
    )
    .addOption(
      new Option("--model <names>", `any of ${MODEL_NAMES.join(",")}`)
        .argParser(modelList)
        .default([MODELS[0]!.name], MODELS[0]!.name),
    )
    .addOption(
      new Option("--seeds <list>", "numbers, or a range such as 1..10")
        .argParser(seedList)
        .default([1, 2, 3], "1..3"),
    )
    .addOption(
      new Option(
        "--prior <rows>",
        "rows known before the start, counted from 0; default: one relevant and one irrelevant by the seed",
      ).argParser(rowList),
    )
    .option("--label <column>", "the column that holds the labels; default: found by its name")
    .addOption(
      new Option("--until <where>", "when to stop")
        .choices(["last-relevant", "end"])
        .default("last-relevant"),
    )
    .addOption(
      new Option("--threads <number>", "sets and models that run at once; default: one a core").argParser(
        wholeNumber,
      ),
    )
    .option("--json", "print everything, the order of every run included, as JSON")
    .addHelpText(
      "after",
      `
Example:
  coppice simulate review.csv --model elas-u4,random --seeds 1..10`,
    )
    .action(async (paths: readonly string[], flags: Flags) => {
      const result = await simulateSets(paths, {
        models: flags.model,
        seeds: flags.seeds,
        until: flags.until,
        onProgress: progressPrinter("simulate"),
        ...given("priors", flags.prior),
        ...given("labelColumn", flags.label),
        ...given("threads", flags.threads),
      });
      const text =
        flags.json === true ? JSON.stringify(result, undefined, 2) : simulationText(result, paths.length > 1);
      await writeResult(`${text}\n`, undefined);
    });
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < 1 || value > 256)
    throw new InvalidArgumentError("It is not a whole number from 1 to 256.");
  return value;
}

function modelList(text: string): readonly string[] {
  return text.split(",").map((part) => {
    const name = part.trim();
    if (!MODEL_NAMES.includes(name))
      throw new InvalidArgumentError(`"${name}" is not one of ${MODEL_NAMES.join(", ")}.`);
    return name;
  });
}

function rowList(text: string): readonly number[] {
  return text.split(",").map((part) => {
    if (!/^\s*\d+\s*$/.test(part)) throw new InvalidArgumentError(`"${part}" is no row number.`);
    return Number(part);
  });
}

const MOST_SEEDS = 1000;

function seedList(text: string): readonly number[] {
  return text.split(",").flatMap((part) => {
    const range = /^\s*(\d+)(?:\.\.(\d+))?\s*$/.exec(part);
    if (range === null)
      throw new InvalidArgumentError(`"${part}" is neither a number nor a range such as 1..10.`);
    const [from, to] = [Number(range[1]), Number(range[2] ?? range[1])];
    if (to < from || to - from >= MOST_SEEDS)
      throw new InvalidArgumentError(`"${part}" is no range of 1 to ${MOST_SEEDS} seeds.`);
    return Array.from({ length: to - from + 1 }, (_, i) => from + i);
  });
}

function simulationText({ sets, results, macro }: Simulations, several: boolean): string {
  const rows = results.map(({ set, model, mean, runs }) => row(set, model, mean, labelTime(runs)));
  const means = several ? macro.map(({ model, mean }) => row("mean of sets", model, mean, "")) : [];
  const seeds = results[0]!.runs.length;
  return [
    ...sets.map(({ file, notes }, i) => {
      const { records, relevant } = results.find(({ set }) => set === sets[i]!.name)!;
      return `${file}: ${plural(records, "record")}, ${relevant} relevant; ${notes.join("; ")}`;
    }),
    "",
    ...table([HEAD, ...rows, ...means]),
    "",
    `Means over ${plural(seeds, "seed")}. loss: 0 all relevant records first, 0.5 a random order. recall: share of the relevant found after so much of`,
    "the pool. WSS@95: reading saved, against a random order, when 95 % are found. ms: from a label to the next record.",
  ].join("\n");
}

const HEAD = [
  "set", "model", "loss", ...RECALL_SHARES.filter((share) => share >= 5).map((share) => `recall@${share}%`), "WSS@95", "WSS@100", "NDCG", "ATD", "ms",
]; // prettier-ignore

function row(set: string, model: string, metrics: RankingMetrics, time: string): readonly string[] {
  return [
    set,
    model,
    metrics.loss.toFixed(4),
    ...RECALL_SHARES.filter((share) => share >= 5).map((share) => metrics.recallAt[share].toFixed(3)),
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

/** Columns as wide as their widest cell; text to the left, numbers to the right. */
function table(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((cells) => cells[column]!.length)));
  return rows.map((cells) =>
    cells
      .map((cell, column) => (column < 2 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!)))
      .join("  ")
      .trimEnd(),
  );
}
