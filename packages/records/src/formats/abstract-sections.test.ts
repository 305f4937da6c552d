import fc from "fast-check";
import { expect, test } from "vitest";
import { splitAbstract } from "./abstract-sections.ts";

const labels = (text: string): readonly (string | undefined)[] | undefined =>
  splitAbstract(text)?.map(({ label }) => label);

test.each([
  ["BACKGROUND: One. METHODS: Two, in the USA: three. RESULTS: Four.", ["BACKGROUND", "METHODS", "RESULTS"]],
  ["AUTHORS' CONCLUSIONS: One? MATERIALS AND METHODS: (two) DATA COLLECTION & ANALYSIS: x", ["AUTHORS' CONCLUSIONS", "MATERIALS AND METHODS", "DATA COLLECTION & ANALYSIS"]],
  ["DESIGN, SETTING, AND PARTICIPANTS: A. MAIN OUTCOMES/MEASURES: B.", ["DESIGN, SETTING, AND PARTICIPANTS", "MAIN OUTCOMES/MEASURES"]],
  ["BACKGROUND: One label alone.", undefined],
  ["Words before. METHODS: Two. RESULTS: Three.", undefined],
  ["DNA: A molecule. RNA: Another.", undefined],
  ["AIM: To find DNA: the molecule. OF RESULTS; none.", undefined],
  ["PURPOSE: a. PCR: b. RESULTS: c.", ["PURPOSE", "RESULTS"]],
  ["", undefined],
  ["AB: x", undefined],
])("%j", (text, expected) => expect(labels(text)).toEqual(expected)); // prettier-ignore

test("joined, the parts are the text", () => {
  const piece = fc.constantFrom(
    "METHODS",
    "RESULTS",
    ": ",
    ". ",
    "AIM: ",
    "x",
    " ",
    "Words",
    "(",
    ") ",
    "RESULTS: ",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
      const text = `AIM: ${pieces.join("")}`;
      const sections = splitAbstract(text) ?? [{ text }];
      const joined = sections.map((part) =>
        "label" in part ? `${part.label ?? ""}: ${part.text}` : part.text,
      );
      expect(joined.join(" ")).toBe(text);
    }),
    { numRuns: 2000 },
  );
});
