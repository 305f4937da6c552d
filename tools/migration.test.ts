import { runInThisContext } from "node:vm";
import { expect, test } from "vitest";
import * as engine from "@coppice/meta";
import * as plots from "@coppice/plots";
import { readText } from "./testing/project-files.ts";

const page = readText("docs/migration.md") ?? "";
const data = /```js\n([\s\S]*?)```/.exec(page)?.[1] ?? "";

/** Rows of the table: what one writes in R, and the calls that stand for it. */
const rows = page
  .split("\n")
  .filter((line) => line.startsWith("|"))
  .slice(2)
  .map((line) => {
    const [, left = "", right = ""] = line.replaceAll("\\|", "¦").split("|");
    const spans = [...right.matchAll(/`([^`]+)`/g)].map(([, code]) => code!.replaceAll("¦", "|"));
    // A package's name and a value in quotes are no calls.
    return { r: left.trim(), calls: spans.filter((code) => !/^(@|")/.test(code)) };
  });

const scope: Readonly<Record<string, unknown>> = { ...plots, ...engine };

/** The value of an expression beside the page's data, with everything public in scope. */
function run(code: string): unknown {
  const names = Object.keys(scope).join(", ");
  const call = runInThisContext(`"use strict"; ({ ${names} }) => { ${data}\nreturn (${code}); }`) as (
    given: typeof scope,
  ) => unknown;
  return call(scope);
}

function hasNaN(value: unknown): boolean {
  if (typeof value === "number") return Number.isNaN(value);
  if (typeof value === "string") return /\bNaN\b|undefined/.test(value);
  return typeof value === "object" && value !== null && Object.values(value).some(hasNaN);
}

test("the page has its data and its rows", () => {
  expect(data).toContain("const tables");
  expect(rows.length).toBeGreaterThan(45);
  expect(rows.filter(({ calls }) => calls.length === 0)).toEqual([]);
});

test.each(rows)("$r", ({ calls }) => {
  for (const code of calls) {
    const value = run(code);
    expect(value, code).not.toBeUndefined();
    expect(hasNaN(value), code).toBe(false);
  }
});
