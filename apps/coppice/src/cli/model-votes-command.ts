import { InvalidArgumentError, Option, type Command } from "commander";
import { ActionError } from "../actions/action-error.ts";
import { askModel } from "../actions/screening/model-votes/ask-model.ts";
import { calibrateVotes } from "../actions/screening/model-votes/calibrate-votes.ts";
import { readVoteFile } from "../actions/screening/model-votes/vote-file.ts";
import { endpointOf, keyFrom } from "../actions/screening/providers/endpoint.ts";
import { openAiVotes } from "../actions/screening/providers/openai-votes.ts";
import type { VoteProvider } from "../actions/screening/providers/provider.ts";
import { replayVotes } from "../actions/screening/providers/replay-votes.ts";
import { askedText, calibrationText, planText } from "./model-votes-text.ts";
import { printProblems, progressPrinter } from "./print.ts";
import { given } from "./record-options.ts";
import { agreedTo, untilInterrupted } from "./terminal.ts";
import { writeResult } from "./write-result.ts";

interface AskFlags {
  readonly url?: string;
  readonly model?: string;
  readonly keyEnv?: string;
  readonly replay?: string;
  readonly criteria?: string;
  readonly out?: string;
  readonly id?: string;
  readonly only: "all" | "labelled" | "unlabelled";
  readonly limit?: number;
  readonly sample?: number;
  readonly sampleSeed: number;
  readonly temperature: number | null;
  readonly seed?: number;
  readonly maxTokens: number;
  readonly structured?: boolean;
  readonly concurrency: number;
  readonly timeout: number;
  readonly retries: number;
  readonly backoff: number;
  readonly again?: boolean;
  readonly yes?: boolean;
}

interface CalibrateFlags {
  readonly votes?: string;
  readonly voteColumn?: string;
  readonly scoreColumn?: string;
  readonly label?: string;
  readonly id?: string;
  readonly least: number;
  readonly target: number;
  readonly level: number;
  readonly bins: number;
  readonly json?: boolean;
}

/** `coppice model-votes`: asks a language model for opinions, kept apart from people's votes, and compares them with people's. */
export function addModelVotesCommand(program: Command, exit: (code: 0 | 1) => void): void {
  const group = program
    .command("model-votes")
    .description("opinions of a language model on records, kept apart from people's votes")
    .addHelpText("after", HELP);
  addAsk(group, exit);
  addCalibrate(group, exit);
}

function addAsk(group: Command, exit: (code: 0 | 1) => void): void {
  group
    .command("ask", { isDefault: true })
    .description("ask a model about each record; nothing is sent before you agree")
    .argument("<records>", "a review folder, or a file of records (table, RIS, MEDLINE, …)")
    .option(
      "--url <address>",
      "base of an OpenAI-compatible API, such as http://localhost:11434/v1; no default",
    )
    .option("--model <name>", "the model, as the API names it")
    .option("--key-env <variable>", "the environment variable that holds the API key; no default")
    .addOption(
      new Option("--replay <votes.jsonl>", "take the answers of an earlier run; nothing is sent").conflicts([
        "url",
        "model",
        "keyEnv",
      ]),
    )
    .option("--criteria <file>", "lines include: …, exclude: …, question: …; default: those of the review")
    .option("--out <file>", "where votes are kept; default: decisions/model-votes.jsonl of the review")
    .option("--id <column>", "the column with the records' ids")
    .addOption(
      new Option("--only <which>", "records by what people said")
        .choices(["all", "labelled", "unlabelled"])
        .default("all"),
    )
    .option("--limit <n>", "the first n records only", wholeFrom(1))
    .addOption(
      new Option("--sample <n>", "n records at random, for a pilot")
        .argParser(wholeFrom(1))
        .conflicts("limit"),
    )
    .option(
      "--sample-seed <n>",
      "of the sample: the same seed draws the same records",
      wholeFrom(0, 2 ** 31 - 1),
      1,
    )
    .option("--temperature <t>", "0 to 2, or none to leave it to the endpoint", temperature, 0)
    .option("--seed <n>", "seed that is passed on; default: none", wholeFrom(0))
    .option("--max-tokens <n>", "greatest length of an answer", wholeFrom(1), 1000)
    .option("--structured", "ask the endpoint to hold answers to our JSON schema")
    .option("--concurrency <n>", "records asked at once, 1 to 64", wholeFrom(1, 64), 4)
    .option("--timeout <seconds>", "for one answer", positive, 120)
    .option(
      "--retries <n>",
      "further attempts after 429, 5xx, a time-out or a broken connection",
      wholeFrom(0, 20),
      4,
    ) // prettier-ignore
    .option("--backoff <seconds>", "wait before the second attempt; doubled each time", positive, 1)
    .option("--again", "ask again where the model gave no valid vote")
    .option("--yes", "send without asking; needed where there is no terminal")
    .action(async (path: string, flags: AskFlags) => {
      const { provider, isLocal } = await providerOf(flags);
      const result = await untilInterrupted((signal) =>
        askModel(path, {
          provider,
          ...given("criteria", flags.criteria),
          ...given("out", flags.out),
          ...given("idColumn", flags.id),
          ...given("limit", flags.limit),
          ...(flags.sample === undefined ? {} : { sample: { size: flags.sample, seed: flags.sampleSeed } }),
          only: flags.only,
          concurrency: flags.concurrency,
          askAgain: flags.again === true,
          confirm: async (plan) => {
            console.error(planText(plan, provider, isLocal));
            return provider.name === "replay" || flags.yes === true || agreedTo("Send them?", signal);
          },
          signal,
          onProgress: progressPrinter("model-votes"),
          now: () => new Date().toISOString(),
        }),
      );
      const code = printProblems(result.problems);
      await writeResult(askedText(result), undefined);
      for (const { record, message } of result.failed) console.error(`not asked: ${record}: ${message}`);
      exit(result.end === "done" && result.failed.length === 0 ? code : 1);
    });
}

async function providerOf(
  flags: AskFlags,
): Promise<{ readonly provider: VoteProvider; readonly isLocal: boolean }> {
  if (flags.replay !== undefined)
    return {
      provider: replayVotes(flags.replay, (await readVoteFile(flags.replay)).votes),
      isLocal: true,
    };
  const { url, model } = flags;
  if (url === undefined || model === undefined)
    throw new ActionError(
      "Name what to ask: --url and --model of an OpenAI-compatible API (there is no default), or --replay <votes.jsonl>.",
      [],
      "call",
    );
  const endpoint = endpointOf(url);
  const provider = openAiVotes(endpoint, {
    model,
    ...given("key", keyFrom(process.env, flags.keyEnv, endpoint)),
    parameters: { temperature: flags.temperature, seed: flags.seed ?? null, maxTokens: flags.maxTokens },
    isStructured: flags.structured === true,
    timeoutMs: 1000 * flags.timeout,
    retries: flags.retries,
    backoffMs: 1000 * flags.backoff,
  });
  return { provider, isLocal: endpoint.isLocal };
}

function addCalibrate(group: Command, exit: (code: 0 | 1) => void): void {
  group
    .command("calibrate")
    .description("compare a model's votes with people's, and say what they may be used for")
    .argument("<records>", "a review folder, or a table with a column of people's labels")
    .option("--votes <file.jsonl>", "votes of a model; default: decisions/model-votes.jsonl of the review")
    .addOption(
      new Option("--vote-column <column>", "a column with a model's votes instead").conflicts("votes"),
    )
    .option("--score-column <column>", "a column with its scores, from 0 to 1")
    .option("--label <column>", "the column with people's labels; default: found by its name")
    .option("--id <column>", "the column with the records' ids")
    .option("--least <n>", "labelled records with a vote that a pilot needs", wholeFrom(1), 200)
    .option("--target <share>", "sensitivity that the lower bound must reach, as 0.95 or 95", share, 0.95)
    .option("--level <share>", "level of all intervals, as 0.95 or 95", share, 0.95)
    .option("--bins <n>", "bins of the score", wholeFrom(1, 1000), 10)
    .option("--json", "print all numbers as JSON")
    .action(async (path: string, flags: CalibrateFlags) => {
      const result = await calibrateVotes(path, {
        ...given("votes", flags.votes),
        ...given("voteColumn", flags.voteColumn),
        ...given("scoreColumn", flags.scoreColumn),
        ...given("labelColumn", flags.label),
        ...given("idColumn", flags.id),
        rule: { leastRecords: flags.least, targetSensitivity: flags.target },
        ciLevel: flags.level,
        bins: flags.bins,
      });
      const isJson = flags.json === true;
      await writeResult(
        isJson ? `${JSON.stringify(result, undefined, 2)}\n` : calibrationText(result),
        undefined,
      );
      exit(isJson ? 0 : printProblems(result.problems));
    });
}

const HELP = `
Examples:
  coppice model-votes my-review --url http://localhost:11434/v1 --model llama3.1 --only labelled --sample 300
  coppice model-votes calibrate my-review
  coppice model-votes calibrate labelled.csv --vote-column GPT_includes

A model's vote is no person's: it is kept in a file of its own, and neither check nor report counts it. See docs/model-votes.md.`;

function wholeFrom(least: number, most = Number.MAX_SAFE_INTEGER) {
  return (text: string): number => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < least || value > most)
      throw new InvalidArgumentError(
        `It is not a whole number from ${least}${most === Number.MAX_SAFE_INTEGER ? " on" : ` to ${most}`}.`,
      );
    return value;
  };
}

function positive(text: string): number {
  const value = Number(text);
  if (text.trim() === "" || !(value > 0 && value <= 86_400))
    throw new InvalidArgumentError("It is not a number of seconds above 0.");
  return value;
}

function temperature(text: string): number | null {
  if (text === "none") return null;
  const value = Number(text);
  if (text.trim() === "" || !(value >= 0 && value <= 2))
    throw new InvalidArgumentError("It is neither a number from 0 to 2 nor none.");
  return value;
}

function share(text: string): number {
  const value = Number(text);
  const found = value >= 1 ? value / 100 : value;
  if (text.trim() === "" || !(found > 0 && found < 1))
    throw new InvalidArgumentError("It lies neither between 0 and 1 nor between 1 and 100 percent.");
  return found;
}
