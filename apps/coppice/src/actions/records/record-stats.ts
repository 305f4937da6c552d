import { recordFaults, type BibRecord, type Problem } from "@coppice/records";
import { keepProblems } from "./kept-problems.ts";
import { readRecordFile, type FileSummary, type ReadFileOptions } from "./read-record-file.ts";

export interface RecordStats {
  readonly files: readonly FileSummary[];
  readonly records: number;
  /** How many records have each field. */
  readonly fields: Readonly<Record<string, number>>;
  /** Records by year, publication type and language, most frequent first. */
  readonly years: readonly Counted[];
  readonly publicationTypes: readonly Counted[];
  readonly languages: readonly Counted[];
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

/**
 * Counts what files of records hold, and says what is wrong or doubtful in them; memory does not grow with them.
 *
 * @throws ActionError when a file cannot be read
 */
export async function recordStats(
  paths: readonly string[],
  options: ReadFileOptions = {},
): Promise<RecordStats> {
  const problems = keepProblems();
  const files: FileSummary[] = [];
  const fields = new Map(Object.keys(FIELDS).map((name) => [name, 0]));
  const years = new Map<string, number>();
  const types = new Map<string, number>();
  const languages = new Map<string, number>();
  for (const path of paths) {
    const summary = await readRecordFile(path, options, (batch) => {
      problems.add(batch.problems);
      problems.add(batch.records.flatMap(recordFaults));
      for (const record of batch.records) {
        for (const [name, has] of Object.entries(FIELDS)) if (has(record)) add(fields, name);
        add(years, record.date === undefined ? "none" : String(record.date.year));
        for (const type of new Set(record.publicationTypes)) add(types, type);
        for (const language of new Set(record.languages)) add(languages, language);
      }
    });
    files.push(summary);
  }
  return {
    files,
    records: files.reduce((sum, file) => sum + file.records, 0),
    fields: Object.fromEntries(fields),
    years: counted(years).sort((a, b) => (a.value < b.value ? -1 : 1)),
    publicationTypes: counted(types),
    languages: counted(languages),
    problems: problems.all(),
  };
}

function add(counts: Map<string, number>, value: string): void {
  counts.set(value, (counts.get(value) ?? 0) + 1);
}

function counted(counts: ReadonlyMap<string, number>): Counted[] {
  return [...counts]
    .map(([value, records]) => ({ value, records }))
    .sort((a, b) => b.records - a.records || (a.value < b.value ? -1 : 1));
}
