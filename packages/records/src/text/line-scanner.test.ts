import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { LONGEST_LINE } from "../limits.ts";
import { createLineScanner } from "./line-scanner.ts";

interface Scanned {
  readonly lines: readonly (readonly [line: number, content: string])[];
  readonly tooLong: readonly (readonly [line: number, beginning: string])[];
  /** The text as the ends of the lines cut it. */
  readonly whole: string;
}

function scan(...pieces: readonly string[]): Scanned {
  const lines: (readonly [number, string])[] = [];
  const tooLong: (readonly [number, string])[] = [];
  let whole = "";
  const scanner = createLineScanner({
    line: (text, from, to, next, line) => {
      lines.push([line, text.slice(from, to)]);
      whole += text.slice(from, next);
    },
    tooLong: (line, beginning) => {
      tooLong.push([line, beginning]);
    },
  });
  for (const piece of pieces) scanner.push(piece);
  scanner.end();
  return { lines, tooLong, whole };
}

describe("createLineScanner", () => {
  test.each([
    ["", []],
    ["a", ["a"]],
    ["a\n", ["a"]],
    ["a\nb", ["a", "b"]],
    ["a\r\n\r\nb\r\n", ["a", "", "b"]],
    ["a\rb\r\rc", ["a", "b", "", "c"]],
    ["a\r\r\nb\r", ["a", "b"]],
    ["a\n\rb", ["a", "", "b"]],
    ["\r\r\r\n", ["", ""]],
  ])("%j", (text, expected) => {
    expect(scan(text).lines).toEqual(expected.map((content, at) => [at + 1, content]));
    expect(scan(text).whole).toBe(text);
  });

  test("any cutting into pieces gives the same lines", () => {
    const mark = fc.constantFrom("\n", "\r", "a", "bc", " ", "\r\n", "\r\r\n");
    fc.assert(
      fc.property(fc.array(fc.array(mark, { maxLength: 4 }), { maxLength: 8 }), (cut) => {
        const pieces = cut.map((marks) => marks.join(""));
        expect(scan(...pieces)).toEqual(scan(pieces.join("")));
      }),
      { numRuns: 3000 },
    );
  });

  test("a line over the limit is named once, in one piece or in many, and the next line has its number", () => {
    const long = "x".repeat(LONGEST_LINE + 1);
    const expected = { lines: [[1, "a"], [3, "b"]], tooLong: [[2, "x".repeat(60)]], whole: "a\nb" }; // prettier-ignore
    expect(scan(`a\n${long}\nb`)).toEqual(expected);
    const piece = "x".repeat(1 << 20);
    const pieces = ["a\n", ...Array.from({ length: 20 }, () => piece), "\r", "\nb"];
    expect(scan(...pieces)).toEqual(expected);
    expect(scan("x".repeat(LONGEST_LINE), "\r", "\n").tooLong).toEqual([]);
    expect(scan(long).tooLong).toHaveLength(1);
  });
});
