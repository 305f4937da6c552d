import fc from "fast-check";
import { expect, test } from "vitest";
import { findIsbns, findIssns, isIsbn, isIssn, isOrcid } from "./check-digits.ts";

test.each([
  ["2045-1253", true],
  ["20451261", true],
  ["0317-8471", true],
  ["1050-124X", true],
  ["1050-124x", true],
  ["2045-1254", false],
  ["2045-125", false],
])("ISSN %s: %s", (text, expected) => expect(isIssn(text)).toBe(expected));

test.each([
  ["0-306-40615-2", true],
  ["080442957X", true],
  ["978-0-306-40615-7", true],
  ["9783866801929", true],
  ["978-3-86680-192-8", false],
  ["0-306-40615-3", false],
  ["97712345678", false],
])("ISBN %s: %s", (text, expected) => expect(isIsbn(text)).toBe(expected));

test.each([
  ["0000-0002-1825-0097", true],
  ["0000-0002-1694-233X", true],
  ["000000021694233x", true],
  ["0000-0002-1825-0098", false],
])("ORCID %s: %s", (text, expected) => expect(isOrcid(text)).toBe(expected));

test("any other digit at one place is found out", () => {
  fc.assert(
    fc.property(fc.constantFrom("03178471", "20451253"), fc.nat(7), fc.nat(9), (issn, at, digit) => {
      const changed = issn.slice(0, at) + String(digit) + issn.slice(at + 1);
      expect(isIssn(changed)).toBe(changed === issn);
    }),
  );
});

test("ISSNs of a text, in one form, each once, also one with a wrong check digit", () => {
  expect(findIssns("20451253 (ISSN); 2045-1261; 2045-1253; 1234-5678; 978-0-306-40615-7")).toEqual([
    "2045-1253",
    "2045-1261",
    "1234-5678",
  ]);
});

test.each([
  ["EISSN-2375-5636", ["2375-5636"]],
  ["0302-9743 978-0-306-40615-7", ["0302-9743"]],
  ["2045-12534", []],
])("ISSNs of %j", (text, issns) => {
  expect(findIssns(text)).toEqual(issns);
});

test.each([
  ["ISBN 978-3-86680-192-9 (print)", ["978-3-86680-192-9"]],
  ["080442957X 9783866801928", ["080442957X", "9783866801928"]],
  ["97838668019", []],
  ["2045-1253", []],
])("ISBNs of %j", (text, isbns) => {
  expect(findIsbns(text)).toEqual(isbns);
});
