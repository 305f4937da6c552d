import { describe, expect, test } from "vitest";
import {
  findCochraneId,
  findDoi,
  findOrcid,
  isCutDoi,
  normaliseDoi,
  normalisePmcid,
  normalisePmid,
} from "./identifiers.ts";

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
    ["10.1002/(SICI)1097-0258(19970615)16:11<1261::AID-SIM531>3.0.CO;2-#", "10.1002/(sici)1097-0258(19970615)16:11<1261::aid-sim531>3.0.co;2-#"],
    ["10.1002/(SICI)1097-0258(19970615)16:11&lt;1261::AID-SIM531&gt;3.0.CO;2-#", "10.1002/(sici)1097-0258(19970615)16:11<1261::aid-sim531>3.0.co;2-#"],
    ["<https://doi.org/10.1000/abc>", "10.1000/abc"],
    ["[10.1000/abc]", "10.1000/abc"],
    ["10.1000/abc [doi]", "10.1000/abc"],
    ["info:doi/10.1000/abc", "10.1000/abc"],
    ["DOI 10.1000/abc", "10.1000/abc"],
    ["10.1177_2045125313507739", undefined],
    ["10.1/short", undefined],
    ["10.1000/two words", undefined],
    ["", undefined],
  ])("%j", (text, expected) => expect(normaliseDoi(text)).toBe(expected)); // prettier-ignore

  test.each([
    ["see 10.1002/(SICI)1097-0258(1997)16:11<1261::AID-SIM531>3.0.CO;2-# there", "10.1002/(sici)1097-0258(1997)16:11<1261::aid-sim531>3.0.co;2-#"],
    ["<b>10.1000/abc</b>", "10.1000/abc"],
    ["J. 2014;1:2. doi: 10.1000/Abc. Epub 2013.", "10.1000/abc"],
    ["https://www.scopus.com/x?doi=10.15598%2faeee.v16i3.2698", "10.15598/aeee.v16i3.2698"],
    ["version 2.10.1000/x", undefined],
    ["no DOI here", undefined],
  ])("found in %j", (text, expected) => expect(findDoi(text)).toBe(expected)); // prettier-ignore

  test.each([
    ["10.1016/s0006-3223(99", true],
    ["10.1002/14651858.cd0000", true],
    ["10.1002/14651858.cd000023.pub2", false],
    ["10.1016/s0006-3223(99)00230-9", false],
  ])("%j is cut: %s", (text, expected) => expect(isCutDoi(text)).toBe(expected));
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
  ["000000021694233x", "0000-0002-1694-233X"],
  ["0000-0002-1694-2339", undefined],
  ["12345678901234567", undefined],
])("ORCID %j", (text, expected) => expect(findOrcid(text)).toBe(expected));

test.each([
  ["10.1002/14651858.CD000023.pub2", "CD000023"],
  ["Issue 1. Art. No.: CD003974", "CD003974"],
  ["CD0000231", undefined],
])("Cochrane number in %j", (text, expected) => expect(findCochraneId(text)).toBe(expected));
