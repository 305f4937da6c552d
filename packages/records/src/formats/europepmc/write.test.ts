import fc from "fast-check";
import { SaxesParser } from "saxes";
import { describe, expect, test } from "vitest";
import { describeShared } from "../../../../../tools/testing/shared.ts";
import { readRecords } from "../../read-records.ts";
import { writeRecords } from "../../write-records.ts";
import { anyRecord, expectHeldOrNamed, realRecords } from "../held-or-named.testing.ts";
import { FULL_ENTRY } from "../medline/full-entry.testing.ts";

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const [full] = readRecords(utf8(FULL_ENTRY), { file: "full.nbib" }).records;
const FORMATS = ["europepmc-json", "europepmc-xml"] as const;

/** What a strict parser says against a text. */
function faultsOf(text: string, format: (typeof FORMATS)[number]): readonly string[] {
  if (format === "europepmc-json") return JSON.parse(text) === undefined ? ["no JSON"] : [];
  const faults: string[] = [];
  const parser = new SaxesParser();
  parser.on("error", ({ message }) => faults.push(message));
  parser.write(text).close();
  return faults;
}

describe.each(FORMATS)("%s", (format) => {
  test("of a MEDLINE record of every field, what it does not hold is named", () => {
    const { losses } = writeRecords([full!], format);
    expect(losses.map(({ field }) => field)).toEqual([
      "PII",
      "registrations",
      "original title",
      "abstract sections",
      "authors",
      "editors",
      "investigators",
      "affiliations of editors and investigators",
      "country",
      "keyword owner",
      "grants",
      "conflict of interest",
      "history",
      "notes",
      "status",
      "citation",
    ]);
  });

  test("what came from there is the same again, element by element", () => {
    const first = readRecords(utf8(writeRecords([full!, { ...full!, title: "B" }], format).text), {
      file: "a",
    }).records;
    const { text, losses } = writeRecords(first, format);
    const back = readRecords(utf8(text), { file: "a" });
    expect([losses, back.problems, back.records.length]).toEqual([[], [], 2]);
    expect(back.records.map(({ raw }) => raw.map(({ tag, value }) => [tag, value]))).toEqual(
      first.map(({ raw }) => raw.map(({ tag, value }) => [tag, value])),
    );
  });

  test("any record: a strict parser reads it, each field is held or its loss named", () => {
    fc.assert(
      fc.property(anyRecord, (record) => {
        expect(faultsOf(expectHeldOrNamed(record, format), format)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test("no records give an empty list", () => {
    const { text } = writeRecords([], format);
    expect(faultsOf(text, format)).toEqual([]);
    expect(readRecords(utf8(text), { file: "a" }).records).toEqual([]);
  });
});

test("numbers and texts of figures keep their kind, and unknown fields stay", () => {
  const result = {
    id: "1",
    source: "MED",
    pmid: "1",
    title: "T",
    citedByCount: 4,
    pubYear: "2014",
    hasPDF: "Y",
    "a/b": [{}, []],
  };
  const { records } = readRecords(utf8(JSON.stringify({ resultList: { result: [result] } })), { file: "a" });
  expect(JSON.parse(writeRecords(records, "europepmc-json").text)).toEqual({
    resultList: { result: [result] },
  });
});

test("HTML in XML is read alike, escaped or not", () => {
  const of = (abstract: string): string =>
    `<responseWrapper><resultList><result><id>1</id><source>MED</source><abstractText>${abstract}</abstractText></result></resultList></responseWrapper>`;
  for (const html of [
    "<h4>Aim</h4>CO<sub>2</sub> <h4>End</h4>x",
    "&lt;h4>Aim&lt;/h4>CO&lt;sub>2&lt;/sub> &lt;h4>End&lt;/h4>x",
  ])
    expect(readRecords(utf8(of(html)), { file: "a" }).records[0]!.abstract).toBe("Aim: CO₂ End: x");
});

describeShared("records of the corpora as Europe PMC's", ["corpora", "records"], (root) => {
  const all = realRecords(root, 6);
  test.each(FORMATS)(
    "%s: held or named",
    (format) => {
      for (const record of all)
        expect(faultsOf(expectHeldOrNamed({ ...record, raw: [] }, format), format)).toEqual([]);
      expect(all.length).toBeGreaterThan(400);
    },
    120_000,
  );
});
