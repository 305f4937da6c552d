import { expect, it } from "vitest";
import { importCycles, importsOf, type Import } from "./imports.ts";

const module = `
import { a } from "./a.ts";
import type { B } from "@coppice/b";
import { type C } from "./c.ts";
import "./d.ts";
export * from "./e.ts";
export type { F } from "./f.ts";
const g: import("./g.ts").G = await import("./h.ts");
// import { no } from "./comment.ts";
const text = 'import { no } from "./text.ts"';
`;

it("finds every kind of import, and whether it vanishes when compiled", () => {
  expect(importsOf("x/y.ts", module).map(({ to, line, typeOnly }) => [to, line, typeOnly])).toEqual([
    ["./a.ts", 2, false],
    ["@coppice/b", 3, true],
    ["./c.ts", 4, false],
    ["./d.ts", 5, false],
    ["./e.ts", 6, false],
    ["./f.ts", 7, true],
    ["./g.ts", 8, true],
    ["./h.ts", 8, false],
  ]);
});

const arrow = (from: string, to: string, typeOnly = false): Import => ({ from, line: 1, to, typeOnly });

it.each([
  [
    "two folders, through different files",
    [arrow("r/a/x.ts", "../b/x.ts"), arrow("r/b/y.ts", "../a/y.ts")],
    ["r: a -> b -> a"],
  ],
  [
    "two folders, by types alone",
    [arrow("r/a/x.ts", "../b/x.ts", true), arrow("r/b/y.ts", "../a/y.ts", true)],
    ["r: a -> b -> a"],
  ],
  [
    "a deeper level",
    [arrow("r/f/a/x.ts", "../b/x.ts"), arrow("r/f/b/x.ts", "../a/x.ts")],
    ["r/f: a -> b -> a"],
  ],
  [
    "a folder and the index above it",
    [arrow("r/index.ts", "./a/x.ts"), arrow("r/a/x.ts", "../index.ts")],
    ["r: a -> index.ts -> a"],
  ],
  ["two files", [arrow("r/x.ts", "./y.ts"), arrow("r/y.ts", "./x.ts")], ["r: x.ts -> y.ts -> x.ts"]],
  ["two files, one way by type", [arrow("r/x.ts", "./y.ts"), arrow("r/y.ts", "./x.ts", true)], []],
  [
    "arrows that only point down",
    [arrow("r/a/x.ts", "../b/x.ts"), arrow("r/b/x.ts", "../model.ts"), arrow("r/a/x.ts", "../model.ts")],
    [],
  ],
  [
    "a triangle",
    [arrow("r/a/x.ts", "../b/x.ts"), arrow("r/b/x.ts", "../c/x.ts"), arrow("r/c/x.ts", "../a/x.ts")],
    ["r: a -> b -> c -> a"],
  ],
] as const)("cycles: %s", (_name, imports, cycles) => {
  expect(importCycles("r", imports).map((text) => text.replace(/ \(.*/, ""))).toEqual(cycles);
});

it("a cycle names an import of each arrow", () => {
  const imports = [arrow("r/a/deep/x.ts", "../../b/x.ts"), arrow("r/b/y.ts", "../a/y.ts")];
  expect(importCycles("r", imports)).toEqual(["r: a -> b -> a (a/deep/x.ts:1, b/y.ts:1)"]);
});
