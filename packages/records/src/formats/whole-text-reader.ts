import type { BibRecord } from "../model.ts";
import type { Problem } from "../problem.ts";
import type { EntryReader, ReadContext } from "./format.ts";

/** A reader that waits for the whole text: for formats whose reading is not yet cut into pieces. */
export function wholeTextReader(
  { sink }: ReadContext,
  read: (text: string) => { readonly records: readonly BibRecord[]; readonly problems: readonly Problem[] },
): EntryReader {
  const parts: string[] = [];
  return {
    push: (text) => {
      parts.push(text);
    },
    end: () => {
      const { records, problems } = read(parts.join(""));
      for (const problem of problems) sink.problem(problem);
      for (const record of records) sink.record(record);
    },
  };
}
