import { expect, test } from "vitest";
import { onlyInSource } from "./only-in-source.ts";
import { readRecords } from "./read-records.ts";
import { createRecordWriter } from "./write-records.ts";

const first = (text: string): ReturnType<typeof readRecords>["records"][number] =>
  readRecords(new TextEncoder().encode(text), { file: "a" }).records[0]!;

const NBIB = `PMID- 1
OWN - NLM
IS  - 2045-1253 (Print)
DP  - 2014 Apr
TI  - A &lt; B
LID - 10.1000/x [doi]
AB  - ${"Long words of an abstract. ".repeat(20)}
CI  - (c) 2014
FAU - Doe, Jane
AU  - Doe J
RF  - 2014
PHST- 2014/04/02 06:00 [entrez]
SO  - J. 2014.
`;

test.each([
  ["medline", NBIB, ["CI", "RF"]],
  ["ris", "TY  - JOUR\nTI  - A\nAU  - Doe, Jane\nDO  - https://doi.org/10.1000/X\nSN  - 0302-9743 (Print)\nM9  - x\nM9  - y\nDO  - 10.1/abc\nER  - \n", ["M9", "DO"]],
  ["bibtex", '@article{k,\n title = {{\\"O}l & Gas},\n author = {Doe, Jane and M{\\"u}ller, Jan},\n year = 2014,\n groups = {mine}}', ["groups"]],
  ["csl-json", '[{"id":"k","title":"A <i>b</i>","author":[{"family":"Doe","given":"J"}],"issued":{"date-parts":[[2014,4]]},"PMID":"7","version":"2.1"}]', ["id", "version"]],
  ["csv", "title,year,Reviewer\nA,2014,Ann\n", ["Reviewer"]],
  ["wos", "FN X\nVR 1.0\nPT J\nTI A\nAU Doe, J\nTC 12\nER\nEF\n", ["TC"]],
])("tags that stand in no field of a record: %s", (format, text, tags) => {
  const record = first(text);
  expect([record.source.format, onlyInSource(record)]).toEqual([format, tags]);
}); // prettier-ignore

test("a writer tells them where its format does not keep them", () => {
  const record = first(NBIB);
  const left = (format: "ris" | "medline" | "jsonl"): readonly string[] =>
    createRecordWriter(format).leftInSource(record);
  expect([left("ris"), left("medline"), left("jsonl")]).toEqual([["CI", "RF"], [], []]);
});
