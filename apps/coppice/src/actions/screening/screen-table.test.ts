import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { newTable, readVotes, voteLine, withoutLast, type Vote } from "./screen-table.ts";

const FILE = "decisions/title-abstract.csv";

function tableOf(text: string, reviewer = "ana") {
  const read = readVotes(text, FILE, reviewer);
  if ("problems" in read) throw new Error(read.problems.map(({ message }) => message).join("; "));
  return read.table;
}

function problemsOf(text: string) {
  const read = readVotes(text, FILE, "ana");
  return "problems" in read ? read.problems : [];
}

const note = fc.string({ unit: "grapheme", maxLength: 12 }).map((text) => text.replace(/\s+/g, " ").trim());
const votes = fc.array(
  fc.record({
    record: fc.integer({ min: 1, max: 99 }).map((n) => `list#${n}`),
    reviewer: fc.constantFrom("ana", "ben"),
    decision: fc.constantFrom("include", "exclude", "maybe"),
    note,
  }) satisfies fc.Arbitrary<Vote>,
  { maxLength: 12 },
);
const newline = fc.constantFrom("\n", "\r\n");

describe("the table of votes", () => {
  it("gives back each reviewer's votes in order, whatever the notes hold", () => {
    fc.assert(
      fc.property(votes, newline, (cast, end) => {
        let text = newTable("title-abstract").replace("\n", end);
        for (const vote of cast) text += voteLine(tableOf(text), vote);
        for (const reviewer of ["ana", "ben"]) {
          const own = tableOf(text, reviewer).own.map(({ vote }) => vote);
          const expected = cast
            .filter((vote) => vote.reviewer === reviewer)
            .map((vote) => (vote.note === "" ? { ...vote, note: undefined } : vote));
          expect(own).toEqual(expected);
        }
      }),
    );
  });

  it("taking back the last own vote undoes adding it; what others added meanwhile stays, byte for byte", () => {
    fc.assert(
      fc.property(votes, votes, newline, fc.boolean(), (before, after, end, hasBom) => {
        let text = `${hasBom ? "\ufeff" : ""}${newTable("full-text").replace("\n", end)}`;
        for (const vote of before) text += voteLine(tableOf(text), vote);
        const start = text;
        text += voteLine(tableOf(text), {
          record: "list#7",
          reviewer: "ana",
          decision: "maybe",
          note: 'a "b",c',
        });
        let others = "";
        for (const vote of after) others += voteLine(tableOf(text + others), { ...vote, reviewer: "ben" });
        expect(withoutLast(tableOf(text + others))).toBe(start + others);
      }),
    );
  });

  it("ends a last line that has no end, and keeps the file's own line ends and order of columns", () => {
    const text = "reviewer,x_mood,decision,record\r\nben,,include,list#1";
    const vote: Vote = { record: "list#2", reviewer: "ana", decision: "exclude", date: "2026-01-02" };
    expect(text + voteLine(tableOf(text), vote)).toBe(`${text}\r\nana,,exclude,list#2\r\n`);
  });

  it.each([
    ["a cut-off line", "record,reviewer,decision\nlist#1,ben,include\nlist#2,be", "wrong-cell-count", 3],
    [
      "an open quote",
      'record,reviewer,decision\nlist#1,ben,include\nlist#2,"ben,include\n',
      "unclosed-quote",
      3,
    ],
    [
      "a misspelt vote of this reviewer",
      "record,reviewer,decision\nlist#1,ana,inlcude\n",
      "invalid-value",
      2,
    ],
    ["no column of decisions", "record,reviewer\nlist#1,ana\n", "missing-column", 1],
  ])("refuses %s and names its line", (_, text, code, line) => {
    expect(problemsOf(text)).toContainEqual(
      expect.objectContaining({ code, where: expect.objectContaining({ file: FILE, line }) as unknown }),
    );
  });
});
