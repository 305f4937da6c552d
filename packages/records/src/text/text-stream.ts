import type { Problem } from "../problem.ts";
import { LONGEST_LINE } from "../limits.ts";
import { countLineBreaks } from "./line-breaks.ts";
import { decodeMarc8, judgeMarc8 } from "./marc8.ts";
import { findMisreadings, type Misreading } from "./misread-text.ts";
import { platformDecoder } from "./platform-decoder.ts";

export type StreamEncoding = "utf-8" | "utf-16le" | "utf-16be" | "windows-1252" | "marc-8" | "mixed";

export interface TextStream {
  /** The text of the bytes so far that can be decided on; the rest waits for the next piece. */
  push(bytes: Uint8Array): string;
  end(): string;
  /** What was found out so far. */
  readonly encoding: () => StreamEncoding;
  /** Problems not taken yet. */
  readonly takeProblems: () => readonly Problem[];
}

/** Damaged lines named one by one; further ones are counted. */
const NAMED_LINES = 20;

/**
 * Decodes a file that comes in pieces. A byte order mark decides, or the NULs of UTF-16 without one; otherwise text is
 * UTF-8, and a line that is not is read by itself: as MARC-8 where its bytes can be nothing else, otherwise as Windows-1252;
 * or it keeps its valid characters with U+FFFD for the others where most of them are valid. Every such line is reported, so
 * that a file of mixed encodings is neither refused nor silently spoiled. Text that was misread before it was saved ("Ã©" for
 * "é", "Garcâia" for "García") is reported and left as it is.
 *
 * @see WHATWG Encoding Standard, 8.1 (UTF-8 decoder), 9.2 (Windows-1252)
 */
export function createTextStream(file: string): TextStream {
  const strict = platformDecoder("utf-8", true);
  const lenient = platformDecoder("utf-8", false);
  const western = platformDecoder("windows-1252", false);
  const utf16 = platformDecoder("utf-16le", false);
  let problems: Problem[] = [];
  /** Bytes of a line, or of a character, that the next piece goes on with. */
  let held: Uint8Array[] = [];
  let waiting = 0;
  let kind: "undecided" | "bytes" | "utf-16le" | "utf-16be" = "undecided";
  let line = 1;
  let damaged = 0;
  let westernLines = 0;
  let marc8Lines = 0;
  /** Lines read as Windows-1252 that could be MARC-8 too. */
  let doubtfulLines = 0;
  const misread = new Map<Misreading["code"], number>();
  let hasUtf8 = false;
  let hasNul = false;

  const warn = (code: string, message: string, where: Problem["where"], rest: Partial<Problem>): void => {
    problems.push({ code, severity: "warning", message, where, ...rest });
  };
  const findNul = (text: string, before: number): void => {
    const at = text.indexOf("\0");
    if (at < 0) return;
    hasNul = true;
    const where = { file, line: before + breaksIn(text.slice(0, at)) };
    const fix = "The file may be damaged where they stand: export it again.";
    warn("nul-characters", "the text holds NUL characters; they were kept", where, { found: "U+0000", fix });
  };
  const decodeLine = (bytes: Uint8Array): string => {
    try {
      return strict.decode(bytes);
    } catch {
      const { valid, invalid, first } = countSequences(bytes);
      const isUtf8 = valid > invalid;
      const marc8 = isUtf8 ? "no" : judgeMarc8(bytes);
      damaged += 1;
      if (isUtf8) hasUtf8 = true;
      else if (marc8 === "sure") marc8Lines += 1;
      else westernLines += 1;
      if (marc8 === "maybe") doubtfulLines += 1;
      if (damaged <= NAMED_LINES) {
        const byte = `0x${(bytes[first] ?? 0).toString(16).padStart(2, "0")}`;
        if (marc8 === "sure") {
          if (marc8Lines === 1)
            warn(
              "marc-8",
              `byte ${byte} is a MARC-8 accent before its letter; this line, and others like it, were read as MARC-8`,
              { file, line },
              { found: byte, expected: "UTF-8", fix: "Export it again as UTF-8 if accents look wrong." },
            );
        } else if (isUtf8) {
          const fix = "A character is lost here: export the file again.";
          warn(
            "invalid-utf8",
            `byte ${byte} is not UTF-8 and was replaced by U+FFFD`,
            { file, line },
            { found: byte, fix },
          );
        } else if (westernLines === 1) {
          warn(
            "not-utf8",
            `byte ${byte} is not UTF-8; this line, and others like it, were read as Windows-1252`,
            { file, line },
            { found: byte, expected: "UTF-8", fix: "Export it again as UTF-8 if accents look wrong." },
          );
        }
      }
      if (marc8 === "sure") return decodeMarc8(bytes);
      return isUtf8 ? lenient.decode(bytes) : western.decode(bytes);
    }
  };
  /** Warns of the first line of each kind; the others are counted for the end. */
  const noteMisreadings = (text: string): void => {
    for (const { code, at, found, lines } of findMisreadings(text)) {
      const before = misread.get(code) ?? 0;
      misread.set(code, before + lines);
      if (before > 0) continue;
      const where = { file, line: line + breaksIn(text.slice(0, at)) };
      const rest = { found, fix: "Export the file again as UTF-8; it was left as it is." };
      if (code === "double-encoded")
        warn(code, `"${found}" looks like UTF-8 that was read as Windows-1252 and saved again`, where, rest);
      else warn(code, `"${found}" looks like MARC-8 that was read as Latin-1`, where, rest);
    }
  };
  const decodeBytes = (bytes: Uint8Array): string => {
    let text: string;
    try {
      text = strict.decode(bytes);
      if (text.length !== bytes.length) {
        hasUtf8 = true;
        noteMisreadings(text);
      }
      if (!hasNul) findNul(text, line);
      line += countLineBreaks(bytes, text);
      return text;
    } catch {
      const parts: string[] = [];
      for (let from = 0; from < bytes.length;) {
        const to = lineEnd(bytes, from);
        const content = bytes.subarray(from, to);
        const wrong = damaged;
        const part = decodeLine(content);
        if (damaged === wrong && part.length !== content.length) {
          hasUtf8 = true;
          noteMisreadings(part);
        }
        if (!hasNul) findNul(part, line);
        parts.push(part);
        line += countLineBreaks(content, part);
        from = to;
      }
      return parts.join("");
    }
  };
  const decide = (bytes: Uint8Array): Uint8Array => {
    if (bytes[0] === 0xff && bytes[1] === 0xfe) kind = "utf-16le";
    else if (bytes[0] === 0xfe && bytes[1] === 0xff) kind = "utf-16be";
    else kind = utf16WithoutMark(bytes) ?? "bytes";
    if (kind === "bytes")
      return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
    const marked = isMarkedUtf16(bytes);
    if (!marked)
      warn(
        "no-byte-order-mark",
        "the file is UTF-16 without a byte order mark",
        { file },
        { expected: "UTF-8, or UTF-16 that begins with its mark", fix: "Check that the text looks right." },
      );
    return marked ? bytes.subarray(2) : bytes;
  };
  const decode = (bytes: Uint8Array): string => {
    if (kind === "bytes") return decodeBytes(bytes);
    return utf16.decode(kind === "utf-16le" ? bytes : swapped(bytes));
  };
  /** "3 lines are Windows-1252, 1 line is MARC-8 among UTF-8"; MARC-8's doubtful lines mix nothing. */
  const isMixed = (): boolean =>
    (hasUtf8 && westernLines + marc8Lines > 0) || (marc8Lines > 0 && westernLines > doubtfulLines);
  const mixture = (): string => {
    const kinds = [
      [westernLines, "Windows-1252"],
      [marc8Lines, "MARC-8"],
    ] as const;
    const named = kinds
      .filter(([lines]) => lines > 0)
      .map(([lines, name]) => `${lines} ${lines === 1 ? "line is" : "lines are"} ${name}`);
    return `${named.join(", ")}${hasUtf8 ? " among UTF-8" : ""}`;
  };
  /** How many of the bytes make whole characters, and whole lines where possible. */
  const cut = (bytes: Uint8Array): number => {
    if (kind !== "bytes") return wholeUnits(bytes, kind === "utf-16le");
    const at = afterLastBreak(bytes);
    if (at > 0) return at;
    return bytes.length < LONGEST_LINE ? 0 : wholeCharacters(bytes);
  };
  const hold = (bytes: Uint8Array): void => {
    if (bytes.length === 0) return;
    held.push(bytes.slice());
    waiting += bytes.length;
  };
  const takeHeld = (bytes: Uint8Array): Uint8Array => {
    if (waiting === 0) return bytes;
    const all = new Uint8Array(waiting + bytes.length);
    let at = 0;
    for (const part of [...held, bytes]) {
      all.set(part, at);
      at += part.length;
    }
    held = [];
    waiting = 0;
    return all;
  };
  /** Bytes that only make the waiting line longer need not be looked at again. */
  const onlyWaits = (bytes: Uint8Array): boolean =>
    kind === "bytes" && waiting + bytes.length < LONGEST_LINE && !bytes.includes(10) && !bytes.includes(13);
  return {
    push: (bytes) => {
      if (onlyWaits(bytes)) {
        hold(bytes);
        return "";
      }
      let all = takeHeld(bytes);
      if (kind === "undecided") {
        if (all.length < SAMPLED && !isMarkedUtf16(all)) {
          hold(all);
          return "";
        }
        all = decide(all);
      }
      const to = cut(all);
      hold(all.subarray(to));
      return to === 0 ? "" : decode(all.subarray(0, to));
    },
    end: () => {
      let all = takeHeld(new Uint8Array(0));
      if (kind === "undecided") all = decide(all);
      const odd = kind !== "bytes" && all.length % 2 === 1;
      if (odd)
        warn(
          "cut-character",
          "the file ends in half a UTF-16 character; it may be cut off",
          { file },
          { fix: "Export the file again." },
        );
      const text = decode(odd ? all.subarray(0, -1) : all);
      if (damaged > NAMED_LINES)
        warn("damaged-lines", `${damaged} lines of the file are not UTF-8`, { file }, {});
      for (const [code, lines] of misread)
        if (lines > 1) warn(code, `${lines} lines of the file show the same misreading`, { file }, {});
      if (marc8Lines > 0 && doubtfulLines > 0)
        warn(
          "marc-8",
          `${doubtfulLines} more ${doubtfulLines === 1 ? "line" : "lines"} may be MARC-8; read as Windows-1252`,
          { file },
          { fix: "Export it again as UTF-8 if accents look wrong." },
        );
      if (isMixed())
        warn(
          "mixed-encodings",
          `the file mixes encodings: ${mixture()}`,
          { file },
          { expected: "one encoding", fix: "Export it again as UTF-8." },
        );
      return text;
    },
    encoding: () => {
      if (kind === "utf-16le" || kind === "utf-16be") return kind;
      if (isMixed()) return "mixed";
      if (westernLines > 0) return "windows-1252";
      return marc8Lines > 0 ? "marc-8" : "utf-8";
    },
    takeProblems: () => {
      const taken = problems;
      problems = [];
      return taken;
    },
  };
}

function breaksIn(text: string): number {
  return text.split(/\r\r\n|\r\n|\n|\r/).length - 1;
}

/** The position after the last line break, 0 where there is none; a CR at the end may be half of one. */
function afterLastBreak(bytes: Uint8Array): number {
  for (let at = bytes.length; at > 0; at -= 1) {
    const byte = bytes[at - 1];
    if (byte === 10 || (byte === 13 && at < bytes.length)) return at;
  }
  return 0;
}

/** The position after the line break at or after `from`; the end where there is none. */
function lineEnd(bytes: Uint8Array, from: number): number {
  for (let at = from; at < bytes.length; at += 1) {
    if (bytes[at] === 10 || (bytes[at] === 13 && bytes[at + 1] !== 10)) return at + 1;
  }
  return bytes.length;
}

/** Characters of two bytes or more that are valid UTF-8, bytes that are not, and the place of the first of those. */
function countSequences(bytes: Uint8Array): {
  readonly valid: number;
  readonly invalid: number;
  readonly first: number;
} {
  let valid = 0;
  let invalid = 0;
  let first = -1;
  for (let at = 0; at < bytes.length;) {
    const length = sequenceLength(bytes, at);
    if (length === 0) {
      invalid += 1;
      if (first < 0) first = at;
    } else if (length > 1) valid += 1;
    at += Math.max(1, length);
  }
  return { valid, invalid, first };
}

/** Bytes of the valid UTF-8 character at a position (RFC 3629), or 0. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at]!;
  if (lead < 0x80) return 1;
  if (lead < 0xc2 || lead > 0xf4) return 0;
  const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  if (at + length > bytes.length) return 0;
  for (let i = 1; i < length; i += 1) if ((bytes[at + i]! & 0xc0) !== 0x80) return 0;
  const second = bytes[at + 1]!;
  if ((lead === 0xe0 && second < 0xa0) || (lead === 0xed && second > 0x9f)) return 0;
  if ((lead === 0xf0 && second < 0x90) || (lead === 0xf4 && second > 0x8f)) return 0;
  return length;
}

/** Without the character that is cut in two at the end. */
function wholeCharacters(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back < bytes.length; back += 1) {
    const byte = bytes[bytes.length - back]!;
    if (byte < 0x80) return bytes.length;
    if (byte >= 0xc0) return bytes.length - back;
  }
  return bytes.length;
}

/** Whole 16-bit units, and no pair of surrogates cut in two. */
function wholeUnits(bytes: Uint8Array, littleEndian: boolean): number {
  const even = bytes.length - (bytes.length % 2);
  if (even === 0) return 0;
  const high = bytes[littleEndian ? even - 1 : even - 2]!;
  return high >= 0xd8 && high <= 0xdb ? even - 2 : even;
}

function swapped(bytes: Uint8Array): Uint8Array {
  const other = new Uint8Array(bytes.length);
  for (let at = 0; at + 1 < bytes.length; at += 2) {
    other[at] = bytes[at + 1]!;
    other[at + 1] = bytes[at]!;
  }
  return other;
}

/** Bytes that decide whether a file without a mark is UTF-16, however it is cut into pieces. */
const SAMPLED = 1000;

function isMarkedUtf16(bytes: Uint8Array): boolean {
  return (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
}

/** UTF-16 of mostly Latin text shows a NUL in every other byte; a file of bytes shows none there. */
function utf16WithoutMark(bytes: Uint8Array): "utf-16le" | "utf-16be" | undefined {
  const size = Math.min(bytes.length - (bytes.length % 2), SAMPLED);
  if (size < 4) return undefined;
  let even = 0;
  let odd = 0;
  for (let at = 0; at < size; at += 2) {
    if (bytes[at] === 0) even += 1;
    if (bytes[at + 1] === 0) odd += 1;
  }
  const most = (size / 2) * 0.9;
  if (odd >= most && even === 0) return "utf-16le";
  return even >= most && odd === 0 ? "utf-16be" : undefined;
}
