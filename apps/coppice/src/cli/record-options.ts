import { InvalidArgumentError, Option } from "commander";
import { MARK_WORDS, READ_FORMATS, type RecordFormat } from "@coppice/records";
import type { MarkedRecords } from "../actions/records/marked-records.ts";
import type { FileSummary } from "../actions/records/read-record-file.ts";

/** Short names people use beside those of the formats. */
const SHORT: Readonly<Record<string, RecordFormat>> = {
  nbib: "medline",
  csl: "csl-json",
  enw: "refer",
  ciw: "wos",
};
const READ = READ_FORMATS.map(({ name }) => name);
export const WRITTEN = READ_FORMATS.filter(({ isWritten }) => isWritten).map(({ name }) => name);

export function formatOption(flags: string, description: string, formats: readonly RecordFormat[]): Option {
  const option = new Option(flags, description).choices([...formats, ...Object.keys(SHORT)]);
  const check = option.parseArg;
  // A short name is checked like the others, and then means its format.
  option.argParser((value: string, previous: unknown) => {
    check?.(value, previous);
    return SHORT[value] ?? value;
  });
  return option;
}

export function fromOption(): Option {
  return formatOption("--from <format>", "read all files as this format instead of finding it", READ);
}

export function threadsOption(): Option {
  return new Option(
    "--threads <number>",
    "files that are read at once; default: by their size, at most one a core",
  ).argParser((text: string) => {
    const threads = Number(text);
    if (!Number.isInteger(threads) || threads < 1 || threads > 256)
      throw new InvalidArgumentError("It is not a whole number from 1 to 256.");
    return threads;
  });
}

export function given<Key extends string, Value>(
  key: Key,
  value: Value | undefined,
): Partial<Record<Key, Value>> {
  return value === undefined ? {} : ({ [key]: value } as Partial<Record<Key, Value>>);
}

export function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? "" : "s"}`;
}

/** "Retracted: 2 records (a.nbib#4, b.ris#2)", one line a mark. */
export function markLines(marks: readonly MarkedRecords[]): readonly string[] {
  return marks.map(
    ({ mark, records, first }) =>
      `${MARK_WORDS[mark]}: ${plural(records, "record")} (${first.join(", ")}${records > first.length ? ", …" : ""})`,
  );
}

export function fileLines(files: readonly FileSummary[]): readonly string[] {
  return files.map(({ file, format, encoding, records, errors, deletions, mapping }) => {
    const bad = errors === 0 ? "" : `, ${plural(errors, "entry")} not read`.replace("entrys", "entries");
    const gone = deletions === undefined ? "" : `, ${plural(deletions.length, "citation")} deleted by PubMed`;
    const columns = mapping === undefined ? "" : `; columns: ${Object.entries(mapping).map(([field, column]) => `${field} from "${column}"`).join(", ")}`; // prettier-ignore
    return `${file}: ${plural(records, "record")} read as ${format} (${encoding})${bad}${gone}${columns}`;
  });
}
