import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { splitCsv } from "./split-csv.ts";

const texts = (text: string): string[][] => splitCsv(text).rows.map((row) => row.map((cell) => cell.text));

describe("splitCsv", () => {
  test.each([
    [
      "a,b\n1,2\n",
      [
        ["a", "b"],
        ["1", "2"],
      ],
    ],
    [
      "a,b\r\n1,2\r\n",
      [
        ["a", "b"],
        ["1", "2"],
      ],
    ],
    [
      "a,b\r1,2",
      [
        ["a", "b"],
        ["1", "2"],
      ],
    ],
    ["\ufeffa,b\n", [["a", "b"]]],
    [
      "a,,\n,,c",
      [
        ["a", "", ""],
        ["", "", "c"],
      ],
    ],
    ['"x, y","he said ""no"""\n', [["x, y", 'he said "no"']]],
    [
      '"two\nlines",b\n\n\nc,d',
      [
        ["two\nlines", "b"],
        ["c", "d"],
      ],
    ],
    ["", []],
  ])("splits %j", (text, expected) => {
    expect(texts(text)).toEqual(expected);
    expect(splitCsv(text).faults).toEqual([]);
  });

  test("knows the line and column of each cell, also after a quoted line break", () => {
    const { rows } = splitCsv('id,note\na,"one\ntwo",x\nb,c\n');
    expect(rows[1]?.map(({ line, column }) => [line, column])).toEqual([
      [2, 1],
      [2, 3],
      [3, 6],
    ]);
    expect(rows[2]?.[1]).toEqual({ text: "c", line: 4, column: 3 });
  });

  test("names a quote that is never closed, where it opens", () => {
    expect(splitCsv('a,b\n1,"cut off').faults).toEqual([{ code: "unclosed-quote", line: 2, column: 3 }]);
  });

  test("names text after a closing quote and a quote inside text", () => {
    expect(splitCsv('"a"b,c\nd,e"f').faults.map(({ code }) => code)).toEqual([
      "text-after-quote",
      "quote-inside-text",
    ]);
  });

  test("reads back what a writer quoted", () => {
    const cell = fc.string({ unit: "binary" }).map((text) => text.replaceAll("\ufeff", ""));
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { maxLength: 6 }), (rows) => {
        const written = rows
          .map((row) => row.map((text) => `"${text.replaceAll('"', '""')}"`).join(","))
          .join("\r\n");
        expect(texts(written)).toEqual(rows);
      }),
    );
  });

  test("takes any text without throwing and loses no row", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const { rows } = splitCsv(text);
        const plain = !text.includes('"') && !text.startsWith("\ufeff");
        if (plain)
          expect(rows.length).toBe(
            text.split(/\r\n|\r|\n/).filter((line) => line.includes(",") || line.trim() !== "").length,
          );
      }),
    );
  });
});
