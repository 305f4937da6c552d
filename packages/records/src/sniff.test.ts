import { expect, test } from "vitest";
import { nameUnreadFormat, sniffFormat, unknownFormat } from "./sniff.ts";

test.each([
  ["PMID- 24688759\nOWN - NLM", "medline"],
  ["\n\nPMID- 1", "medline"],
  ["PMID- 24688759 OWN - NLM STAT- x", "medline"],
  ["OWN - ERIC\nTI  - T", "medline"],
  ["TY  - JOUR\nTI  - T", "ris"],
  ["TY  -  JOUR", "ris"],
  ["TY  -JOUR", "ris"],
  ["Record #3 of 18\nProvider: X\n\nTY  -  JOUR", "ris"],
  ["1.\nTY  - JOUR\nPMID - 123\n\nPMID- 1", "ris"],
  ["PMID- 1\nAB  - x\nTY  - y", "medline"],
  ['[{"title":"x"}]', "csl-json"],
  ["[]", "csl-json"],
  ['\n{\n "items": []}', "csl-json"],
  ["% comment\n@article{a, title={x}}", "bibtex"],
  ["% Encoding: UTF-8\n\n@InProceedings (k,\n title = {x})", "bibtex"],
  ["\n@comment{x}", "bibtex"],
  ['@string{j = "J"}', "bibtex"],
  ["@media print {\n a,b { color: red }\n}", undefined],
  ["FN Clarivate\nPT J", "wos"],
  ["<1. >\nVN  - Ovid Technologies", "ovid"],
  ["%0 Journal Article\n%T x", "refer"],
  ["title,doi\nx,y", "csv"],
  ["Title", "csv"],
  ["[title not seen],x", "csv"],
  ["a\tb", "csv"],
  ["plain words", undefined],
  ["", undefined],
])("%j is %s", (text, format) => expect(sniffFormat(text)).toBe(format));

test.each([
  ['<?xml version="1.0"?><a>', /XML/],
  ["PK\u0003\u0004x,y", /XLSX/],
])("%j is named, not read", (text, name) => {
  expect(nameUnreadFormat(text)).toMatch(name);
  expect(sniffFormat(text)).toBeUndefined();
});

test.each([
  ["", "empty-file", /the file is empty/],
  [" \n", "empty-file", /empty/],
  ["words", "unknown-format", /none of the formats that are read/],
  ["\u0001\u0002\u0003,\u0004", "unknown-format", /is no text/],
  ["%PDF-1.7", "unread-format", /a PDF/],
  ["TI  - A\nAU  - B\nER  - \n", "unread-format", /RIS whose TY lines are missing/],
  ["<modsCollection><mods/>", "unread-format", /MODS/],
  ["cff-version: 1.2.0\n", "unread-format", /CFF/],
])("%j is one error: %s", (text, code, message) => {
  expect(unknownFormat(text, "a")).toMatchObject({
    code,
    severity: "error",
    message: expect.stringMatching(message) as string,
  });
  expect(sniffFormat(text)).toBeUndefined();
});
