import fc from "fast-check";
import { expect, test } from "vitest";
import { normaliseAnyDoi, normaliseAnyPmid } from "./identifiers.ts";
import { parseAnyPages } from "./pages.ts";
import { plainDoi, plainPmid } from "./plain-identifiers.ts";
import { plainPages } from "./plain-pages.ts";

test.each([
  "10.1000/x",
  "10.1177/2045125313507739",
  "10.1111/j.1755-0998.2009.02750.x",
  "10.1016/s0140-6736(99)1",
])("%j is plain", (text) => expect(plainDoi(text)).toBe(text));

test("capitals of a DOI become small", () => expect(plainDoi("10.1016/S0140")).toBe("10.1016/s0140"));

test("a plain form is what the patterns give", () => {
  const part = fc.constantFrom("10.", "10.1000/", "1", "0", "23", "75", "-", "x", "A", "/", ".", " ", "%28", "(", ")", ":", ";", "B2", "pmid:", "e", "–");
  fc.assert(
    fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
      const text = parts.join("");
      expect(plainDoi(text) ?? normaliseAnyDoi(text)).toBe(normaliseAnyDoi(text));
      expect(plainPmid(text) ?? normaliseAnyPmid(text)).toBe(normaliseAnyPmid(text));
      expect(plainPages(text) ?? parseAnyPages(text)).toEqual(parseAnyPages(text));
    }),
    { numRuns: 20_000 },
  );
}); // prettier-ignore
