/** What a piece of text is; how that looks is decided where it is painted. */
export type Style = "plain" | "title" | "heading" | "muted" | "warning" | "protocol" | "up" | "down" | "key";

/** A piece of a line in one style. */
export interface Run {
  readonly text: string;
  readonly style: Style;
}

export type StyledLine = readonly Run[];

/** Text with a style for each of its UTF-16 units. */
export interface StyledText {
  readonly text: string;
  readonly styles: readonly Style[];
}

export function styled(text: string, style: Style = "plain"): StyledText {
  const safe = visible(text);
  return { text: safe, styles: new Array<Style>(safe.length).fill(style) };
}

export function joined(...parts: readonly StyledText[]): StyledText {
  return {
    text: parts.map(({ text }) => text).join(""),
    styles: parts.flatMap(({ styles }) => styles),
  };
}

/**
 * Without what a terminal would obey instead of showing: control characters, and marks that turn the direction of text. Records come
 * from elsewhere, and one may hold such things on purpose.
 */
function visible(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu, " ");
}

/** The runs of a part of a text. */
function runsOf({ text, styles }: StyledText, from: number, to: number): StyledLine {
  const runs: Run[] = [];
  for (let start = from; start < to;) {
    let end = start + 1;
    while (end < to && styles[end] === styles[start]) end += 1;
    runs.push({ text: text.slice(start, end), style: styles[start]! });
    start = end;
  }
  return runs;
}

const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u;
const NO_WIDTH = /^[\p{M}\p{Cf}]$/u;

/** Cells a character takes on a terminal. */
function widthOf(character: string): 0 | 1 | 2 {
  if (character < "\u0300") return 1;
  if (NO_WIDTH.test(character)) return 0;
  return WIDE.test(character) ? 2 : 1;
}

export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) width += widthOf(character);
  return width;
}

/**
 * Cuts a text into lines of at most so many cells: at spaces, between characters of double width (Chinese and its like leave no
 * spaces), and inside a word only where it is longer than a line.
 *
 * @param width - cells, at least 2
 */
export function wrap(content: StyledText, width: number): readonly StyledLine[] {
  const { text } = content;
  const lines: StyledLine[] = [];
  let start = 0;
  let cells = 0;
  // Where the line may end, and where the next one would then begin.
  let breakAt: { readonly end: number; readonly next: number } | undefined;
  let at = 0;
  const cut = (end: number, next: number): void => {
    lines.push(runsOf(content, start, end));
    start = next;
    at = next;
    cells = 0;
    breakAt = undefined;
  };
  while (at < text.length) {
    const character = String.fromCodePoint(text.codePointAt(at)!);
    const size = widthOf(character);
    if (character === " ") {
      if (at === start) {
        start = at + 1;
        at += 1;
        continue;
      }
      // A run of spaces ends a line before its first.
      breakAt = { end: text[at - 1] === " " && breakAt !== undefined ? breakAt.end : at, next: at + 1 };
    } else if (cells + size > width) {
      if (breakAt === undefined) cut(at, at);
      else cut(breakAt.end, breakAt.next);
      continue;
    } else if (size === 2 && at > start) {
      breakAt = { end: at, next: at };
    }
    cells += size;
    at += character.length;
    if (size === 2) breakAt = { end: at, next: at };
  }
  const end = text.trimEnd().length;
  if (end > start || lines.length === 0) lines.push(runsOf(content, start, Math.max(start, end)));
  return lines;
}
