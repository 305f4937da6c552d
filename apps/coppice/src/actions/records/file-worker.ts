import { parentPort, workerData } from "node:worker_threads";
import { ActionError } from "../action-error.ts";
import type { Answer } from "../in-threads.ts";
import { convertPart } from "./convert-records.ts";
import { fileStats } from "./record-stats.ts";
import { formatOnly, type FileTask } from "./threads.ts";

const task = workerData as FileTask;
const post = (answer: Answer): void => parentPort?.postMessage(answer);
const options = {
  ...formatOnly(task),
  onBytes: (bytes: number): void => {
    post({ progress: bytes });
  },
};

function work(): Promise<unknown> {
  return task.kind === "stats"
    ? fileStats(task.path, options)
    : convertPart(task.path, task.part, { to: task.to, ...options });
}

async function answer(): Promise<Answer> {
  try {
    return { result: await work() };
  } catch (error) {
    if (!(error instanceof ActionError)) throw error;
    const { message, problems, fault } = error;
    return { refused: { message, problems, fault } };
  }
}

post(await answer());
