import {
  findRegistrations,
  parseStrategy,
  problemIn,
  runStrategy,
  type BibRecord,
  type Problem,
} from "@coppice/records";
import { ActionError } from "../action-error.ts";
import { keepProblems } from "./kept-problems.ts";
import { readRecordFile, type FileSummary, type ReadFileOptions } from "./read-record-file.ts";
import { inSmallHeap } from "./small-heap.ts";

export interface FoundRecords {
  readonly files: readonly FileSummary[];
  readonly found: readonly BibRecord[];
  /** Records that a field which is not in the import would decide. */
  readonly undecided: number;
  readonly problems: readonly Problem[];
}

/** Records that are searched together. */
const BATCH = 2000;

/**
 * The records of files that a query finds, in PubMed's language ("ketamine[ti] AND 2014[dp]"); a PMID, DOI, number of a
 * trial or record id alone is one too. Memory grows with what is found, not with the files.
 *
 * @throws ActionError when a file cannot be read or the query is wrong
 */
export async function findRecords(
  query: string,
  paths: readonly string[],
  options: ReadFileOptions = {},
): Promise<FoundRecords> {
  const matches = matcherOf(query);
  const problems = keepProblems();
  const found: BibRecord[] = [];
  const files: FileSummary[] = [];
  let undecided = 0;
  let waiting: BibRecord[] = [];
  const search = (): void => {
    const result = matches(waiting);
    for (const record of result.found) found.push(record);
    undecided += result.undecided;
    waiting = [];
  };
  await inSmallHeap(async () => {
    for (const path of paths) {
      const summary = await readRecordFile(path, options, (batch) => {
        problems.add(batch.problems);
        for (const record of batch.records) waiting.push(record);
        if (waiting.length >= BATCH) search();
      });
      files.push(summary);
    }
    search();
  });
  return { files, found, undecided, problems: problems.all() };
}

type Matcher = (records: readonly BibRecord[]) => {
  readonly found: readonly BibRecord[];
  readonly undecided: number;
};

function matcherOf(query: string): Matcher {
  const id = query.trim().toLowerCase();
  const [registration] = /[\s[\]"*]/.test(id) ? [] : findRegistrations(query.trim());
  const trial = registration?.id.toLowerCase();
  if (trial !== undefined || /^(?:\d{1,8}|10\.\d{4,9}\/\S+|\S+#\d+)$/.test(id)) {
    return (records) => ({
      found: records.filter(
        (record) =>
          record.id.toLowerCase() === id ||
          record.ids.pmid === id ||
          record.ids.doi === id ||
          record.ids.registrations?.some((each) => each.toLowerCase() === trial) === true,
      ),
      undecided: 0,
    });
  }
  const { strategy, problems } = parseStrategy(query, "pubmed");
  const errors = problems.filter(({ severity }) => severity === "error");
  if (errors.length > 0)
    throw new ActionError(
      "The query cannot be run.",
      errors.map((problem) => problemIn("the query", problem)),
      "call",
    );
  return (records) => {
    const { final } = runStrategy(strategy, records);
    const hits = new Set(final?.hits);
    return {
      found: records.filter(({ id: each }) => hits.has(each)),
      undecided: final?.undecided.length ?? 0,
    };
  };
}
