import { parentPort, workerData } from "node:worker_threads";
import { ActionError } from "../action-error.ts";
import { convertPart } from "./convert-records.ts";
import { fileStats } from "./record-stats.ts";
import { formatOnly, type Answer, type FileTask } from "./threads.ts";

const task = workerData as FileTask;

function work(): Promise<unknown> {
  return task.kind === "stats"
    ? fileStats(task.path, formatOnly(task))
    : convertPart(task.path, task.part, { to: task.to, ...formatOnly(task) });
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

parentPort?.postMessage(await answer());
