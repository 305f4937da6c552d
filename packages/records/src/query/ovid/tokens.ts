import type { FieldUse } from "../field.ts";
import type { QueryProblem } from "../query-problem.ts";
import { sourceText, type SourceText } from "../source-text.ts";
import { subheadingCode } from "../subheadings.ts";
import type { LineSpan, Operator } from "../tree.ts";
import { ovidField } from "./fields.ts";

/** A piece of an Ovid query; `start` is its offset in the whole text. */
export type OvidToken =
  | { readonly type: "open" | "close"; readonly start: number }
  | { readonly type: "operator"; readonly operator: Operator; readonly start: number }
  | { readonly type: "adjacent"; readonly distance: number | null; readonly start: number }
  | { readonly type: "fields"; readonly fields: readonly FieldUse[]; readonly start: number }
  /** The slash that makes a heading of the words before it, with its subheadings. */
  | { readonly type: "heading"; readonly codes: readonly string[]; readonly start: number }
  | { readonly type: "subheadings"; readonly codes: readonly string[]; readonly start: number }
  | { readonly type: "frequency"; readonly count: number; readonly start: number }
  | { readonly type: "lines"; readonly operator: "and" | "or"; readonly spans: LineSpan["spans"]; readonly start: number }
  | { readonly type: "quoted" | "word"; readonly text: string; readonly start: number }; // prettier-ignore

const QUOTED =
  /["\u201c\u201d\u201e\u201f\u2033]([^"\u201c\u201d\u201e\u201f\u2033]*)["\u201c\u201d\u201e\u201f\u2033]/y;
const CODES = "[a-z]{2}(?:\\s*,\\s*[a-z]{2})*";
const FIELDS = new RegExp(`\\.(${CODES})\\s*\\.(?![a-z0-9])`, "iy");
/** Codes of Ovid have two letters; longer ones between dots are a slip (".tiab.") and are named as such. */
const SLIPS = /\.([a-z]{3,6}(?:\s*,\s*[a-z]{2,6})*)\.(?=[\s)]|$)/iy;
const FIELDS_WITHOUT_DOT = new RegExp(`\\.(${CODES})(?=[\\s)]|$)`, "iy");
const HEADING_END = /\/(?=[\s)[,]|$)/y;
const FLOATING = new RegExp(`\\/(${CODES})(?=[\\s)[]|$)`, "iy");
const FREQUENCY = /\s*\/?\s*freq\s*=\s*(\d{1,4})/iy;
const SPAN = "\\d{1,5}(?:\\s*-\\s*\\d{1,5})?";
const LINES = new RegExp(`(or|and)\\/(${SPAN}(?:\\s*,\\s*${SPAN})*)(?![\\w.])`, "iy");
const OPERATOR = /^(?:(and|or|not)|adj(\d{0,2}))$/i;
const LEGEND = /^\s*mp\s*=/i;

export interface OvidTokens {
  readonly tokens: readonly OvidToken[];
  readonly comments: readonly string[];
}

/**
 * Cuts `text.slice(start, end)` into tokens; operators count in small letters and capitals. Square brackets are
 * comments: the legend after `.mp.` and the names after subheadings say nothing new and are left out.
 *
 * @see Ovid, "Advanced Searching Techniques" (ovid.com/site/help/documentation/ovidsp/en/syntax.htm)
 */
export function ovidTokens(
  source: SourceText,
  start: number,
  end: number,
  report: (problem: QueryProblem) => void,
): OvidTokens {
  const query = source.text.slice(0, end);
  const tokens: OvidToken[] = [];
  const comments: string[] = [];
  const match = (pattern: RegExp, at: number): RegExpExecArray | null => {
    pattern.lastIndex = at;
    return pattern.exec(query);
  };
  const unbalanced = (
    at: number,
    code: "unbalanced-quote" | "unbalanced-square-bracket",
    what: string,
  ): void =>
    report({
      code,
      severity: "error",
      place: source.placeOf(at),
      message: `${what} has no partner in this line`,
      found: query[at]!,
      fix: "Add its partner, or take it out.",
    });
  let at = start;
  while (at < end) {
    const char = query[at]!;
    if (/\s/.test(char)) {
      at += 1;
      continue;
    }
    if (char === "[" || char === "]") {
      const close = char === "[" ? query.indexOf("]", at) : -1;
      if (close < 0) {
        unbalanced(at, "unbalanced-square-bracket", "A square bracket");
        at += 1;
        continue;
      }
      const comment = query
        .slice(at + 1, close)
        .replace(/\s+/g, " ")
        .trim();
      if (comment !== "" && !LEGEND.test(comment) && !namesSubheadings(comment)) comments.push(comment);
      at = close + 1;
      continue;
    }
    const read = tokenAt(source, match, at, report);
    if (read === undefined) {
      unbalanced(at, "unbalanced-quote", "A quotation mark");
      at += 1;
    } else {
      if (read.token !== undefined) tokens.push(read.token);
      at += read.length;
    }
  }
  return { tokens, comments };
}

/** `[Drug Therapy, Therapy]`, which Ovid prints after `/dt,th`. */
function namesSubheadings(comment: string): boolean {
  return comment.split(",").every((part) => subheadingCode(part) !== undefined);
}

/** Whether words are read back as words alone, so that they need no quotation marks. */
export function isPlainOvid(text: string): boolean {
  const { tokens, comments } = ovidTokens(sourceText(text), 0, text.length, () => undefined);
  const words = tokens.map((token) =>
    token.type === "word" ? token.text : token.type === "quoted" ? `"${token.text}"` : "",
  );
  return comments.length === 0 && words.join(" ") === text;
}

type Match = (pattern: RegExp, at: number) => RegExpExecArray | null;

/** The token that begins here; undefined for a quotation mark without a partner. */
function tokenAt(
  source: SourceText,
  match: Match,
  at: number,
  report: (problem: QueryProblem) => void,
): { readonly token: OvidToken | undefined; readonly length: number } | undefined {
  const char = source.text[at]!;
  if (char === "(" || char === ")")
    return { token: { type: char === "(" ? "open" : "close", start: at }, length: 1 };
  if (isQuote(char)) {
    const quoted = match(QUOTED, at);
    if (quoted === null) return undefined;
    const text = quoted[1]!.replace(/\s+/g, " ").trim();
    return { token: text === "" ? undefined : { type: "quoted", text, start: at }, length: quoted[0].length };
  }
  return (
    ending(source, match, at, report) ?? floating(match, at) ?? lines(match, at) ?? word(source, match, at)
  );
}

/** What may follow a term directly: fields, the slash of a heading, a frequency. */
function ending(
  source: SourceText,
  match: Match,
  at: number,
  report: (problem: QueryProblem) => void,
): { readonly token: OvidToken; readonly length: number } | undefined {
  const frequency = match(FREQUENCY, at);
  if (frequency !== null)
    return {
      token: { type: "frequency", count: Number(frequency[1]), start: at },
      length: frequency[0].length,
    };
  const fields = fieldsAt(match, at);
  if (fields !== null) {
    const place = source.placeOf(at);
    if (!fields[0].endsWith("."))
      report({
        code: "missing-final-dot",
        severity: "error",
        place,
        message: `The field${fields[1]!.includes(",") ? "s" : ""} ${fields[0]} have no dot after them`,
        found: fields[0],
        expected: `${fields[0]}.`,
        fix: "Add the dot: Ovid reads the rest as text without it.",
      });
    return {
      token: { type: "fields", fields: fieldUses(fields[1]!, place), start: at },
      length: fields[0].length,
    };
  }
  const before = source.text[at - 1];
  if (before === undefined || /[\s([]/.test(before)) return undefined;
  const heading = match(FLOATING, at) ?? match(HEADING_END, at);
  if (heading === null) return undefined;
  return { token: { type: "heading", codes: codesOf(heading[1]), start: at }, length: heading[0].length };
}

function floating(
  match: Match,
  at: number,
): { readonly token: OvidToken; readonly length: number } | undefined {
  const found = match(FLOATING, at);
  if (found === null) return undefined;
  return { token: { type: "subheadings", codes: codesOf(found[1]), start: at }, length: found[0].length };
}

function lines(match: Match, at: number): { readonly token: OvidToken; readonly length: number } | undefined {
  const found = match(LINES, at);
  if (found === null) return undefined;
  const spans = found[2]!.split(",").map((part) => {
    const [from = 0, to = from] = part.split("-").map(Number);
    return { from, to };
  });
  const operator = found[1]!.toLowerCase() === "or" ? "or" : "and";
  return { token: { type: "lines", operator, spans, start: at }, length: found[0].length };
}

/** Characters until a blank, a bracket, a quotation mark, or what may end a term. */
function word(
  source: SourceText,
  match: Match,
  at: number,
): { readonly token: OvidToken; readonly length: number } {
  const { text } = source;
  let end = at + 1;
  for (; end < text.length; end += 1) {
    const char = text[end]!;
    if (/[\s()[\]]/.test(char) || isQuote(char)) break;
    if (char === "." && fieldsAt(match, end) !== null) break;
    if (char === "/" && (match(FREQUENCY, end) ?? match(FLOATING, end) ?? match(HEADING_END, end)) !== null)
      break;
  }
  const found = text.slice(at, end);
  const operator = OPERATOR.exec(found);
  const length = found.length;
  if (operator === null) return { token: { type: "word", text: found, start: at }, length };
  if (operator[1] !== undefined)
    return {
      token: { type: "operator", operator: operator[1].toLowerCase() as Operator, start: at },
      length,
    };
  const distance = operator[2] === "" ? null : Number(operator[2]);
  return { token: { type: "adjacent", distance, start: at }, length };
}

/** Fields between dots; unknown codes are taken for fields too, so that they can be named. */
function fieldsAt(match: Match, at: number): RegExpExecArray | null {
  return match(FIELDS, at) ?? match(SLIPS, at) ?? knownFields(match(FIELDS_WITHOUT_DOT, at));
}

function knownFields(match: RegExpExecArray | null): RegExpExecArray | null {
  const isKnown = match?.[1]!.split(",").every((code) => ovidField(code.trim()) !== undefined) === true;
  return isKnown ? match : null;
}

function fieldUses(codes: string, place: FieldUse["place"]): readonly FieldUse[] {
  return codesOf(codes).map((code) => ({ field: ovidField(code)?.field ?? "unknown", tag: code, place }));
}

function codesOf(codes: string | undefined): readonly string[] {
  return codes === undefined ? [] : codes.split(",").map((code) => code.trim().toLowerCase());
}

function isQuote(char: string): boolean {
  return char === '"' || (char >= "\u201c" && char <= "\u201f") || char === "\u2033";
}
