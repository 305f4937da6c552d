import { vi } from "vitest";
import type { CliRun } from "../run-cli.testing.ts";
import { main } from "./main.ts";

/** Runs the program in this process, as fast as a function: for tests of what it says. */
export async function runHere(...args: readonly string[]): Promise<CliRun> {
  const said: { out: string[]; err: string[] } = { out: [], err: [] };
  const written =
    (where: string[]) =>
    (text: unknown, done?: unknown): boolean => {
      where.push(String(text));
      if (typeof done === "function") (done as () => void)();
      return true;
    };
  const spies = [
    vi.spyOn(process.stdout, "write").mockImplementation(written(said.out)),
    vi.spyOn(process.stderr, "write").mockImplementation(written(said.err)),
    vi.spyOn(console, "log").mockImplementation((text: unknown) => void said.out.push(`${String(text)}\n`)),
    vi.spyOn(console, "error").mockImplementation((text: unknown) => void said.err.push(`${String(text)}\n`)),
  ];
  try {
    const status = await main(args);
    return { status, stdout: said.out.join(""), stderr: said.err.join("") };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}
