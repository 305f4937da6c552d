import fc from "fast-check";
import { expect } from "vitest";
import type { BibRecord } from "../model.ts";
import type { Problem } from "../problem.ts";
import type { FormatDefinition } from "./format.ts";

export interface ReadPieces {
  readonly records: readonly BibRecord[];
  readonly problems: readonly Problem[];
}

/** Reads a text that comes in pieces by a format's own reader, each record with its entry's text. */
export function readPieces(
  { createReader }: FormatDefinition,
  pieces: readonly string[],
  keepText = true,
): ReadPieces {
  const records: BibRecord[] = [];
  const problems: Problem[] = [];
  const sink = {
    record: (record: BibRecord): void => {
      records.push(record);
    },
    problem: (problem: Problem): void => {
      problems.push(problem);
    },
    deletion: (): void => undefined,
    mapping: (): void => undefined,
  };
  const reader = createReader({ file: "pieces", keepText, sink });
  for (const piece of pieces) reader.push(piece);
  reader.end();
  return { records, problems };
}

/** Property: however a text of such marks is cut, the records and problems are the same. */
export function expectSameInPieces(format: FormatDefinition, marks: readonly string[]): void {
  const mark = fc.oneof(fc.constantFrom(...marks), fc.string({ unit: "binary", maxLength: 3 }));
  fc.assert(
    fc.property(fc.array(fc.array(mark, { maxLength: 12 }), { maxLength: 8 }), (cut) => {
      const pieces = cut.map((each) => each.join(""));
      const whole = pieces.join("");
      const read = readPieces(format, [whole]);
      expect(readPieces(format, pieces)).toEqual(read);
      expect(readPieces(format, whole.split(""))).toEqual(read);
      for (const { text } of read.records) expect(whole).toContain(text);
    }),
    { numRuns: 400 },
  );
}
