import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { constants, gunzipSync, gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { runHere } from "./run-here.testing.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "records-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const file = (name: string, content: string | Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

const NBIB = (pmid: number, title: string): string =>
  `PMID- ${pmid}\nTI  - ${title}\nFAU - Doe, Jane\nDP  - 2014 Apr\nJT  - The journal\nPT  - Journal Article\n\n`;
const RIS = (title: string): string => `TY  - JOUR\nTI  - ${title}\nAU  - Doe, Jane\nPY  - 2015\nER  - \n`;

describe("convert", () => {
  test("several files of several formats, packed or not, become one", async () => {
    const a = file("a.nbib", NBIB(1, "First") + NBIB(2, "Second"));
    const b = file("b.txt", gzipSync(RIS("Third")));
    const out = join(folder, "all.jsonl");
    const { status, stderr } = await runHere("convert", a, b, "--to", "csv", "--out", out);
    expect(status).toBe(0);
    expect(stderr).toContain("a.nbib: 2 records read as medline (utf-8)");
    expect(stderr).toContain("b.txt: 1 record read as ris (utf-8)");
    const lines = readFileSync(out, "utf8").trim().split("\n");
    expect(lines).toHaveLength(4);
    expect(lines[3]).toContain("Third");
  });

  test("--json tells what was read and lost", async () => {
    const a = file("a.nbib", NBIB(1, "First"));
    const out = join(folder, "a.ris");
    expect(await runHere("convert", a, "--to", "ris", "--json")).toMatchObject({
      status: 2,
      stdout: "",
      stderr: expect.stringContaining("--json needs --out") as string,
    });
    const { stdout } = await runHere("convert", a, "--to", "ris", "--out", out, "--json");
    expect(JSON.parse(stdout)).toMatchObject({
      records: 1,
      files: [{ format: "medline", encoding: "utf-8", records: 1, errors: 0 }],
      problems: [],
    });
  });

  test("what a record holds only in its source is counted, in words and as JSON", async () => {
    const a = file("a.nbib", [1, 2].map((pmid) => NBIB(pmid, "T").replace("DP  -", "CI  - (c) Me\nDP  -")).join("") + NBIB(3, "T").replace("DP  -", "RF  - 7\nDP  -"));
    const { stderr } = await runHere("convert", a, "--to", "ris");
    expect(stderr).toContain("kept only in the source file (medline): tag CI in 2 records, tag RF in 1 record\n");
    const { stdout } = await runHere("convert", a, "--to", "ris", "--out", join(folder, "a.ris"), "--json");
    expect(JSON.parse(stdout)).toMatchObject({
      onlyInSource: [
        { format: "medline", tag: "CI", records: 2 },
        { format: "medline", tag: "RF", records: 1 },
      ],
    });
    expect((await runHere("convert", a, "--to", "jsonl")).stderr).not.toContain("only in the source");
  }); // prettier-ignore

  test("short names of formats are taken", async () => {
    const { stdout } = await runHere("convert", file("a.ris", RIS("T")), "--to", "nbib");
    expect(stdout).toMatch(/^TI {2}- T$/m);
  });

  test("a packed file that is cut off: what was read is kept, with one error", async () => {
    const text = Array.from({ length: 3000 }, (_, at) => NBIB(at + 1, `Title ${at * 7919}`)).join("");
    const packed = gzipSync(text);
    const out = join(folder, "a.csv");
    const cut = file("a.nbib.gz", packed.subarray(0, packed.length - 4000));
    const { status, stderr } = await runHere("convert", cut, "--to", "csv", "--out", out);
    expect(status).toBe(1);
    expect(stderr).toContain("cut off or damaged");
    expect(readFileSync(out, "utf8").split("\n").length).toBeGreaterThan(1000);
  });

  test.each([
    ["ris", RIS("First") + RIS("Second").slice(0, -8)],
    ["nbib", `PMID- 1\nTI  - First\nSO  - J.\n\nPMID- 2\nTI  - Second\nFAU - Do`],
    ["bib", "@article{a, title = {First}}\n@article{b, title = {Second}, author = {Do"],
    ["ciw", "FN X\nVR 1.0\nPT J\nTI First\nER\n\nPT J\nTI Second\nAU Do"],
    ["csv", "title,authors,year\nFirst,Doe,2014\nSecond,Do"],
  ])("a file that ends within an entry, packed or not: a record, an error with its line, and exit code 1: %s", async (kind, text) => {
    const plain = file(`a.${kind}`, text);
    const packed = file(`b.${kind}.gz`, gzipSync(text));
    const said = [];
    for (const path of [plain, packed]) {
      const { status, stdout, stderr } = await runHere("convert", path, "--to", "jsonl");
      expect([status, stdout.trim().split("\n").length]).toEqual([1, 2]);
      expect(stderr).toMatch(/^error: \S+:\d+, record 2(, \w+)?: the file ends within this entry/m);
      expect(stderr).toMatch(/2 records read as \S+ \(utf-8\)(?:$|;)/m);
      said.push(stderr.replaceAll(path, "X"));
    }
    expect(said[0]).toBe(said[1]);
  }); // prettier-ignore

  test("a packed file that is cut off holds what its text holds up to there, and ends with 1 as that does", async () => {
    const text = Array.from({ length: 3000 }, (_, at) => RIS(`Title ${at * 7919}`)).join("");
    const packed = gzipSync(text);
    const half = packed.subarray(0, packed.length / 2);
    const unpacked = gunzipSync(half, { finishFlush: constants.Z_SYNC_FLUSH });
    const count = async (path: string): Promise<unknown> => {
      const { status, stdout } = await runHere("records", "validate", path, "--json");
      const { files, problems } = JSON.parse(stdout) as { files: { records: number; errors: number }[]; problems: { code: string }[] };
      return [status, files[0]!.records, files[0]!.errors, problems.filter(({ code }) => code !== "gzip-damaged").length];
    };
    const whole = await count(file("a.ris", unpacked));
    expect(whole).toEqual([1, unpacked.toString().split("TY  - ").length - 1, 0, 1]);
    expect(await count(file("b.ris.gz", half))).toEqual(whole);
  }); // prettier-ignore

  test("a small file that unpacks to a gigabyte is stopped, and nothing else goes wrong", async () => {
    const bomb = file(
      "bomb.gz",
      gzipSync(Buffer.concat([Buffer.from(NBIB(1, "First")), Buffer.alloc(300_000_000, "  \n")])),
    );
    const { status, stderr } = await runHere("records", "validate", bomb);
    expect(status).toBe(1);
    expect(stderr).toContain("unpacks to more than 250 times its size");
  });

  test("nothing is half-written: no file remains when there is no record", async () => {
    const { status } = await runHere(
      "convert",
      file("a.txt", "words"),
      "--to",
      "ris",
      "--out",
      join(folder, "b"),
    );
    expect(status).toBe(1);
    expect(readdirSync(folder)).toEqual(["a.txt"]);
    expect(existsSync(join(folder, "b"))).toBe(false);
  });
});

describe("records", () => {
  test("stats counts fields, years and types", async () => {
    const a = file("a.nbib", NBIB(1, "First") + NBIB(2, "Second"));
    const { status, stdout } = await runHere("records", "stats", a, "--json");
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      records: 2,
      fields: { title: 2, abstract: 0, PMID: 2, year: 2 },
      years: [{ value: "2014", records: 2 }],
      publicationTypes: [{ value: "Journal Article", records: 2 }],
    });
    expect((await runHere("records", "stats", a)).stdout).toContain("2 records; years: 2014 to 2014");
  });

  const DELETED = `<?xml version="1.0"?><PubmedArticleSet><PubmedArticle><MedlineCitation><PMID Version="1">124</PMID>
<Article><ArticleTitle>Original</ArticleTitle></Article><CommentsCorrectionsList><CommentsCorrections RefType="RetractionIn">
<RefSource>J. 2015;1:2</RefSource></CommentsCorrections></CommentsCorrectionsList></MedlineCitation></PubmedArticle>
<DeleteCitation><PMID Version="1">125</PMID><PMID Version="1">126</PMID></DeleteCitation></PubmedArticleSet>`;

  test("citations that PubMed has deleted are named, in words and as JSON", async () => {
    const a = file("a.xml", DELETED);
    const { status, stdout, stderr } = await runHere("records", "validate", a);
    expect([status, stdout]).toEqual([0, expect.stringContaining("2 citations deleted by PubMed") as string]);
    expect(stderr).toContain("a.xml:4: PubMed has deleted 2 citations: PMID 125, 126.");
    const json = await runHere("records", "stats", a, "--json");
    expect(JSON.parse(json.stdout)).toMatchObject({
      files: [{ records: 1, errors: 0, deletions: [{ pmid: "125" }, { pmid: "126" }] }],
      problems: [{ code: "deleted-citations", severity: "warning" }],
    });
  });

  test("retracted and corrected papers are told by stats and find", async () => {
    const a = file("a.xml", DELETED);
    const b = file("b.ris", RIS("Correction to: Light") + RIS("Light"));
    const { stdout } = await runHere("records", "stats", a, b);
    expect(stdout).toContain(
      `Marks:\n  Retracted: 1 record (${a}#1)\n  Correction notice: 1 record (${b}#1)`,
    );
    const json = await runHere("records", "stats", a, b, "--json");
    expect(JSON.parse(json.stdout)).toMatchObject({
      marks: [
        { mark: "retracted", records: 1, first: [`${a}#1`] },
        { mark: "erratum-notice", records: 1, first: [`${b}#1`] },
      ],
    });
    expect((await runHere("records", "find", "124", a)).stdout).toContain("Original PMID 124 [Retracted]");
    expect((await runHere("records", "stats", file("c.ris", RIS("Light")))).stdout).not.toContain("Marks");
  });

  test("validate names file, line and record of what is wrong, and ends with 1", async () => {
    const a = file("a.nbib", `${NBIB(1, "First")}PMID- x1\nTI  - Bad\n`);
    const { status, stderr, stdout } = await runHere("records", "validate", a);
    expect(status).toBe(1);
    expect(stderr).toContain('a.nbib:8, record 2, PMID: "x1" is not a PMID');
    expect(stdout).toContain("1 entry not read");
    expect((await runHere("records", "validate", file("b.nbib", NBIB(1, "T")))).stdout).toContain(
      "Nothing is wrong.",
    );
  });

  test.each(["ISRCTN12345678", "isrctn12345678", "NCT01234567"])("find takes %s", async (trial) => {
    const a = file(
      "a.nbib",
      NBIB(11, "Light").replace("PT  -", "SI  - ISRCTN/ISRCTN12345678\nSI  - ClinicalTrials.gov/NCT01234567\nPT  -") +
        NBIB(12, "Other").replace("PT  -", "SI  - ISRCTN/ISRCTN87654321\nPT  -"),
    ); // prettier-ignore
    const { stdout, stderr } = await runHere("records", "find", trial, a);
    expect(stdout).toContain("Light");
    expect(stderr).toContain("1 of 2 records found");
  });

  test("find takes an id or a query", async () => {
    const a = file("a.nbib", NBIB(11, "Ketamine first") + NBIB(12, "Other"));
    expect((await runHere("records", "find", "12", a)).stdout).toContain("Other");
    const { stdout, stderr } = await runHere("records", "find", "ketamine[ti] AND 2014[dp]", a);
    expect(stdout).toContain("Ketamine first");
    expect(stdout).not.toContain("Other");
    expect(stderr).toContain("1 of 2 records found");
    expect((await runHere("records", "find", "ketamine[ti", a)).status).toBe(2);
    expect((await runHere("records", "find", "11", a, "--to", "ris")).stdout).toContain(
      "TI  - Ketamine first",
    );
  });

  test("a file that is not there ends with 2", async () => {
    const { status, stderr } = await runHere("records", "stats", join(folder, "none.ris"));
    expect([status, stderr]).toEqual([2, expect.stringContaining("none.ris cannot be read") as string]);
  });
});
