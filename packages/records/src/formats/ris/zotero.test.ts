import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { describeShared } from "../../../../../tools/testing/shared.ts";
import type { BibRecord } from "../../model.ts";
import { readRecords } from "../../read-records.ts";

interface ZoteroItem {
  readonly title?: string;
  readonly creators?: readonly {
    readonly lastName?: string;
    readonly firstName?: string;
    readonly creatorType: string;
  }[];
  readonly date?: string;
  readonly DOI?: string;
  readonly ISSN?: string;
  readonly volume?: string;
  readonly issue?: string;
  readonly pages?: string;
  readonly abstractNote?: string;
}

/** Where we and Zotero differ: file and field, in how many items, and why. */
const DIFFERENCES: Readonly<Record<string, readonly [items: number, reason: string]>> = {
  "01.txt date": [1, "Y1 of a patent: Zotero keeps it as the date of issue"],
  "01.txt volume": [1, "a patent's application number: Zotero has a field of its own"],
  "01.txt issue": [1, "a patent's number: Zotero has a field of its own"],
  "03.txt creators": [1, "de KONING: Zotero takes the particle for a given name"],
  "03.txt DOI": [1, "found in N1: Zotero leaves it in the notes"],
  "03.txt issue": [1, "9999, which stands for none, is under no tag of RIS that holds an issue"],
  "04.txt title": [3, "a form of EndNote's fields: Zotero has other titles for cases, letters and statutes"],
  "04.txt creators": [17, "a form whose second names are given in notes, or mean other roles in each type"],
  "04.txt date": [36, "a form with words for years, which Zotero makes 0000"],
  "04.txt volume": [13, "a form: VL is an edition or a number in most types"],
  "04.txt issue": [7, "a form: IS is a version, an edition or a number in most types"],
  "04.txt pages": [14, "a form with words for pages: we keep pages with numbers"],
  "04.txt ISSN": [5, "a form with the word ISSN for the number"],
};

/** Each field as text to compare: white space, case and the marks between parts do not count. */
const FIELDS: Readonly<
  Record<string, readonly [ours: (record: BibRecord) => string, zotero: (item: ZoteroItem) => string]>
> = {
  title: [({ title }) => plain(title), ({ title }) => plain(title)],
  creators: [
    ({ authors, editors = [] }) => names([...authors, ...editors].map((one) => one.collective ?? one.family)),
    ({ creators = [] }) =>
      names(
        creators
          .filter(({ creatorType }) => !["seriesEditor", "translator"].includes(creatorType))
          .map(({ lastName }) => lastName),
      ),
  ],
  date: [({ date }) => String(date?.year ?? ""), ({ date }) => /\d{4}/.exec(date ?? "")?.[0] ?? ""],
  DOI: [({ ids }) => ids.doi ?? "", ({ DOI }) => (DOI ?? "").toLowerCase()],
  ISSN: [
    ({ journal }) => (journal?.issn ?? []).map(({ value }) => value.replace("-", "")).join(" "),
    ({ ISSN }) => (ISSN ?? "").replaceAll("-", "").replace(/,/g, ""),
  ],
  volume: [({ volume }) => volume ?? "", ({ volume }) => volume ?? ""],
  issue: [({ issue }) => issue ?? "", ({ issue }) => issue ?? ""],
  pages: [
    ({ pages }) => [pages?.first, pages?.last].filter((page) => page !== undefined).join("-"),
    ({ pages }) => (pages ?? "").replace(/[–—]/g, "-"),
  ],
  abstract: [({ abstract }) => plain(abstract), ({ abstractNote }) => plain(abstractNote)],
};

function plain(text: string | undefined): string {
  return (text ?? "").replace(/\s+/g, " ").trim();
}

function names(families: readonly (string | undefined)[]): string {
  return families.map((family) => plain(family)).join("; ");
}

describeShared("RIS of Zotero's own tests", ["corpora", "records", "zotero-translators", "ris"], (root) => {
  const files = readdirSync(root).filter((file) => file.endsWith(".txt"));

  test("gives the fields that Zotero gives, or differs for a reason", () => {
    const found = new Map<string, number>();
    let compared = 0;
    for (const file of files) {
      const expected = readFileSync(join(root, file.replace(".txt", ".expected.json")), "utf8");
      const items = JSON.parse(expected) as readonly ZoteroItem[];
      const { records } = readRecords(new Uint8Array(readFileSync(join(root, file))), { file });
      expect([file, records.length]).toEqual([file, items.length]);
      items.forEach((item, at) => {
        for (const [field, [ours, zotero]] of Object.entries(FIELDS)) {
          compared += 1;
          const place = `${file} ${field}`;
          if (ours(records[at]!) !== zotero(item)) found.set(place, (found.get(place) ?? 0) + 1);
        }
      });
    }
    expect(compared).toBe(423);
    const stated = Object.entries(DIFFERENCES).map(([place, [items]]) => [place, items]);
    expect(Object.fromEntries([...found])).toEqual(Object.fromEntries(stated));
  });
});
