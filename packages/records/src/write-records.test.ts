import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { repositoryRoot } from "../../../tools/testing/shared.ts";
import { RECORD_FORMATS } from "./formats/formats.testing.ts";
import { readRecords } from "./read-records.ts";
import { writeRecords } from "./write-records.ts";

const seedFile = join(repositoryRoot, "examples", "ketamine", "searches", "pubmed-24688759.txt");
const seed = readRecords(new Uint8Array(readFileSync(seedFile)), { file: "seed" }).records;
const again = (text: string): ReturnType<typeof readRecords> =>
  readRecords(new TextEncoder().encode(text), { file: "seed" });

describe("writeRecords", () => {
  test.each(RECORD_FORMATS)("%s is read back with what it can hold", (format) => {
    const { text } = writeRecords(seed, format);
    const back = again(text);
    expect(back).toMatchObject({ format, problems: [], count: 1 });
    expect(back.records[0]).toMatchObject({
      ids: { pmid: "24688759", pmcid: "PMC3952483", doi: "10.1177/2045125313507739" },
      title: seed[0]!.title,
      abstract: seed[0]!.abstract,
      date: { year: 2014, month: 4 },
      journal: {
        title: "Therapeutic advances in psychopharmacology",
        abbreviation: "Ther Adv Psychopharmacol",
      },
      volume: "4",
      issue: "2",
      pages: { first: "75", last: "99" },
      keywords: ["antidepressant", "glutamatergic", "ketamine"],
    });
    expect(back.records[0]!.authors.map(({ family }) => family)).toEqual([
      "Caddy",
      "Giaroli",
      "White",
      "Shergill",
      "Tracy",
    ]);
  });

  test("names what a format loses, and only that", () => {
    const lost = (format: (typeof RECORD_FORMATS)[number]): readonly string[] =>
      writeRecords(seed, format).losses.map(({ field }) => field);
    expect(lost("medline")).toEqual([]);
    expect(lost("ris")).toEqual([
      "PII",
      "NLM journal id",
      "country",
      "keyword owner",
      "grants",
      "history",
      "status",
      "citation",
    ]);
    expect(lost("jsonl")).toEqual([]);
    expect(lost("csl-json")).toContain("affiliations");
    expect(lost("bibtex")).toContain("affiliations");
    expect(lost("csv")).toContain("affiliations");
    expect(writeRecords(seed, "csv").losses[0]).toEqual({
      record: "seed#1",
      field: "PII",
      reason: "csv has no place for it",
    });
  });

  test.each(["medline", "ris", "bibtex", "csl-json"] as const)(
    "%s, read and written, comes back field by field",
    (format) => {
      const first = again(writeRecords(seed, format).text).records;
      const { text, losses } = writeRecords(first, format);
      expect(losses).toEqual([]);
      expect(again(text).records).toMatchObject(
        first.map(({ raw }) => ({ raw: raw.map(({ tag, value }) => ({ tag, value })) })),
      );
    },
  );

  test("no records give a file without entries", () => {
    expect(RECORD_FORMATS.map((format) => writeRecords([], format).text)).toEqual([
      "",
      "",
      "",
      "[]\n",
      "",
      expect.stringMatching(/^title,.*\n$/),
    ]);
  });
});
