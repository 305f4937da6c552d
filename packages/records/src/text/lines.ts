import { LONGEST_LINE } from "../limits.ts";

export interface LineReader {
  push(text: string): void;
  /** Gives the last line, when the text does not end in a line break. */
  end(): void;
}

/**
 * Cuts text that comes in pieces into lines: LF, CRLF, CR and CR CR LF end a line. Lines are numbered from 1 and given
 * without their end. A line longer than LONGEST_LINE is named by `onTooLong` with its first characters, and not given.
 */
export function createLineReader(
  onLine: (content: string, line: number) => void,
  onTooLong: (line: number, beginning: string) => void,
): LineReader {
  let rest = "";
  let line = 0;
  let overlong = false;
  const give = (content: string): void => {
    line += 1;
    if (overlong) overlong = false;
    else if (content.length > LONGEST_LINE) onTooLong(line, content.slice(0, 60));
    else onLine(content, line);
  };
  return {
    push: (piece) => {
      let text = rest === "" ? piece : rest + piece;
      if (text.includes("\r")) {
        // A CR at the end may be half of a CRLF that the next piece completes.
        const tail = /\r{1,2}$/.exec(text)?.[0] ?? "";
        const whole = tail === "" ? text : text.slice(0, -tail.length);
        text = whole.replace(/\r\r\n|\r\n|\r/g, "\n") + tail;
      }
      let at = 0;
      for (let found = text.indexOf("\n"); found >= 0; found = text.indexOf("\n", at)) {
        give(text.slice(at, found));
        at = found + 1;
      }
      rest = text.slice(at);
      if (rest.length > LONGEST_LINE) {
        if (!overlong) onTooLong(line + 1, rest.slice(0, 60));
        overlong = true;
        rest = /\r{0,2}$/.exec(rest)?.[0] ?? "";
      }
    },
    end: () => {
      const text = rest.replace(/\r\r\n|\r\n|\r/g, "\n");
      rest = "";
      const lines = text.split("\n");
      if (lines.at(-1) === "" && !overlong) lines.pop();
      for (const content of lines) give(content);
    },
  };
}
