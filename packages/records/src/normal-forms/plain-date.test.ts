import fc from "fast-check";
import { expect, test } from "vitest";
import { parseAnyDate } from "./dates.ts";
import { plainDate } from "./plain-date.ts";

test.each([
  "2014", "2014 Apr", "2014 Apr 3", "2014 Apr 13", "20140403", "2014/04/03", "2014/04/03/", "2014/04/03 06:00", "2019//", "2019///", "2018 SEP",
])("%j is plain", (text) => {
  expect(plainDate(text)).toEqual(parseAnyDate(text));
  expect(plainDate(text)).toBeDefined();
}); // prettier-ignore

test.each([
  "",
  "1499",
  "2100",
  "2014 Spring",
  "2014 Jul-Aug",
  "2014/13/01",
  "2015/02/29",
  "20150230",
  "2014-04-03",
  "201404031",
])("%j is not", (text) => {
  expect(plainDate(text)).toBeUndefined();
});

test("a plain date is what the patterns give", () => {
  const part = fc.oneof(
    fc.integer({ min: 1490, max: 2110 }).map(String),
    fc.integer({ min: 0, max: 33 }).map((number) => String(number).padStart(2, "0")),
    fc.constantFrom("/", "//", " ", "Jan", "Feb", "Sept", "Dec", "MAY", "-", ":", "3", "06:00", "x", "Ĭan"),
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 7 }), (parts) => {
      const text = parts.join("");
      const plain = plainDate(text);
      if (plain !== undefined) expect(plain).toEqual(parseAnyDate(text));
    }),
    { numRuns: 20_000 },
  );
});
