import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { describeShared } from "../../../../tools/testing/shared.ts";
import { readRecords } from "../read-records.ts";
import { answerReview, LABELLED_SETS, linkAll, readLabelledSet, scoreOf } from "./labelled-sets.testing.ts";
import { FULL_PERMUTATION, KEPT_WORDS_PERMUTATION, permutedCopies } from "./mutations.testing.ts";

/** Found, lost and left without a person, and left after so many answers from the labels. */
const SETS = [
  { set: "respiratory", found: 430, lost: 0, left: 6, answers: 10, leftAfter: 1 },
  { set: "cytology_screening", found: 770, lost: 0, left: 2, answers: 10, leftAfter: 0 },
  { set: "stroke", found: 311, lost: 0, left: 3, answers: 10, leftAfter: 2 },
  { set: "diabetes", found: 1260, lost: 0, left: 1, answers: 10, leftAfter: 0 },
  { set: "mckeown_missed", found: 155, lost: 0, left: 13, answers: 25, leftAfter: 10 },
] as const;

describeShared("labelled duplicates", ["corpora", "dedupe"], (root) => {
  test.each(SETS)("$set: $found found, $lost lost", ({ set, found, lost, left, answers, leftAfter }) => {
    const labelled = readLabelledSet(root, set);
    expect(scoreOf(labelled, linkAll(labelled.records).groups)).toMatchObject({ found, lost, left });
    const { score, asked } = answerReview(labelled, answers);
    expect([score.lost, score.left]).toEqual([0, leftAfter]);
    expect(asked).toBeLessThanOrEqual(answers);
  });

  test("copper, whose labels mark members of groups: all but one pair, which is the first question", () => {
    const bytes = new Uint8Array(gunzipSync(readFileSync(join(root, "dedupe-sweep_copper.xml.gz"))));
    const { records } = readRecords(bytes, { file: "copper.xml" });
    const { groups, review } = linkAll(records);
    const merged = new Set(groups.filter((group) => group.length > 1).flat());
    const marked = records.filter(({ raw }) =>
      raw.some(({ tag, value }) => /caption/i.test(tag) && /duplicate/i.test(value)),
    );
    const left = marked.filter(({ id }) => !merged.has(id)).map(({ id }) => id);
    expect([records.length, marked.length, merged.size, left.length]).toEqual([505, 281, 279, 2]);
    expect([review[0]?.a, review[0]?.b].sort()).toEqual(left.sort());
  });

  test.each([
    { words: "common words kept", permutation: KEPT_WORDS_PERMUTATION },
    { words: "all words exchanged", permutation: FULL_PERMUTATION },
  ])("copies with other words and names at the same places, $words: none lost", ({ permutation }) => {
    const sets = LABELLED_SETS.map((set) => readLabelledSet(root, set));
    const copies = permutedCopies(sets, 14_000, permutation);
    expect(scoreOf(copies, linkAll(copies.records).groups).lost).toBe(0);
  });
});
