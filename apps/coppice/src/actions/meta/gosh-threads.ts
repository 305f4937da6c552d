import { Worker } from "node:worker_threads";
import { poolSubsets, type GoshPlan, type PooledSubsets } from "./gosh-subsets.ts";

/** Below this many subsets a thread takes longer to start than to work. */
const WORTH_A_THREAD = 8192;

/** All subsets of a plan, shared out over threads; the numbers are the same for any number of them. */
export async function poolInThreads(plan: GoshPlan, threads: number): Promise<PooledSubsets> {
  const parts = Math.max(1, Math.min(threads, Math.floor(plan.size / WORTH_A_THREAD)));
  if (parts === 1) return poolSubsets(plan, 0, plan.size);
  const bounds = Array.from({ length: parts + 1 }, (_, i) => Math.round((i * plan.size) / parts));
  const pieces = await Promise.all(bounds.slice(1).map((to, i) => inThread(plan, bounds[i]!, to)));
  const [estimate, i2] = [new Float64Array(plan.size), new Float64Array(plan.size)];
  pieces.forEach((piece, i) => {
    estimate.set(piece.estimate, bounds[i]);
    i2.set(piece.i2, bounds[i]);
  });
  return { estimate, i2 };
}

function inThread(plan: GoshPlan, from: number, to: number): Promise<PooledSubsets> {
  // The built program has .js files; tests run the sources.
  const source = import.meta.url.endsWith(".ts");
  const file = new URL(source ? "./gosh-worker.ts" : "./gosh-worker.js", import.meta.url);
  return new Promise((done, fail) => {
    const worker = new Worker(file, {
      workerData: { plan, from, to },
      ...(source ? { execArgv: ["--conditions=coppice-source"] } : {}),
    });
    worker.once("message", done);
    worker.once("error", fail);
    worker.once("exit", (code) => {
      if (code !== 0) fail(new Error(`a GOSH thread ended with code ${code}`));
    });
  });
}
