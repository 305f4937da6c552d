import { open, stat } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { Problem, RecordFormat } from "@coppice/records";
import { ActionError } from "../action-error.ts";

/** What one thread does: all the work on one file. */
export type FileTask =
  | { readonly kind: "stats"; readonly path: string; readonly format?: RecordFormat }
  | {
      readonly kind: "convert";
      readonly path: string;
      readonly to: RecordFormat;
      /** Where the text goes. */
      readonly part: string;
      readonly format?: RecordFormat;
    };

/** What a thread says when it is done; errors lose their class on the way. */
export type Answer =
  | { readonly result: unknown }
  | {
      readonly refused: {
        readonly message: string;
        readonly problems: readonly Problem[];
        readonly fault: "input" | "call";
      };
    };

/** Below so many bytes of text a thread takes longer to start and to warm up than it saves. */
const WORTH_THREADS = 1 << 26;

/** What packed text unpacks to, about. */
const PACKED = 5;

/**
 * How many threads read the files: one where standard input is among them or they are small, otherwise as many as there are
 * cores, and files. A number that was asked for is taken.
 */
export async function threadsFor(paths: readonly string[], asked: number | undefined): Promise<number> {
  if (paths.length < 2 || paths.includes("-")) return 1;
  if (asked !== undefined) return Math.min(asked, paths.length);
  let bytes = 0;
  for (const path of paths) bytes += await unpackedSize(path);
  return bytes < WORTH_THREADS ? 1 : Math.min(availableParallelism(), paths.length);
}

/** 0 for a file that cannot be opened: that is said where it is read. */
async function unpackedSize(path: string): Promise<number> {
  const file = await open(path).catch(() => undefined);
  if (file === undefined) return 0;
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0);
    const isPacked = bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
    return (await stat(path)).size * (isPacked ? PACKED : 1);
  } catch {
    return 0;
  } finally {
    await file.close();
  }
}

export function formatOnly({ format }: { readonly format?: RecordFormat }): {
  readonly format?: RecordFormat;
} {
  return format === undefined ? {} : { format };
}

/**
 * Does the tasks in threads, so many at once; results in the order of the tasks. The first refusal ends all.
 *
 * @throws ActionError what a task was refused for
 */
export async function inThreads<Result>(
  tasks: readonly FileTask[],
  threads: number,
  signal?: AbortSignal,
): Promise<readonly Result[]> {
  const results = new Array<Result>(tasks.length);
  const running = new Set<Worker>();
  let next = 0;
  const workOn = async (): Promise<void> => {
    for (let at = next; at < tasks.length; at = next) {
      next += 1;
      signal?.throwIfAborted();
      results[at] = (await inThread(tasks[at]!, running)) as Result;
    }
  };
  try {
    await Promise.all(Array.from({ length: threads }, workOn));
    return results;
  } finally {
    next = tasks.length;
    for (const worker of running) await worker.terminate();
  }
}

function inThread(task: FileTask, running: Set<Worker>): Promise<unknown> {
  // The built program has .js files; tests run the sources.
  const source = import.meta.url.endsWith(".ts");
  const file = new URL(source ? "./file-worker.ts" : "./file-worker.js", import.meta.url);
  return new Promise((done, fail) => {
    const worker = new Worker(file, {
      workerData: task,
      ...(source ? { execArgv: ["--conditions=coppice-source"] } : {}),
    });
    running.add(worker);
    worker.once("message", (answer: Answer) => {
      if ("result" in answer) done(answer.result);
      else {
        const { message, problems, fault } = answer.refused;
        fail(new ActionError(message, problems, fault));
      }
    });
    worker.once("error", fail);
    worker.once("exit", (code) => {
      running.delete(worker);
      if (code !== 0) fail(new Error(`a thread that reads records ended with code ${code}`));
    });
  });
}
