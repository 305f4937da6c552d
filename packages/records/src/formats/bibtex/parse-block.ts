import { createLineCounter } from "../../text/line-counter.ts";
import type { Block } from "./block-cutter.ts";

/** A field as written, its macros replaced; the braces of a value are always balanced. */
export interface BlockField {
  readonly name: string;
  readonly value: string;
  readonly line: number;
}

/** What is not as it should be inside a block that can be read all the same. */
export interface BlockFault {
  readonly code:
    | "missing-key"
    | "missing-comma"
    | "unclosed-value"
    | "bare-value"
    | "quote-in-value"
    | "text-after-value"
    | "text-for-field"
    | "undefined-string"
    | "string-too-long";
  readonly line: number;
  readonly field?: string;
  readonly found: string;
}

export interface ParsedBlock {
  readonly key: string;
  readonly fields: readonly BlockField[];
  readonly faults: readonly BlockFault[];
}

/** The text of an @string macro by its name in lower case; "too-long" when it would exceed the limits of memory. */
export type Macros = (name: string) => string | undefined;

/** Characters of a value made of macros. */
const LONGEST_EXPANSION = 1 << 20;

const NAME = /[^\s"#%'(),={}\\@][^\s"#(),={}\\]*(?:[^\S\r\n]+[^\s"#(),={}\\]+)*/y;
const EQUALS = /\s*=/y;
const NEXT_FIELD = /[\r\n][ \t]*[A-Za-z][\w.:+-]*[ \t]*=[ \t]*["{\w]/g;
const FIELD_AHEAD = /\s*[A-Za-z][\w.:+-]*\s*=\s*(?:["{]|\w)/y;
/** What stands behind a quote that ends its value. */
const AFTER_VALUE = /\s*(?:[,#]|[A-Za-z][\w.:+-]*\s*=\s*["{\w]|$)/y;

const QUOTE = 34;
const HASH = 35;
const COMMA = 44;
const BACKSLASH = 92;
const OPEN = 123;
const CLOSE = 125;

/** Reads the insides of blocks. One serves a whole file: it is made once and not for each entry. */
export interface BlockParser {
  /** The key and fields of an entry's block, complete and in order. */
  entry(block: Block): ParsedBlock;
  /** The definitions of an @string block. */
  strings(block: Block): Omit<ParsedBlock, "key">;
  /** The text of a @preamble block. */
  preamble(block: Block): string;
}

/**
 * A parser of blocks that replaces macros by their texts.
 *
 * Read beyond what BibTeX allows, each with a fault: a missing key, missing commas, values without delimiters, quotes inside
 * quotes, text behind a value (it is kept in the value), a value that is never closed (it ends before the next line that
 * begins a field, and gets the braces it lacks).
 *
 * @see Patashnik 1988, "BibTeXing", section 3; biber's reading of names with other marks than letters
 */
export function createBlockParser(macros: Macros): BlockParser {
  let text = "";
  let size = 0;
  let line = 0;
  let faults: BlockFault[] = [];
  let at = 0;
  let lineAt = createLineCounter("");
  let fieldLine = 0;
  /** The last value was ended before the next field, and its comma with it. */
  let isCutShort = false;

  const begin = (block: Block): void => {
    ({ text, line } = block);
    size = block.bodyTo;
    at = block.bodyFrom;
    faults = [];
    lineAt = createLineCounter(text);
    fieldLine = line;
    isCutShort = false;
  };
  const report = (code: BlockFault["code"], found: string, field?: string): void => {
    faults.push({
      code,
      line: fieldLine,
      found: found.slice(0, 60),
      ...(field === undefined ? {} : { field }),
    });
  };
  const skipSpace = (): void => {
    while (at < size && isSpace(text.charCodeAt(at))) at += 1;
  };
  const readKey = (): string => {
    skipSpace();
    fieldLine = line + lineAt(at);
    let end = at;
    while (end < size && !isKeyEnd(text.charCodeAt(end))) end += 1;
    const words = text.slice(at, end).trim();
    const mark = end < size ? text[end]! : "";
    if (mark === "," || mark === "") {
      at = mark === "" ? end : end + 1;
      if (words === "" && mark === ",") report("missing-key", text.slice(0, 40));
      return words;
    }
    if (mark === "=") {
      const last = /\s+(\S+)$/.exec(words);
      const isField = /^\s*(?:["{]|\w+\s*(?:,|$))/.test(text.slice(end + 1, Math.min(size, end + 60)));
      if (last === null && !isField) {
        // A key may hold an equals sign.
        const comma = text.indexOf(",", end);
        const to = comma < 0 || comma > size ? size : comma;
        const key = text.slice(at, to).trim();
        at = Math.min(size, to + 1);
        return key;
      }
      const key = last === null ? "" : words.slice(0, last.index).trim();
      report(key === "" ? "missing-key" : "missing-comma", key === "" ? words : key);
      at += text.slice(at, end).lastIndexOf(last?.[1] ?? words);
      return key;
    }
    // Braces or quotes: what stands here is no key.
    report("missing-key", text.slice(at, end + 20));
    return "";
  };
  const readFields = (): readonly BlockField[] => {
    const fields: BlockField[] = [];
    let isSeparated = true;
    for (;;) {
      skipSpace();
      while (at < size && text.charCodeAt(at) === COMMA) {
        isSeparated = true;
        at += 1;
        skipSpace();
      }
      if (at >= size) return fields;
      fieldLine = line + lineAt(at);
      const name = readName();
      if (name === undefined) {
        readJunk();
        continue;
      }
      if (!isSeparated) report("missing-comma", name, name);
      const nameLine = fieldLine;
      const value = readValue(name);
      fields.push({ name, value, line: nameLine });
      isSeparated = isCutShort;
      isCutShort = false;
    }
  };
  /** A name with its "="; undefined, and nothing read, when there is none. */
  const readName = (): string | undefined => {
    NAME.lastIndex = at;
    const name = NAME.exec(text)?.[0];
    if (name === undefined) return undefined;
    EQUALS.lastIndex = NAME.lastIndex;
    if (!EQUALS.test(text) || EQUALS.lastIndex > size) return undefined;
    at = EQUALS.lastIndex;
    return name;
  };
  /** Passes over what is no field: up to the next comma, or the next name before an "=". */
  const readJunk = (): void => {
    const from = at;
    while (at < size && text.charCodeAt(at) !== COMMA) {
      const code = text.charCodeAt(at);
      at = code === OPEN ? closeOf(at) : at + 1;
      if (isSpace(code) && !isSpace(text.charCodeAt(at)) && isFieldAhead()) break;
    }
    report("text-for-field", text.slice(from, Math.min(at, size)).trim());
  };
  /** Just behind the brace that closes the one at a position; the end of the body when there is none. */
  const closeOf = (from: number): number => {
    let depth = 0;
    for (let place = from; place < size; place += 1) {
      const code = text.charCodeAt(place);
      if (code === OPEN) depth += 1;
      else if (code === CLOSE && --depth === 0) return place + 1;
    }
    return size;
  };
  const readValue = (name: string): string => {
    let value = "";
    let isFirst = true;
    for (;;) {
      skipSpace();
      const part = readPart(name);
      if (value.length + part.length > LONGEST_EXPANSION && !isFirst) report("string-too-long", part, name);
      else value = isFirst ? part : value + part;
      isFirst = false;
      skipSpace();
      if (at < size && text.charCodeAt(at) === HASH) {
        at += 1;
        continue;
      }
      if (at >= size || text.charCodeAt(at) === COMMA || isFieldAhead()) return value;
      const rest = readRest();
      if (rest !== "") report("text-after-value", rest, name);
      return rest === "" ? value : `${value} ${rest}`;
    }
  };
  const isFieldAhead = (): boolean => {
    FIELD_AHEAD.lastIndex = at;
    return FIELD_AHEAD.test(text) && FIELD_AHEAD.lastIndex <= size;
  };
  /** Text behind a value up to the next comma outside of braces, or the next field. */
  const readRest = (): string => {
    const from = at;
    while (at < size && text.charCodeAt(at) !== COMMA) {
      const code = text.charCodeAt(at);
      at = code === OPEN ? closeOf(at) : at + 1;
      if (isSpace(code) && !isSpace(text.charCodeAt(at)) && isFieldAhead()) break;
    }
    return balanced(text.slice(from, Math.min(at, size)).trim());
  };
  const readPart = (name: string): string => {
    const code = at < size ? text.charCodeAt(at) : COMMA;
    if (code === OPEN) return readBraced(name);
    if (code === QUOTE) return readQuoted(name);
    return readBare(name);
  };
  const readBraced = (name: string): string => {
    const from = at + 1;
    const end = closeOf(at);
    if (
      end < size ||
      (end === size && text.charCodeAt(size - 1) === CLOSE && isBalanced(text, from, size - 1))
    ) {
      at = end;
      return text.slice(from, end - 1);
    }
    return readUnclosed(name, from);
  };
  /** The value ends before the next line that begins a field. */
  const readUnclosed = (name: string, from: number): string => {
    NEXT_FIELD.lastIndex = from;
    const next = NEXT_FIELD.exec(text)?.index;
    const end = next === undefined || next > size ? size : next;
    at = end;
    const value = text.slice(from, end).trimEnd().replace(/,$/, "");
    report("unclosed-value", value, name);
    isCutShort = true;
    return balanced(value);
  };
  const readQuoted = (name: string): string => {
    const from = at + 1;
    let depth = 0;
    let isInner = false;
    for (let place = from; place < size; place += 1) {
      const code = text.charCodeAt(place);
      if (code === OPEN) depth += 1;
      else if (code === CLOSE) depth -= 1;
      else if (code === QUOTE && depth <= 0) {
        AFTER_VALUE.lastIndex = place + 1;
        const isEnd =
          place + 1 >= size ||
          (AFTER_VALUE.test(text) && AFTER_VALUE.lastIndex <= size) ||
          isBlank(place + 1);
        if (!isEnd && text.charCodeAt(place - 1) !== BACKSLASH) isInner = true;
        if (!isEnd) continue;
        if (isInner) report("quote-in-value", text.slice(from, place), name);
        at = place + 1;
        return balanced(text.slice(from, place));
      }
    }
    return readUnclosed(name, from);
  };
  const isBlank = (from: number): boolean => text.slice(from, Math.min(size, from + 100)).trim() === "";
  /** A number, a macro's name, or text without delimiters. */
  const readBare = (name: string): string => {
    const from = at;
    while (at < size) {
      const code = text.charCodeAt(at);
      if (code === COMMA || code === HASH || code === 10 || code === 13) break;
      at = code === OPEN ? closeOf(at) : at + 1;
      if (isSpace(code) && !isSpace(text.charCodeAt(at)) && isFieldAhead()) break;
    }
    const words = text.slice(from, Math.min(at, size)).trim();
    if (/^\d*$/.test(words)) {
      if (words === "") report("bare-value", words, name);
      return words;
    }
    const macro = /^[^\s"#%'(),={}\\]+$/.test(words) && !/^\d/.test(words) ? words : undefined;
    const known = macro === undefined ? undefined : macros(macro.toLowerCase());
    if (known !== undefined) return known;
    report(macro === undefined ? "bare-value" : "undefined-string", words, name);
    return balanced(words);
  };
  return {
    entry: (block) => {
      begin(block);
      const key = readKey();
      const fields = readFields();
      return { key, fields, faults };
    },
    strings: (block) => {
      begin(block);
      const fields = readFields();
      return { fields, faults };
    },
    preamble: (block) => {
      begin(block);
      return readValue("");
    },
  };
}

function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13) || code === 0xa0 || code === 0xfeff;
}

/** A key ends at a comma, "=", brace, or quote. */
function isKeyEnd(code: number): boolean {
  return code === COMMA || code === 61 || code === OPEN || code === CLOSE || code === QUOTE;
}

function isBalanced(text: string, from: number, to: number): boolean {
  let depth = 0;
  for (let at = from; at < to; at += 1) {
    const code = text.charCodeAt(at);
    if (code === OPEN) depth += 1;
    else if (code === CLOSE && --depth < 0) return false;
  }
  return depth === 0;
}

/** Text with the braces it lacks: opening ones without end are closed at the end, closing ones without begin fall away. */
function balanced(text: string): string {
  if (isBalanced(text, 0, text.length)) return text;
  let depth = 0;
  let result = "";
  for (const mark of text) {
    if (mark === "}" && depth === 0) continue;
    if (mark === "{") depth += 1;
    else if (mark === "}") depth -= 1;
    result += mark;
  }
  return result + "}".repeat(depth);
}
