import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { describeShared } from "../../../../../tools/testing/shared.ts";
import { readRecords } from "../../read-records.ts";
import { writeRecords } from "../../write-records.ts";
import { expectSameInPieces } from "../reader.testing.ts";
import { wos } from "./format.ts";

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

const FILE = `\ufeffFN Clarivate Analytics Web of Science
VR 1.0
PT J
AU Asampong, E
   Gyeke, MDP
AF Asampong, Emmanuel
   Gyeke, Mavis Dako
CA Made Group
TI A title that goes on
   in a second line
SO JOURNAL OF MADE THINGS
LA English
DT Article; Proceedings Paper
DE stigma; leprosy
ID HEALTH
AB Background
   Text.
C1 [Asampong, Emmanuel] Univ Ghana, Accra, Ghana.
   [Nobody, Known] Elsewhere.
OI Gyeke, Mavis Dako/0000-0002-1825-0097
FU A fund [G-1]
PU PUB
PI CITY
SN 1935-2735
EI 1935-2743
J9 J MADE
JI J. Made
PD MAY 7
PY 2018
VL 12
IS 1
BP 10
EP 19
AR e0006219
DI 10.1371/journal.pntd.0006219
UT WOS:000424022700053
PM 29377890
ER

PT J
TI Another
ER

EF`;

test("reads every field", () => {
  const { format, records, problems } = readRecords(utf8(FILE), { file: "a.txt" });
  expect([format, problems, records.length]).toEqual(["wos", [], 2]);
  expect(records[0]).toMatchObject({
    source: { ordinal: 1, line: 3 },
    ids: { doi: "10.1371/journal.pntd.0006219", pmid: "29377890", accession: "WOS:000424022700053" },
    title: "A title that goes on in a second line",
    abstract: "Background Text.",
    authors: [
      { family: "Asampong", given: "Emmanuel", initials: "E", affiliations: ["Univ Ghana, Accra, Ghana."] },
      {
        family: "Gyeke",
        given: "Mavis Dako",
        initials: "MDP",
        orcid: "0000-0002-1825-0097",
        affiliations: [],
      },
      { collective: "Made Group" },
    ],
    affiliations: ["[Nobody, Known] Elsewhere."],
    date: { year: 2018, month: 5, day: 7 },
    journal: {
      title: "JOURNAL OF MADE THINGS",
      abbreviation: "J. Made",
      issn: [
        { value: "1935-2735", kind: "Print" },
        { value: "1935-2743", kind: "Electronic" },
      ],
    },
    volume: "12",
    issue: "1",
    pages: { first: "10", last: "19" },
    languages: ["English"],
    publicationTypes: ["Article", "Proceedings Paper"],
    keywords: ["stigma", "leprosy", "HEALTH"],
    grants: [{ agency: "A fund", id: "G-1" }],
    publisher: "PUB",
    place: "CITY",
  });
});

test("written again, every field is the same, in order", () => {
  const { records } = readRecords(utf8(FILE), { file: "a" });
  const { text, losses } = writeRecords(records, "wos");
  const again = readRecords(utf8(text), { file: "a" }).records;
  const fields = (all: typeof records): unknown =>
    all.map(({ raw }) => raw.map(({ tag, value }) => [tag, value]));
  expect([losses, fields(again)]).toEqual([[], fields(records)]);
});

test("an entry that the file cuts off is read with a warning", () => {
  const { records, problems } = readRecords(utf8("FN Clarivate\nVR 1.0\nPT J\nTI A title"), { file: "a" });
  expect(records).toMatchObject([{ title: "A title" }]);
  expect(problems).toMatchObject([
    { code: "entry-cut-off", severity: "warning", where: { line: 3, record: 1 } },
  ]);
});

test("however the text is cut into pieces, records and problems are the same", () => {
  expectSameInPieces(wos, [
    "PT J\n",
    "TI A",
    "\n",
    "   more",
    "ER\n",
    "EF",
    "\r",
    "AU X, Y\n",
    "VR 1.0\n",
    "PY 19\n",
  ]);
});

describeShared("Web of Science files", ["corpora", "records"], (root) => {
  test.each([
    ["revtools/restoration_WoS.ciw", 247],
    ["synthesisr/WoS_txt_example.txt", 4],
    ["commandline4expertsearchers/WoS_other_reference_software_r4001-4012.txt", 12],
    ["jabref/IsiImporterTest2.isi", 3],
    ["jabref/IsiImporterTestInspec.isi", 2],
    ["jabref/IsiImporterTestMedline.isi", 2],
    ["zotero-translators/wos-tagged/00.txt", 5],
  ])("%s: %i entries with title and year", (file, count) => {
    const { records, problems, format } = readRecords(new Uint8Array(readFileSync(join(root, file))), {
      file,
    });
    expect([format, records.length]).toEqual(["wos", count]);
    expect(problems.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(records.filter(({ title }) => title === undefined)).toEqual([]);
    expect(records.filter(({ date }) => date === undefined)).toEqual([]);
  });
});
