import { subscript, superscript } from "../../../text/inline-markup.ts";
import { ACCENTS, SIGNS, SYMBOLS } from "./symbols.ts";

/** Commands inside each other's arguments; deeper ones are left as they stand. */
const DEEPEST = 40;

/** Characters of an option in brackets. */
const LONGEST_OPTION = 200;

/** Characters of math between dollar signs or \\( and \\). */
const LONGEST_MATH = 2000;

/** What is more than its letters in running text. */
const SPECIAL = /[\\{}$~`'-]/g;
/** What a value has that is not text on one line already. */
const UNPLAIN = /[\\{}$~`\t\n\r]|--|''|^ | $| {2}/;
const HAS_SPECIAL = /[\\{}$~`]|--|''/;

/**
 * LaTeX as the text a reader sees, on one line: accents, ligatures, dashes and quotes become their characters, math is
 * written in a line with Greek letters and raised or lowered figures, commands that change how text looks fall away, and
 * the braces that protect capitals with them.
 *
 * A command that is not known is left as it stands and given to `onUnknown`. A dollar sign without its partner, or with a
 * blank inside ("$5 and $10"), is a dollar sign.
 *
 * @example latexText(String.raw`{\"O}sterreich, $10^{-3}$ \textit{in vivo}`) // "Österreich, 10⁻³ in vivo"
 * @see Lamport 1994, LaTeX, 3.2 and 3.3; Patashnik 1988, "BibTeXing", section 3
 */
export function latexText(value: string, onUnknown?: (command: string) => void): string {
  if (!UNPLAIN.test(value)) return value;
  const text = HAS_SPECIAL.test(value) ? convert(value, false, 0, onUnknown).normalize("NFC") : value;
  return /[\t\n\r]|^ | $| {2}/.test(text) ? text.replace(/[ \t\n\r]+/g, " ").trim() : text;
}

/** The text of a link, a path or a number: only escaped signs are read, dashes and tildes stay. */
export function verbatimText(value: string): string {
  if (!/[\\{}$\s]/.test(value)) return value;
  return value
    .replace(/\\url\s*\{([^{}]*)\}/g, "$1")
    .replace(/\$\\sim\$|\{\\textasciitilde\}|\\textasciitilde(?:\{\})?|\\~(?:\{\s?\})?|\{\\~\}/g, "~")
    .replace(/\\(?:textunderscore)(?:\{\})?/g, "_")
    .replace(/\\([&%$#_{}])/g, "$1")
    .replace(/\\(?:textless|ensuremath\{<\})(?:\{\})?/g, "<")
    .replace(/\\(?:textgreater|ensuremath\{>\})(?:\{\})?/g, ">")
    .replace(/[{}]/g, "")
    .replace(/\s+/g, " ")
    .trim();
}

type OnUnknown = ((command: string) => void) | undefined;

function convert(source: string, isMath: boolean, level: number, onUnknown: OnUnknown): string {
  if (level > DEEPEST) return source;
  let out = "";
  let at = 0;
  const size = source.length;

  const inner = (text: string, math = isMath): string => convert(text, math, level + 1, onUnknown);
  const skipBlanks = (): void => {
    while (at < size && source.charCodeAt(at) <= 32) at += 1;
  };
  /** The source of the next argument: a group, a command, or one character. */
  const takeArgument = (): string => {
    skipBlanks();
    const mark = source[at];
    if (mark === "{") {
      const end = closeOf(source, at);
      const text = source.slice(at + 1, end);
      at = end + 1;
      return text;
    }
    const from = at;
    // An accent takes what follows it along: \'\i, \'{\^e}.
    for (let isOpen = true; isOpen && at < size;) {
      isOpen = false;
      if (source[at] === "\\") {
        const name = commandAt(source, at);
        at += 1 + name.length;
        isOpen = ACCENTS.has(name);
      } else if (source[at] === "{" && at > from) at = closeOf(source, at) + 1;
      else at += (source.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
    }
    return source.slice(from, Math.min(at, size));
  };
  /** "[...]" between a command and its arguments. */
  const takeOption = (): string | undefined => {
    if (source[at] !== "[") return undefined;
    const length = source.slice(at, at + LONGEST_OPTION).indexOf("]");
    if (length < 0) return undefined;
    const end = at + length;
    const text = source.slice(at + 1, end);
    at = end + 1;
    return text;
  };
  const readAccent = (mark: string): void => {
    skipBlanks();
    const isEmpty = source.startsWith("{}", at) || at >= size;
    if (isEmpty) {
      out += SPACING[mark] ?? "";
      at += 2;
      return;
    }
    const base = inner(takeArgument(), false).normalize("NFC").replace(/^ı/, "i").replace(/^ȷ/, "j");
    const [first = ""] = base;
    out += first === "" ? "" : `${first}${mark}${base.slice(first.length)}`;
  };
  const readCommand = (): void => {
    const from = at;
    const name = commandAt(source, at);
    at += 1 + name.length;
    const isWord = /^[A-Za-z]/.test(name);
    if (name === "(" || name === "[") {
      const length = source.slice(at, at + LONGEST_MATH).indexOf(name === "(" ? "\\)" : "\\]");
      if (length >= 0) {
        out += inner(source.slice(at, at + length), true);
        at += length + 2;
      }
      return;
    }
    const accent = ACCENTS.get(name);
    if (accent !== undefined && !(isMath && !isWord)) {
      readAccent(accent);
      return;
    }
    const special = COMMANDS[name];
    if (special !== undefined && Object.hasOwn(COMMANDS, name)) {
      if (source[at] === "*") at += 1;
      out += special({ argument: takeArgument, option: takeOption, inner });
      return;
    }
    const text = isWord ? SYMBOLS.get(name) : SIGNS.get(name);
    if (text === undefined) {
      onUnknown?.(`\\${name}`);
      out += source.slice(from, at);
      return;
    }
    out += text;
    if (!isWord) return;
    if (source.startsWith("{}", at)) at += 2;
    else skipBlanks();
  };
  const readDollar = (): void => {
    const isDisplay = source.startsWith("$$", at);
    const mark = isDisplay ? "$$" : "$";
    const from = at + mark.length;
    const end = endOfMath(source, from, mark);
    if (end < 0) {
      out += mark;
      at = from;
      return;
    }
    out += inner(source.slice(from, end), true);
    at = end + mark.length;
  };
  while (at < size) {
    const next = isMath ? nextMathSpecial(source, at) : nextSpecial(source, at);
    out += source.slice(at, next);
    at = next;
    if (at >= size) break;
    const mark = source[at]!;
    if (mark === "\\") readCommand();
    else if (mark === "{" || mark === "}") at += 1;
    else if (mark === "$") readDollar();
    else if (mark === "~") {
      out += " ";
      at += 1;
    } else if (mark === "^" || mark === "_") {
      at += 1;
      if (at >= size) out += mark;
      else out += (mark === "^" ? superscript : subscript)(inner(takeArgument()));
    } else {
      const run = runOf(source, at, mark);
      out += isMath ? (mark === "'" ? "′".repeat(run) : mark.repeat(run)) : ligature(mark, run);
      at += run;
    }
  }
  return out;
}

/** The accent alone, where it has no letter. */
const SPACING: Readonly<Record<string, string>> = {
  "\u0300": "`", "\u0301": "´", "\u0302": "^", "\u0303": "~", "\u0308": "¨", "\u0304": "¯", "\u0327": "¸", "\u030a": "˚",
}; // prettier-ignore

interface Arguments {
  readonly argument: () => string;
  readonly option: () => string | undefined;
  readonly inner: (text: string, isMath?: boolean) => string;
}

/** Several signs stand in brackets where a sign follows that binds closer. */
const bound = (text: string): string => (/^[\p{L}\p{N}.]*$/u.test(text) ? text : `(${text})`);

/** Commands with arguments that do not simply stay. */
const COMMANDS: Readonly<Record<string, (read: Arguments) => string>> = {
  textsuperscript: ({ argument, inner }) => superscript(inner(argument())),
  textsubscript: ({ argument, inner }) => subscript(inner(argument())),
  textsu: ({ argument, inner }) => subscript(inner(argument())),
  sp: ({ argument, inner }) => superscript(inner(argument())),
  sb: ({ argument, inner }) => subscript(inner(argument())),
  mkbibquote: ({ argument, inner }) => `“${inner(argument())}”`,
  enquote: ({ argument, inner }) => `“${inner(argument())}”`,
  url: ({ argument }) => verbatimText(argument()),
  href: ({ argument, inner }) => {
    argument();
    return inner(argument());
  },
  textcolor: ({ argument, inner }) => {
    argument();
    return inner(argument());
  },
  foreignlanguage: ({ argument, inner }) => {
    argument();
    return inner(argument());
  },
  frac: ({ argument, inner }) => `${bound(inner(argument()))}/${bound(inner(argument()))}`,
  tfrac: ({ argument, inner }) => `${bound(inner(argument()))}/${bound(inner(argument()))}`,
  dfrac: ({ argument, inner }) => `${bound(inner(argument()))}/${bound(inner(argument()))}`,
  sqrt: ({ argument, option, inner }) => {
    const root = option();
    return `${root === undefined ? "" : superscript(inner(root))}√(${inner(argument())})`;
  },
  symbol: ({ argument }) => characterOf(argument()),
  noopsort: dropArgument,
  SortNoop: dropArgument,
  phantom: dropArgument,
  vphantom: dropArgument,
  hphantom: dropArgument,
  color: dropArgument,
  label: dropArgument,
  vspace: dropArgument,
  hspace: ({ argument }) => {
    argument();
    return " ";
  },
  discretionary: ({ argument, inner }) => {
    argument();
    argument();
    return inner(argument());
  },
};

function dropArgument({ argument }: Arguments): string {
  argument();
  return "";
}

/** `\symbol{233}`, `\symbol{"E9}`. */
function characterOf(text: string): string {
  const number = text.startsWith('"') ? Number.parseInt(text.slice(1), 16) : Number(text);
  return number >= 32 && number <= 0x10ffff && !(number >= 0xd800 && number <= 0xdfff)
    ? String.fromCodePoint(number)
    : text;
}

/** The letters of a command's name, or its one sign. */
function commandAt(source: string, backslash: number): string {
  let end = backslash + 1;
  while (end < source.length && isLetter(source.charCodeAt(end))) end += 1;
  return end === backslash + 1 ? source.slice(end, end + 1) : source.slice(backslash + 1, end);
}

function isLetter(code: number): boolean {
  return (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}

/** The brace that closes the one at a position; escaped ones count as BibTeX counts them. */
function closeOf(source: string, open: number): number {
  let depth = 0;
  for (let at = open; at < source.length; at += 1) {
    const code = source.charCodeAt(at);
    if (code === 123) depth += 1;
    else if (code === 125 && --depth === 0) return at;
  }
  return source.length;
}

/** Where math ends that begins at a position; -1 when it is no math. */
function endOfMath(source: string, from: number, mark: string): number {
  if (mark === "$" && /\s/.test(source[from] ?? " ") && !/^\s*\\/.test(source.slice(from, from + 20)))
    return -1;
  for (let end = source.indexOf(mark, from); end >= 0; end = source.indexOf(mark, end + 1)) {
    if (source[end - 1] === "\\") continue;
    if (end === from) return -1;
    const isPrice = /\d/.test(source[end + 1] ?? "") && /^[\d.,]+\s/.test(source.slice(from, end));
    return isPrice || end - from > LONGEST_MATH ? -1 : end;
  }
  return -1;
}

function nextSpecial(source: string, from: number): number {
  SPECIAL.lastIndex = from;
  const match = SPECIAL.exec(source);
  return match === null ? source.length : match.index;
}

const MATH_SPECIAL = /[\\{}$~^_']/g;

function nextMathSpecial(source: string, from: number): number {
  MATH_SPECIAL.lastIndex = from;
  const match = MATH_SPECIAL.exec(source);
  return match === null ? source.length : match.index;
}

function runOf(source: string, from: number, mark: string): number {
  let end = from;
  while (source[end] === mark) end += 1;
  return end - from;
}

/** Dashes and quotes of TeX's fonts; an apostrophe stays straight. */
function ligature(mark: string, run: number): string {
  if (mark === "-") return run === 2 ? "–" : run === 3 ? "—" : "-".repeat(run);
  const [single, double] = mark === "`" ? ["‘", "“"] : ["'", "”"];
  return double.repeat(run >> 1) + single.repeat(run & 1);
}
