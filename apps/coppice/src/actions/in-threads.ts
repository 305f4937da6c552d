import { Worker } from "node:worker_threads";
import type { Problem } from "@coppice/records";
import { ActionError } from "./action-error.ts";

/** What a thread says: how far it is, and at the end its result; errors lose their class on the way. */
export type Answer =
  | { readonly progress: number }
  | { readonly result: unknown }
  | {
      readonly refused: {
        readonly message: string;
        readonly problems: readonly Problem[];
        readonly fault: "input" | "call";
      };
    };

export interface ThreadOptions {
  /** The module of the thread, without its ending; the task is its workerData, and it posts {@link Answer}s. */
  readonly module: URL;
  readonly threads: number;
  readonly signal?: AbortSignal;
  /** What a thread counts, for the task at this place. */
  readonly onProgress?: (place: number, done: number) => void;
}

/**
 * Does tasks in threads, so many at once; results in the order of the tasks, whatever the number of threads. The first refusal ends all.
 *
 * @throws ActionError what a task was refused for; the reason of the signal, when it is aborted
 */
export async function inThreads<Result>(
  tasks: readonly unknown[],
  { module, threads, signal, onProgress }: ThreadOptions,
): Promise<readonly Result[]> {
  const results = new Array<Result>(tasks.length);
  const running = new Set<Worker>();
  let next = 0;
  const stop = (): void => {
    for (const worker of running) void worker.terminate();
  };
  signal?.addEventListener("abort", stop);
  const workOn = async (): Promise<void> => {
    for (let at = next; at < tasks.length; at = next) {
      next += 1;
      signal?.throwIfAborted();
      const place = at;
      results[at] = (await inThread(tasks[at], module, running, (done) =>
        onProgress?.(place, done),
      )) as Result;
    }
  };
  try {
    await Promise.all(Array.from({ length: Math.min(threads, tasks.length) }, workOn));
    return results;
  } catch (error) {
    // Threads that were stopped only say that they ended.
    signal?.throwIfAborted();
    throw error;
  } finally {
    next = tasks.length;
    signal?.removeEventListener("abort", stop);
    for (const worker of running) await worker.terminate();
  }
}

function inThread(
  task: unknown,
  module: URL,
  running: Set<Worker>,
  onProgress: (done: number) => void,
): Promise<unknown> {
  // The built program has .js files; tests run the sources.
  const source = import.meta.url.endsWith(".ts");
  return new Promise((done, fail) => {
    const worker = new Worker(new URL(`${module.href}${source ? ".ts" : ".js"}`), {
      workerData: task,
      ...(source ? { execArgv: ["--conditions=coppice-source"] } : {}),
    });
    running.add(worker);
    worker.on("message", (answer: Answer) => {
      if ("progress" in answer) onProgress(answer.progress);
      else if ("result" in answer) done(answer.result);
      else {
        const { message, problems, fault } = answer.refused;
        fail(new ActionError(message, problems, fault));
      }
    });
    worker.once("error", fail);
    worker.once("exit", (code) => {
      running.delete(worker);
      // Where it has answered, this changes nothing.
      fail(new Error(`a thread ended with code ${code}`));
    });
  });
}
