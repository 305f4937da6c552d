import type { DateText, Query } from "../tree.ts";
import { printLimits } from "./limits.ts";
import { isPlainOvid } from "./tokens.ts";

/** How closely a node binds: a part that binds no closer than the whole needs brackets. */
const BINDING: Readonly<Record<"or" | "and" | "not", number>> = { or: 1, and: 2, not: 3 };
const ADJACENT = 4;
/** Words that would be read as a command. */
const LIKE_COMMAND = /^(?:limit \d|remove duplicates|dedup |use \w+$|\.)|^\d+ use /i;
/** Words at the end that, with the line before them, would be read as the choice of a database. */
const ENDS_LIKE_USE = /\s\d{1,5} use [a-z][a-z0-9]*$/i;
/** A number at the end that would be read as the line's count. */
const LIKE_COUNT = /[./)\]"\d] [\d,]+$/;

/** The query in Ovid's language, with the brackets it was written with and those that its order of operators needs. */
export function printOvid(query: Query): string {
  const text = withoutBrackets(query);
  const isCommand = query.kind === "limit" || query.kind === "deduplicate" || query.kind === "database";
  return query.bracketed && !isCommand ? `(${text})` : text;
}

function withoutBrackets(query: Query): string {
  switch (query.kind) {
    case "term":
      return `${quote(query.text, query.quoted || (query.fields.length === 0 && endsUnlikeWords(query.text)))}${printFields(query.fields)}`;
    case "heading": {
      const isUnclear = query.major && !isPlainOvid(`*${query.term}`);
      const name = `${query.explode ? "exp " : ""}${query.major ? "*" : ""}${quote(query.term, query.quoted || isUnclear)}`;
      return `${name}/${query.subheadings.join(",")}`;
    }
    case "subheadings":
      return `/${query.codes.join(",")}`;
    case "adjacent":
      return query.operands
        .map((operand, index) => inside(operand, ADJACENT, index > 0 || isSame(operand, query.distance)))
        .join(query.distance === null ? " adj " : ` adj${query.distance} `);
    case "combination":
      return query.operands
        .map((operand) => inside(operand, BINDING[query.operator], true))
        .join(` ${query.operator} `);
    case "fielded":
      return `(${printOvid({ ...query.of, bracketed: false })})${printFields(query.fields)}`;
    case "frequency":
      return `${inside(query.of, ADJACENT, true)} /freq=${query.count}`;
    case "line":
      return String(query.label);
    case "lines":
      return `${query.operator}/${query.spans.map(({ from, to }) => (from === to ? from : `${from}-${to}`)).join(",")}`;
    case "dates":
      return printDates(query.from, query.to, query.field.tag);
    case "limit":
      return `limit ${query.of.kind === "line" ? printOvid(query.of) : `(${printOvid({ ...query.of, bracketed: false })})`} to ${printLimits(query.limits)}`;
    case "deduplicate":
      return `remove duplicates from ${printOvid(query.of)}`;
    case "database":
      return query.of === null ? `use ${query.database}` : `${inCommand(query.of)} use ${query.database}`;
    // What Ovid has no words for comes here only untranslated; the closest that reads back is printed.
    case "near":
      return `(${query.text.split(" ").join(` adj${query.distance + 1} `)})${printFields([query.field])}`;
    case "recent":
      return `"last ${query.count} ${query.unit}".${query.field.tag}.`;
  }
}

function inside(operand: Query, binding: number, orEqual: boolean): string {
  const own =
    operand.kind === "combination" ? BINDING[operand.operator] : operand.kind === "adjacent" ? ADJACENT : 9;
  const needed = own < binding || (own === binding && orEqual);
  return printOvid(needed ? { ...operand, bracketed: true } : operand);
}

function isSame(operand: Query, distance: number | null): boolean {
  return operand.kind === "adjacent" && operand.distance === distance;
}

function inCommand(query: Query): string {
  return query.kind === "line" ? printOvid(query) : `(${printOvid({ ...query, bracketed: false })})`;
}

/** In quotation marks where it was, and where the words would be read as something else. */
function quote(text: string, quoted: boolean): string {
  return quoted || LIKE_COMMAND.test(text) || !isPlainOvid(text) ? `"${text.replaceAll('"', "")}"` : text;
}

/** Whether words at the end of a line would be read as something else there. */
function endsUnlikeWords(text: string): boolean {
  return LIKE_COUNT.test(text) || ENDS_LIKE_USE.test(text);
}

function printFields(fields: readonly { readonly tag: string }[]): string {
  return fields.length === 0 ? "" : `.${fields.map(({ tag }) => tag).join(",")}.`;
}

function printDates(from: DateText | null, to: DateText | null, tag: string): string {
  if (from !== null && from.year === to?.year) return `${from.year}.${tag}.`;
  return `"${from?.year ?? 1000} - ${to?.year ?? "Current"}".${tag}.`;
}
