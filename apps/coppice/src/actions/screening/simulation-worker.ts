import { parentPort, workerData } from "node:worker_threads";
import type { Answer } from "../in-threads.ts";
import { runSimulation, type SimulationTask } from "./simulation-task.ts";

const post = (answer: Answer): void => parentPort?.postMessage(answer);
const runs = runSimulation(workerData as SimulationTask, (done) => {
  if (done % 50 === 0) post({ progress: done });
});
post({ result: runs });
