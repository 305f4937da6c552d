import { expect, it } from "vitest";
import { VOTE_WORDS, voteOf } from "./vote-words.ts";

it.each([
  ["Included", "include"],
  [" INCLUDE ", "include"],
  ["1.0", "include"],
  ["01", "include"],
  ["TRUE", "include"],
  ["0.0", "exclude"],
  ["n", "exclude"],
  ["Unsure", "maybe"],
  ["?", "maybe"],
  ["", "none"],
  ["NA", "none"],
  ["not-retrieved", "none"],
  ["inlcude", undefined],
  ["2", undefined],
  ["include!", undefined],
])("%j is %s", (text, vote) => {
  expect(voteOf(text)).toBe(vote);
});

it("no word means two things", () => {
  const words = Object.values(VOTE_WORDS).flat();
  expect(new Set(words).size).toBe(words.length);
  for (const [category, own] of Object.entries(VOTE_WORDS))
    for (const word of own) expect(voteOf(word)).toBe(category);
});
