import { open, stat } from "node:fs/promises";
import { availableParallelism } from "node:os";
import type { RecordFormat } from "@coppice/records";
import { inThreads } from "../in-threads.ts";
import type { ReadFileOptions } from "./read-record-file.ts";

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
 * Does the tasks in threads, so many at once; results in the order of the tasks. `onBytes` is told of all files together.
 *
 * @throws ActionError what a task was refused for
 */
export async function workOnFiles<Result>(
  tasks: readonly FileTask[],
  threads: number,
  { signal, onBytes }: Pick<ReadFileOptions, "signal" | "onBytes">,
): Promise<readonly Result[]> {
  const read = new Array<number>(tasks.length).fill(0);
  let total = 0;
  for (const { path } of tasks)
    total += await stat(path).then(
      ({ size }) => size,
      () => 0,
    );
  return inThreads<Result>(tasks, {
    module: new URL("./file-worker", import.meta.url),
    threads,
    ...(signal && { signal }),
    onProgress: (place, bytes) => {
      read[place] = bytes;
      onBytes?.(
        read.reduce((sum, each) => sum + each, 0),
        total,
      );
    },
  });
}
