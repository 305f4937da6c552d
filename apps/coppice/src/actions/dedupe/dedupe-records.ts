import { LinkageIndex, type LinkOutcome, type Problem, type RecordFormat } from "@coppice/records";
import { ActionError } from "../action-error.ts";
import { keepProblems, type KeptProblems } from "../records/kept-problems.ts";
import { countMarks, type MarkedRecords, type MarkTally } from "../records/marked-records.ts";
import { readRecordFile, type FileSummary, type ReadFileOptions } from "../records/read-record-file.ts";
import { openOutputs, outFormat, type DedupeOutputs } from "./dedupe-outputs.ts";
import { readDecisions } from "./read-decisions.ts";

export interface DedupeOptions extends ReadFileOptions, DedupeOutputs {
  /** Files of an earlier search: which of the others' records were in it already? */
  readonly known?: readonly string[];
  readonly decisions?: string;
  /** Whether versions of one text (preprint and article, Cochrane updates) become one report; apart unless said. */
  readonly versions?: "apart" | "merge";
  readonly now: Date;
}

export interface Deduplicated extends Pick<LinkOutcome, "links" | "review" | "families" | "contradicted"> {
  readonly files: readonly FileSummary[];
  readonly records: number;
  /** Files of the earlier search. */
  readonly earlier: readonly FileSummary[];
  /** For each record of a report that the earlier search has, a record of it there. */
  readonly known: Readonly<Record<string, string>>;
  /** What the other records describe. */
  readonly reports: number;
  /** Records that another one stands for; those that are known do not count. */
  readonly removed: number;
  /** Groups of two records or more, none of them known. */
  readonly groups: readonly (readonly string[])[];
  readonly decisions: number;
  /** Records, not those of the earlier search, that say they are retracted, corrected, under concern, …: worst first. */
  readonly marks: readonly MarkedRecords[];
  readonly problems: readonly Problem[];
  /** Of `out`, where it was written. */
  readonly format?: RecordFormat;
  /** One line a field that the format of `out` cannot hold: how many reports have it, and why. */
  readonly losses: readonly string[];
}

/**
 * Finds which records describe one report, and which of them an earlier search had. The files are read twice: first what
 * linkage compares, then, where something is to be written, the records themselves; of these, only the records of a report
 * that is not complete yet and those of pairs to look at are held.
 *
 * @throws ActionError when a file cannot be read, no record is found, or standard input would be read twice
 */
export async function dedupeRecords(paths: readonly string[], options: DedupeOptions): Promise<Deduplicated> {
  const named = [...paths, ...(options.known ?? [])];
  const writes = options.out !== undefined || options.report !== undefined || options.pairs !== undefined;
  if (named.includes("-") && writes)
    throw new ActionError("Standard input cannot be read twice: save it to a file first.", [], "call");
  if (new Set(named).size < named.length) throw new ActionError("The same file is named twice.", [], "call");
  const decisions = options.decisions === undefined ? [] : await readDecisions(options.decisions);
  const outputs = await openOutputs(options);
  try {
    const how = { decisions, versions: options.versions ?? "apart" };
    const index = new LinkageIndex();
    const problems = keepProblems();
    const marks = countMarks();
    const earlier = await addFiles(index, options.known ?? [], options, { problems });
    if (index.size > 0) index.link(how);
    const files = await addFiles(index, paths, options, { problems, marks });
    const records = files.reduce((sum, file) => sum + file.records, 0);
    if (records === 0) throw new ActionError(`${paths.join(", ")}: no record could be read.`, problems.all());
    const outcome =
      index.size === records ? { ...index.link(how), known: new Map<string, string>() } : index.linkNew(how);
    const { links, review, families, contradicted, known } = outcome;
    const groups = outcome.groups.filter((group) => !group.some((id) => known.has(id)));
    const found = { groups, review, families, files, earlier, known, now: options.now };
    const losses = writes ? await outputs.write(found, options) : [];
    return {
      files,
      records,
      earlier,
      known: Object.fromEntries(known),
      reports: groups.length,
      removed: records - known.size - groups.length,
      groups: groups.filter((group) => group.length > 1),
      links,
      review,
      families,
      contradicted,
      decisions: decisions.length,
      marks: marks.counts(),
      problems: problems.all(),
      ...(options.out === undefined ? {} : { format: outFormat(files, options.to) }),
      losses,
    };
  } catch (error) {
    await outputs.abandon();
    throw error;
  }
}

async function addFiles(
  index: LinkageIndex,
  paths: readonly string[],
  options: ReadFileOptions,
  { problems, marks }: { readonly problems: KeptProblems; readonly marks?: MarkTally },
): Promise<readonly FileSummary[]> {
  const files: FileSummary[] = [];
  for (const path of paths) {
    const summary = await readRecordFile(path, options, (batch) => {
      problems.add(batch.problems);
      for (const record of batch.records) {
        index.add(record);
        marks?.add(record);
      }
    });
    files.push(summary);
  }
  return files;
}
