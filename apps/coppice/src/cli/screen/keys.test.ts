import { describe, expect, it } from "vitest";
import { readKeys } from "./keys.ts";

const words = (input: string): string[] =>
  readKeys(input).map((key) => (key.kind === "text" ? `'${key.text}'` : key.name));

describe("keys of a terminal", () => {
  it.each([
    ["ie?", ["'i'", "'e'", "'?'"]],
    ["\u001b[A\u001b[6~\u001bOH", ["up", "page-down", "home"]],
    ["\u001b", ["escape"]],
    ["\u001b[1;5C", ["other"]],
    ["é😀\r\n\u007f", ["'é'", "'😀'", "enter", "enter", "backspace"]],
    ["\u0003\u0004\t", ["interrupt", "interrupt", "other"]],
  ])("%j", (input, keys) => {
    expect(words(input)).toEqual(keys);
  });
});
