import type { BibRecord, RawEntry } from "../../model.ts";
import { findGarbled } from "../../normal-forms/plain-text.ts";
import { faultyYear } from "../faulty-year.ts";
import type { EntrySink, FormatDefinition } from "../format.ts";
import { createBibtexEntryReader } from "./entry-reader.ts";
import { createInheritance } from "./inheritance.ts";
import { mapBibtex } from "./map.ts";
import { writeBibtexEntry } from "./write.ts";

export const bibtex: FormatDefinition = {
  name: "bibtex",
  title: "BibTeX",
  extension: "bib",
  beginning: "entries of the form @article{key, title = {…}, … }",
  keepsRaw: true,
  findStart: (head) => {
    const at = head.search(
      /^[ \t\ufeff]*@(?:(?:string|preamble|comment)\s*[{(]|[A-Za-z]+\s*[{(]\s*[^\s{}()"=,;]*\s*(?:,|[A-Za-z]+\s*=|\}\s*$|$(?![^])))/im,
    );
    return at < 0 ? undefined : at;
  },
  createReader: ({ file, keepText, sink }) => {
    const inheritance = createInheritance(file, {
      entry: (entry, text) => {
        giveRecord(entry, text, file, sink);
      },
      problem: (problem) => {
        sink.problem(problem);
      },
    });
    const reader = createBibtexEntryReader(file, keepText, inheritance);
    return {
      push: (text) => {
        reader.push(text);
      },
      end: () => {
        reader.end();
        inheritance.end();
      },
    };
  },
  writer: { begin: "", between: "\n", end: "", entry: writeBibtexEntry },
};

function giveRecord(entry: RawEntry, text: string | undefined, file: string, sink: EntrySink): void {
  const unknown = new Set<string>();
  const record = mapBibtex(entry, file, text, (command) => {
    unknown.add(command);
  });
  for (const problem of faultyYear(record, ["year", "date", "Year", "YEAR", "Date"])) sink.problem(problem);
  if (unknown.size > 0) {
    const shown = [...unknown].slice(0, 5).join(", ");
    sink.problem({
      code: "unknown-latex",
      severity: "warning",
      message: `${shown}: not known as LaTeX ${unknown.size === 1 ? "command" : "commands"} and left as ${unknown.size === 1 ? "it stands" : "they stand"}`,
      where: { file, line: entry.line, record: entry.ordinal },
      found: shown,
    });
  }
  const garbled = garbledText(record);
  if (garbled !== undefined) {
    sink.problem({
      code: "garbled-text",
      severity: "warning",
      message: `"${garbled}" looks like UTF-8 that was read as Windows-1252; it was left as it stands`,
      where: { file, line: entry.line, record: entry.ordinal },
      found: garbled,
      fix: "Export the file again as UTF-8.",
    });
  }
  sink.record(record);
}

function garbledText({ title, abstract, authors, journal }: BibRecord): string | undefined {
  for (const text of [title, abstract, journal?.title]) {
    const found = text === undefined ? undefined : findGarbled(text);
    if (found !== undefined) return found;
  }
  for (const { family, given, collective } of authors) {
    const found = findGarbled(`${family ?? collective ?? ""} ${given ?? ""}`);
    if (found !== undefined) return found;
  }
  return undefined;
}
