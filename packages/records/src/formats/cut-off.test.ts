import { describe, expect, test } from "vitest";
import { readRecords } from "../read-records.ts";

const read = (text: string): ReturnType<typeof readRecords> =>
  readRecords(new TextEncoder().encode(text), { file: "a" });

describe("a file that ends within its last entry", () => {
  test.each([
    ["ris", "TY  - JOUR\nTI  - A\nER  - \nTY  - JOUR\nTI  - B\nAU  - Do", 4],
    ["ris", "TY  - JOUR\nTI  - A\nAU  - Do", 1],
    ["medline", "PMID- 1\nTI  - A\nSO  - J.\n\nPMID- 2\nTI  - B\nFAU - Do", 5],
    ["medline", "PMID- 2\nOWN - NLM\nSTAT- MEDLINE\nTI  - A\nFAU - Doe\n", 1],
    ["wos", "FN X\nVR 1.0\nPT J\nTI A\nER\n\nPT J\nTI B\nAU Do", 7],
    ["bibtex", "@article{a, title = {A}}\n@article{b,\n title = {B},\n author = {Do", 2],
    ["csv", "title,authors,year\nA,Doe,2014\nB,Do", 3],
  ])("%s: the entry is a record, and one warning with its line", (format, text, line) => {
    const { records, problems, count, ...summary } = read(text);
    expect([summary.format, records.length]).toEqual([format, count]);
    const record = records.length;
    const cut = problems.filter(({ code }) => code === "entry-cut-off");
    expect(cut).toMatchObject([{ severity: "warning", where: { file: "a", line, record } }]);
    expect(cut[0]!.message).toMatch(/^the file ends within this entry \(.+\); it was read as far as it goes$/);
    expect([records.at(-1)!.source.line, records.at(-1)!.authors.length]).toEqual([line, 1]);
  }); // prettier-ignore

  test.each([
    ["csl-json", '[{"title":"A"},\n{"title":"B","auth', 2],
    ["jsonl", null, 2],
    ["pubmed-xml", "<PubmedArticleSet>\n<PubmedArticle><MedlineCitation><PMID>1</PMID></MedlineCitation></PubmedArticle>\n<PubmedArticle><Medl", 3],
    ["csv", 'title,authors\nA,Doe\n"B, Do', 3],
  ])("%s: half an entry has no meaning, and is one error with its line", (format, text, line) => {
    const jsonl = `{"coppice":1,"id":"a#1","source":{"file":"a","format":"ris","ordinal":1,"line":1},"ids":{},"authors":[],"languages":[],"publicationTypes":[],"keywords":[],"meshTerms":[],"grants":[],"urls":[],"raw":[]}\n{"coppice":1,"id":"a#2"`;
    const { records, problems, count, ...summary } = read(text ?? jsonl);
    expect([summary.format, records.length, count]).toEqual([format, 1, 2]);
    expect(problems.filter(({ severity }) => severity === "error")).toMatchObject([{ where: { line, record: 2 } }]);
  }); // prettier-ignore

  test.each([
    ["RIS that never has ER", "TY  - JOUR\nTI  - A\nTY  - JOUR\nTI  - B\n"],
    ["MEDLINE that never has SO", "PMID- 1\nTI  - A\n\nPMID- 2\nTI  - B\n"],
    ["MEDLINE without a last line break", "PMID- 1\nOWN - NLM\nSTAT- X\nSO  - J."],
    ["BibTeX closed by the wrong bracket", "@article{a,\n title = {A}\n)\n"],
    ["a table without a last line break", "title,year\nA,2014\nB,2015"],
    ["a table whose rows leave empty cells out", "title,year,doi\nA,2014\nB"],
  ])("%s is none", (_, text) => {
    const { problems } = read(text);
    expect(problems.filter(({ code, severity }) => code === "entry-cut-off" || severity === "error")).toEqual([]);
  }); // prettier-ignore
});
