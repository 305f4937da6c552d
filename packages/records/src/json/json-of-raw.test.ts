import fc from "fast-check";
import { expect, test } from "vitest";
import { jsonOfRaw } from "./json-of-raw.ts";
import { rawFieldsOfJson } from "./raw-fields.ts";

test("any JSON value is the same from its fields", () => {
  const key = fc.oneof(
    fc.constantFrom("", "0", "1", "~", "~2", "a/b", "/", "__proto__"),
    fc.string({ maxLength: 3 }),
  );
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: "small" },
      fc.constantFrom(null, true, 4, "4", "true", "[]", "{}", '"x"', "", "a"),
      fc.string({ unit: "binary" }),
      fc.array(tie("value"), { maxLength: 4 }),
      fc.dictionary(key, tie("value"), { maxKeys: 4 }),
    ),
  }));
  fc.assert(
    fc.property(value, (each) => {
      const text = JSON.stringify(each);
      expect(JSON.stringify(jsonOfRaw(rawFieldsOfJson(JSON.parse(text), 1)))).toBe(text);
    }),
    { numRuns: 2000 },
  );
});

test("fields that are of no JSON value give none", () => {
  const fields = (...tags: readonly string[]) => tags.map((tag) => ({ tag, value: "x", line: 1 }));
  expect(jsonOfRaw(fields("a", "a/b"))).toBeUndefined();
  expect(jsonOfRaw(fields("a", "a"))).toBeUndefined();
});
