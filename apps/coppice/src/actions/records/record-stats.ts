import { recordFaults, type BibRecord, type Problem } from "@coppice/records";
import { countMarks, type MarkedRecords } from "./marked-records.ts";
import { keepProblems, type ProblemCounts } from "./kept-problems.ts";
import { readRecordFile, type FileSummary, type ReadFileOptions } from "./read-record-file.ts";
import { inSmallHeap } from "./small-heap.ts";
import { formatOnly, threadsFor, workOnFiles } from "./threads.ts";

export interface RecordStats {
  readonly files: readonly FileSummary[];
  readonly records: number;
  /** How many records have each field. */
  readonly fields: Readonly<Record<string, number>>;
  /** Records by year, publication type and language, most frequent first. */
  readonly years: readonly Counted[];
  readonly publicationTypes: readonly Counted[];
  readonly languages: readonly Counted[];
  /** Records that say they are retracted, corrected, under concern, a notice, …: worst first. */
  readonly marks: readonly MarkedRecords[];
  readonly problems: readonly Problem[];
}

export interface Counted {
  readonly value: string;
  readonly records: number;
}

/** What counts as having a field. */
const FIELDS: Readonly<Record<string, (record: BibRecord) => boolean>> = {
  title: ({ title }) => title !== undefined,
  abstract: ({ abstract }) => abstract !== undefined,
  authors: ({ authors }) => authors.length > 0,
  year: ({ date }) => date !== undefined,
  journal: ({ journal }) => journal?.title !== undefined || journal?.abbreviation !== undefined,
  volume: ({ volume }) => volume !== undefined,
  pages: ({ pages }) => pages !== undefined,
  DOI: ({ ids }) => ids.doi !== undefined,
  PMID: ({ ids }) => ids.pmid !== undefined,
  registration: ({ ids }) => (ids.registrations?.length ?? 0) > 0,
  keywords: ({ keywords }) => keywords.length > 0,
  "subject headings": ({ meshTerms }) => meshTerms.length > 0,
  language: ({ languages }) => languages.length > 0,
  "publication type": ({ publicationTypes }) => publicationTypes.length > 0,
};

/** What was counted of one file or several. */
interface Tallies {
  readonly fields: Map<string, number>;
  readonly years: Map<string, number>;
  readonly publicationTypes: Map<string, number>;
  readonly languages: Map<string, number>;
}

/** What one file holds: counts that can be added up. */
export interface FileStats extends Tallies {
  readonly summary: FileSummary;
  readonly marks: readonly MarkedRecords[];
  readonly problems: ProblemCounts;
}

/**
 * Counts what one file holds.
 *
 * @throws ActionError when it cannot be read
 */
export async function fileStats(path: string, options: ReadFileOptions): Promise<FileStats> {
  const problems = keepProblems();
  const tallies = newTallies();
  const marks = countMarks();
  const summary = await readRecordFile(path, options, (batch) => {
    problems.add(batch.problems);
    problems.add(batch.records.flatMap(recordFaults));
    for (const record of batch.records) {
      marks.add(record);
      for (const [name, has] of Object.entries(FIELDS)) if (has(record)) add(tallies.fields, name, 1);
      add(tallies.years, record.date === undefined ? "none" : String(record.date.year), 1);
      for (const type of new Set(record.publicationTypes)) add(tallies.publicationTypes, type, 1);
      for (const language of new Set(record.languages)) add(tallies.languages, language, 1);
    }
  });
  return { summary, problems: problems.counts(), marks: marks.counts(), ...tallies };
}

/**
 * Counts what files of records hold, and says what is wrong or doubtful in them; memory does not grow with them. Several
 * large files are read in threads; the result is the same for any number of them.
 *
 * @throws ActionError when a file cannot be read
 */
export async function recordStats(
  paths: readonly string[],
  options: StatsOptions = {},
): Promise<RecordStats> {
  const { threads, ...rest } = options;
  const used = await threadsFor(paths, threads);
  const parts = await inSmallHeap(() =>
    used > 1
      ? workOnFiles<FileStats>(
          paths.map((path) => ({ kind: "stats", path, ...formatOnly(rest) })),
          used,
          rest,
        )
      : oneByOne(paths, (path) => fileStats(path, rest)),
  );
  const problems = keepProblems();
  const marks = countMarks();
  const all = newTallies();
  for (const part of parts) {
    problems.join(part.problems);
    marks.join(part.marks);
    for (const name of ["fields", "years", "publicationTypes", "languages"] as const)
      for (const [value, count] of part[name]) add(all[name], value, count);
  }
  const files = parts.map(({ summary }) => summary);
  return {
    files,
    records: files.reduce((sum, file) => sum + file.records, 0),
    fields: Object.fromEntries(all.fields),
    years: counted(all.years).sort((a, b) => (a.value < b.value ? -1 : 1)),
    publicationTypes: counted(all.publicationTypes),
    languages: counted(all.languages),
    marks: marks.counts(),
    problems: problems.all(),
  };
}

export interface StatsOptions extends ReadFileOptions {
  /** How many threads may read; by the size of the files when absent. */
  readonly threads?: number;
}

async function oneByOne<Value, Result>(
  values: readonly Value[],
  work: (value: Value) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (const value of values) results.push(await work(value));
  return results;
}

function newTallies(): Tallies {
  return {
    fields: new Map(Object.keys(FIELDS).map((name) => [name, 0])),
    years: new Map(),
    publicationTypes: new Map(),
    languages: new Map(),
  };
}

function add(counts: Map<string, number>, value: string, number: number): void {
  counts.set(value, (counts.get(value) ?? 0) + number);
}

function counted(counts: ReadonlyMap<string, number>): Counted[] {
  return [...counts]
    .map(([value, records]) => ({ value, records }))
    .sort((a, b) => b.records - a.records || (a.value < b.value ? -1 : 1));
}
