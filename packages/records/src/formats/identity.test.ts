import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { describeShared } from "../../../../tools/testing/shared.ts";
import type { BibRecord } from "../model.ts";
import { readRecords } from "../read-records.ts";

type Field =
  "title" | "authors" | "year" | "journal" | "volume" | "issue" | "pages" | "DOI" | "PMID" | "abstract";

/** A field that is not the same in so many records of two exports, since the files say different things. */
type Difference = readonly [field: Field, records: number, reason: string];

interface Pair {
  readonly files: readonly [string, string];
  readonly matched: number;
  readonly differences: readonly Difference[];
}

const REFLIB: readonly Difference[] = [
  ["authors", 1, "EndNote left out the group IADVL Task Force"],
  ["journal", 78, "EndNote's library has the abbreviation where PubMed has the full name too"],
  ["pages", 1, "EndNote wrote Cd007917 for CD007917"],
];

/** One library in several formats. */
const PAIRS: readonly Pair[] = [
  { files: ["reflib/blue-light.nbib", "reflib/blue-light.ris"], matched: 80, differences: REFLIB },
  { files: ["reflib/blue-light.nbib", "reflib/blue-light.xml"], matched: 80, differences: REFLIB },
  {
    files: ["reflib/blue-light.nbib", "reflib/blue-light.json"],
    matched: 80,
    differences: [...REFLIB, ["PMID", 80, "RefLib's JSON has no field for it"]],
  },
  { files: ["reflib/blue-light.ris", "reflib/blue-light.xml"], matched: 102, differences: [] },
  {
    files: [exportOf("RIS/_baseline.ris"), exportOf("CSV/_baseline.csv")],
    matched: 100,
    differences: [
      ["authors", 14, "whole names without a comma: M. Elena Hernando can be of the family Elena Hernando"],
      ["PMID", 10, "the RIS has no link to PubMed"],
    ],
  },
  { files: [exportOf("CSV/_baseline.csv"), exportOf("TSV/_baseline.tsv")], matched: 100, differences: [] },
  {
    files: [exportOf("RIS/_baseline.ris"), exportOf("RIS/_baseline_citavi.ris")],
    matched: 100,
    differences: [["authors", 25, "Citavi drops particles: Jong for de Jong"]],
  },
  {
    files: [exportOf("RIS/_baseline_zotero.ris"), exportOf("CSV/_baseline_zotero.csv")],
    matched: 10,
    differences: [],
  },
  {
    files: [exportOf("RIS/_baseline_zotero.ris"), exportOf("RIS/_baseline_endnote.ris")],
    matched: 10,
    differences: [["issue", 1, "EndNote left it out"]],
  },
  {
    files: [exportOf("RIS/_baseline_embase.ris"), exportOf("CSV/_baseline_embase.csv")],
    matched: 10,
    differences: [],
  },
  {
    files: [exportOf("CSV/_baseline_embase.csv"), exportOf("CSV/_baseline_excel.csv")],
    matched: 10,
    differences: [],
  },
  {
    files: [exportOf("RIS/_baseline_zotero.ris"), exportOf("CSV/_baseline_rayyan.csv")],
    matched: 10,
    differences: [
      ["issue", 2, "Rayyan wrote 1 for 1 January, and left one out"],
      ["journal", 9, "Rayyan has the abbreviation"],
    ],
  },
];

function exportOf(file: string): string {
  return `asreview-citation-file-formatting/${file}`;
}

const letters = (text: string | undefined): string =>
  (text ?? "")
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

const CONTENT: Readonly<Record<Field, (record: BibRecord) => string>> = {
  title: ({ title }) => letters(title),
  authors: ({ authors }) => authors.map(({ family, collective }) => letters(family ?? collective)).join("; "),
  year: ({ date }) => String(date?.year),
  journal: ({ journal }) => letters(journal?.title),
  volume: ({ volume }) => volume ?? "",
  issue: ({ issue }) => issue ?? "",
  pages: ({ pages }) => (pages === undefined ? "" : `${pages.first}-${pages.last ?? ""}`),
  DOI: ({ ids }) => ids.doi ?? "",
  PMID: ({ ids }) => ids.pmid ?? "",
  abstract: ({ abstract }) => letters(abstract),
};

describeShared("one library in several formats", ["corpora", "records"], (folder) => {
  const read = (file: string): readonly BibRecord[] =>
    readRecords(new Uint8Array(readFileSync(join(folder, file))), { file }).records;

  test.each(PAIRS.map((pair) => [...pair.files, pair] as const))("%s and %s", (one, other, pair) => {
    const others = read(other);
    const byKey = new Map(others.flatMap((record) => keysOf(record).map((key) => [key, record] as const)));
    const counts = new Map<string, number>();
    let matched = 0;
    for (const record of read(one)) {
      const found = keysOf(record)
        .map((key) => byKey.get(key))
        .find((each) => each !== undefined);
      if (found === undefined) continue;
      matched += 1;
      for (const [field, content] of Object.entries(CONTENT))
        if (content(record) !== content(found)) counts.set(field, (counts.get(field) ?? 0) + 1);
    }
    expect([...counts].sort()).toEqual(
      pair.differences.map(([field, records]) => [field, records] as const).sort(),
    );
    expect(matched).toBe(pair.matched);
  });
});

/** What finds the same record in another file, surest first. */
function keysOf({ ids, title }: BibRecord): readonly string[] {
  return [
    ...(ids.pmid === undefined ? [] : [`pmid ${ids.pmid}`]),
    ...(ids.doi === undefined ? [] : [`doi ${ids.doi}`]),
    `title ${letters(title)}`,
  ];
}
