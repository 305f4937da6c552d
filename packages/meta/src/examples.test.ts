import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import * as engine from "./index.ts";
import * as special from "./special/index.ts";

/** An example of a docstring: `@example expression // value`. */
interface Example {
  readonly path: string;
  readonly of: string;
  readonly code: string;
  readonly value: string;
}

const HERE = fileURLToPath(new URL(".", import.meta.url));
const PUBLIC: Readonly<Record<string, unknown>> = { ...special, ...engine };

const EXAMPLES = readdirSync(HERE, { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".ts") && !/\.(test|testing)\.ts$/.test(path))
  .flatMap((path) => examplesOf(path, readFileSync(join(HERE, path), "utf8")));

function examplesOf(path: string, text: string): readonly Example[] {
  return [...text.matchAll(/\/\*\*(?:(?!\*\/)[\s\S])*\*\/\s*export (?:function|const) (\w+)/g)].flatMap(
    ([block, name]) =>
      [...block.replaceAll(/\n \* {3,}/g, " ").matchAll(/@example (.+?) \/\/ (.+)/g)].map(
        ([, code, value]) => ({
          path,
          of: name!,
          code: code!,
          value: value!.trim(),
        }),
      ),
  );
}

/** With everything public in scope, and what the example's own file exports. */
async function evaluate(code: string, path: string): Promise<unknown> {
  const own = (await import(join(HERE, path))) as Readonly<Record<string, unknown>>;
  const scope = { ...PUBLIC, ...own };
  const names = Object.keys(scope);
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the text is our own source
  const run = new Function(...names, `"use strict"; return (${code});`) as (...values: unknown[]) => unknown;
  return run(...names.map((name) => scope[name as keyof typeof scope]));
}

/** Numbers to the digits that are printed, everything else exactly. */
function compare(found: unknown, printed: unknown, text: string): void {
  if (typeof printed === "number" && typeof found === "number") {
    const [, decimals = ""] = /\.(\d+)/.exec(text) ?? [];
    const exponent = Number(/e([+-]?\d+)/i.exec(text)?.[1] ?? 0);
    const step = 10 ** (exponent - decimals.length);
    expect(Math.abs(found - printed), `${text} against ${found}`).toBeLessThanOrEqual(0.51 * step);
  } else if (Array.isArray(printed)) {
    const parts = text.match(/-?[\d.]+(?:e[+-]?\d+)?|"[^"]*"|true|false|null/g) ?? [];
    const values = [found].flat(Infinity);
    expect(values).toHaveLength(parts.length);
    printed.flat(Infinity).forEach((part, index) => compare(values[index], part, parts[index]!));
  } else expect(found).toEqual(printed);
}

describe("examples in the docstrings say what happens", () => {
  test.each(EXAMPLES)("$of: $code // $value", async ({ code, value, path }) => {
    compare(await evaluate(code, path), await evaluate(value, path), value);
  });
});

test("every public function has one", () => {
  const shown = new Set(EXAMPLES.map(({ of }) => of));
  const functions = Object.entries(engine).filter(
    ([name, value]) => typeof value === "function" && !/^[A-Z]/.test(name),
  );
  expect(functions.map(([name]) => name).filter((name) => !shown.has(name))).toEqual([]);
});
