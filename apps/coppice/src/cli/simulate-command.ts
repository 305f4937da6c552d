import { InvalidArgumentError, Option, type Command } from "commander";
import { MODEL_NAMES, MODELS } from "../actions/screening/models.ts";
import { readQuestions } from "../actions/screening/questions.ts";
import { simulateSets } from "../actions/screening/simulate-sets.ts";
import { checkSimulationFolder, writeSimulation } from "../actions/screening/write-simulation.ts";
import { printProblems, progressPrinter } from "./print.ts";
import { given } from "./record-options.ts";
import { interruptible } from "./simulate/interruptible.ts";
import { simulationText } from "./simulate/simulation-text.ts";
import { writeResult } from "./write-result.ts";

interface Flags {
  readonly model: readonly string[];
  readonly seeds: readonly number[];
  readonly prior?: readonly number[];
  readonly label?: string;
  readonly question?: string;
  readonly questions?: string;
  readonly until: "last-relevant" | "end";
  readonly stop?: number;
  readonly threads?: number;
  readonly out?: string;
  readonly json?: boolean;
}

/** `coppice simulate`: how a model would have led through reviews that were screened. */
export function addSimulateCommand(program: Command, exit: (code: 0 | 1 | 130) => void): void {
  program
    .command("simulate")
    .description(
      "screen labelled sets again, ranked by a model, and measure how soon the relevant records come",
    )
    .argument(
      "<sets...>",
      "tables with a column of labels, exports with ASReview's or Rayyan's in their notes, review folders, or - for standard input",
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
    .option(
      "--question <text>",
      "what the review asks, for models that start from it; a review folder has its own",
    )
    .option("--questions <file.json>", "questions of several sets, by the name of the set")
    .option("--label <column>", "the column that holds the labels; default: found by its name")
    .addOption(
      new Option("--until <where>", "where a run ends")
        .choices(["last-relevant", "end"])
        .default("last-relevant"),
    )
    .addOption(
      new Option("--stop [recall]", "compare where stopping rules that aim at this recall would have stopped")
        .argParser(targetShare)
        .preset("0.95"),
    )
    .addOption(
      new Option(
        "--threads <number>",
        "sets, models and seeds that run at once; default: one a core",
      ).argParser(wholeNumber),
    )
    .option(
      "--out <folder>",
      "write recall-<set>.svg, runs.csv, orders.csv and, with --stop, stops.csv there",
    )
    .option("--json", "print everything, the order of every run included, as JSON")
    .addHelpText(
      "after",
      `
Examples:
  coppice simulate review.csv --model elas-u4,random --seeds 1..10
  coppice simulate *.csv --stop 0.95 --out simulated

Exit codes: 0 all well; 1 a row has an error (it is named and left out, the others are simulated), or a set cannot be used;
2 the call is wrong; 130 stopped by Ctrl-C.`,
    )
    .action(async (paths: readonly string[], flags: Flags) => {
      const { out } = flags;
      if (out !== undefined) checkSimulationFolder(out);
      const questions = flags.questions === undefined ? undefined : await readQuestions(flags.questions);
      const result = await interruptible((signal) =>
        simulateSets(paths, {
          models: flags.model,
          seeds: flags.seeds,
          until: flags.until,
          onProgress: progressPrinter("simulate"),
          signal,
          ...given("priors", flags.prior),
          ...given("labelColumn", flags.label),
          ...given("question", flags.question),
          ...given("questions", questions),
          ...given("stopTarget", flags.stop),
          ...given("threads", flags.threads),
        }),
      );
      if (result === undefined) {
        console.error("\nstopped; nothing was written");
        exit(130);
        return;
      }
      exit(printProblems(result.problems));
      const written = out === undefined ? [] : await writeSimulation(out, result);
      const text =
        flags.json === true
          ? JSON.stringify(result, undefined, 2)
          : [
              simulationText(result),
              ...(written.length === 0 ? [] : ["", `Written: ${written.join(", ")}.`]),
            ].join("\n");
      await writeResult(`${text}\n`, undefined);
    });
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < 1 || value > 256)
    throw new InvalidArgumentError("It is not a whole number from 1 to 256.");
  return value;
}

function targetShare(text: string): number {
  const value = Number(text);
  if (!/^\d*\.?\d+$/.test(text) || value <= 0 || value > 1)
    throw new InvalidArgumentError("It is not a recall above 0 and at most 1, such as 0.95.");
  return value;
}

function modelList(text: string): readonly string[] {
  const names = text.split(",").map((part) => {
    const name = part.trim();
    if (!MODEL_NAMES.includes(name))
      throw new InvalidArgumentError(`"${name}" is not one of ${MODEL_NAMES.join(", ")}.`);
    return name;
  });
  return [...new Set(names)];
}

function rowList(text: string): readonly number[] {
  return text.split(",").map((part) => {
    if (!/^\s*\d+\s*$/.test(part)) throw new InvalidArgumentError(`"${part}" is no row number.`);
    return Number(part);
  });
}

const MOST_SEEDS = 1000;

function seedList(text: string): readonly number[] {
  const seeds = text.split(",").flatMap((part) => {
    const range = /^\s*(\d+)(?:\.\.(\d+))?\s*$/.exec(part);
    if (range === null)
      throw new InvalidArgumentError(`"${part}" is neither a number nor a range such as 1..10.`);
    const [from, to] = [Number(range[1]), Number(range[2] ?? range[1])];
    if (to < from || to - from >= MOST_SEEDS)
      throw new InvalidArgumentError(`"${part}" is no range of 1 to ${MOST_SEEDS} seeds.`);
    return Array.from({ length: to - from + 1 }, (_, i) => from + i);
  });
  return [...new Set(seeds)];
}
