import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createItemCutter, type JsonItemText } from "./item-cutter.ts";

const PATHS = ["", "studies", "a/list"];

function cut(pieces: readonly string[], paths = PATHS): readonly JsonItemText[] {
  const items: JsonItemText[] = [];
  const cutter = createItemCutter(paths, (item) => {
    items.push(item);
  });
  for (const piece of pieces) cutter.push(piece);
  cutter.end();
  return items;
}

describe("createItemCutter", () => {
  test.each([
    ["a list", '[{"x":1},\n {"x":[2,"]"]}]', ['{"x":1}', '{"x":[2,"]"]}']],
    [
      "a list under a key",
      '{"n":1,"studies":[{"x":"\\"}"},{"studies":[3]}],"next":"t"}',
      ['{"x":"\\"}"}', '{"studies":[3]}'],
    ],
    ["a list under keys", '{"v":"6","a":{"list":[{"x":1}]}}', ['{"x":1}']],
    ["one object", '{"x":1,"other":[{"y":2}]}', ['{"x":1,"other":[{"y":2}]}']],
    ["lines of objects", '{"x":1}\n{"x":2}\n', ['{"x":1}', '{"x":2}']],
    ["scalars", '[1, "two", null]', ["1", '"two"', "null"]],
    ["an empty list", '{"studies":[]}', []],
    ["no text", " \n", []],
  ])("%s", (_, text, expected) => {
    expect(cut([text]).map((item) => item.text)).toEqual(expected);
    expect(cut([text]).every(({ isCut }) => !isCut)).toBe(true);
  });

  test("names the line where an item begins, and one that the file cuts off", () => {
    expect(cut(['[\n{"x":\n"a"},\n\n{"y":1'])).toEqual([
      { text: '{"x":\n"a"}', line: 2, isCut: false },
      { text: '{"y":1', line: 5, isCut: true },
    ]);
  });

  test("nesting without end is one damaged item", () => {
    const items = cut(["[".repeat(100_000)]);
    expect(items).toHaveLength(1);
    expect(items[0]!.isCut).toBe(true);
  });

  test("any list of values is cut into its items, however the text is cut", () => {
    fc.assert(
      fc.property(
        fc.array(fc.jsonValue({ maxDepth: 3 }), { maxLength: 5 }),
        fc.constantFrom("root", "studies", "a/list"),
        fc.array(fc.nat(300), { maxLength: 5 }),
        (values, place, cuts) => {
          const holder =
            place === "root"
              ? values
              : place === "studies"
                ? { n: {}, studies: values }
                : { a: { b: [1], list: values } };
          const text = JSON.stringify(holder, undefined, 1);
          const at = [
            0,
            ...cuts.map((each) => Math.min(each, text.length)).sort((a, b) => a - b),
            text.length,
          ];
          const pieces = at.slice(1).map((to, index) => text.slice(at[index], to));
          const found = cut(pieces).map((item): unknown => JSON.parse(item.text));
          expect(found).toEqual(JSON.parse(JSON.stringify(values)));
        },
      ),
      { numRuns: 1000 },
    );
  });

  test("any text in any pieces: no throw, and the same items", () => {
    const mark = fc.constantFrom(
      "{",
      "}",
      "[",
      "]",
      ",",
      ":",
      '"',
      "\\",
      "a",
      "1",
      " ",
      "\n",
      '"studies"',
      '"a"',
      '"list"',
    );
    fc.assert(
      fc.property(fc.array(fc.array(mark, { maxLength: 8 }), { maxLength: 8 }), (parts) => {
        const pieces = parts.map((part) => part.join(""));
        expect(cut(pieces)).toEqual(cut([pieces.join("")]));
      }),
      { numRuns: 2000 },
    );
  });
});
