import process from "node:process";
import { readKeys, type Key } from "./keys.ts";
import { paintLine, type Paint } from "./paint.ts";
import type { ScreenDoor } from "./screen-loop.ts";

/** Sooner than this nobody has read a title. */
const SOONEST_MS = 150;
const USUAL_WIDTH = 80;
const USUAL_HEIGHT = 24;

/** A door that is to be closed, so that the terminal is left as it was. */
export interface OpenDoor extends ScreenDoor {
  readonly close: () => void;
}

/** The terminal of this process: keys as they are pressed, one screen that is drawn anew. */
export function openTerminal(): OpenDoor {
  const { stdin, stdout } = process;
  const paint = paintOf(process.env);
  const keys = new KeyQueue();
  const onData = (text: string): void => {
    for (const key of readKeys(text)) keys.push(key);
  };
  const onResize = (): void => {
    keys.push("resized");
  };
  const onEnd = (): void => {
    keys.end();
  };
  const leave = (): void => {
    stdout.write("\u001b[?25h\u001b[?1049l");
  };
  stdin.setEncoding("utf8");
  stdin.setRawMode(true);
  stdin.on("data", onData);
  stdin.on("end", onEnd);
  stdout.on("resize", onResize);
  process.on("SIGTERM", onEnd);
  process.on("SIGHUP", onEnd);
  process.on("exit", leave);
  // Another screen than the one with the user's commands, without a cursor.
  stdout.write("\u001b[?1049h\u001b[?25l");
  return {
    keys,
    // Some terminals say that they are 0 wide and high: they do not know.
    space: () => ({
      width: stdout.columns || USUAL_WIDTH,
      height: stdout.rows || USUAL_HEIGHT,
      signs: paint === "text",
    }),
    show: (lines) => {
      const painted = lines.map((line) => `${paintLine(line, paint)}\u001b[K`);
      stdout.write(`\u001b[H${painted.join("\r\n")}\u001b[J`);
    },
    clock: () => performance.now(),
    soonest: SOONEST_MS,
    close: () => {
      stdin.off("data", onData);
      stdin.off("end", onEnd);
      stdout.off("resize", onResize);
      process.off("SIGTERM", onEnd);
      process.off("SIGHUP", onEnd);
      process.off("exit", leave);
      leave();
      stdin.setRawMode(false);
      stdin.pause();
    },
  };
}

/** Keys from standard input as from a terminal, and every screen as plain text one after the other. */
export function openScript(): OpenDoor {
  const { stdin, stdout } = process;
  const width = Number(process.env["COLUMNS"]);
  stdin.setEncoding("utf8");
  return {
    keys: scriptedKeys(stdin),
    space: () => ({ width: width > 0 ? width : USUAL_WIDTH, height: undefined, signs: true }),
    show: (lines) => {
      stdout.write(`${lines.map((line) => paintLine(line, "text").trimEnd()).join("\n")}\n\n`);
    },
    clock: () => performance.now(),
    soonest: 0,
    close: () => {
      stdin.pause();
    },
  };
}

async function* scriptedKeys(input: AsyncIterable<unknown>): AsyncGenerator<Key> {
  for await (const text of input) yield* readKeys(String(text));
}

/** @see https://no-color.org: any value that is not empty */
function paintOf(environment: Readonly<Record<string, string | undefined>>): Paint {
  if (environment["TERM"] === "dumb") return "text";
  return (environment["NO_COLOR"] ?? "") === "" ? "colour" : "no-colour";
}

/** Keys that were pressed, waiting to be asked for. */
class KeyQueue implements AsyncIterable<Key | "resized"> {
  readonly #waiting: (Key | "resized")[] = [];
  #wake: (() => void) | undefined;
  #isOver = false;

  push(key: Key | "resized"): void {
    this.#waiting.push(key);
    this.#wake?.();
  }

  end(): void {
    this.#isOver = true;
    this.#wake?.();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Key | "resized"> {
    for (;;) {
      while (this.#waiting.length > 0 && !this.#isOver) yield this.#waiting.shift()!;
      if (this.#isOver) return;
      await new Promise<void>((done) => {
        this.#wake = done;
      });
    }
  }
}
