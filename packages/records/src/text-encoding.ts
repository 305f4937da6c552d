import type { Problem } from "./problem.ts";

export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "windows-1252";

export interface DecodedText {
  readonly text: string;
  readonly encoding: Encoding;
  readonly problems: readonly Problem[];
}

/**
 * Bytes to text: UTF-16 by its byte order mark, otherwise UTF-8 where every byte sequence is valid, otherwise
 * Windows-1252 (of which Latin-1 is a part), reported with the line of the first byte that is not UTF-8. A byte order
 * mark is not part of the text. Written out because a pure room has no TextDecoder.
 */
export function decodeText(bytes: Uint8Array, file: string): DecodedText {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { text: utf16(bytes, 1), encoding: "utf-16le", problems: [] };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { text: utf16(bytes, 0), encoding: "utf-16be", problems: [] };
  const utf8 = decodeUtf8(bytes);
  if (utf8.invalidAt === undefined) return { text: utf8.text, encoding: "utf-8", problems: [] };
  let line = 1;
  for (let i = 0; i < utf8.invalidAt; i += 1) if (bytes[i] === 10) line += 1;
  const problem: Problem = {
    code: "not-utf8",
    severity: "warning",
    message: `byte 0x${(bytes[utf8.invalidAt] ?? 0).toString(16)} is not UTF-8; the file was read as Windows-1252`,
    where: { file, line },
    fix: "Export it again as UTF-8 if accents look wrong.",
  };
  return { text: chunked(bytes, (byte) => CP1252[byte - 128] ?? byte), encoding: "windows-1252", problems: [problem] };
}

/** Code points of the bytes 0x80 to 0x9f; the five that are not defined stand for themselves. */
const CP1252 = [
  0x20ac, 0x81, 0x201a, 0x192, 0x201e, 0x2026, 0x2020, 0x2021, 0x2c6, 0x2030, 0x160, 0x2039, 0x152, 0x8d, 0x17d, 0x8f, 0x90, 0x2018,
  0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x2dc, 0x2122, 0x161, 0x203a, 0x153, 0x9d, 0x17e, 0x178,
];

const CHUNK = 8192;

function chunked(bytes: Uint8Array, codeOf: (byte: number) => number): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += CHUNK) parts.push(String.fromCharCode(...Array.from(bytes.subarray(at, at + CHUNK), codeOf)));
  return parts.join("");
}

/** `high`: offset of the more significant byte in each pair. */
function utf16(bytes: Uint8Array, high: 0 | 1): string {
  const parts: string[] = [];
  let units: number[] = [];
  for (let at = 2; at + 1 < bytes.length; at += 2) {
    units.push((bytes[at + high]! << 8) | bytes[at + 1 - high]!);
    if (units.length === CHUNK) {
      parts.push(String.fromCharCode(...units));
      units = [];
    }
  }
  return parts.join("") + String.fromCharCode(...units);
}

/** Strict UTF-8 (RFC 3629): no overlong forms, no surrogates, nothing above U+10FFFF. */
function decodeUtf8(bytes: Uint8Array): { readonly text: string; readonly invalidAt: number | undefined } {
  const parts: string[] = [];
  let units: number[] = [];
  let at = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  while (at < bytes.length) {
    const first = bytes[at]!;
    let code = first;
    let length = 1;
    if (first >= 0x80) {
      length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
      if (first < 0xc2 || first > 0xf4 || at + length > bytes.length) return { text: "", invalidAt: at };
      code = first & (0xff >> (length + 1));
      for (let i = 1; i < length; i += 1) {
        const next = bytes[at + i]!;
        if ((next & 0xc0) !== 0x80) return { text: "", invalidAt: at };
        code = (code << 6) | (next & 0x3f);
      }
      const tooSmall = (length === 3 && code < 0x800) || (length === 4 && code < 0x10000);
      if (tooSmall || (code >= 0xd800 && code <= 0xdfff) || code > 0x10ffff) return { text: "", invalidAt: at };
    }
    if (code > 0xffff) units.push(0xd800 + ((code - 0x10000) >> 10), 0xdc00 + ((code - 0x10000) & 0x3ff));
    else units.push(code);
    at += length;
    if (units.length >= CHUNK) {
      parts.push(String.fromCharCode(...units));
      units = [];
    }
  }
  return { text: parts.join("") + String.fromCharCode(...units), invalidAt: undefined };
}
