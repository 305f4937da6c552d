import { LONGEST_ENTRY } from "../../limits.ts";
import { createJoinedPieces } from "../../text/joined-pieces.ts";
import { createLineCounter } from "../../text/line-counter.ts";

/** `@type{ … }` or `@type( … )` as it stands in a file. */
export interface Block {
  /** As written: "Article". */
  readonly type: string;
  /** From the "@" to the closing mark. */
  readonly text: string;
  /** Where the text inside the delimiters begins and ends. */
  readonly bodyFrom: number;
  readonly bodyTo: number;
  readonly line: number;
  /** False when the next block or the end of the file came before the closing mark. */
  readonly isClosed: boolean;
  /** The text ended before the block did. */
  readonly isCut: boolean;
}

export interface BlockCutter {
  push(text: string): void;
  end(): void;
}

export interface BlockHandler {
  block(block: Block): void;
  /** A line outside of blocks that is not blank and no comment. */
  stray(line: number, found: string): void;
  /** A block longer than LONGEST_ENTRY; it is not given. */
  tooLong(type: string, line: number, found: string): void;
}

/** What begins a block. Bounded, so that a few hundred characters decide. */
const START = /@[ \t]{0,20}([A-Za-z][\w+-]{0,60})\s{0,100}([{(])/y;
/** What may still become a START when more text comes. */
const PARTIAL_START = /@[ \t]{0,20}(?:[A-Za-z][\w+-]{0,60}\s{0,100})?$/y;
/** White space looked through after a nested block, to see whether another one follows. */
const FOLLOWING = 1000;

const TAB = 9;
const LF = 10;
const CR = 13;
const SPACE = 32;
const QUOTE = 34;
const CLOSE_PAREN = 41;
const AT = 64;
const OPEN = 123;
const CLOSE = 125;

interface OpenBlock {
  readonly type: string;
  readonly from: number;
  readonly bodyFrom: number;
  readonly isParen: boolean;
  readonly isComment: boolean;
}

/**
 * Cuts BibTeX that comes in pieces into its blocks, by the depth of braces as BibTeX counts them (`\{` counts too).
 *
 * A block that is never closed must not swallow those after it. A line that begins with `@type{` therefore ends the block
 * before it when it stands between fields; inside a value (a note may quote BibTeX) it does so when another block or the
 * end of the file follows its closing brace. A comment is ended in this way only by the end of the file.
 */
export function createBlockCutter(on: BlockHandler): BlockCutter {
  let buffer = "";
  let at = 0;
  let ended = false;
  let baseLine = 1;
  let lineAt = createLineCounter("");
  /** Outside: where the text that was not looked at begins, and whether that is the beginning of a line. */
  let atLineStart = true;
  let searched = 0;
  let open: OpenBlock | undefined;
  let depth = 0;
  let inQuote = false;
  /** The first line-start `@type{` inside the open block, and those that are not closed themselves. */
  let firstInside: number | undefined;
  let inside: { readonly at: number; readonly depth: number }[] = [];
  /** Before it, every line-start `@type{` begins a block: it was seen that the one before is never closed. */
  let certainTo = 0;
  /** After a block that was too long: nothing is stray until the next block. */
  let isQuiet = false;

  const lineOf = (position: number): number => baseLine + lineAt(position);
  /** A START at a position; "wait" when more text decides. */
  const startAt = (
    position: number,
  ): { type: string; bodyFrom: number; isParen: boolean } | "wait" | undefined => {
    START.lastIndex = position;
    const match = START.exec(buffer);
    if (match !== null) return { type: match[1]!, bodyFrom: START.lastIndex, isParen: match[2] === "(" };
    if (ended) return undefined;
    PARTIAL_START.lastIndex = position;
    return PARTIAL_START.test(buffer) ? "wait" : undefined;
  };
  const standsAtLineStart = (position: number): boolean => {
    let before = position - 1;
    while (before >= 0 && (buffer.charCodeAt(before) === SPACE || buffer.charCodeAt(before) === TAB))
      before -= 1;
    if (before < 0) return atLineStart;
    return buffer.charCodeAt(before) === LF || buffer.charCodeAt(before) === CR;
  };
  const giveStray = (from: number, to: number): void => {
    if (isQuiet) return;
    const text = buffer.slice(from, Math.min(to, from + 200)).trim();
    if (text === "" || text.startsWith("%") || /^(?:@comment\b|[},)]+$)/i.test(text)) return;
    on.stray(lineOf(from), text);
  };
  const give = (to: number, bodyTo: number, isClosed: boolean, isCut = false): void => {
    const { type, from, bodyFrom } = open!;
    on.block({
      type,
      text: buffer.slice(from, to),
      bodyFrom: bodyFrom - from,
      bodyTo: bodyTo - from,
      line: lineOf(from),
      isClosed,
      isCut,
    });
    open = undefined;
    at = to;
    searched = to;
    atLineStart = false;
  };
  /** The open block ends where another one begins. */
  const breakOff = (to: number): void => {
    give(to, to, false);
    atLineStart = true;
  };
  /** Reads outside of blocks up to the next one; false when more text is needed. */
  const readOutside = (): boolean => {
    for (;;) {
      const size = buffer.length;
      const lineEnd = endOfLine(buffer, Math.max(at, searched));
      const isComment = atLineStart && /^[ \t]*%/.test(buffer.slice(at, Math.min(lineEnd, at + 200)));
      for (
        let mark = isComment ? -1 : buffer.indexOf("@", Math.max(at, searched));
        mark >= 0 && mark < lineEnd;
      ) {
        const start = startAt(mark);
        if (start === "wait") {
          searched = mark;
          return false;
        }
        if (start !== undefined && (!isQuiet || standsAtLineStart(mark))) {
          giveStray(at, mark);
          isQuiet = false;
          open = { ...start, from: mark, isComment: start.type.toLowerCase() === "comment" };
          at = start.bodyFrom;
          depth = start.isParen ? 0 : 1;
          inQuote = false;
          firstInside = undefined;
          inside = [];
          return true;
        }
        mark = buffer.indexOf("@", mark + 1);
      }
      if (lineEnd === size) {
        searched = size;
        if (ended) giveStray(at, size);
        if (size - at > LONGEST_ENTRY) atLineStart = false;
        if (ended || size - at > LONGEST_ENTRY) at = size;
        return false;
      }
      giveStray(at, lineEnd);
      at = lineEnd + 1;
      searched = at;
      atLineStart = true;
    }
  };
  /** Whether another block or nothing follows a nested block; "wait" when more text decides. */
  const isFollowedByBlock = (position: number): boolean | "wait" => {
    let next = position;
    while (next < buffer.length && buffer.charCodeAt(next) <= SPACE) {
      next += 1;
      if (next - position > FOLLOWING) return false;
    }
    if (next >= buffer.length) return ended || "wait";
    if (buffer.charCodeAt(next) !== AT) return false;
    const start = startAt(next);
    return start === "wait" ? "wait" : start !== undefined;
  };
  /** A line-start `@` inside the open block: whether the block was ended there, or more text is needed. */
  const meetStart = (mark: number): "go-on" | "ended" | "wait" => {
    if (!standsAtLineStart(mark)) return "go-on";
    const start = startAt(mark);
    if (start === "wait") return "wait";
    if (start === undefined) return "go-on";
    const { isComment, isParen } = open!;
    const isBetweenFields = depth === (isParen ? 0 : 1);
    if (!isComment && (isBetweenFields || mark < certainTo)) {
      breakOff(mark);
      return "ended";
    }
    firstInside ??= mark;
    if (!isComment) inside.push({ at: mark, depth });
    return "go-on";
  };
  /** Reads inside the open block up to its end; false when more text is needed. */
  const readInside = (): boolean => {
    const { from, isParen } = open!;
    const to = Math.min(buffer.length, from + LONGEST_ENTRY + 1);
    for (; at < to; at += 1) {
      const code = buffer.charCodeAt(at);
      if (code === OPEN) depth += 1;
      else if (code === CLOSE) {
        const nested = inside.at(-1)?.depth;
        if (nested === depth - 1) {
          const follows = isFollowedByBlock(at + 1);
          if (follows === "wait") return false;
          if (follows) {
            certainTo = at;
            breakOff(firstInside!);
            return true;
          }
          inside.pop();
        } else if (nested !== undefined && depth - 1 < nested) inside.pop();
        if (depth > 0) depth -= 1;
        if (depth === 0 && !isParen) {
          give(at + 1, at, true);
          return true;
        }
      } else if (code === AT) {
        const met = meetStart(at);
        if (met === "wait") return false;
        if (met === "ended") return true;
      } else if (isParen && depth === 0) {
        if (code === QUOTE) inQuote = !inQuote;
        else if (code === CLOSE_PAREN && !inQuote) {
          give(at + 1, at, true);
          return true;
        }
      }
    }
    const isTooLong = at - from > LONGEST_ENTRY;
    if (!isTooLong && !ended) return false;
    if (firstInside !== undefined) {
      certainTo = at;
      breakOff(firstInside);
    } else if (isTooLong) {
      on.tooLong(open!.type, lineOf(from), buffer.slice(from, from + 80));
      open = undefined;
      isQuiet = true;
      atLineStart = false;
      searched = at;
    } else give(buffer.length, buffer.length, false, true);
    return true;
  };
  const advance = (): void => {
    while (open === undefined ? readOutside() : readInside());
  };
  /** Forgets what was read; a CR at the end may be half of a line break. */
  const drop = (): void => {
    let to = open?.from ?? at;
    if (to > 0 && to === buffer.length && buffer.charCodeAt(to - 1) === CR) to -= 1;
    if (to === 0) return;
    baseLine += lineAt(to);
    buffer = buffer.slice(to);
    lineAt = createLineCounter(buffer);
    at -= to;
    searched = Math.max(0, searched - to);
    certainTo = Math.max(0, certainTo - to);
    if (firstInside !== undefined) firstInside -= to;
    inside = inside.map((each) => ({ ...each, at: each.at - to }));
    if (open !== undefined) open = { ...open, from: 0, bodyFrom: open.bodyFrom - to };
  };
  const pieces = createJoinedPieces();
  const read = (text: string): void => {
    if (text === "") return;
    buffer = buffer === "" ? text : buffer + text;
    lineAt = createLineCounter(buffer);
    advance();
    drop();
  };
  return {
    push: (text) => {
      const more = pieces.add(text, buffer.length);
      if (more !== undefined) read(more);
    },
    end: () => {
      read(pieces.rest());
      ended = true;
      advance();
    },
  };
}

/** The next LF or CR, or the end of the text. */
function endOfLine(text: string, from: number): number {
  const lf = text.indexOf("\n", from);
  const cr = text.indexOf("\r", from);
  if (lf < 0) return cr < 0 ? text.length : cr;
  return cr < 0 ? lf : Math.min(lf, cr);
}
