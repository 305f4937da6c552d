import { describe, expect, test } from "vitest";
import { findDoi, findOrcid, normaliseDoi, normalisePmcid, normalisePmid } from "./identifiers.ts";

describe("DOI", () => {
  test.each([
    ["10.1177/2045125313507739", "10.1177/2045125313507739"],
    ["https://doi.org/10.1000/ABC", "10.1000/abc"],
    ["http://dx.doi.org/10.1000/abc.", "10.1000/abc"],
    ["https://dx.doi.org/10.1000/abc", "10.1000/abc"],
    ["doi: 10.1000/abc,", "10.1000/abc"],
    ["DOI:https://doi.org/10.1000/abc", "10.1000/abc"],
    ["10.1016/s0006-3223(99)00230-9", "10.1016/s0006-3223(99)00230-9"],
    ["10.1016/s0006-3223%2899%2900230-9", "10.1016/s0006-3223(99)00230-9"],
    ["10.1000/abc)", "10.1000/abc"],
    ["10.1000/a(b)c).", "10.1000/a(b)c"],
    ["10.1000.10/123", "10.1000.10/123"],
    ["10.1177_2045125313507739", undefined],
    ["10.1/short", undefined],
    ["10.1000/two words", undefined],
    ["", undefined],
  ])("%j", (text, expected) => expect(normaliseDoi(text)).toBe(expected));

  test.each([
    ["J. 2014;1:2. doi: 10.1000/Abc. Epub 2013.", "10.1000/abc"],
    ["https://www.scopus.com/x?doi=10.15598%2faeee.v16i3.2698", "10.15598/aeee.v16i3.2698"],
    ["version 2.10.1000/x", undefined],
    ["no DOI here", undefined],
  ])("found in %j", (text, expected) => expect(findDoi(text)).toBe(expected));
});

test.each([
  ["24688759", "24688759"],
  ["0024688759", "24688759"],
  ["PMID: 24688759", "24688759"],
  ["24688759 [pmid]", "24688759"],
  ["0", undefined],
  ["000000000000", undefined],
  ["123456789", undefined],
  ["12a", undefined],
])("PMID %j", (text, expected) => expect(normalisePmid(text)).toBe(expected));

test.each([
  ["PMC3952483", "PMC3952483"],
  ["pmc3952483.1", "PMC3952483"],
  ["3952483", "PMC3952483"],
  ["PMCID: PMC3952483", "PMC3952483"],
  ["PMC", undefined],
])("PMCID %j", (text, expected) => expect(normalisePmcid(text)).toBe(expected));

test.each([
  ["ORCID: https://orcid.org/0000-0001-8730-9761", "0000-0001-8730-9761"],
  ["000000018730976x", "0000-0001-8730-976X"],
  ["12345678901234567", undefined],
])("ORCID %j", (text, expected) => expect(findOrcid(text)).toBe(expected));
