import { parentPort, workerData } from "node:worker_threads";
import { poolSubsets, type GoshPlan } from "./gosh-subsets.ts";

const { plan, from, to } = workerData as {
  readonly plan: GoshPlan;
  readonly from: number;
  readonly to: number;
};
const { estimate, i2 } = poolSubsets(plan, from, to);
parentPort?.postMessage({ estimate, i2 }, [estimate.buffer, i2.buffer]);
