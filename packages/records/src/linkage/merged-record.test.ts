import { expect, test } from "vitest";
import type { BibRecord } from "../model.ts";
import { readRecords } from "../read-records.ts";
import { mergedRecord } from "./merged-record.ts";

const read = (text: string, file: string): BibRecord =>
  readRecords(new TextEncoder().encode(text), { file }).records[0]!;

const nbib = read(
  "PMID- 24688759\nTI  - A title that is long enough.\nFAU - Doe, Jane\nDP  - 2014 Apr\nJT  - The journal\nMH  - Ketamine\n",
  "a.nbib",
);
const ris = read(
  "TY  - JOUR\nTI  - A title that is long enough\nAU  - Doe, J\nPY  - 2014\nDO  - 10.1000/x\nAB  - An abstract.\nKW  - glutamate\nER  - ",
  "b.ris",
);

test("one record alone stays what it was", () => {
  expect(mergedRecord([ris])).toBe(ris);
});

test("two become one with what each of them knows, and the note says of which", () => {
  const merged = mergedRecord([ris, nbib]);
  expect(merged).toMatchObject({
    id: "a.nbib#1",
    ids: { pmid: "24688759", doi: "10.1000/x" },
    title: expect.stringMatching(/^A title that is long enough/) as string,
    abstract: "An abstract.",
    keywords: ["glutamate"],
    meshTerms: ["Ketamine"],
    date: { year: 2014, month: 4 },
    notes: ["One report of 2 records: a.nbib#1, b.ris#1"],
    raw: [],
  });
  expect(mergedRecord([nbib, ris])).toEqual(merged);
});

test("what only a later record knows is kept, and parts of an abstract stay with their own text", () => {
  const sections = [{ label: "AIM", text: "Short." }];
  const first = { ...nbib, abstract: "AIM: Short.", abstractSections: sections, grants: [{ agency: "A" }] };
  const later = {
    ...ris,
    abstract: "A much longer abstract, which is the one to keep.",
    conflictOfInterest: "None.",
    publisher: "House",
    grants: [{ agency: "A" }, { agency: "B", id: "7" }],
    substances: [{ name: "Ketamine" }],
    text: "TY  - JOUR",
  };
  const merged = mergedRecord([later, first]);
  expect(merged).toMatchObject({
    abstract: later.abstract,
    conflictOfInterest: "None.",
    publisher: "House",
    grants: [{ agency: "A" }, { agency: "B", id: "7" }],
    substances: [{ name: "Ketamine" }],
  });
  expect(merged).not.toHaveProperty("abstractSections");
  expect(merged).not.toHaveProperty("text");
});
