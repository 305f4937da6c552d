import fc from "fast-check";
import { expect, test } from "vitest";
import { mergeRecords } from "./merge.ts";
import { makeRecord } from "./record.testing.ts";

const A = makeRecord("a", {
  title: "HONEY DRESSINGS FOR BURNS",
  authors: "Holt, G.",
  year: 2010,
  page: "188",
});
const B = makeRecord("b", {
  title: "Honey dressings for burns",
  authors: "Holt, Grace; Rasool, Imran",
  year: 2010,
  page: "188-197",
  doi: "10.5555/x",
});
const C = makeRecord("c", { title: "[Honey dressings for burns]", authors: "Holt, G.", year: 2011 });

test("each field has the value of its rule, its witnesses and every other value", () => {
  expect(mergeRecords([C, A, B])).toMatchObject({
    title: {
      value: { text: "Honey dressings for burns", witnesses: ["b"] },
      others: [
        { text: "HONEY DRESSINGS FOR BURNS", witnesses: ["a"] },
        { text: "[Honey dressings for burns]", witnesses: ["c"] },
      ],
    },
    authors: { value: { text: "Holt, Grace; Rasool, Imran" } },
    year: { value: { text: "2010", witnesses: ["a", "b"] }, rule: "given by most records" },
    pages: { value: { text: "188-197" }, others: [{ text: "188", witnesses: ["a"] }] },
    doi: { value: { text: "10.5555/x", witnesses: ["b"] }, others: [] },
  });
});

test("a choice of a person holds, and keeps the other values", () => {
  const { year } = mergeRecords([A, B, C], [{ field: "year", record: "c" }]);
  expect(year).toEqual({
    value: { text: "2011", witnesses: ["c"] },
    others: [{ text: "2010", witnesses: ["a", "b"] }],
    rule: "chosen by a person",
  });
});

test("no value is lost, and the order of the records does not matter", () => {
  const facts = fc.record({
    title: fc.constantFrom("A trial", "A TRIAL", "[A trial]", ""),
    year: fc.constantFrom(2010, 2011),
    volume: fc.constantFrom("1", "2", " "),
  });
  fc.assert(
    fc.property(fc.array(facts, { minLength: 1, maxLength: 6 }), (list) => {
      const records = list.map((each, at) => makeRecord(`r${at}`, each));
      const merged = mergeRecords(records);
      expect(mergeRecords([...records].reverse())).toEqual(merged);
      const { value, others } = merged.year!;
      expect([value, ...others].flatMap(({ witnesses }) => witnesses).sort()).toEqual(
        records.map(({ id }) => id),
      );
    }),
  );
});
