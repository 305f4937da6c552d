import { expect, test } from "vitest";
import { closestName } from "./closest-name.ts";

test.each([
  ["titel", ["title", "year"], "title"],
  ["Title", ["title", "year"], "title"],
  ["authros", ["authors", "author"], "authors"],
  ["doi2", ["doi", "pmid"], "doi"],
  ["xyz", ["title", "year"], undefined],
  ["title", ["title"], undefined],
  ["", ["a"], undefined],
])("%j among %j", (name, candidates, expected) => expect(closestName(name, candidates)).toBe(expected));
