import { readCslJson } from "./formats/csl-json/map.ts";
import { readCsvRecords, type CsvMapping } from "./formats/csv/map.ts";
import { mapMedline } from "./formats/medline/map.ts";
import { parseMedline } from "./formats/medline/parse.ts";
import { mapRis } from "./formats/ris/map.ts";
import { parseRis } from "./formats/ris/parse.ts";
import type { BibRecord, RecordFormat } from "./model.ts";
import type { Problem } from "./problem.ts";
import { sniffFormat } from "./sniff.ts";
import { decodeText, type Encoding } from "./text-encoding.ts";

export interface ReadRecords {
  /** "unknown" when the content shows none of the formats; then there are no records and one problem. */
  readonly format: RecordFormat | "unknown";
  readonly encoding: Encoding;
  readonly records: readonly BibRecord[];
  readonly problems: readonly Problem[];
  /** For tables: which column was taken for which field. */
  readonly mapping?: CsvMapping;
}

/** Reads a bibliographic file. Nothing is thrown: every entry ends in `records` or in `problems`, both in file order. */
export function readRecords(bytes: Uint8Array, options: { readonly file: string; readonly format?: RecordFormat }): ReadRecords {
  const { file } = options;
  const { text, encoding, problems } = decodeText(bytes, file);
  const format = options.format ?? sniffFormat(text);
  if (format === undefined) {
    const unknown: Problem = {
      code: "unknown-format",
      severity: "error",
      message: "the content is none of the known formats",
      where: { file, line: 1 },
      found: text.slice(0, 60),
      expected: "MEDLINE (PMID- …), RIS (TY  - …), CSL-JSON or a table with a header line",
    };
    return { format: "unknown", encoding, records: [], problems: [...problems, unknown] };
  }
  const read = READERS[format](text, file);
  return { ...read, format, encoding, problems: [...problems, ...read.problems] };
}

type Reader = (text: string, file: string) => Pick<ReadRecords, "records" | "problems" | "mapping">;

const READERS: Readonly<Record<RecordFormat, Reader>> = {
  medline: (text, file) => {
    const { entries, problems } = parseMedline(text, file);
    return { records: entries.map((entry, index) => mapMedline(entry, file, index + 1)), problems };
  },
  ris: (text, file) => {
    const { entries, problems } = parseRis(text, file);
    return { records: entries.map((entry, index) => mapRis(entry, file, index + 1)), problems };
  },
  "csl-json": readCslJson,
  csv: readCsvRecords,
};
