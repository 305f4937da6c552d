import type { Command } from "commander";
import {
  createRecordWriter,
  formatName,
  MARK_WORDS,
  marksOf,
  type BibRecord,
  type RecordFormat,
} from "@coppice/records";
import { ActionError } from "../actions/action-error.ts";
import { convertRecords } from "../actions/records/convert-records.ts";
import { findRecords } from "../actions/records/find-records.ts";
import { recordStats, type Counted, type RecordStats } from "../actions/records/record-stats.ts";
import type { SourceTag } from "../actions/records/source-tags.ts";
import { bytesPrinter, printProblems } from "./print.ts";
import {
  fileLines,
  formatOption,
  fromOption,
  given,
  markLines,
  plural,
  threadsOption,
  WRITTEN,
} from "./record-options.ts";
import { writeResult } from "./write-result.ts";

type Exit = (code: 0 | 1) => void;

interface ReadFlags {
  readonly threads?: number;
  readonly from?: RecordFormat;
  readonly json?: boolean;
}

/** `coppice convert` and `coppice records`: files of bibliographic records in, at the prompt. */
export function addRecordCommands(program: Command, exit: Exit): void {
  program
    .command("convert")
    .description("read bibliographic records (formats found from the content) and write them in another format")
    .argument("<files...>", "any number of files, packed with gzip or not; - for standard input")
    .addOption(formatOption("--to <format>", "format to write", WRITTEN).makeOptionMandatory())
    .addOption(fromOption())
    .option("--out <file>", "write here instead of to standard output")
    .addOption(threadsOption())
    .option("--json", "print what was read, lost and wrong as JSON (needs --out)")
    .action(async (paths: readonly string[], flags: ReadFlags & { readonly to: RecordFormat; readonly out?: string }) => {
      if (flags.json === true && flags.out === undefined)
        throw new ActionError("--json needs --out: the records themselves go to standard output.", [], "call");
      const converted = await convertRecords(paths, {
        ...given("threads", flags.threads),
        to: flags.to,
        onBytes: bytesPrinter("convert"),
        ...given("format", flags.from),
        ...given("out", flags.out),
      });
      if (flags.json === true) {
        await writeJson(converted);
        exit(hasErrors(converted.problems) ? 1 : 0);
        return;
      }
      exit(printProblems(converted.problems));
      for (const loss of converted.losses) console.error(`not kept in ${flags.to}: ${loss}`);
      for (const line of sourceLines(converted.onlyInSource)) console.error(line);
      console.error(`${fileLines(converted.files).join("\n")}\n${plural(converted.records, "record")} written as ${flags.to}.`);
    }); // prettier-ignore

  const records = program
    .command("records")
    .description("files of bibliographic records: count what they hold, check them, find records");

  records
    .command("stats")
    .description("count what files of records hold")
    .argument("<files...>", "any number of files, packed with gzip or not; - for standard input")
    .addOption(fromOption())
    .addOption(threadsOption())
    .option("--json", "print the counts as JSON")
    .action(async (paths: readonly string[], flags: ReadFlags) => {
      const stats = await recordStats(paths, {
        ...given("threads", flags.threads),
        onBytes: bytesPrinter("stats"),
        ...given("format", flags.from),
      });
      if (flags.json === true) await writeJson(stats);
      else console.log(statsText(stats));
      exit(flags.json === true ? (hasErrors(stats.problems) ? 1 : 0) : printProblems(stats.problems));
    });

  records
    .command("validate")
    .description("read files of records and list all that is wrong or doubtful, with file, line and record")
    .argument("<files...>", "any number of files, packed with gzip or not; - for standard input")
    .addOption(fromOption())
    .addOption(threadsOption())
    .option("--json", "print the problems as JSON")
    .action(async (paths: readonly string[], flags: ReadFlags) => {
      const { files, problems } = await recordStats(paths, {
        ...given("threads", flags.threads),
        onBytes: bytesPrinter("validate"),
        ...given("format", flags.from),
      });
      if (flags.json === true) await writeJson({ files, problems });
      const code = flags.json === true ? (hasErrors(problems) ? 1 : 0) : printProblems(problems);
      if (flags.json !== true) console.log(`${fileLines(files).join("\n")}${problems.length === 0 ? "\nNothing is wrong." : ""}`);
      exit(code);
    }); // prettier-ignore

  records
    .command("find")
    .description(
      'find records: a PMID, DOI or trial number, or a query as for PubMed ("ketamine[ti] AND 2014[dp]")',
    )
    .argument("<query>")
    .argument("<files...>", "any number of files, packed with gzip or not; - for standard input")
    .addOption(fromOption())
    .addOption(formatOption("--to <format>", "print the found records in this format", WRITTEN))
    .option("--json", "print the found records as JSON")
    .action(
      async (query: string, paths: readonly string[], flags: ReadFlags & { readonly to?: RecordFormat }) => {
        const result = await findRecords(query, paths, given("format", flags.from));
        if (flags.json === true) await writeJson(result);
        else await writeResult(foundText(result.found, flags.to), undefined);
        const code =
          flags.json === true ? (hasErrors(result.problems) ? 1 : 0) : printProblems(result.problems);
        const read = result.files.reduce((sum, file) => sum + file.records, 0);
        const open =
          result.undecided === 0 ? "" : `; ${result.undecided} could not be decided, for want of a field`;
        console.error(`${result.found.length} of ${plural(read, "record")} found${open}.`);
        exit(code);
      },
    );
}

/** "kept only in the source file: tag CI in 3 records, tag RF in 1 record", one line a format. */
function sourceLines(tags: readonly SourceTag[]): readonly string[] {
  const formats = [...new Set(tags.map(({ format }) => format))];
  return formats.map((format) => {
    const own = tags.filter((each) => each.format === format);
    const listed = own.map(({ tag, records }) => `tag ${tag} in ${plural(records, "record")}`).join(", ");
    return `kept only in the source file (${format}): ${listed}`;
  });
}

function hasErrors(problems: readonly { readonly severity: string }[]): boolean {
  return problems.some(({ severity }) => severity === "error");
}

async function writeJson(value: unknown): Promise<void> {
  await writeResult(`${JSON.stringify(value, undefined, 2)}\n`, undefined);
}

const SHOWN = 12;

function statsText({
  files,
  records,
  fields,
  years,
  publicationTypes,
  languages,
  marks,
}: RecordStats): string {
  const share = (count: number): string =>
    `${String(count).padStart(8)}  ${records === 0 ? "" : `${Math.round((100 * count) / records)} %`}`;
  const list = (title: string, counts: readonly Counted[]): readonly string[] => [
    "",
    `${title}:`,
    ...counts
      .slice(0, SHOWN)
      .map(({ value, records: count }) => `  ${value.slice(0, 40).padEnd(40)}${share(count)}`),
    ...(counts.length > SHOWN ? [`  and ${counts.length - SHOWN} more`] : []),
  ];
  const known = years.filter(({ value }) => value !== "none");
  const span = known.length === 0 ? "none" : `${known[0]!.value} to ${known.at(-1)!.value}`;
  return [
    ...fileLines(files),
    "",
    `${plural(records, "record")}; years: ${span}`,
    "",
    "Fields:",
    ...Object.entries(fields).map(([name, count]) => `  ${name.padEnd(40)}${share(count)}`),
    ...list("Publication types", publicationTypes),
    ...list("Languages", languages),
    ...(marks.length === 0 ? [] : ["", "Marks:", ...markLines(marks).map((line) => `  ${line}`)]),
  ].join("\n");
}

function foundText(found: readonly BibRecord[], to: RecordFormat | undefined): string {
  if (to !== undefined) {
    const writer = createRecordWriter(to);
    return found.map(writer.next).join("") + writer.end();
  }
  return found
    .map((record) => {
      const { id, authors, date, title, journal, ids } = record;
      const marks = marksOf(record).map(({ kind }) => MARK_WORDS[kind]);
      const marked = marks.length === 0 ? "" : ` [${marks.join("; ")}]`;
      const who =
        authors[0] === undefined ? "" : `${formatName(authors[0])}${authors.length > 1 ? " et al." : ""} `;
      const where = journal?.abbreviation ?? journal?.title ?? "";
      const known = [ids.pmid && `PMID ${ids.pmid}`, ids.doi && `doi ${ids.doi}`].filter(Boolean).join(", ");
      return `${id}\n  ${who}(${date?.year ?? "no year"}) ${title ?? "no title"}${where === "" ? "" : ` ${where}.`}${known === "" ? "" : ` ${known}`}${marked}\n`;
    })
    .join("");
}
