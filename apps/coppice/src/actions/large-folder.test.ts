import { existsSync } from "node:fs";
import { join } from "node:path";
import { createFolder } from "@coppice/store";
import { expect, test } from "vitest";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { cpuClock } from "../../../../tools/testing/cpu-time.ts";
import { largeFolder } from "../../../../tools/testing/large-folder.ts";
import { reportReview } from "./report-review.ts";

/** The short form of bench/large-folder.ts, which runs 100,000 results. */
test("2,000 results in 500 studies give a report in seconds", async () => {
  const root = await mkdtemp(join(tmpdir(), "coppice-large-"));
  try {
    await createFolder(join(root, "review"), largeFolder(2000));
    const spent = cpuClock();
    const { headlines, refused } = await reportReview(join(root, "review"), {
      formats: ["html", "csv", "json", "svg"],
    });
    expect(spent()).toBeLessThan(10_000);
    expect(refused).toEqual([]);
    expect(headlines[0]).toContain("500 trials");
    expect(existsSync(join(root, "review", "report", "report.html"))).toBe(true);
  } finally {
    await rm(root, { recursive: true, force: true });
  }
});
