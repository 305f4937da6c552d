import { createInterface } from "node:readline/promises";
import { ActionError } from "../actions/action-error.ts";

interface Terminal {
  readonly input: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly output: NodeJS.WritableStream & { readonly isTTY?: boolean };
}

/**
 * Asks a question that only y or yes agrees to; Ctrl-C and Ctrl-D do not.
 *
 * @throws ActionError where there is no terminal to ask at
 */
export async function agreedTo(
  question: string,
  signal: AbortSignal,
  { input, output }: Terminal = { input: process.stdin, output: process.stderr },
): Promise<boolean> {
  if (input.isTTY !== true || output.isTTY !== true)
    throw new ActionError(
      "Nothing was sent: there is no terminal to ask at. Add --yes to agree to the line above.",
      [],
      "call",
    );
  const lines = createInterface({ input, output });
  lines.on("SIGINT", () => process.emit("SIGINT"));
  try {
    const answer = await lines.question(`${question} [y/N] `, { signal });
    return /^y(es)?$/i.test(answer.trim());
  } catch (error) {
    if (error instanceof Error && error.name === "AbortError") return false;
    throw error;
  } finally {
    lines.close();
  }
}

/** Runs until it is done, or told to stop by Ctrl-C: the first one aborts the signal, the second ends the program. */
export async function untilInterrupted<T>(run: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const stop = (): void => {
    process.removeListener("SIGINT", stop);
    console.error("\nstopping; what came is kept (Ctrl-C again ends at once)");
    controller.abort();
  };
  process.on("SIGINT", stop);
  try {
    return await run(controller.signal);
  } finally {
    process.removeListener("SIGINT", stop);
  }
}
