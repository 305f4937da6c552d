import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { describeShared } from "../../../../tools/testing/shared.ts";
import type { BibRecord } from "../model.ts";
import { readRecords } from "../read-records.ts";

/** What Zotero's own import tests expect of an item. */
interface Item {
  readonly title?: string;
  readonly creators?: readonly { readonly lastName?: string }[];
  readonly date?: string;
  readonly DOI?: string;
  readonly ISSN?: string;
  readonly volume?: string;
  readonly issue?: string;
  readonly pages?: string;
  readonly abstractNote?: string;
  readonly publicationTitle?: string;
}

const year = (text: string | undefined): string => /\d{4}/.exec(text ?? "")?.[0] ?? "";

/** Each field of an item, and ours; letters and digits are compared, without case and markup. */
const FIELDS: readonly (readonly [name: string, ours: (record: BibRecord) => string, theirs: (item: Item) => string])[] = [
  ["title", ({ title }) => title ?? "", ({ title }) => title ?? ""],
  [
    "people",
    ({ authors, editors }) => [...authors, ...(editors ?? [])].map(({ family, collective }) => family ?? collective).sort().join(),
    ({ creators }) => (creators ?? []).map(({ lastName }) => lastName).sort().join(),
  ],
  ["year", ({ date }) => String(date?.year ?? ""), ({ date }) => year(date)],
  ["DOI", ({ ids }) => ids.doi ?? "", ({ DOI }) => DOI ?? ""],
  ["volume", ({ volume }) => volume ?? "", ({ volume }) => volume ?? ""],
  ["issue", ({ issue }) => issue ?? "", ({ issue }) => issue ?? ""],
  ["pages", ({ pages }) => [pages?.first, pages?.last].filter(Boolean).join("-"), ({ pages }) => pages ?? ""],
  ["ISSN", ({ journal }) => journal?.issn[0]?.value ?? "", ({ ISSN }) => /\S{4}-\S{4}/.exec(ISSN ?? "")?.[0] ?? ""],
  ["abstract", ({ abstract }) => abstract ?? "", ({ abstractNote }) => abstractNote ?? ""],
  ["journal", ({ journal }) => journal?.title ?? "", ({ publicationTitle }) => publicationTitle ?? ""],
]; // prettier-ignore

const fold = (text: string): string =>
  text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/<[^>]*>/g, "")
    .replace(/[^\p{L}\p{N},]+/gu, "");

/** Where we differ, and why. RIS, BibTeX and EndNote's XML have tests of their own. */
const DIFFERENCES: Readonly<Record<string, string>> = {
  "pubmed-xml/06 1 pages": '"EWLS" is no page number; it stays in raw',
  "pubmed-xml/07 1 journal": "Zotero leaves out the place and spells & for and",
  "refer/00 1 people": "Zotero does not part family and given name of a Chinese name",
  "refer/00 1 pages": "of several ranges the first is first and last page; the text holds both",
  "refer/00 1 journal": "two names of the journal: ours is the first, Zotero's the last",
};

describeShared(
  "what Zotero expects of its test files",
  ["corpora", "records", "zotero-translators"],
  (root) => {
    test.each([
      ["medline-nbib", 6],
      ["pubmed-xml", 8],
      ["refer", 3],
      ["wos-tagged", 6],
    ])("%s: %i files, every difference stated", (format, files) => {
      const folder = join(root, format);
      const names = readdirSync(folder).filter((name) => name.endsWith(".txt"));
      expect(names).toHaveLength(files);
      const different: string[] = [];
      let compared = 0;
      for (const name of names) {
        const base = name.replace(".txt", "");
        const { records } = readRecords(new Uint8Array(readFileSync(join(folder, name))), { file: name });
        const items = JSON.parse(
          readFileSync(join(folder, `${base}.expected.json`), "utf8"),
        ) as readonly Item[];
        expect([name, records.length]).toEqual([name, items.length]);
        for (const [at, item] of items.entries()) {
          for (const [field, ours, theirs] of FIELDS) {
            if (theirs(item) === "") continue;
            compared += 1;
            if (fold(ours(records[at]!)) !== fold(theirs(item)))
              different.push(`${format}/${base} ${at + 1} ${field}`);
          }
        }
      }
      expect(compared).toBeGreaterThan(12);
      expect(different.sort()).toEqual(
        Object.keys(DIFFERENCES)
          .filter((key) => key.startsWith(`${format}/`))
          .sort(),
      );
    });
  },
);
