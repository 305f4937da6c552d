import { FORMATS, formatOf } from "../formats/index.ts";
import type { Deletion, EntryReader } from "../formats/format.ts";
import type { BibRecord, RecordFormat } from "../model.ts";
import type { Problem } from "../problem.ts";
import { SNIFFED, sniffFormat, unknownFormat } from "../sniff.ts";
import { createTextStream, type StreamEncoding } from "../text/text-stream.ts";

/** What one piece of a file completed, each list in file order. */
export interface RecordBatch {
  readonly records: readonly BibRecord[];
  readonly problems: readonly Problem[];
  /** Records that the source takes back, by PMID. */
  readonly deletions: readonly Deletion[];
}

/** What is known of a file when its last piece was read. */
export interface ReadSummary {
  /** "unknown" when the content shows none of the formats; then there are no records and one error. */
  readonly format: RecordFormat | "unknown";
  readonly encoding: StreamEncoding;
  /** Entries of the file: every one was either a record or one problem of severity "error". */
  readonly count: number;
  /** For tables: which column was taken for which field. */
  readonly mapping?: Readonly<Record<string, string>>;
}

export interface RecordReader {
  /** Takes the next bytes of the file; gives the entries that they complete. */
  push(bytes: Uint8Array): RecordBatch;
  /** The file is at its end. */
  end(): RecordBatch & ReadSummary;
}

export interface ReadOptions {
  /** Named in problems and in record ids. */
  readonly file: string;
  /** Decided by the content when absent. */
  readonly format?: RecordFormat;
  /** Each record keeps its entry's own text in `text`. */
  readonly keepText?: boolean;
}

/**
 * Bytes decoded at once. One character beyond Latin-1 makes a whole string twice as wide, and long wide strings are slow
 * to make: of 8 KiB most are narrow, and the platform decodes them some five times as fast as 256 KiB.
 */
const DECODED_AT_ONCE = 1 << 13;

/** Where the next bytes to decode end: behind a line feed, so that no line waits to be joined to its rest. */
function endOfLines(bytes: Uint8Array, from: number): number {
  const most = from + DECODED_AT_ONCE;
  if (most >= bytes.length) return bytes.length;
  for (let at = most; at > from; at -= 1) if (bytes[at - 1] === 10) return at;
  return most;
}

/**
 * Reads a bibliographic file that comes in pieces, in whatever format and encoding its content shows. Nothing is thrown,
 * memory does not grow with the file, and every entry ends in exactly one of `records` and `problems` (severity "error").
 * A file in which no entry is found is one error.
 */
export function createRecordReader({ file, format, keepText = false }: ReadOptions): RecordReader {
  const stream = createTextStream(file);
  let records: BibRecord[] = [];
  let problems: Problem[] = [];
  let deletions: Deletion[] = [];
  let mapping: Readonly<Record<string, string>> | undefined;
  let count = 0;
  let taken = 0;
  let head = "";
  let name: RecordFormat | "unknown" | undefined;
  let reader: EntryReader | undefined;

  const context = {
    file,
    keepText,
    sink: {
      record: (record: BibRecord): void => {
        count += 1;
        records.push(record);
      },
      problem: (problem: Problem): void => {
        if (problem.severity === "error") count += 1;
        problems.push(problem);
      },
      deletion: (deletion: Deletion): void => {
        taken += 1;
        deletions.push(deletion);
      },
      mapping: (found: Readonly<Record<string, string>>): void => {
        mapping = found;
      },
    },
  };
  const open = (): void => {
    name = format ?? sniffFormat(head) ?? "unknown";
    if (name !== "unknown") reader = formatOf(name).createReader(context);
  };
  const take = (text: string): void => {
    if (name === undefined) {
      head += text;
      if (format === undefined && head.length < SNIFFED) return;
      open();
      reader?.push(head);
    } else reader?.push(text);
  };
  const batch = (): RecordBatch => {
    // What is no bibliographic text (a spreadsheet, a picture) is one error, not one a line: until it is known what the
    // file is, the problems of its text wait.
    const ofText = name === undefined ? [] : stream.takeProblems();
    if (name !== "unknown") problems = [...ofText, ...problems];
    const done = { records, problems: inFileOrder(problems), deletions };
    records = [];
    problems = [];
    deletions = [];
    return done;
  };
  return {
    push: (bytes) => {
      for (let at = 0; at < bytes.length;) {
        const end = endOfLines(bytes, at);
        const text = stream.push(bytes.subarray(at, end));
        if (text !== "") take(text);
        at = end;
      }
      return batch();
    },
    end: () => {
      const text = stream.end();
      if (text !== "") take(text);
      if (name === undefined) {
        open();
        reader?.push(head);
      }
      reader?.end();
      if (name === "unknown") context.sink.problem(unknownFormat(head, file));
      else if (count === 0 && taken === 0) {
        context.sink.problem({
          code: "no-entries",
          severity: "error",
          message: `no ${formatOf(name!).title} entry was found`,
          where: { file, line: 1 },
          found: head.slice(0, 60),
          expected: formatOf(name!).beginning,
        });
      }
      return {
        ...batch(),
        format: name!,
        encoding: stream.encoding(),
        count,
        ...(mapping === undefined ? {} : { mapping }),
      };
    },
  };
}

function inFileOrder(problems: readonly Problem[]): readonly Problem[] {
  return problems.length < 2
    ? problems
    : [...problems].sort((a, b) => (a.where.line ?? 0) - (b.where.line ?? 0));
}

/** The formats that are read, with what people call them and whether they are written too. */
export const READ_FORMATS: readonly {
  readonly name: RecordFormat;
  readonly title: string;
  readonly isWritten: boolean;
}[] = FORMATS.map(({ name, title, writer }) => ({ name, title, isWritten: writer !== undefined }));
