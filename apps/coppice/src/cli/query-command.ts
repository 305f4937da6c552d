import { Option, type Command } from "commander";
import type { SearchInterface } from "@coppice/records";
import { checkQuery } from "../actions/query-check.ts";
import { printProblems } from "./print.ts";
import { writeResult } from "./write-result.ts";

const INTERFACES = ["pubmed", "ovid"] as const satisfies readonly SearchInterface[];
const NAMES: Readonly<Record<SearchInterface, string>> = { pubmed: "PubMed", ovid: "Ovid" };

interface CheckFlags {
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
    .argument("<strategy.txt>", "the strategy, numbered lines or one query; - for standard input")
    .addOption(interfaceOption())
    .option("--mesh <file>", "headings: NLM's d20XX.bin, or lines of heading, tab, tree number")
    .option("--json", "print the result as JSON")
    .action(async (file: string, flags: CheckFlags) => {
      const { interface: searchInterface, mesh } = flags;
      const checked = await checkQuery(file, given({ interface: searchInterface, mesh }));
      if (flags.json === true) {
        await writeResult(`${JSON.stringify(checked, undefined, 2)}\n`, undefined);
        exit(checked.problems.some(({ severity }) => severity === "error") ? 1 : 0);
        return;
      }
      const code = printProblems(checked.problems);
      exit(code);
      const lines = `${checked.lines} ${checked.lines === 1 ? "line" : "lines"}`;
      console.log(`${lines} read as ${NAMES[checked.interface]}.${code === 0 ? " No errors." : ""}`);
    });
}

function interfaceOption(): Option {
  return new Option("--interface <name>", "whose language it is; default: found from its signs").choices(
    INTERFACES,
  );
}

type Given<T> = { [Name in keyof T]?: Exclude<T[Name], undefined> };

/** Without what was not given. */
function given<T extends object>(values: T): Given<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Given<T>;
}
