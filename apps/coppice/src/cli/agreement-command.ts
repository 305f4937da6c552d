import { InvalidArgumentError, Option, type Command } from "commander";
import type { AlphaBootstrap, WeightKind } from "@coppice/screening";
import { runAgreement } from "../actions/agreement/run-agreement.ts";
import { agreementText } from "./agreement-text.ts";
import { printProblems } from "./print.ts";
import { given } from "./record-options.ts";
import { writeResult } from "./write-result.ts";

interface Flags {
  readonly raters?: readonly string[];
  readonly id?: string;
  readonly reviewer?: string;
  readonly vote?: string;
  readonly categories?: readonly string[];
  readonly level?: number;
  readonly weights?: WeightKind;
  readonly bootstrap?: AlphaBootstrap;
  readonly seed?: number;
  readonly json?: boolean;
}

/** `coppice agreement`: whether reviewers agree, from their votes before adjudication. */
export function addAgreementCommand(program: Command, exit: (code: 0 | 1) => void): void {
  program
    .command("agreement")
    .description("whether reviewers agree: kappa, PABAK, AC1, alpha and more, from their votes")
    .argument(
      "<votes.csv>",
      "votes before adjudication: a column for each rater, or the columns record, reviewer, vote; packed with gzip or not; - for standard input",
    )
    .option("--raters <a,b,…>", "the raters' columns, or reviewers of a column; default: by their names", names)
    .option("--id <column>", "the column with the records' ids")
    .option("--reviewer <column>", "one row a vote: the column with the reviewer")
    .option("--vote <column>", "one row a vote: the column with the vote")
    .option("--categories <a,b,…>", "what a vote can be, in order; default: include, maybe, exclude and their like", names)
    .option("--level <share>", "level of all intervals, as 0.95 or 95; default: 0.95", level)
    .addOption(
      new Option("--weights <kind>", "weighted kappa and AC2 too, for categories in order").choices([
        "linear",
        "quadratic",
      ]),
    )
    .addOption(
      new Option("--bootstrap <what>", "what the interval of alpha draws again; default: units").choices([
        "units",
        "pairs",
      ]),
    )
    .option("--seed <n>", "of the bootstrap; default: 1", whole)
    .option("--json", "print all numbers as JSON")
    .addHelpText("after", HELP)
    .action(async (file: string, flags: Flags) => {
      const { raters, id, reviewer, vote, categories, weights, bootstrap, seed } = flags;
      const result = await runAgreement(file, {
        ...given("raters", raters),
        ...given("id", id),
        ...given("reviewer", reviewer),
        ...given("vote", vote),
        ...given("categories", categories),
        ...given("ciLevel", flags.level),
        ...given("weights", weights),
        ...given("bootstrap", bootstrap),
        ...given("seed", seed),
      });
      await writeResult(flags.json === true ? `${JSON.stringify(result, undefined, 2)}\n` : agreementText(result), undefined);
      exit(flags.json === true ? 0 : printProblems(result.problems));
    }); // prettier-ignore
}

const HELP = `
Examples:
  coppice agreement votes.csv --raters anna,ben
  coppice agreement decisions/title-abstract.csv
  coppice agreement grades.csv --raters anna,ben --categories low,unclear,high --weights linear

docs/agreement.md says what each number means.`;

function names(text: string): readonly string[] {
  const found = text.split(",").map((name) => name.trim());
  if (found.some((name, place) => name === "" || found.indexOf(name) !== place))
    throw new InvalidArgumentError("It is not a list of names, each another, with commas between them.");
  return found;
}

function level(text: string): number {
  const value = Number(text);
  const share = value >= 1 ? value / 100 : value;
  if (text.trim() === "" || !(share > 0 && share < 1))
    throw new InvalidArgumentError("A level lies between 0 and 1, or between 1 and 100 percent.");
  return share;
}

function whole(text: string): number {
  const value = Number(text);
  if (text.trim() === "" || value !== (value | 0)) throw new InvalidArgumentError("It is no 32-bit integer.");
  return value;
}
