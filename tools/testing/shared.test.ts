import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { repositoryRoot, sharedPath } from "./shared.ts";

it("the repository's root holds package.json", () => {
  expect(existsSync(join(repositoryRoot, "package.json"))).toBe(true);
});

it("shared data that are absent have no path", () => {
  expect(sharedPath("no-such-folder", "no-such-file")).toBeUndefined();
});
