/**
 * A review folder of many results: how long reading, checking, analysing and writing the report take, and how much memory.
 * Run: node --conditions=coppice-source --expose-gc bench/large-folder.ts [results]
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createFolder } from "@coppice/store";
import { reportReview } from "../apps/coppice/src/actions/report-review.ts";
import { largeFolder } from "../tools/testing/large-folder.ts";

const results = Number(process.argv[2] ?? 100_000);
const root = mkdtempSync(join(tmpdir(), "coppice-bench-"));
try {
  const folder = join(root, "review");
  await createFolder(folder, largeFolder(results));
  const began = performance.now();
  const { problems, headlines } = await reportReview(folder, { formats: ["html", "csv", "json", "svg"] });
  const seconds = (performance.now() - began) / 1000;
  const peakMb = process.resourceUsage().maxRSS / 1024;
  console.log(
    `${results} results in ${results / 4} studies: ${seconds.toFixed(1)} s, peak memory ${peakMb.toFixed(0)} MB, ${problems.length} problems`,
  );
  console.log(headlines.join("\n"));
} finally {
  rmSync(root, { recursive: true, force: true });
}
