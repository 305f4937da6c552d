import fc from "fast-check";
import { expect, test } from "vitest";
import { createJoinedPieces } from "./joined-pieces.ts";

test("nothing is lost, and a long entry is joined a few times only", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(60_000), { maxLength: 200 }), (lengths) => {
      const pieces = createJoinedPieces();
      const given = lengths.map((length, at) => String(at % 10).repeat(length));
      let held = "";
      let copied = 0;
      for (const text of given) {
        const more = pieces.add(text, held.length);
        if (more === undefined) continue;
        held += more;
        copied += held.length;
      }
      held += pieces.rest();
      expect(held).toBe(given.join(""));
      // Small pieces are joined at once up to 65,536 characters; from there on, each joining adds a quarter.
      expect(copied).toBeLessThanOrEqual(5 * held.length + 65_536 * (lengths.length + 2));
    }),
    { numRuns: 100 },
  );
});
