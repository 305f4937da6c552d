import type { Limit } from "../tree.ts";

const YEARS = /^yr\s*=\s*"?\s*(\d{4})?\s*(-)?\s*(\d{4}|current)?\s*"?$/i;
const LANGUAGE = /^([a-z]+) language$/i;
const LANGUAGES = new Set(
  "afrikaans albanian arabic armenian bulgarian catalan chinese croatian czech danish dutch english estonian finnish french german greek hebrew hungarian icelandic indonesian italian japanese korean latvian lithuanian norwegian persian polish portuguese romanian russian serbian slovak slovenian spanish swedish thai turkish ukrainian".split(
    " ",
  ),
);

/** The limits after `to`: groups joined by `and`, in each some joined by `or`. */
export function readLimits(text: string): Limited {
  return splitTop(text, "and")
    .map((group) => splitTop(group, "or").map(readLimit))
    .filter((group) => group.length > 0);
}

type Limited = readonly (readonly Limit[])[];

export function printLimits(limits: Limited): string {
  const groups = limits.map((group) => {
    const text = group.map(printLimit).join(" or ");
    return group.length > 1 && limits.length > 1 ? `(${text})` : text;
  });
  const text = groups.join(" and ");
  const isOne = limits.length === 1 && limits[0]!.length === 1;
  return isOne ? text : `(${text})`;
}

function readLimit(text: string): Limit {
  const plain = text.replace(/\s+/g, " ").trim();
  const years = YEARS.exec(plain);
  if (years !== null && (years[1] ?? years[3]) !== undefined) {
    const from = years[1] === undefined ? null : Number(years[1]);
    const open = years[3] === undefined || /current/i.test(years[3]);
    if (years[2] === undefined && years[3] === undefined) return { kind: "years", from, to: from };
    if (years[2] !== undefined) return { kind: "years", from, to: open ? null : Number(years[3]) };
  }
  const language = (LANGUAGE.exec(plain)?.[1] ?? plain).toLowerCase();
  if (LANGUAGES.has(language) || LANGUAGE.test(plain)) return { kind: "language", language };
  if (/^humans?$/i.test(plain)) return { kind: "humans" };
  if (/^animals?$/i.test(plain)) return { kind: "animals" };
  return { kind: "other", text: plain };
}

function printLimit(limit: Limit): string {
  switch (limit.kind) {
    case "years":
      if (limit.from !== null && limit.from === limit.to) return `yr="${limit.from}"`;
      return `yr="${limit.from ?? ""} -${limit.to ?? "Current"}"`;
    case "language":
      return limit.language === "english" ? "english language" : printOther(limit.language);
    case "humans":
    case "animals":
      return limit.kind;
    case "other":
      return limit.text;
  }
}

function printOther(language: string): string {
  return LANGUAGES.has(language) ? language : `${language} language`;
}

/** Cuts at a word outside of quotation marks and brackets; brackets around a whole part are taken off. */
function splitTop(text: string, word: "and" | "or"): readonly string[] {
  const whole = unwrap(text.trim());
  const parts: string[] = [];
  let depth = 0;
  let quoted = false;
  let from = 0;
  for (let i = 0; i < whole.length; i += 1) {
    const char = whole[i]!;
    if (char === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (char === "(") depth += 1;
    else if (char === ")") depth -= 1;
    else if (
      depth === 0 &&
      /\s/.test(char) &&
      whole.slice(i + 1, i + 1 + word.length).toLowerCase() === word &&
      /^\s/.test(whole.slice(i + 1 + word.length))
    ) {
      parts.push(whole.slice(from, i));
      from = i + 1 + word.length;
    }
  }
  parts.push(whole.slice(from));
  return parts.map((part) => part.trim()).filter((part) => part !== "");
}

function unwrap(text: string): string {
  let inside = text;
  while (inside.startsWith("(") && closesAt(inside) === inside.length - 1)
    inside = inside.slice(1, -1).trim();
  return inside;
}

function closesAt(text: string): number {
  let depth = 0;
  for (let i = 0; i < text.length; i += 1) {
    if (text[i] === "(") depth += 1;
    if (text[i] === ")") depth -= 1;
    if (depth === 0) return i;
  }
  return -1;
}
