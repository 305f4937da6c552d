import type { Problem } from "./problem.ts";

export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "windows-1252";

export interface DecodedText {
  readonly text: string;
  readonly encoding: Encoding;
  readonly problems: readonly Problem[];
}

/** Damaged lines named one by one; further ones are counted. */
const NAMED_LINES = 20;

/**
 * Bytes to text: UTF-16 by its byte order mark; UTF-8 where the bytes are valid or mostly so (each invalid byte becomes
 * U+FFFD and is reported with its line); otherwise Windows-1252 (of which Latin-1 is a part), reported with the line of
 * the first byte that is not UTF-8. Mostly: more sequences of two bytes or more are valid UTF-8 than invalid, which does
 * not happen by chance. The whole file is one or the other: this is for tables and other files that people write, which have one
 * encoding. Exports are read by `createTextStream`, which decides line by line and knows MARC-8, as exports are joined from
 * several sources; of a file that mixes encodings the two give different texts. A byte order mark is not part of the text. Written out because a pure room has no TextDecoder.
 *
 * @see RFC 3629 (no overlong forms, no surrogates, nothing above U+10FFFF)
 */
export function decodeText(bytes: Uint8Array, file: string): DecodedText {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decodeUtf16(bytes, "utf-16le", file);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decodeUtf16(bytes, "utf-16be", file);
  const { text, invalidAt, sequences } = decodeUtf8(bytes);
  const first = invalidAt[0];
  if (first === undefined) return { text, encoding: "utf-8", problems: [] };
  if (sequences > invalidAt.length)
    return { text, encoding: "utf-8", problems: damagedLines(bytes, invalidAt, file) };
  const problem: Problem = {
    code: "not-utf8",
    severity: "warning",
    message: `byte ${hex(bytes[first]!)} is not UTF-8; the file was read as Windows-1252`,
    where: { file, line: lineCounter(bytes)(first) },
    found: hex(bytes[first]!),
    expected: "UTF-8",
    fix: "Export it again as UTF-8 if accents look wrong.",
  };
  return { text: decodeWindows1252(bytes), encoding: "windows-1252", problems: [problem] };
}

function damagedLines(bytes: Uint8Array, invalidAt: readonly number[], file: string): readonly Problem[] {
  const lineOf = lineCounter(bytes);
  const byLine = new Map<number, number>();
  for (const at of invalidAt) {
    const line = lineOf(at);
    if (!byLine.has(line)) byLine.set(line, at);
  }
  const more = byLine.size - NAMED_LINES;
  return [...byLine].slice(0, NAMED_LINES).map(([line, at], index) => ({
    code: "invalid-utf8",
    severity: "warning",
    message:
      `byte ${hex(bytes[at]!)} is not UTF-8 and was replaced by U+FFFD` +
      (more > 0 && index === NAMED_LINES - 1 ? `; so were bytes in ${more} further lines` : ""),
    where: { file, line },
    found: hex(bytes[at]!),
    fix: "A character is lost here: export the file again.",
  }));
}

function hex(byte: number): string {
  return `0x${byte.toString(16).padStart(2, "0")}`;
}

/** The line of ever later positions, from 1; LF, CRLF and CR all end a line. */
function lineCounter(bytes: Uint8Array): (at: number) => number {
  let line = 1;
  let from = 0;
  return (at) => {
    for (; from < at; from += 1) {
      if (bytes[from] === 10 || (bytes[from] === 13 && bytes[from + 1] !== 10)) line += 1;
    }
    return line;
  };
}

/** Code points of the bytes 0x80 to 0x9f; the five that are not defined stand for themselves. */
const CP1252 = [
  0x20ac, 0x81, 0x201a, 0x192, 0x201e, 0x2026, 0x2020, 0x2021, 0x2c6, 0x2030, 0x160, 0x2039, 0x152, 0x8d,
  0x17d, 0x8f, 0x90, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x2dc, 0x2122, 0x161, 0x203a,
  0x153, 0x9d, 0x17e, 0x178,
];

/** Collects UTF-16 code units; engines limit the arguments of one call, so text is made in pieces. */
function textBuilder(): { readonly push: (unit: number) => void; readonly text: () => string } {
  const parts: string[] = [];
  const units = new Array<number>(CHUNK).fill(0);
  let used = 0;
  return {
    push: (unit) => {
      units[used] = unit;
      used += 1;
      if (used === CHUNK) {
        parts.push(String.fromCharCode(...units));
        used = 0;
      }
    },
    text: () => parts.join("") + String.fromCharCode(...units.slice(0, used)),
  };
}

const CHUNK = 8192;

function decodeWindows1252(bytes: Uint8Array): string {
  const { push, text } = textBuilder();
  for (const byte of bytes) push(CP1252[byte - 128] ?? byte);
  return text();
}

function decodeUtf16(bytes: Uint8Array, encoding: "utf-16le" | "utf-16be", file: string): DecodedText {
  const { push, text } = textBuilder();
  const high = encoding === "utf-16le" ? 1 : 0;
  for (let at = 2; at + 1 < bytes.length; at += 2) push((bytes[at + high]! << 8) | bytes[at + 1 - high]!);
  const odd: Problem = {
    code: "cut-character",
    severity: "warning",
    message: "the file ends in half a UTF-16 character; it may be cut off",
    where: { file },
    fix: "Export the file again.",
  };
  return { text: text(), encoding, problems: bytes.length % 2 === 0 ? [] : [odd] };
}

/** `sequences`: how many valid characters of two bytes or more there are. */
function decodeUtf8(bytes: Uint8Array): {
  readonly text: string;
  readonly invalidAt: readonly number[];
  readonly sequences: number;
} {
  const { push, text } = textBuilder();
  const invalidAt: number[] = [];
  let sequences = 0;
  let at = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  while (at < bytes.length) {
    const first = bytes[at]!;
    if (first < 0x80) {
      push(first);
      at += 1;
      continue;
    }
    const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
    const code = codePoint(bytes, at, length);
    if (code < 0) {
      invalidAt.push(at);
      push(0xfffd);
      at += 1;
      continue;
    }
    sequences += 1;
    if (code > 0xffff) {
      push(0xd800 + ((code - 0x10000) >> 10));
      push(0xdc00 + ((code - 0x10000) & 0x3ff));
    } else push(code);
    at += length;
  }
  return { text: text(), invalidAt, sequences };
}

/** The code point of a sequence, or -1 when it is not valid. */
function codePoint(bytes: Uint8Array, at: number, length: number): number {
  const first = bytes[at]!;
  if (first < 0xc2 || first > 0xf4 || at + length > bytes.length) return -1;
  let code = first & (0xff >> (length + 1));
  for (let i = 1; i < length; i += 1) {
    const next = bytes[at + i]!;
    if ((next & 0xc0) !== 0x80) return -1;
    code = (code << 6) | (next & 0x3f);
  }
  const tooSmall = (length === 3 && code < 0x800) || (length === 4 && code < 0x10000);
  return tooSmall || (code >= 0xd800 && code <= 0xdfff) || code > 0x10ffff ? -1 : code;
}
