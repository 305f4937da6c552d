import fc from "fast-check";
import { expect, test } from "vitest";
import { countLineBreaks } from "./line-breaks.ts";

test("line breaks at any place of any bytes, at any offset, are counted as a pattern counts them", () => {
  const byte = fc.oneof(fc.constantFrom(10, 13, 11, 9, 0x8a, 0), fc.integer({ min: 0, max: 255 }));
  fc.assert(
    fc.property(
      fc.array(byte, { maxLength: 300 }),
      fc.integer({ min: 0, max: 8 }),
      fc.boolean(),
      (all, from, noReturn) => {
        const bytes = Uint8Array.from(noReturn ? all.filter((one) => one !== 13) : all).subarray(from);
        const text = Array.from(bytes, (one) => String.fromCharCode(one)).join("");
        expect(countLineBreaks(bytes, text)).toBe((text.match(/\r\n|\n|\r/g) ?? []).length);
      },
    ),
    { numRuns: 3000 },
  );
});
