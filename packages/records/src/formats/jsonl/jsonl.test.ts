import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { describeShared } from "../../../../../tools/testing/shared.ts";
import { newDraft } from "../../draft.ts";
import type { BibRecord } from "../../model.ts";
import { readRecords } from "../../read-records.ts";
import { sniffFormat } from "../../sniff.ts";
import { writeRecords } from "../../write-records.ts";
import { expectSameInPieces, readPieces } from "../reader.testing.ts";
import { jsonLines } from "./format.ts";
import { writeJsonLine } from "./write.ts";

const read = (text: string) => readPieces(jsonLines, [text], false);

function made(fields: Partial<BibRecord>): BibRecord {
  return { ...newDraft("ris", { file: "a.ris", ordinal: 3, line: 7 }, []), ...fields };
}

test("a record comes back exactly, whatever its texts hold", () => {
  const text = fc.string({ unit: "binary" });
  const record = fc.record({
    title: text,
    notes: fc.array(text),
    text,
    raw: fc.array(fc.record({ tag: text, value: text, line: fc.nat() })),
    date: fc.record({ year: fc.integer(), month: fc.nat() }, { requiredKeys: ["year"] }),
    authors: fc.array(
      fc.record(
        { family: text, given: text, affiliations: fc.array(text) },
        { requiredKeys: ["affiliations"] },
      ),
    ),
  });
  fc.assert(
    fc.property(fc.array(record), (all) => {
      const records = all.map(made);
      const back = read(records.map(writeJsonLine).join(""));
      expect(back).toEqual({ records, problems: [] });
    }),
  );
});

test("nothing is lost, and the format is recognised", () => {
  const { text, losses } = writeRecords([made({ title: "A" }), made({ title: "B" })], "jsonl");
  expect(losses).toEqual([]);
  expect(text.split("\n")).toHaveLength(3);
  expect(sniffFormat(text)).toBe("jsonl");
});

describe("a line that is no record is one error", () => {
  const line = writeJsonLine(made({ title: "A" }));
  test.each([
    ["{", "not-json", /not JSON/],
    ["7", "not-a-record", /it should be an object/],
    ["{}", "not-a-record", /id should be text/],
    [line.replace('"title":"A"', '"title":7'), "not-a-record", /title should be text/],
    [
      line.replace('"format":"ris"', '"format":"word"'),
      "not-a-record",
      /source\.format should be one of medline/,
    ],
    [
      line.replace('"authors":[]', '"authors":[{"affiliations":[1]}]'),
      "not-a-record",
      /authors\[0\]\.affiliations\[0\] should be text/,
    ],
    [line.replace('"coppice":1', '"coppice":2'), "newer-version", /later version \(2\)/],
  ])("%s", (bad, code, message) => {
    const { records, problems } = read(`${line}\n${bad}\n${line}`);
    expect(records).toHaveLength(2);
    expect(problems).toMatchObject([{ code, severity: "error", where: { line: 3, record: 2 } }]);
    expect(problems[0]!.message).toMatch(message);
  });

  test("a key of a later version is kept", () => {
    const { records, problems } = read(line.replace('"title":"A"', '"title":"A","mood":"good"'));
    expect(problems).toEqual([]);
    expect(records[0]).toMatchObject({ title: "A", mood: "good" });
  });
});

test("any cutting into pieces gives the same records and problems", () => {
  const line = writeJsonLine(made({ title: "A\u2028b", text: "coppice" }));
  expectSameInPieces(jsonLines, [line, line.slice(0, 40), line.slice(40), "\n", "\r", "{", "}", '"', "x"]);
});

describeShared("records of every format in the corpora", ["corpora", "records"], (root) => {
  test("come back exactly", () => {
    const formats = new Map<string, number>();
    for (const file of readdirSync(root, { recursive: true, encoding: "utf8" })) {
      if (!/\.(?:ris|nbib|xml|bib|txt|enw|ciw|csv|json|cgi)$/.test(file) || file.includes("MANIFEST"))
        continue;
      const { records, format } = readRecords(new Uint8Array(readFileSync(join(root, file))), {
        file,
        keepText: true,
      });
      const back = read(records.map(writeJsonLine).join(""));
      expect(back.problems, file).toEqual([]);
      expect(back.records, file).toEqual(records);
      formats.set(format, (formats.get(format) ?? 0) + records.length);
    }
    for (const name of [
      "medline",
      "ris",
      "bibtex",
      "csl-json",
      "csv",
      "pubmed-xml",
      "endnote-xml",
      "refer",
      "wos",
      "clinicaltrials-json",
    ])
      expect(formats.get(name), name).toBeGreaterThan(0);
  }, 120_000);
});
