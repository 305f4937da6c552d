import { LONGEST_ENTRY } from "../limits.ts";
import { createJoinedPieces } from "../text/joined-pieces.ts";

/** One item's JSON text, with the line where it begins. */
export interface JsonItemText {
  readonly text: string;
  readonly line: number;
  /** The file ended, or the item grew beyond LONGEST_ENTRY, before it was complete. */
  readonly isCut: boolean;
}

export interface ItemCutter {
  push(text: string): void;
  end(): void;
}

interface Container {
  readonly isList: boolean;
  /** Keys from the root, joined by "/": "resultList/result"; lists add nothing. */
  readonly path: string;
  /** The key whose value comes next, in an object. */
  key: string;
}

/**
 * Cuts the items of a JSON file that comes in pieces, without parsing them: the elements of the lists at the given paths
 * ("" is the root), or else each root value itself, so that one broken item does not hide the others. A root that holds
 * none of the lists is one item; several roots after each other (JSON lines) are one each.
 */
export function createItemCutter(paths: readonly string[], onItem: (item: JsonItemText) => void): ItemCutter {
  const lists = new Set(paths);
  let buffer = "";
  let at = 0;
  let line = 1;
  let stack: Container[] = [];
  let item: { from: number; readonly line: number; readonly depth: number } | undefined;
  let foundList = false;
  /** A string that goes on in the next piece is read again from here. */
  let stringFrom: number | undefined;
  let skipping = false;

  const give = (to: number, isCut: boolean): void => {
    const { from, line: begin } = item!;
    item = undefined;
    const text = buffer.slice(from, to).trimEnd();
    if (text !== "") onItem({ text, line: begin, isCut });
  };
  const begin = (): void => {
    const top = stack.at(-1);
    const isElement = top?.isList === true && lists.has(top.path);
    if (isElement) foundList = true;
    if (item === undefined ? isElement || top === undefined : isElement && item.depth === 0)
      item = { from: at, line, depth: stack.length };
  };
  const open = (isList: boolean): void => {
    begin();
    const top = stack.at(-1);
    const path =
      top === undefined || top.isList
        ? (top?.path ?? "")
        : top.path === ""
          ? top.key
          : `${top.path}/${top.key}`;
    stack.push({ isList, path, key: "" });
    // An empty list that is wanted is found too: the root around it is no item.
    if (isList && lists.has(path)) foundList = true;
  };
  const close = (): void => {
    stack.pop();
    if (item?.depth !== stack.length) return;
    if (stack.length > 0 || !foundList) give(at + 1, false);
    else item = undefined;
    if (stack.length === 0) foundList = false;
  };
  /** The end of the string that opens at `from`; -1 when it has not come yet. */
  const stringEnd = (from: number): number => {
    for (let end = buffer.indexOf('"', from + 1); end >= 0; end = buffer.indexOf('"', end + 1)) {
      let slashes = 0;
      while (buffer.charCodeAt(end - 1 - slashes) === BACKSLASH) slashes += 1;
      if (slashes % 2 === 0) return end;
    }
    return -1;
  };
  const scan = (): void => {
    for (; at < buffer.length && stack.length <= DEEPEST; at += 1) {
      const code = buffer.charCodeAt(at);
      if (code === LF) line += 1;
      if (code <= 32 || code === COLON) continue;
      if (code === QUOTE) {
        const end = stringEnd(at);
        if (end < 0) {
          stringFrom = at;
          return;
        }
        const top = stack.at(-1);
        const holder = stack.length < DEEPEST_PATH ? top : undefined;
        const next = holder?.isList === false ? nextSign(end) : 0;
        if (next === -1) {
          stringFrom = at;
          return;
        }
        if (next === COLON && holder !== undefined) holder.key = buffer.slice(at + 1, end);
        else begin();
        for (let lf = buffer.indexOf("\n", at); lf >= 0 && lf < end; lf = buffer.indexOf("\n", lf + 1))
          line += 1;
        at = end;
      } else if (code === OPEN_OBJECT) open(false);
      else if (code === OPEN_LIST) open(true);
      else if (code === CLOSE_OBJECT || code === CLOSE_LIST) {
        if (item?.depth === stack.length) give(at, false);
        close();
      } else if (code === COMMA) {
        if (stack.length > 0 && item?.depth === stack.length) give(at, false);
      } else begin();
    }
  };
  /** The first sign after white space behind a place; -1 when it has not come yet. */
  const nextSign = (end: number): number => {
    for (let next = end + 1; next < buffer.length; next += 1) {
      const code = buffer.charCodeAt(next);
      if (code > 32) return code;
    }
    return -1;
  };
  /** The rest of the file cannot be cut apart: it is one damaged item. */
  const giveUp = (from: number): void => {
    item ??= { from, line, depth: stack.length };
    give(buffer.length, true);
    skipping = true;
    buffer = "";
  };
  /** Where the text begins that must be kept for the next piece. */
  const firstNeeded = (): number => Math.min(item?.from ?? at, stringFrom ?? at);
  const drop = (to: number): void => {
    buffer = buffer.slice(to);
    at -= to;
    if (stringFrom !== undefined) stringFrom -= to;
    if (item !== undefined) item.from -= to;
  };
  const pieces = createJoinedPieces();
  const read = (text: string): void => {
    buffer = buffer === "" ? text : buffer + text;
    if (stringFrom !== undefined) at = stringFrom;
    stringFrom = undefined;
    scan();
    const keep = firstNeeded();
    if (buffer.length - keep > LONGEST_ENTRY || stack.length > DEEPEST) giveUp(keep);
    else drop(keep);
  };
  return {
    push: (text) => {
      const more = skipping ? undefined : pieces.add(text, buffer.length);
      if (more !== undefined) read(more);
    },
    end: () => {
      const rest = pieces.rest();
      if (!skipping && rest !== "") read(rest);
      if (skipping) return;
      if (item !== undefined && !(item.depth === 0 && foundList)) {
        give(buffer.length, stack.length > 0 || stringFrom !== undefined);
      } else if (stringFrom !== undefined) {
        item = { from: stringFrom, line, depth: 0 };
        give(buffer.length, true);
      }
      stack = [];
    },
  };
}

/** Values inside each other; JSON of registers and databases has below 20. */
const DEEPEST = 512;

/** The lists that are wanted stand no deeper than this. */
const DEEPEST_PATH = 4;

const LF = 10;
const QUOTE = 34;
const COMMA = 44;
const COLON = 58;
const OPEN_LIST = 91;
const BACKSLASH = 92;
const CLOSE_LIST = 93;
const OPEN_OBJECT = 123;
const CLOSE_OBJECT = 125;
