import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { inSmallHeap } from "./small-heap.ts";

/** Peak memory in MB of a process that makes some 200 MB of strings and objects and holds a tenth of them at most. */
function peakOf(call: (work: string) => string): number {
  const module = fileURLToPath(new URL("./small-heap.ts", import.meta.url));
  const work = `async () => {
    let held = [];
    for (let i = 0; i < 1_000_000; i += 1) {
      held.push({ id: i, words: [String(i), "w" + i] });
      if (held.length > 100_000) held = held.slice(50_000);
      if (i % 1000 === 0) await undefined;
    }
  }`;
  const script = `import { inSmallHeap } from ${JSON.stringify(module)};
    await ${call(work)};
    console.log(process.resourceUsage().maxRSS / 1024);`;
  const { stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "--eval", script], {
    encoding: "utf8",
  });
  expect(stderr).toBe("");
  return Number(stdout);
}

test("the same work takes less memory", () => {
  const usual = peakOf((work) => `(${work})()`);
  const small = peakOf((work) => `inSmallHeap(${work})`);
  expect(small).toBeGreaterThan(0);
  expect(small).toBeLessThan(0.8 * usual);
});

test("gives what the work gives, and its failure", async () => {
  expect(await inSmallHeap(() => inSmallHeap(() => Promise.resolve(3)))).toBe(3);
  await expect(inSmallHeap(() => Promise.reject(new Error("no")))).rejects.toThrow("no");
});
