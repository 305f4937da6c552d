import { Option, type Command } from "commander";
import type { RecordFormat } from "@coppice/records";
import { dedupeRecords, type Deduplicated } from "../actions/dedupe/dedupe-records.ts";
import { bytesPrinter, printProblems } from "./print.ts";
import { fileLines, formatOption, fromOption, given, plural, WRITTEN } from "./record-options.ts";
import { writeResult } from "./write-result.ts";

interface Flags {
  readonly from?: RecordFormat;
  readonly to?: RecordFormat;
  readonly out?: string;
  readonly report?: string;
  readonly pairs?: string;
  readonly decisions?: string;
  readonly versions: "apart" | "merge";
  readonly json?: boolean;
}

/** `coppice dedupe`: which records describe one report. */
export function addDedupeCommand(program: Command, exit: (code: 0 | 1) => void): void {
  program
    .command("dedupe")
    .description("find which records of one file or several describe one report")
    .argument("<files...>", "any number of files, in any format that is read, packed with gzip or not")
    .option("--out <file>", "write the reports, one record each; nothing is written without it")
    .addOption(formatOption("--to <format>", "format of --out; default: that of the first file", WRITTEN))
    .option("--report <page.html>", "write the pairs that need a look side by side, as a page")
    .option("--pairs <pairs.csv>", "write them as a table too: fill in its column verdict and give it back")
    .option("--decisions <pairs.csv>", "decisions of people: columns a, b, verdict (same, different, family)")
    .addOption(
      new Option("--versions <how>", "versions of one text (preprint and article, Cochrane updates)")
        .choices(["apart", "merge"])
        .default("apart"),
    )
    .addOption(fromOption())
    .option("--json", "print groups, pairs and families as JSON")
    .action(async (paths: readonly string[], flags: Flags) => {
      const result = await dedupeRecords(paths, {
        now: new Date(),
        versions: flags.versions,
        onBytes: bytesPrinter("dedupe"),
        ...given("format", flags.from),
        ...given("to", flags.to),
        ...given("out", flags.out),
        ...given("report", flags.report),
        ...given("pairs", flags.pairs),
        ...given("decisions", flags.decisions),
      });
      if (flags.json === true) {
        await writeResult(`${JSON.stringify(result, undefined, 2)}\n`, undefined);
        exit(result.problems.some(({ severity }) => severity === "error") ? 1 : 0);
        return;
      }
      exit(printProblems(result.problems));
      console.log(summaryText(result, flags));
    });
}

function summaryText(result: Deduplicated, flags: Flags): string {
  const { files, records, reports, removed, review, families, decisions, contradicted } = result;
  const written = [flags.out, flags.report, flags.pairs].filter((path) => path !== undefined);
  return [
    ...fileLines(files),
    "",
    `${plural(records, "record")} describe ${plural(reports, "report")}: ${removed} ${removed === 1 ? "duplicate" : "duplicates"} found without a doubt.`,
    ...(decisions === 0 ? [] : [`${plural(decisions, "decision")} of people followed.`]),
    ...contradicted.map(({ a, b }) => `The decisions about ${a} and ${b} contradict each other.`),
    review.length === 0
      ? "No pair needs a look."
      : `${plural(review.length, "pair")} of records ${review.length === 1 ? "needs" : "need"} a look${flags.report === undefined ? " (--report page.html shows them side by side)" : ""}:`,
    ...review.slice(0, SHOWN).map(({ a, b, reason, expectedGain }) => `  ${Math.round(expectedGain * 100)} %  ${a} and ${b}: ${reason}`),
    ...(review.length > SHOWN ? [`  and ${review.length - SHOWN} more`] : []),
    families.length === 0
      ? "No reports belong together."
      : `${plural(families.length, "pair")} of reports ${families.length === 1 ? "belongs" : "belong"} together and ${families.length === 1 ? "is" : "are"} counted apart.`,
    ...(written.length === 0 ? [] : [`Written: ${written.join(", ")}.`]),
  ].join("\n"); // prettier-ignore
}

const SHOWN = 10;
