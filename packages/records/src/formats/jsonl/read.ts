import { LONGEST_LINE } from "../../limits.ts";
import type { Problem } from "../../problem.ts";
import { createLineScanner } from "../../text/line-scanner.ts";
import type { EntryReader, ReadContext } from "../format.ts";
import { tooLongProblem } from "../tagged-entries.ts";
import { faultOfRecord, isRecord } from "./record-shape.ts";
import { MARK, VERSION } from "./write.ts";

/**
 * Reads records that stand as JSON on a line each; every line is a record or an error. Records keep their own id, source and
 * raw fields, so they can still be written unchanged in the format they came from.
 */
export function createJsonLinesReader({ file, sink }: ReadContext): EntryReader {
  let ordinal = 0;
  return createLineScanner({
    line: (block, from, to, _, line) => {
      const content = block.slice(from, to);
      if (content.trim() === "") return;
      ordinal += 1;
      const fail = (fault: Pick<Problem, "code" | "message" | "fix" | "expected">): void => {
        sink.problem({
          ...fault,
          severity: "error",
          where: { file, line, record: ordinal },
          found: content.slice(0, 80),
        });
      };
      let value: unknown;
      try {
        value = JSON.parse(content);
      } catch (error) {
        fail({
          code: "not-json",
          message: `the line is not JSON: ${error instanceof Error ? error.message : String(error)}`,
          fix: "The file may be cut off: write it again.",
        });
        return;
      }
      const version = versionOf(value);
      if (version > VERSION) {
        fail({
          code: "newer-version",
          message: `the record was written by a later version (${version}); it was not read`,
          expected: `version ${VERSION} or earlier`,
          fix: "Read it with a newer Coppice.",
        });
        return;
      }
      const record = withoutMark(value);
      if (isRecord(record)) {
        sink.record(record);
        return;
      }
      const fault = faultOfRecord(record);
      fail({
        code: "not-a-record",
        message: `the line is no record: ${fault?.path === "" ? "it" : (fault?.path ?? "it")} should be ${fault?.expected ?? "an object"}`,
        fix: "Write the file again from its source.",
      });
    },
    tooLong: (line, beginning) => {
      ordinal += 1;
      const readOn = "Check whether line breaks are lost: write the file again.";
      sink.problem(
        tooLongProblem(
          "line",
          { file, line, record: ordinal },
          { limit: LONGEST_LINE, found: beginning, readOn },
        ),
      );
    },
  });
}

function versionOf(value: unknown): number {
  if (typeof value !== "object" || value === null) return VERSION;
  const version = new Map<string, unknown>(Object.entries(value)).get(MARK);
  return typeof version === "number" ? version : VERSION;
}

/** The record without the mark of the format. */
function withoutMark(value: unknown): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, MARK)) return value;
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== MARK));
}
