/**
 * Runs until it is done, or until Ctrl-C aborts the signal; a second Ctrl-C ends the program as ever.
 *
 * @returns undefined where it was stopped
 */
export async function interruptible<T>(run: (signal: AbortSignal) => Promise<T>): Promise<T | undefined> {
  const controller = new AbortController();
  const stop = (): void => controller.abort();
  process.once("SIGINT", stop);
  try {
    return await run(controller.signal);
  } catch (error) {
    if (controller.signal.aborted) return undefined;
    throw error;
  } finally {
    process.removeListener("SIGINT", stop);
  }
}
