import { basename, extname } from "node:path";
import { availableParallelism } from "node:os";
import { InvalidArgumentError, Option, type Command } from "commander";
import { HETEROGENEITY_METHODS, type FitOptions } from "@coppice/meta";
import { checkOutputFolder, replaceFolder } from "@coppice/store";
import { INPUT_NAMES, INPUTS, MEASURE_CODES, MEASURES, inputSets } from "../actions/meta/measures.ts";
import { ActionError } from "../actions/action-error.ts";
import { COUNT_MODEL_NAMES, type CountModelName } from "../actions/meta/count-models.ts";
import type { MetaOptions } from "../actions/meta/options.ts";
import { runMeta } from "../actions/meta/run-meta.ts";
import { progressPrinter } from "./print.ts";
import { writeResult } from "./write-result.ts";

/** What commander gives: the options of the command, and one for each input's column. */
interface Flags extends Readonly<Partial<Record<string, unknown>>> {
  readonly measure?: string;
  readonly method?: NonNullable<FitOptions["method"]> | "FE" | "MH" | "PETO";
  readonly model?: CountModelName;
  readonly test?: NonNullable<FitOptions["test"]>;
  readonly level?: number;
  readonly tau2?: number;
  readonly prediction?: NonNullable<FitOptions["prediction"]>;
  readonly exp?: boolean;
  readonly arm1?: string;
  readonly arm2?: string;
  readonly favoursLeft?: string;
  readonly favoursRight?: string;
  readonly mods?: string;
  readonly subgroup?: string;
  readonly subgroupTau2?: "common" | "separate";
  readonly study?: string;
  readonly weights?: string;
  readonly order?: string;
  readonly bias: boolean;
  readonly add?: number;
  readonly to?: "all" | "only0" | "if0all" | "none";
  readonly drop00?: boolean;
  readonly vtype?: string;
  readonly correct: boolean;
  readonly fractionalCounts?: boolean;
  readonly threads?: number;
  readonly seed?: number;
  readonly out?: string;
  readonly replace?: boolean;
  readonly json?: boolean;
  readonly files: boolean;
}

/** `coppice meta`: a full analysis of one CSV file. */
export function addMetaCommand(program: Command): void {
  const command = program
    .command("meta")
    .description("a full meta-analysis of a CSV file: text, JSON and figures")
    .argument("<data.csv>", "one row a study; comma, semicolon or tab between the cells")
    .addOption(
      new Option(
        "--measure <code>",
        "effect measure; default: effects stand in the file (yi with vi, sei or lower and upper)",
      ).choices(MEASURE_CODES),
    )
    .addOption(
      new Option(
        "--method <name>",
        "estimator of tau2, or EE for equal effects; default: REML. MH and PETO stand for --model MH, --model PETO",
      ).choices([...HETEROGENEITY_METHODS, "FE", "MH", "PETO"]),
    )
    .addOption(
      new Option(
        "--model <name>",
        "pool counts instead of effects with variances: Mantel-Haenszel, Peto, or a mixed model (GLMM: of single groups)",
      ).choices(COUNT_MODEL_NAMES),
    )
    .addOption(
      new Option("--test <name>", "test and interval of the pooled effect; default: z").choices([
        "z",
        "t",
        "knha",
        "adhoc",
      ]),
    )
    .option("--level <share>", "level of all intervals, as 0.95 or 95; default: 0.95", level)
    .option("--tau2 <value>", "a known tau2, instead of an estimate", atLeastZero)
    .addOption(
      new Option("--prediction <kind>", "prediction interval; default: as the test").choices([
        "default",
        "t",
        "hts",
        "simple",
      ]),
    )
    .option("--exp", "effects that stand in the file are logarithms: show them as ratios")
    .option("--arm1 <name>", "what figures call the first group (with --arm2)")
    .option("--arm2 <name>", "what figures call the second group")
    .option("--favours-left <text>", "written left of no effect; default, with arms: less with the first")
    .option("--favours-right <text>", "written right of no effect")
    .option(
      "--mods <formula>",
      `moderators, such as "~ ablat + factor(alloc)"; factor(alloc, ref = 'random') sets what is compared with`,
    )
    .option("--subgroup <column>", "pool each value of a column by itself too")
    .addOption(
      new Option("--subgroup-tau2 <kind>", "one tau2 for all subgroups or one each; default: common").choices(
        ["common", "separate"],
      ),
    )
    .option(
      "--weights <column>",
      "weights of your own (0 or more), in place of inverse variances; GENQ and GENQM estimate tau2 with them too",
    )
    .option("--study <column>", "the column that names the studies")
    .option("--order <column>", 'order of the cumulative analysis; "-year" reverses')
    .option("--no-bias", "leave out tests of small-study effects and trim and fill")
    .option("--add <value>", "added to cells of tables with a zero; default: 0.5", atLeastZero)
    .addOption(
      new Option("--to <which>", "which tables get the addition; default: only0").choices([
        "all",
        "only0",
        "if0all",
        "none",
      ]),
    )
    .option("--drop00", "leave out studies without an event, or with nothing but events, in both groups")
    .option(
      "--vtype <name>",
      "variance of the measure, where it has several; default: the first, LS for most",
    )
    .option("--no-correct", "leave out corrections for small samples, as of Hedges' g")
    .option("--fractional-counts", "counts and sizes may be fractions, as after an adjustment for clusters")
    .option("--threads <n>", "threads for GOSH; the numbers do not depend on it", whole)
    .option("--seed <n>", "of random subsets (GOSH above 16 studies); default: 1", whole)
    .option("--out <dir>", "where to write; default: <data>-meta in the current folder")
    .option("--replace", "replace an earlier output although its files were edited since")
    .option("--json", "print results.json instead of the text")
    .option("--no-files", "print only; write no folder");
  for (const input of INPUT_NAMES)
    command.addOption(
      new Option(`--${input} <column>`, `column: ${INPUTS[input].means}`).helpGroup("Columns, where they are not named so:"), // prettier-ignore
    );
  command.addHelpText("after", metaHelp);
  command.action(async (file: string, flags: Flags) => {
    const out = flags.out ?? `${basename(file, extname(file))}-meta`;
    const kept = { replaceEdited: flags.replace === true };
    if (flags.files) await checkOutputFolder(out, kept);
    const output = await runMeta(file, optionsOf(flags), progressPrinter("meta"));
    if (flags.files) await replaceFolder(out, output.files, kept);
    await writeResult(flags.json === true ? output.json : output.text, undefined);
    if (flags.files) console.error(`\nWritten to ${out}: ${[...output.files.keys()].join(", ")}`);
  });
}

function optionsOf(flags: Flags): MetaOptions {
  const { measure, test, level: ciLevel, tau2, prediction } = flags;
  const {
    mods,
    subgroup,
    subgroupTau2,
    study,
    weights,
    order,
    vtype,
    seed,
    add,
    to,
    drop00,
    fractionalCounts,
  } = flags;
  const { method, model } = methodOf(flags);
  const fit = given({ method, test, ciLevel, tau2, prediction });
  return {
    fit,
    bias: flags.bias,
    columns: new Map(
      INPUT_NAMES.flatMap((input) => {
        const column = flags[input];
        return typeof column === "string" ? [[input, column] as const] : [];
      }),
    ),
    zeroCells: given({ add, to, drop00 }),
    ...(flags.correct ? {} : { correct: false }),
    ...given({
      exp: flags.exp,
      arms: pair(flags.arm1, flags.arm2, "--arm1 and --arm2"),
      favours: pair(flags.favoursLeft, flags.favoursRight, "--favours-left and --favours-right"),
    }),
    threads: flags.threads ?? availableParallelism(),
    ...given({
      measure,
      model,
      mods,
      subgroup,
      subgroupTau2,
      study,
      weights,
      order,
      vtype,
      seed,
      fractionalCounts,
    }),
  };
}

/** Two options that say something together only. */
function pair(
  one: string | undefined,
  other: string | undefined,
  options: string,
): readonly [string, string] | undefined {
  if (one === undefined && other === undefined) return undefined;
  if (one === undefined || other === undefined)
    throw new ActionError(`${options} belong together: give both.`, [], "call");
  return [one, other];
}

/** MH and PETO are models, FE is another name of EE. */
function methodOf(flags: Flags): { method: FitOptions["method"]; model: CountModelName | undefined } {
  const { method, model } = flags;
  if (method !== "MH" && method !== "PETO") return { method: method === "FE" ? "EE" : method, model };
  if (model !== undefined && model !== method)
    throw new ActionError(`--method ${method} and --model ${model} contradict each other.`, [], "call");
  return { method: undefined, model: method };
}

type Given<T> = { [Name in keyof T]?: Exclude<T[Name], undefined> };

/** Without what was not given. */
function given<T extends object>(values: T): Given<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Given<T>;
}

function number(text: string): number {
  const value = Number(text);
  if (text.trim() === "" || !Number.isFinite(value)) throw new InvalidArgumentError("It is not a number.");
  return value;
}

function atLeastZero(text: string): number {
  const value = number(text);
  if (value < 0) throw new InvalidArgumentError("It is below 0.");
  return value;
}

function whole(text: string): number {
  const value = number(text);
  if (!Number.isInteger(value) || value < 1)
    throw new InvalidArgumentError("It is not a whole number of at least 1.");
  return value;
}

function level(text: string): number {
  const value = number(text);
  const share = value >= 1 ? value / 100 : value;
  if (!(share > 0 && share < 1))
    throw new InvalidArgumentError("A level lies between 0 and 1, or between 1 and 100 percent.");
  return share;
}

function metaHelp(): string {
  const measures = MEASURES.map((measure) => {
    const sets = inputSets(measure).map((set) => set.join(" "));
    return `  ${measure.code.padEnd(7)} ${measure.label} (${sets.join(", or ")})`;
  });
  return `
Measures, and the columns they are computed from:
${measures.join("\n")}

Examples:
  coppice meta bcg.csv --measure RR --mods "~ ablat"
  coppice meta trials.csv --measure SMD --test knha --subgroup dose --m1i mean_ketamine
  coppice meta effects.csv --method DL            (columns yi and vi)

docs/meta.md explains every file that is written.`;
}
