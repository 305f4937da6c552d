import { describe, expect, test } from "vitest";
import { LinkageIndex, type LinkOutcome } from "../linkage-index.ts";
import { makeRecord, type Facts } from "../record.testing.ts";
import { SAME_FORMS } from "./missed-forms.testing.ts";
import { APART_CLASSES } from "./wrong-merges.testing.ts";

function link(records: readonly (readonly [string, Facts])[]): LinkOutcome {
  const index = new LinkageIndex();
  for (const [id, facts] of records) index.add(makeRecord(id, facts));
  return index.link();
}

describe("classes of wrong merges: none is merged", () => {
  test.each(APART_CLASSES)("$name", ({ cases }) => {
    expect(cases.length).toBeGreaterThanOrEqual(20);
    const merged = cases.filter(({ records }) => {
      const { groups } = link(records.map((facts, at) => [String(at), facts]));
      return groups.length < records.length;
    });
    expect(merged.map(({ name }) => name)).toEqual([]);
  });

  test("eleven classes, also when all records of all cases of a class stand in one corpus", () => {
    expect(APART_CLASSES).toHaveLength(11);
    for (const { name, cases } of APART_CLASSES) {
      const { groups } = link(
        cases.flatMap(({ records }, at) =>
          records.map((facts, to): [string, Facts] => [`${at}.${to}`, facts]),
        ),
      );
      const within = groups.filter(
        (group) => new Set(group.map((id) => id.split(".")[0])).size < group.length,
      );
      expect([name, within]).toEqual([name, []]);
    }
  });
});

describe("forms of missed duplicates: merged or asked", () => {
  const found = SAME_FORMS.map(({ name, pairs }) => {
    const outcomes = pairs.map(({ name: about, records: [a, b] }) => {
      const { groups, review } = link([
        ["a", a],
        ["b", b],
      ]);
      return { about, outcome: groups.length === 1 ? "auto" : review.length === 1 ? "review" : "missed" };
    });
    return { name, outcomes };
  });

  test("ten forms of twenty pairs or more", () => {
    expect(found).toHaveLength(10);
    for (const { outcomes } of found) expect(outcomes.length).toBeGreaterThanOrEqual(20);
  });

  test.each(found)("$name", ({ outcomes }) => {
    const missed = outcomes.filter(({ outcome }) => outcome === "missed").map(({ about }) => about);
    expect(missed.length, missed.join("\n")).toBeLessThanOrEqual(0.05 * outcomes.length);
  });
});
