import { LONGEST_ENTRY } from "../../limits.ts";
import { createJoinedPieces } from "../../text/joined-pieces.ts";

export interface RowCutter {
  /** Whole rows that the text so far holds and that were not given yet; "" when none is complete. */
  push(text: string): string;
  /** What is left, cut nowhere: the last rows, a last row without a line break, or one whose quote is never closed. */
  end(): string;
  /** Whether a row grew beyond LONGEST_ENTRY: it is given as it is by `end`, and what follows it was dropped. */
  readonly isOverlong: () => boolean;
}

/**
 * Cuts separated text that comes in pieces where rows end, so that the pieces can be split by themselves: a line break
 * inside quotes ends no row. The grammar is that of `splitCsv`.
 */
export function createRowCutter(separator: "," | ";" | "\t"): RowCutter {
  const mark = separator.charCodeAt(0);
  let buffer = "";
  let scanned = 0;
  let safe = 0;
  let state: "start" | "plain" | "quoted" | "closing" = "start";
  let overlong = false;
  const pieces = createJoinedPieces();

  const scan = (): void => {
    for (; scanned < buffer.length; scanned += 1) {
      const code = buffer.charCodeAt(scanned);
      if (state === "quoted") {
        const next = buffer.indexOf('"', scanned);
        scanned = next < 0 ? buffer.length - 1 : next;
        if (next >= 0) state = "closing";
      } else if (state === "closing" && code === QUOTE) state = "quoted";
      else if (state === "start" && code === QUOTE) state = "quoted";
      else if (code === mark) state = "start";
      else if (code === LF || code === CR) {
        // A CR at the end of the piece may be the first half of a line break.
        if (code === CR && scanned + 1 === buffer.length) return;
        if (code === CR && buffer.charCodeAt(scanned + 1) === LF) scanned += 1;
        state = "start";
        safe = scanned + 1;
      } else state = "plain";
    }
  };
  return {
    push: (text) => {
      const more = overlong ? undefined : pieces.add(text, buffer.length);
      if (more === undefined) return "";
      buffer = buffer === "" ? more : buffer + more;
      scan();
      const rows = buffer.slice(0, safe);
      buffer = buffer.slice(safe);
      scanned -= safe;
      safe = 0;
      overlong = buffer.length > LONGEST_ENTRY;
      return rows;
    },
    end: () => {
      const rest = buffer + pieces.rest();
      buffer = "";
      return rest;
    },
    isOverlong: () => overlong,
  };
}

const QUOTE = 34;
const LF = 10;
const CR = 13;
