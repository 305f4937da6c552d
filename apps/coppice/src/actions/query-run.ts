import { existsSync } from "node:fs";
import {
  decodeText,
  lintStrategy,
  problemIn,
  readRecords,
  runStrategy,
  runWithRecall,
  type BibRecord,
  type Problem,
  type Recall,
  type RunOptions,
  type SearchInterface,
  type StrategyRun,
} from "@coppice/records";
import { ActionError } from "./action-error.ts";
import { readBytes, readHierarchy, readStrategy } from "./query-input.ts";

export interface QueryRun {
  readonly interface: SearchInterface;
  readonly run: StrategyRun;
  /** Where known studies were given. */
  readonly recall?: Recall;
  readonly problems: readonly Problem[];
}

export interface QueryRunOptions {
  readonly interface?: SearchInterface;
  /** A file of ids or of records, or the ids themselves. */
  readonly known?: string;
  readonly mesh?: string;
  readonly today?: RunOptions["today"];
}

/**
 * Runs a search strategy over records, line by line; with known studies also which of them each line finds.
 *
 * @throws ActionError when a file cannot be read, or there is no record
 */
export async function runQuery(
  path: string,
  recordFiles: readonly string[],
  options: QueryRunOptions,
): Promise<QueryRun> {
  const read = await readStrategy(path, options.interface);
  // What the interface would not search as it is written is said; doubts are for a check.
  const errors = lintStrategy(read).filter(({ severity }) => severity === "error");
  const others = read.problems.filter(({ severity }) => severity !== "error");
  const problems = [
    ...read.damage,
    ...[...errors, ...others].map((problem) => problemIn(read.file, problem)),
  ];
  const records: BibRecord[] = [];
  for (const file of recordFiles) {
    const result = readRecords(await readBytes(file), { file });
    for (const record of result.records) records.push(record);
    problems.push(...result.problems);
  }
  if (records.length === 0)
    throw new ActionError(`${recordFiles.join(", ")}: no record could be read.`, problems);
  const mesh = options.mesh === undefined ? undefined : await readHierarchy(options.mesh);
  const { today } = options;
  const how = { ...(mesh === undefined ? {} : { mesh }), ...(today === undefined ? {} : { today }) };
  const { strategy } = read;
  if (options.known === undefined)
    return { interface: strategy.interface, run: runStrategy(strategy, records, how), problems };
  const known = await knownStudies(options.known);
  const { run, recall } = runWithRecall(strategy, records, known, how);
  return { interface: strategy.interface, run, recall, problems };
}

/** PMIDs, DOIs or record ids: given themselves, or in a file, one a line; or the records of a file. */
async function knownStudies(given: string): Promise<readonly string[]> {
  if (!existsSync(given)) {
    if (/^(?!10\.\d)[^\s,;]*\.(?:txt|csv|tsv|nbib|ris|bib|xml|json|jsonl|enw)$/i.test(given))
      throw new ActionError(
        `${given}: there is no such file; --known takes a file, or PMIDs and DOIs themselves.`,
      );
    return namesIn(given.split(/[\s,;]+/));
  }
  const bytes = await readBytes(given);
  const { records } = readRecords(bytes, { file: given });
  const ofRecords = records.map(({ id, ids }) => ids.pmid ?? ids.doi ?? id);
  const lines = decodeText(bytes, given).text.split(/\r\n|\n|\r/);
  const isList = lines.every((line) => /^\S*$/.test(line.trim()) || line.trim().startsWith("#"));
  const names = isList ? namesIn(lines.filter((line) => !line.startsWith("# "))) : ofRecords;
  if (names.length === 0)
    throw new ActionError(`${given} names no study: give one PMID or DOI a line, or records.`);
  return names;
}

function namesIn(parts: readonly string[]): readonly string[] {
  return parts.map((part) => part.trim()).filter((part) => part !== "");
}
