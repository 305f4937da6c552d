import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { describeShared } from "../../../../../tools/testing/shared.ts";
import type { BibRecord } from "../../model.ts";
import { readRecords } from "../../read-records.ts";
import { writeBibtexEntry } from "./write.ts";

interface ListedFile {
  readonly file: string;
  readonly format: string;
  readonly records: number;
}

const bytesOf = (text: string): Uint8Array => new Uint8Array(Buffer.from(text));

describeShared("BibTeX of the corpora", ["corpora", "records"], (root) => {
  const listed = (
    JSON.parse(readFileSync(join(root, "MANIFEST.json"), "utf8")) as readonly ListedFile[]
  ).filter(({ format }) => format === "bibtex");
  const readFile = (file: string) => readRecords(readFileSync(join(root, file)), { file });

  test("every file has as many entries as it has start marks", () => {
    const different = listed.flatMap(({ file, records }) => {
      const read = readFile(file);
      const errors = read.problems.filter(({ severity }) => severity === "error").length;
      const isWhole =
        read.format === "bibtex" && read.count === records && read.records.length + errors === records;
      return isWhole ? [] : [file];
    });
    expect(different).toEqual([]);
    expect(listed).toHaveLength(159);
  });

  test("entries that are not read have nothing to read", () => {
    const errors = listed.flatMap(({ file }) =>
      readFile(file).problems.filter(({ severity }) => severity === "error"),
    );
    expect(new Set(errors.map(({ code }) => code))).toEqual(new Set(["empty-entry"]));
    expect(errors).toHaveLength(7);
  });

  test("parse(write(x)) is x", () => {
    let count = 0;
    for (const { file } of listed) {
      const { records } = readFile(file);
      const again = readRecords(bytesOf(records.map((each) => writeBibtexEntry(each)).join("\n")), {
        file,
        format: "bibtex",
      });
      expect(again.records.map(contentOf), file).toEqual(records.map(contentOf));
      count += records.length;
    }
    expect(count).toBe(2219);
  });
});

/** Without what depends on the place in the file, and without the mark of inherited fields, which are then its own. */
function contentOf({ source: _, id: __, raw, ...record }: BibRecord): object {
  return {
    ...record,
    raw: raw.filter(({ tag }) => tag !== "@inherits").map(({ tag, value }) => [tag, value]),
  };
}

interface ZoteroItem {
  readonly title?: string;
  readonly creators?: readonly {
    readonly firstName?: string;
    readonly lastName: string;
    readonly creatorType: string;
    readonly fieldMode?: number;
  }[];
  readonly date?: string;
  readonly DOI?: string;
  readonly ISSN?: string;
  readonly volume?: string;
  readonly issue?: string;
  readonly pages?: string;
}

/** File, item and field that differ from Zotero's own reading, and why. */
const DIFFERENT: Readonly<Record<string, string>> = {
  "07 0 authors": 'BibTeX\'s rule: "at" is a von part, which belongs to the family name here',
  "09 0 title": "\\\\ is a line break in LaTeX, and its {} a group",
  "12 0 doi": "Zotero has no field for the DOI of that type and puts it into Extra",
  "18 0 title": "Zotero turns TEL into the telephone sign",
  "18 0 authors": "the file has \\\\i and \\\\'e, a line break before a letter",
  "19 0 authors": "Zotero parts the initials of KC Wright",
  "21 0 authors": "D'Aspremont has a blank behind its accent there",
};

describeShared("Zotero's items", ["corpora", "records", "zotero-translators", "bibtex"], (root) => {
  const FILES = [
    "00",
    "01",
    "03",
    "04",
    "06",
    "07",
    "09",
    "10",
    "12",
    "13",
    "15",
    "16",
    "18",
    "19",
    "21",
    "22",
  ];

  test("have the same title, creators, date, DOI, ISSN, volume, issue and pages", () => {
    const different: string[] = [];
    let count = 0;
    for (const file of FILES) {
      const items = JSON.parse(
        readFileSync(join(root, `${file}.expected.json`), "utf8"),
      ) as readonly ZoteroItem[];
      const { records } = readRecords(readFileSync(join(root, `${file}.txt`)), { file });
      expect(records, file).toHaveLength(items.length);
      items.forEach((item, place) => {
        count += 1;
        const [zotero, ours] = [itemFields(item), recordFields(records[place]!)];
        for (const [field, value] of Object.entries(zotero))
          if (value !== ours[field]) different.push(`${file} ${place} ${field}`);
      });
    }
    expect(different).toEqual(Object.keys(DIFFERENT));
    expect(count).toBe(19);
  });
});

function itemFields(item: ZoteroItem): Readonly<Record<string, string>> {
  const names = (isEditor: boolean): string =>
    (item.creators ?? [])
      .filter(({ creatorType }) => (creatorType === "editor") === isEditor)
      .map(({ firstName, lastName, fieldMode }) =>
        fieldMode === 1 ? lastName : `${lastName}, ${firstName ?? ""}`,
      )
      .join("; ");
  return {
    title: (item.title ?? "").replace(/<\/?[a-z]+[^>]*>/g, ""),
    authors: names(false),
    editors: names(true),
    date: item.date ?? "",
    doi: item.DOI?.toLowerCase() ?? "",
    issn: item.ISSN ?? "",
    volume: item.volume ?? "",
    issue: item.issue ?? "",
    pages: item.pages ?? "",
  };
}

function recordFields(record: BibRecord): Readonly<Record<string, string>> {
  const names = (people: BibRecord["authors"] = []): string =>
    people
      .map(({ family, given, suffix, collective }) =>
        [collective ?? `${family ?? ""}, ${given ?? ""}`, suffix]
          .filter((part) => part !== undefined)
          .join(", "),
      )
      .join("; ");
  const { date } = record;
  return {
    title: record.title ?? "",
    authors: names(record.authors),
    editors: names(record.editors),
    date:
      date === undefined
        ? ""
        : [
            date.year,
            ...[date.month, date.day]
              .filter((part) => part !== undefined)
              .map((part) => String(part).padStart(2, "0")),
          ].join("-"),
    doi: record.ids.doi ?? "",
    issn: record.journal?.issn.map(({ value }) => value).join(", ") ?? "",
    volume: record.volume ?? "",
    issue: record.issue ?? "",
    pages: record.pages?.text ?? "",
  };
}
