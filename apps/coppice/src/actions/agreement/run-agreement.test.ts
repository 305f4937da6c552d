import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { ActionError } from "../action-error.ts";
import { runAgreement, type AgreementInput, type MeasuredAgreement } from "./run-agreement.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "coppice-agreement-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** The result, or the error, which may be an ActionError only. */
async function outcome(bytes: string | Uint8Array, input: AgreementInput): Promise<MeasuredAgreement | ActionError> {
  const file = join(folder, "votes.csv");
  writeFileSync(file, bytes);
  return runAgreement(file, input).catch((error: unknown) => {
    if (error instanceof ActionError) return error;
    throw error;
  });
} // prettier-ignore

const word = fc.constantFrom(
  "include",
  "exclude",
  "0",
  "1",
  "maybe",
  "",
  "NA",
  "inlcude",
  "x;y",
  '"no"',
  "yes",
);
const header = fc.constantFrom("record,reviewer_a,reviewer_b", "record,reviewer,vote", "id,a,b", "reviewer_a,reviewer_b,final", "x,y,z"); // prettier-ignore
const table = fc
  .tuple(header, fc.array(fc.tuple(fc.constantFrom("1", "2", "3", ""), word, word), { maxLength: 8 }))
  .map(([names, rows]) => [names, ...rows.map((cells) => cells.join(","))].join("\n"));

it("takes any table: numbers, null with a reason, or every mistake with its file", async () => {
  let measured = 0;
  await fc.assert(
    fc.asyncProperty(table, async (text) => {
      const found = await outcome(text, { replicates: 100, weights: "linear" });
      if (found instanceof ActionError) {
        expect(found.problems.length).toBeGreaterThan(0);
        for (const { where, message } of found.problems)
          expect([where.file, message.length > 0]).toEqual([join(folder, "votes.csv"), true]);
        return;
      }
      measured += 1;
      // NaN and infinity would be null in JSON without a reason.
      expect(JSON.parse(JSON.stringify(found))).toEqual(found);
      expect(found.agreement.raters.length).toBeGreaterThan(1);
    }),
    { numRuns: 200, seed: 11 },
  );
  expect(measured).toBeGreaterThan(10);
});

it("takes any bytes without anything but an ActionError", async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 60 }), async (bytes) => {
      const found = await outcome(bytes, { replicates: 100 });
      expect(found instanceof ActionError || found.agreement.units > 0).toBe(true);
    }),
    { numRuns: 100 },
  );
});

it("has the numbers of one seed again, and others for another", async () => {
  const text =
    "record,reviewer_a,reviewer_b\n1,in,in\n2,in,out\n3,out,out\n4,out,out\n5,in,in\n6,out,in\n7,out,out\n";
  const of = async (seed: number): Promise<unknown> => {
    const found = await outcome(text, { seed });
    if (found instanceof ActionError) throw found;
    return found.agreement.alpha;
  };
  expect(await of(4)).toEqual(await of(4));
  expect(await of(4)).not.toEqual(await of(5));
});
