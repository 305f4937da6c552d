import { LONGEST_LINE } from "../limits.ts";

export interface LineScanner {
  push(text: string): void;
  /** Gives the last line, when the text does not end in a line break. */
  end(): void;
}

export interface LineHandler {
  /**
   * One line: `text` from `from` to `to`, without its end; the next line begins at `next`. Lines are numbered from 1.
   * Nothing is cut out of the text, so that a reader takes only the parts it needs.
   */
  line(text: string, from: number, to: number, next: number, line: number): void;
  /** A line longer than LONGEST_LINE, by its first characters; it is not given. */
  tooLong(line: number, beginning: string): void;
}

const CR = 13;
const LF = 10;

/**
 * Finds the lines of a text that comes in pieces: LF, CRLF, CR and CR CR LF end a line, also where two pieces meet. Any
 * cutting into pieces gives the same lines; what is kept between two pieces is at most one line.
 */
export function createLineScanner(handler: LineHandler): LineScanner {
  let parts: string[] = [];
  let waiting = 0;
  let line = 0;
  let overlong = false;

  const give = (text: string, from: number, to: number, next: number): void => {
    line += 1;
    if (overlong) overlong = false;
    else if (to - from > LONGEST_LINE) handler.tooLong(line, text.slice(from, from + 60));
    else handler.line(text, from, to, next, line);
  };
  const keep = (rest: string): void => {
    if (rest === "") return;
    parts.push(rest);
    waiting += rest.length;
    if (waiting <= LONGEST_LINE + 2) return;
    const all = parts.join("");
    const end = withoutReturns(all);
    if (end > LONGEST_LINE) {
      if (!overlong) handler.tooLong(line + 1, all.slice(0, 60));
      overlong = true;
      parts = [all.slice(end)];
      waiting = all.length - end;
    }
  };
  const scan = (text: string, isEnd: boolean): void => {
    const size = text.length;
    let at = 0;
    let lf = -1;
    let cr = -1;
    while (at < size) {
      if (lf < at) lf = orEnd(text.indexOf("\n", at), size);
      if (cr < at) cr = orEnd(text.indexOf("\r", at), size);
      let to = lf;
      let next = lf + 1;
      if (cr < lf) {
        to = cr;
        const second = cr + 1 < size ? text.charCodeAt(cr + 1) : -1;
        const third = cr + 2 < size ? text.charCodeAt(cr + 2) : -1;
        const undecided = second === -1 || (second === CR && third === -1);
        if (undecided && !isEnd) break;
        next = second === LF ? cr + 2 : second === CR && third === LF ? cr + 3 : cr + 1;
      } else if (lf === size) break;
      give(text, at, to, next);
      at = next;
    }
    if (at === size) return;
    if (!isEnd) keep(text.slice(at));
    else give(text, at, size, size);
  };
  const takeWaiting = (text: string): string => {
    if (waiting === 0) return text;
    parts.push(text);
    const all = parts.join("");
    parts = [];
    waiting = 0;
    return all;
  };
  return {
    push: (piece) => {
      const goesOn = waiting > 0 && !piece.includes("\n") && !piece.includes("\r") && !endsInReturn(parts);
      if (goesOn) keep(piece);
      else if (piece !== "") scan(takeWaiting(piece), false);
    },
    end: () => {
      const text = takeWaiting("");
      if (text !== "") scan(text, true);
      else if (overlong) give("", 0, 0, 0);
    },
  };
}

function orEnd(found: number, size: number): number {
  return found < 0 ? size : found;
}

function endsInReturn(parts: readonly string[]): boolean {
  return parts.at(-1)?.endsWith("\r") === true;
}

/** Length without the returns at the end, which a later piece may complete to a line break. */
function withoutReturns(text: string): number {
  let end = text.length;
  while (end > text.length - 2 && text.charCodeAt(end - 1) === CR) end -= 1;
  return end;
}
