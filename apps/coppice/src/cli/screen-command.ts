import process from "node:process";
import { InvalidArgumentError, Option, type Command } from "commander";
import { ActionError } from "../actions/action-error.ts";
import { MODEL_NAMES, MODELS } from "../actions/screening/models.ts";
import { openScreening, type Screening, type Stage } from "../actions/screening/screen-folder.ts";
import { printProblems } from "./print.ts";
import { plural } from "./record-options.ts";
import { progressText } from "./screen/progress-text.ts";
import { runScreen, type ScreenSummary } from "./screen/screen-loop.ts";
import { openScript, openTerminal } from "./screen/terminal.ts";

interface Flags {
  readonly as: string;
  readonly stage: Stage;
  readonly model: string;
  readonly seed: number;
  readonly randomFirst: number;
  readonly hideAuthors?: boolean;
  readonly keys?: "-";
}

/** `coppice screen`: read record after record, one key a vote. */
export function addScreenCommand(program: Command): void {
  program
    .command("screen")
    .description("read the records of a review folder one after the other, ranked, and vote with one key")
    .argument("<folder>", "the review folder (holds review.yaml)")
    .requiredOption("--as <reviewer>", "who votes: id of a person under reviewers in review.yaml")
    .addOption(
      new Option("--stage <stage>", "what is judged").choices(["title-abstract", "full-text"]).default("title-abstract"), // prettier-ignore
    )
    .addOption(
      new Option("--model <name>", "what chooses the next record").choices([...MODEL_NAMES]).default(MODELS[0]!.name), // prettier-ignore
    )
    .addOption(
      new Option("--seed <number>", "of the random order before the model has votes of both kinds").argParser(wholeNumber).default(1), // prettier-ignore
    )
    .addOption(
      new Option("--random-first <number>", "so many records in a random order before the model chooses").argParser(wholeNumber).default(0), // prettier-ignore
    )
    .option("--hide-authors", "hide authors, journal and year (key a shows them)")
    .addOption(new Option("--keys <from>", "read keys from standard input (-), for scripts").choices(["-"]))
    .addHelpText(
      "after",
      `
Keys: i include, e exclude, m maybe, u undo, n note, r exclude with a reason, s skip, ? all keys, q quit.
Every vote is on the disk, in decisions/<stage>.csv, before the next record shows.

Example:
  coppice screen my-review --as ana`,
    )
    .action(async (folder: string, flags: Flags) => {
      if (flags.keys === undefined && !(process.stdin.isTTY && process.stdout.isTTY))
        throw new ActionError(
          "coppice screen needs a terminal: start it in one, without a pipe. A script gives its keys with --keys - on standard input.",
          [],
          "call",
        );
      console.error(`Reading ${folder} …`);
      const screening = await openScreening(folder, {
        reviewer: flags.as,
        stage: flags.stage,
        model: flags.model,
        seed: flags.seed,
        randomFirst: flags.randomFirst,
        now: () => new Date(),
      });
      printProblems(screening.problems);
      for (const column of screening.missingColumns)
        console.error(`note: ${screening.file} has no column ${column}: ${LACKING[column]!} are not kept.`);
      const door = flags.keys === undefined ? openTerminal() : openScript();
      let summary: ScreenSummary;
      try {
        summary = await runScreen(screening, door, { hideAuthors: flags.hideAuthors === true });
      } finally {
        door.close();
      }
      console.log(summaryText(folder, screening, summary));
    });
}

const LACKING: Readonly<Record<string, string>> = {
  reason: "reasons",
  date: "dates of votes",
  note: "notes",
};

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value > 2 ** 31 - 1)
    throw new InvalidArgumentError("It is not a whole number of 0 or more.");
  return value;
}

function summaryText(folder: string, screening: Screening, summary: ScreenSummary): string {
  const { include, exclude, maybe, notRetrieved } = summary;
  const { stage, reviewer, file } = screening;
  const progress = screening.progress();
  const votes = include + exclude + maybe + notRetrieved;
  const counts = [`${include} include`, `${exclude} exclude`, `${maybe} maybe`];
  if (notRetrieved > 0) counts.push(`${notRetrieved} not retrieved`);
  return [
    votes === 0
      ? "No vote in this session."
      : `${plural(votes, "vote")} in this session (${counts.join(", ")}), all saved in ${folder}/${file}.`,
    `${progressText(progress, undefined)}.`,
    progress.left > 0
      ? `To go on: coppice screen ${folder} --as ${reviewer.id}${stage === "full-text" ? " --stage full-text" : ""}`
      : `Every record has your vote. Next: coppice check ${folder}${stage === "full-text" ? "" : `, and then coppice screen ${folder} --as ${reviewer.id} --stage full-text`}`,
  ].join("\n");
}
