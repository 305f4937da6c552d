import { InvalidArgumentError, Option, type Command } from "commander";
import type { Problem, RunOptions, SearchInterface } from "@coppice/records";
import { checkQuery } from "../actions/query-check.ts";
import { runQuery } from "../actions/query-run.ts";
import { translateQuery } from "../actions/query-translate.ts";
import { printProblems } from "./print.ts";
import { lossLines, recallText, runText } from "./query-text.ts";
import { writeResult } from "./write-result.ts";

const INTERFACES = ["pubmed", "ovid"] as const satisfies readonly SearchInterface[];
const NAMES: Readonly<Record<SearchInterface, string>> = { pubmed: "PubMed", ovid: "Ovid" };
const STRATEGY = "the strategy, numbered lines or one query; - for standard input";
const MESH = "headings: NLM's d20XX.bin, or lines of heading, tab, tree number";

interface Flags {
  readonly interface?: SearchInterface;
  readonly mesh?: string;
  readonly json?: boolean;
}

/** `coppice query`: search strategies for PubMed and Ovid. */
export function addQueryCommand(program: Command, exit: (code: 0 | 1) => void): void {
  const query = program
    .command("query")
    .description("search strategies for PubMed and Ovid: check, translate, run over records");

  query
    .command("check")
    .description("find all that is wrong or doubtful in a search strategy")
    .argument("<strategy.txt>", STRATEGY)
    .addOption(interfaceOption())
    .option("--mesh <file>", MESH)
    .option("--json", "print the result as JSON")
    .action(async (file: string, flags: Flags) => {
      const { interface: searchInterface, mesh } = flags;
      const checked = await checkQuery(file, given({ interface: searchInterface, mesh }));
      if (flags.json === true) {
        exit(await writeJson(checked));
        return;
      }
      const code = printProblems(checked.problems);
      const lines = `${checked.lines} ${checked.lines === 1 ? "line" : "lines"}`;
      console.log(`${lines} read as ${NAMES[checked.interface]}.${code === 0 ? " No errors." : ""}`);
      exit(code);
    });

  query
    .command("translate")
    .description("say a search strategy in the other language, with every loss")
    .argument("<strategy.txt>", STRATEGY)
    .addOption(new Option("--to <name>", "the language to write").choices(INTERFACES).makeOptionMandatory())
    .addOption(interfaceOption())
    .option("--json", "print the result as JSON")
    .action(async (file: string, flags: Flags & { readonly to: SearchInterface }) => {
      const translated = await translateQuery(file, flags.to, flags.interface);
      if (flags.json === true) {
        exit(await writeJson(translated));
        return;
      }
      await writeResult(translated.text, undefined);
      const code = printProblems(translated.problems);
      for (const line of lossLines(translated.losses, translated.file)) console.error(`loss: ${line}`);
      console.error(
        `${NAMES[translated.from]} to ${NAMES[translated.to]}: ${translated.losses.length === 0 ? "nothing is lost" : `${translated.losses.length} ${translated.losses.length === 1 ? "loss" : "losses"}`}.`,
      );
      exit(code);
    });

  query
    .command("run")
    .description("run a search strategy over records, line by line; with --known, which studies it finds")
    .argument("<strategy.txt>", STRATEGY)
    .argument("<records...>", "bibliographic records, in any format that is read")
    .option("--known <list>", "known studies: PMIDs or DOIs with commas, or a file of them or of records")
    .option("--mesh <file>", MESH)
    .option("--date <day>", 'the day of the search, for "last 5 years": 2024-05-31', dayOf)
    .addOption(interfaceOption())
    .option("--json", "print the result as JSON")
    .action(async (file: string, records: readonly string[], flags: Flags & { readonly known?: string; readonly date?: NonNullable<RunOptions["today"]> }) => {
      const { interface: searchInterface, mesh, known, date } = flags;
      const result = await runQuery(file, records, given({ interface: searchInterface, mesh, known, today: date }));
      if (flags.json === true) {
        exit(await writeJson(result));
        return;
      }
      const text = result.recall === undefined ? runText(result.run) : recallText(result.recall);
      await writeResult(text, undefined);
      exit(printProblems(result.problems));
    }); // prettier-ignore
}

async function writeJson(result: { readonly problems: readonly Problem[] }): Promise<0 | 1> {
  await writeResult(`${JSON.stringify(result, undefined, 2)}\n`, undefined);
  return result.problems.some(({ severity }) => severity === "error") ? 1 : 0;
}

function interfaceOption(): Option {
  return new Option("--interface <name>", "whose language it is; default: found from its signs").choices(
    INTERFACES,
  );
}

function dayOf(text: string): NonNullable<RunOptions["today"]> {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (match === null) throw new InvalidArgumentError("It is not a day such as 2024-05-31.");
  return { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) };
}

type Given<T> = { [Name in keyof T]?: Exclude<T[Name], undefined> };

/** Without what was not given. */
function given<T extends object>(values: T): Given<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Given<T>;
}
