import { PassThrough } from "node:stream";
import { expect, it } from "vitest";
import { agreedTo, untilInterrupted } from "./terminal.ts";

const screen = () => Object.assign(new PassThrough(), { isTTY: true });

async function asked(typed: string, signal = new AbortController().signal): Promise<boolean> {
  const input = screen();
  const answer = agreedTo("Send them?", signal, { input, output: screen() });
  input.write(typed);
  return answer;
}

it.each([
  ["y\r", true],
  ["Yes\r", true],
  ["n\r", false],
  ["\r", false],
  ["yesterday\r", false],
  ["\u0004", false],
])("%j agrees: %s", async (typed, expected) => {
  expect(await asked(typed)).toBe(expected);
});

it("Ctrl-C at the question sends nothing, and stops what waits behind it", async () => {
  const result = await untilInterrupted(async (signal) => ({
    isAgreed: await asked("\u0003", signal),
    isStopped: signal.aborted,
  }));
  expect(result).toEqual({ isAgreed: false, isStopped: true });
});

it("nobody is asked where there is no terminal", async () => {
  const streams = { input: new PassThrough(), output: screen() };
  await expect(agreedTo("Send them?", new AbortController().signal, streams)).rejects.toThrow("Add --yes");
});
