import { expect, test } from "vitest";
import { inSmallHeap } from "./small-heap.ts";

// What it saves is in docs/benchmarks.md: peaks of memory hang on when V8 collects, and are no test.
test("gives what the work gives, and its failure", async () => {
  expect(await inSmallHeap(() => inSmallHeap(() => Promise.resolve(3)))).toBe(3);
  await expect(inSmallHeap(() => Promise.reject(new Error("no")))).rejects.toThrow("no");
});
