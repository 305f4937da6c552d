import { Option, type Command } from "commander";
import type { RecordFormat } from "@coppice/records";
import { ActionError } from "../actions/action-error.ts";
import { dedupeRecords, type Deduplicated } from "../actions/dedupe/dedupe-records.ts";
import { bytesPrinter, printProblems } from "./print.ts";
import { fileLines, formatOption, fromOption, given, markLines, plural, WRITTEN } from "./record-options.ts";
import { writeResult } from "./write-result.ts";

interface Flags {
  readonly from?: RecordFormat;
  readonly to?: RecordFormat;
  readonly out?: string;
  readonly report?: string;
  readonly pairs?: string;
  readonly decisions?: string;
  readonly known?: readonly string[];
  readonly versions: "apart" | "merge";
  readonly json?: boolean;
}

/** `coppice dedupe`: which records describe one report. */
export function addDedupeCommand(program: Command, exit: (code: 0 | 1) => void): void {
  program
    .command("dedupe")
    .description("find which records of one file or several describe one report")
    .argument("<files...>", "any number of files, in any format that is read, packed with gzip or not")
    .option("--known <files...>", "files of an earlier search: which records were in it already?")
    .option("--out <file>", "write the reports (with --known, the new ones), one record each")
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
      if (flags.to !== undefined && flags.out === undefined)
        throw new ActionError("--to needs --out: it is the format of that file.", [], "call");
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
        ...given("known", flags.known),
      });
      if (flags.json === true) {
        await writeResult(`${JSON.stringify(result, undefined, 2)}\n`, undefined);
        exit(result.problems.some(({ severity }) => severity === "error") ? 1 : 0);
        return;
      }
      exit(printProblems(result.problems));
      for (const loss of result.losses) console.error(`not kept in ${flags.out}: ${loss}`);
      console.log(summaryText(result, flags));
    });
}

function summaryText(result: Deduplicated, flags: Flags): string {
  const { files, earlier, records, known, reports, removed, review, families, decisions, contradicted } =
    result;
  const knownCount = Object.keys(known).length;
  const out = flags.out === undefined ? undefined : `${flags.out} (as ${result.format})`;
  const written = [out, flags.report, flags.pairs].filter((path) => path !== undefined);
  return [
    ...fileLines(files),
    ...fileLines(earlier).map((line) => `earlier search: ${line}`),
    "",
    ...(earlier.length === 0 ? [] : [`${knownCount} of ${plural(records, "record")} ${knownCount === 1 ? "was" : "were"} in the earlier search already.`]),
    `${earlier.length === 0 ? "" : "The other "}${plural(records - knownCount, "record")} ${records - knownCount === 1 ? "describes" : "describe"} ${plural(reports, earlier.length === 0 ? "report" : "new report")}: ${removed} ${removed === 1 ? "duplicate" : "duplicates"} found without a doubt.`,
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
    ...markLines(result.marks),
    ...(written.length === 0 ? [] : [`Written: ${written.join(", ")}.`]),
  ].join("\n"); // prettier-ignore
}

const SHOWN = 10;
