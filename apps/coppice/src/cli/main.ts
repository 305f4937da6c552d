import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { InputError } from "@coppice/meta";
import { FolderError } from "@coppice/store";
import type { ReportFormat } from "@coppice/report";
import { ActionError } from "../actions/action-error.ts";
import { checkReview } from "../actions/check-review.ts";
import { computeCases } from "../actions/compute-cases.ts";
import { initReview } from "../actions/init-review.ts";
import { reportReview } from "../actions/report-review.ts";
import { VERSION } from "../version.ts";
import { addAgreementCommand } from "./agreement-command.ts";
import { addDedupeCommand } from "./dedupe-command.ts";
import { addMetaCommand } from "./meta-command.ts";
import { addModelVotesCommand } from "./model-votes-command.ts";
import { printProblems, progressPrinter } from "./print.ts";
import { addQueryCommand } from "./query-command.ts";
import { addRecordCommands } from "./records-command.ts";
import { addScreenCommand } from "./screen-command.ts";
import { addSimulateCommand } from "./simulate-command.ts";
import { writeResult } from "./write-result.ts";

const FORMATS = ["html", "csv", "json", "svg"] as const satisfies readonly ReportFormat[];

/** Exit codes: 0 all well; 1 done or refused with errors in the input, all named; 2 the call itself is wrong. */
export async function main(argv: readonly string[]): Promise<number> {
  let exitCode = 0;
  const program = new Command("coppice")
    .description(
      "Living systematic reviews and meta-analyses, from search export to forest plot, on your own machine.",
    )
    .version(VERSION)
    .exitOverride()
    .showHelpAfterError("(coppice --help shows every command)")
    .addHelpText("after", HELP);

  program
    .command("report")
    .description("read, check and analyse a review folder and write its report")
    .argument("<folder>", "the review folder (holds review.yaml)")
    .option("--out <dir>", "where to write; default: <folder>/report")
    .option("--replace", "replace an earlier report although its files were edited since")
    .option("--format <list>", `any of ${FORMATS.join(",")}; default: all`, listOf(FORMATS), [...FORMATS])
    .action(
      async (
        folder: string,
        options: { out?: string; replace?: boolean; format: readonly ReportFormat[] },
      ) => {
        const written = await reportReview(folder, {
          formats: options.format,
          replace: options.replace === true,
          onProgress: progressPrinter("report"),
          ...(options.out === undefined ? {} : { out: options.out }),
        });
        exitCode = printProblems(written.problems);
        for (const { result, file, line } of written.refused)
          console.error(`not pooled: ${result} (${file}:${line})`);
        console.log(
          `\nReport: ${written.paths.includes("report.html") ? `${written.out}/report.html` : written.out}`,
        );
        written.headlines.forEach((line, index) => console.log(`${index + 1}. ${line}`));
      },
    );

  program
    .command("check")
    .description("check every file of a review folder and list all mistakes at once")
    .argument("<folder>")
    .action(async (folder: string) => {
      const { checked, files } = await checkReview(folder);
      exitCode = printProblems(checked.problems);
      const { review } = checked;
      const counts = review
        ? `${review.records.length} records, ${review.studies.length} studies, ${review.results.length} results`
        : "review.yaml or a required table cannot be read";
      console.log(`${files} files read: ${counts}.${exitCode === 0 ? " No errors." : ""}`);
    });

  program
    .command("init")
    .description("make a new review folder, with five real trials to replace")
    .argument("<folder>")
    .option("--empty", "header lines only, no example trials", false)
    .action(async (folder: string, options: { empty: boolean }) => {
      const paths = await initReview(folder, options);
      console.log(`Made ${folder} with ${paths.length} files. Next:`);
      console.log(
        `  edit ${folder}/review.yaml and the tables beside it (${folder}/README.md says what goes where)`,
      );
      console.log(`  coppice check ${folder}`);
      console.log(`  coppice report ${folder}`);
    });

  program
    .command("compute")
    .description("compute the cases of a JSON file ({datasets, cases}) and print them with their results")
    .argument("<cases.json>", "see docs/compute.md for the format and the functions")
    .addOption(
      new Option("--keys <names>", "our own names, or the spelling of the reference files")
        .choices(["coppice", "reference"])
        .default("coppice"),
    )
    .option("--out <file>", "write here instead of to standard output")
    .action(async (file: string, options: { keys: "coppice" | "reference"; out?: string }) => {
      await writeResult(await computeCases(file, options.keys), options.out);
    });

  addDedupeCommand(program, (code) => void (exitCode = code));
  addRecordCommands(program, (code) => void (exitCode = code));
  addMetaCommand(program);
  addQueryCommand(program, (code) => void (exitCode = code));
  addScreenCommand(program);
  addSimulateCommand(program, (code) => void (exitCode = code));
  addAgreementCommand(program, (code) => void (exitCode = code));
  addModelVotesCommand(program, (code) => void (exitCode = code));

  try {
    await program.parseAsync([...argv], { from: "user" });
    return exitCode;
  } catch (error) {
    return explain(error);
  }
}

const HELP = `
Start here:
  coppice init my-review      five real trials in a folder of plain text
  coppice check my-review     every mistake at once: file, line, column, what to do
  coppice report my-review    forest plots, PRISMA flow, tables, R script in my-review/report
  coppice meta data.csv       a full meta-analysis of one table, without a review folder
  coppice query check s.txt   mistakes in a search strategy for PubMed or Ovid
  coppice screen my-review    read records ranked by a model and vote, one key each (--as <you>)
  coppice simulate old.csv    what a ranking would have saved on a review that was screened
  coppice agreement v.csv     whether reviewers agree: kappa, PABAK, AC1, alpha from their votes

Exit codes: 0 all well; 1 the input has errors (all named); 2 the call is wrong.`;

function listOf<const Value extends string>(values: readonly Value[]) {
  return (text: string): readonly Value[] =>
    text.split(",").map((part) => {
      const value = values.find((candidate) => candidate === part.trim());
      if (value === undefined)
        throw new InvalidArgumentError(`"${part}" is not one of ${values.join(", ")}.`);
      return value;
    });
}

function explain(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof ActionError) {
    printProblems(error.problems);
    console.error(error.message);
    return error.fault === "call" ? 2 : 1;
  }
  if (error instanceof InputError) {
    console.error([error.message, error.fix].filter((part) => part !== undefined).join("; "));
    return 1;
  }
  if (error instanceof FolderError) {
    console.error(error.message);
    return 2;
  }
  throw error;
}
