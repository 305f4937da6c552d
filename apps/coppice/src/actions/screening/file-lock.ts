import { randomUUID } from "node:crypto";
import { closeSync, openSync, readFileSync, renameSync, rmSync, statSync, writeSync } from "node:fs";
import { hostname } from "node:os";
import { basename, dirname, join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { ActionError } from "../action-error.ts";

/** A lock is held for a few milliseconds: one of this age was left behind, even where its process cannot be asked. */
const LEFT_BEHIND_MS = 30_000;
/** Between making the lock and signing it a process may die. */
const UNSIGNED_MS = 2_000;
const PATIENCE_MS = 40_000;

/**
 * Does something while no other process that asks here does something with the same file.
 *
 * The lock is a hidden file beside it, signed with host and process. One whose process has ended is taken over, so that a
 * killed process blocks nobody.
 *
 * @param act - runs at once and does not wait; `isMine` says whether the lock is still this process's, to be asked before what
 *   cannot be undone (a process that was stopped for long may have lost it)
 * @throws ActionError where the lock is not to be had in 40 seconds; what the system refuses, as it is
 */
export async function withLock<T>(file: string, act: (isMine: () => boolean) => T): Promise<T> {
  const lock = join(dirname(file), `.${basename(file)}.lock`);
  const signature = `${hostname()} ${process.pid} ${randomUUID()}`;
  const isMine = (): boolean => signatureOf(lock) === signature;
  const start = performance.now();
  while (!take(lock, signature)) {
    clearLeftBehind(lock);
    if (performance.now() - start > PATIENCE_MS)
      throw new ActionError(
        `${file} is being written by another process (${signatureOf(lock) ?? "unknown"}). If none is running, delete ${lock}.`,
      );
    await setTimeout(2 + (performance.now() % 5));
  }
  try {
    return act(isMine);
  } finally {
    if (isMine()) rmSync(lock, { force: true });
  }
}

function take(lock: string, signature: string): boolean {
  try {
    const handle = openSync(lock, "wx");
    try {
      writeSync(handle, signature);
    } finally {
      closeSync(handle);
    }
    return true;
  } catch (error) {
    if (isCode(error, "EEXIST")) return false;
    throw error;
  }
}

function clearLeftBehind(lock: string): void {
  const found = signatureOf(lock);
  const age = ageOf(lock);
  if (found === undefined || age === undefined) return;
  const [host, pid] = found.split(" ");
  const isDead = host === hostname() && pid !== undefined && !isRunning(Number(pid));
  if (!isDead && age < LEFT_BEHIND_MS && !(found === "" && age > UNSIGNED_MS)) return;
  // Taken away under another name and looked at again: between the two looks another process may have made a lock of its own.
  const aside = `${lock}.${randomUUID()}`;
  try {
    renameSync(lock, aside);
  } catch (error) {
    if (isCode(error, "ENOENT")) return;
    throw error;
  }
  if (signatureOf(aside) === found) rmSync(aside, { force: true });
  else renameSync(aside, lock);
}

function signatureOf(lock: string): string | undefined {
  try {
    return readFileSync(lock, "utf8");
  } catch (error) {
    if (isCode(error, "ENOENT")) return undefined;
    throw error;
  }
}

function ageOf(lock: string): number | undefined {
  const changed = statSync(lock, { throwIfNoEntry: false })?.mtimeMs;
  return changed === undefined ? undefined : new Date().getTime() - changed;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !isCode(error, "ESRCH");
  }
}

export function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
