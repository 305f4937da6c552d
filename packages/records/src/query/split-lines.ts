import type { SearchInterface } from "./tree.ts";

/** One line of a strategy before it is read: where its query stands in the text. */
export interface LineText {
  readonly label: number;
  /** Offset of the number, or of the query where there is none. */
  readonly at: number;
  /** The query: `text.slice(start, end)`; it may run over several lines of the text. */
  readonly start: number;
  readonly end: number;
  readonly count?: number;
  readonly before: readonly string[];
}

export interface SplitLines {
  readonly numbered: boolean;
  readonly lines: readonly LineText[];
  readonly after: readonly string[];
}

/** `#3 `, `3. `, `3) `, `3: `, `(3) `, `3<tab>`: the sign says more surely than the bare number that it is one. */
const LABEL = /^(\s*)(?:#(\d{1,5})(?:[.):]|(?=\s|$))|\(?(\d{1,5})[.):](?=\s|$)|(\d{1,5})(?=\s|$))[ \t]*/;
const BEGINS_WITH_OPERATOR = /^(?:and|or|not|adj\d*)(?=[\s(]|$)/i;
const BEGINS_WITH_BOOLEAN = /^(?:and|or|not)(?=[\s(]|$)/i;
const BEGINS_WITH_COMMAND = /^(?:use|to)(?=\s)/i;
const ENDS_WITH_OPERATOR = /(?:^|[\s)\]])(?:AND|OR|NOT|and|or|not|adj\d*)\s*$/;
const COMMENT = /^\s*(?:\/\/|#(?!\d)|Database\s*:|Search Strategy\s*:|[-=*_]{3,}\s*$)/i;

/**
 * Cuts a strategy into its lines: numbers, comment lines and counts of results are taken off, and a line that begins or
 * ends with an operator, has an open bracket, or (in a numbered strategy) has no number continues the one before it.
 */
export function splitLines(text: string, searchInterface: SearchInterface): SplitLines {
  const physical = physicalLines(text).filter(({ start, end }) => text.slice(start, end).trim() !== "");
  const numbered = isNumbered(physical.map(({ start, end }) => text.slice(start, end)));
  const lines: (Omit<LineText, "end" | "count"> & { end: number })[] = [];
  let comments: string[] = [];
  let open = 0;
  for (const { start, end } of physical) {
    const line = text.slice(start, end);
    if (COMMENT.test(line)) {
      comments.push(line.trim());
      continue;
    }
    const last = lines.at(-1);
    const label = numbered ? labelOf(line, last?.label) : undefined;
    const continues =
      last !== undefined &&
      label === undefined &&
      (numbered || open > 0 || joins(text.slice(last.start, last.end), line));
    if (continues) {
      last.end = end;
      open += openBrackets(line);
      continue;
    }
    const from = start + (label?.length ?? line.length - line.trimStart().length);
    const at = start + line.length - line.trimStart().length;
    lines.push({ label: label?.value ?? (last?.label ?? 0) + 1, at, start: from, end, before: comments });
    comments = [];
    open = openBrackets(line);
  }
  return { numbered, lines: lines.map((line) => withoutCount(text, line, searchInterface)), after: comments };
}

/** Whether a line of the text is a comment or part of a database's heading. */
export function isComment(line: string): boolean {
  return COMMENT.test(line);
}

function physicalLines(text: string): readonly { readonly start: number; readonly end: number }[] {
  return [...text.matchAll(/[^\r\n]+/g)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
}

interface Label {
  readonly value: number;
  readonly length: number;
}

/** The number of a line, where it goes on from the one before it, or has a sign that makes it one. */
function labelOf(line: string, before: number | undefined): Label | undefined {
  const match = LABEL.exec(line);
  if (match === null) return undefined;
  const rest = line.slice(match[0].length);
  const value = Number(match[2] ?? match[3] ?? match[4]);
  const isBare = match[4] !== undefined;
  if (match[2] !== undefined && BEGINS_WITH_BOOLEAN.test(rest)) return undefined;
  if (isBare && (BEGINS_WITH_OPERATOR.test(rest) || BEGINS_WITH_COMMAND.test(rest))) return undefined;
  if (isBare && before !== undefined && value !== before + 1 && !line.includes("\t")) return undefined;
  return { value, length: match[0].length };
}

function isNumbered(lines: readonly string[]): boolean {
  const content = lines.filter((line) => !COMMENT.test(line));
  const first = content[0] === undefined ? undefined : labelOf(content[0], undefined);
  if (first === undefined) return false;
  if (content[0]!.slice(first.length).trim() === "") return isCountedOn(content);
  if (first.value === 1) return true;
  return content.slice(1).some((line) => {
    const value = labelOf(line, first.value)?.value;
    return value === first.value + 1 || value === first.value - 1;
  });
}

/** A first number with nothing behind it numbers its line where every line has a number and one holds a query. */
function isCountedOn(lines: readonly string[]): boolean {
  let before: number | undefined;
  let holdsQuery = false;
  for (const line of lines) {
    const label = labelOf(line, before);
    if (label === undefined) return false;
    before = label.value;
    if (line.slice(label.length).trim() !== "") holdsQuery = true;
  }
  return holdsQuery;
}

function joins(before: string, line: string): boolean {
  const next = line.trimStart();
  return BEGINS_WITH_OPERATOR.test(next) || BEGINS_WITH_COMMAND.test(next) || ENDS_WITH_OPERATOR.test(before);
}

function openBrackets(line: string): number {
  const plain = line.replace(/"[^"]*"/g, "");
  return (plain.match(/\(/g)?.length ?? 0) - (plain.match(/\)/g)?.length ?? 0);
}

/** A number at the end is a count where a tab or two blanks stand before it, or what no query goes on from. */
const COUNT: Readonly<Record<SearchInterface, RegExp>> = {
  pubmed:
    /(?:(?<=[\])"]|(?:^|[\s(])#\d{1,5})[ \t]+|\t[ \t]*|[ \t]{2,})(?:(\d{1,3}(?:,\d{3})+|\d{1,12})|\((\d{1,3}(?:,\d{3})+|\d{1,12})\))\s*$/,
  ovid: /(?:(?<=[./)\]"]|(?<![-–,=][ \t]*)\b\d{1,5})[ \t]+|\t[ \t]*|[ \t]{2,})(?:(\d{1,3}(?:,\d{3})+|\d{1,12})|\((\d{1,3}(?:,\d{3})+|\d{1,12})\))\s*$/,
};
/** Characters at the end of a line in which its count is looked for. */
const TAIL = 80;

function withoutCount(
  text: string,
  line: Omit<LineText, "count">,
  searchInterface: SearchInterface,
): LineText {
  const from = Math.max(line.start, line.end - TAIL);
  const match = COUNT[searchInterface].exec(text.slice(from, line.end));
  if (match === null || text.slice(line.start, from + match.index).trim() === "") return line;
  return { ...line, end: from + match.index, count: Number((match[1] ?? match[2]!).replaceAll(",", "")) };
}
