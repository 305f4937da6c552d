import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { describeShared } from "../../../tools/testing/shared.ts";
import { readRecords } from "./read-records.ts";

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

describe("readRecords", () => {
  test.each([
    ["medline", "PMID- 1\nTI  - T"],
    ["ris", "TY  - JOUR\nTI  - T\nER  - "],
    ["csl-json", '[{"title":"T"}]'],
    ["csv", "title,doi\nT,\n"],
  ])("finds %s from the content, whatever the name", (format, text) => {
    const read = readRecords(bytesOf(text), { file: "wrong.xml" });
    expect(read).toMatchObject({
      format,
      encoding: "utf-8",
      count: 1,
      problems: [],
      records: [{ title: "T", id: "wrong.xml#1" }],
    });
    expect(read.mapping).toEqual(format === "csv" ? { title: "title", doi: "doi" } : undefined);
  });

  test("reads UTF-16 and Windows-1252", () => {
    const utf16 = Uint8Array.from([
      0xff,
      0xfe,
      ..."PMID- 1\nTI  - é".split("").flatMap((mark) => [mark.charCodeAt(0), 0]),
    ]);
    expect(readRecords(utf16, { file: "a" })).toMatchObject({
      format: "medline",
      encoding: "utf-16le",
      records: [{ title: "é" }],
    });
    const latin = Uint8Array.from([...bytesOf("PMID- 1\nTI  - "), 0xe9]);
    expect(readRecords(latin, { file: "a" })).toMatchObject({
      encoding: "windows-1252",
      records: [{ title: "é" }],
      problems: [{ code: "not-utf8" }],
    });
  });

  test.each([
    ["", "empty-file"],
    ["plain words", "unknown-format"],
    ["<?xml version='1.0'?><PubmedArticleSet/>", "unread-format"],
  ])("%j is one error", (text, code) => {
    expect(readRecords(bytesOf(text), { file: "a" })).toMatchObject({
      format: "unknown",
      records: [],
      count: 1,
      problems: [{ code, severity: "error" }],
    });
  });

  test("a format that is asked for and not there is one error", () => {
    expect(
      readRecords(bytesOf("words"), { file: "a", format: "ris" }).problems.map(
        ({ code, severity }) => `${severity} ${code}`,
      ),
    ).toEqual(["warning text-outside-entry", "error no-entries"]);
  });

  test("a year that is none is a warning, and its text stays", () => {
    const { records, problems } = readRecords(bytesOf("TY  - JOUR\nTI  - T\nPY  - 19983\nER  - "), {
      file: "a.ris",
    });
    expect(problems).toMatchObject([
      { code: "not-a-year", severity: "warning", where: { line: 3, record: 1, field: "PY" }, found: "19983" },
    ]);
    expect(records[0]!.raw[2]).toEqual({ tag: "PY", value: "19983", line: 3 });
    expect(readRecords(bytesOf("title,year\nT,soon"), { file: "a" }).problems).toMatchObject([
      { code: "not-a-year", where: { field: "year" } },
    ]);
  });

  test("any bytes: nothing is thrown, every entry is read or one error", () => {
    const begin = fc.constantFrom(
      "",
      "PMID- 1\n",
      "TY  - JOUR\n",
      "[",
      "title,doi\n",
      "\ufeffTY  - A\r",
      '{"items":[',
    );
    fc.assert(
      fc.property(
        begin,
        fc.uint8Array({ maxLength: 200 }),
        fc.constantFrom(undefined, "medline", "ris", "csl-json", "csv"),
        (head, tail, format) => {
          const options = { file: "x", ...(format === undefined ? {} : { format }) };
          const { records, problems, count } = readRecords(
            Uint8Array.from([...bytesOf(head), ...tail]),
            options,
          );
          expect(records.length + problems.filter(({ severity }) => severity === "error").length).toBe(count);
          expect(new Set(records.map(({ id }) => id)).size).toBe(records.length);
        },
      ),
      { numRuns: 2000 },
    );
  });
});

interface Listed {
  readonly file: string;
  readonly format: string;
  readonly records: number;
}

function readManifest(path: string): readonly Listed[] {
  const rows: unknown = JSON.parse(readFileSync(path, "utf8"));
  if (!Array.isArray(rows) || !rows.every(isListed)) throw new Error(`${path} is not a list of files`);
  return rows;
}

function isListed(row: unknown): row is Listed {
  return typeof row === "object" && row !== null && "file" in row && "format" in row && "records" in row;
}

/** Where the list counts markers or lines that are not entries. */
const COUNTED: Readonly<Record<string, number>> = {
  // Two lines of the search stand above the header, and a blank one.
  "asreview-citation-file-formatting/CSV/_baseline_embase.csv": 10,
  "asreview-citation-file-formatting/CSV/_baseline_excel.csv": 10,
  // One PMID; the other six entries have none.
  "jabref/MedlinePlainImporterTestMultipleEntries.txt": 7,
  // Two TY; the list took its one PMID line.
  "colrev/ris_data.ris": 2,
  // Lines that begin with %0: several of one entry are its types, and other entries have none.
  "jabref/Endnote.entries.enw": 5,
  "colrev/enl_data.enl": 3,
  "colrev/ais_enl.txt": 6,
};

/** Entries that cannot be read: rows or entries without any value. */
const UNREAD: Readonly<Record<string, number>> = {
  "asreview-citation-file-formatting/CSV/_baseline_abstrackr.csv": 1,
  "asreview/baseline_reference_types.ris": 2,
  "jabref/RisImporterTest1.ris": 8,
  // Made to be wrong, or empty.
  "jabref/MedlineImporterTestMalformedEntry.xml": 1,
  "jabref/MedlineImporterTestMinimalEntry.xml": 1,
};

/** The list's name of each format that is read, and ours. */
const FORMATS: Readonly<Record<string, string>> = {
  ris: "ris",
  "medline-nbib": "medline",
  csv: "csv",
  tsv: "csv",
  bibtex: "bibtex",
  "pubmed-xml": "pubmed-xml",
  "endnote-xml": "endnote-xml",
  "wos-tagged": "wos",
  "ovid-tagged (<n. > VN)": "ovid",
  "refer-enw": "refer",
  json: "csl-json",
  "clinicaltrials-gov-json-v2": "clinicaltrials-json",
  "clinicaltrials-gov-json-v1 (FullStudies)": "clinicaltrials-json",
  "register-json (ctgov2)": "clinicaltrials-json",
};

describeShared("the corpus of real exports", ["corpora", "records", "MANIFEST.json"], (manifest) => {
  const listed = readManifest(manifest);
  const files = listed.filter(({ format }) => FORMATS[format] !== undefined);
  const read = files.map(({ file, records, format }) => {
    const bytes = new Uint8Array(readFileSync(join(manifest, "..", file)));
    return { file, stated: records, as: format, ...readRecords(bytes, { file }) };
  });

  test("its 329 files of the formats that are read hold the entries the list states", () => {
    expect(read).toHaveLength(329);
    for (const { file, stated, count } of read)
      expect([file, count]).toEqual([file, COUNTED[file] ?? stated]);
  });

  test("every entry is read but those that are empty or made to be wrong", () => {
    const unread = read.flatMap(({ file, count, records, as }) =>
      count === records.length || as === "bibtex" ? [] : [[file, count - records.length]],
    );
    expect(Object.fromEntries(unread)).toEqual(UNREAD);
  });

  test("the format is found from the content", () => {
    for (const { file, as, format } of read) {
      expect([file, format]).toEqual([file, file === "colrev/ris_data.ris" ? "ris" : FORMATS[as]]);
    }
  });

  test("what is not read is named and refused", () => {
    const names = listed.filter(({ format }) =>
      /^(?:xlsx|mods-xml|marc-xml|register-json \((?:ctis|euctr|isrctn|ctgov)\))$/.test(format),
    );
    expect(names.length).toBeGreaterThan(15);
    for (const { file } of names) {
      const { format, problems } = readRecords(new Uint8Array(readFileSync(join(manifest, "..", file))), {
        file,
      });
      expect([file, format, problems.map(({ code }) => code)]).toEqual([file, "unknown", ["unread-format"]]);
    }
  });

  test("the exports of one library by many tools give title, journal and year of every record", () => {
    const baseline = read.filter(({ file }) => file.includes("citation-file-formatting/RIS"));
    expect(baseline).toHaveLength(16);
    for (const { file, records } of baseline) {
      const complete = records.filter(({ title, journal, date }) => title && journal?.title && date);
      expect([file, complete.length]).toEqual([file, records.length]);
    }
  });

  test("no file of any format throws, and each entry is read or one error", () => {
    const root = join(manifest, "..");
    const all = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((file) =>
      statSync(join(root, file)).isFile(),
    );
    expect(all.length).toBeGreaterThan(450);
    for (const file of all) {
      const { records, problems, count } = readRecords(new Uint8Array(readFileSync(join(root, file))), {
        file,
      });
      expect([file, records.length + problems.filter(({ severity }) => severity === "error").length]).toEqual(
        [file, count],
      );
    }
  });
});
