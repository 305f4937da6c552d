import { expect, test } from "vitest";
import { publicationTypeOf, publicationTypesOf } from "./publication-types.ts";

test.each([
  ["JOUR", "article"],
  ["article-journal", "article"],
  ["@inproceedings", "conference-paper"],
  ["Journal Article", "article"],
  ["Journal: Article in Press", "article"],
  ["Journal: Conference Abstract", "conference-abstract"],
  ["Meeting Abstract", "conference-abstract"],
  ["Proceedings Paper", "conference-paper"],
  ["Systematic Review", "review"],
  ["Randomized Controlled Trial", "trial"],
  ["Clinical Trial, Phase II", "trial"],
  ["Retracted Publication", "retracted"],
  ["Retraction of Publication", "retraction-notice"],
  ["Expression of Concern", "concern-notice"],
  ["Published Erratum", "erratum"],
  ["phdthesis", "thesis"],
  ["Book Section", "chapter"],
  ["posted-content", "preprint"],
  ["Trial registry record", "registration"],
  ["Editorial Material", "editorial"],
  ["Letter", "letter"],
  ["DATA", "dataset"],
  ["misc", "other"],
  ["Research Support, N.I.H., Extramural", undefined],
  ["Multicenter Study", undefined],
])("%j is %s", (text, type) => expect(publicationTypeOf(text)).toBe(type));

test("several types, each once", () => {
  expect(publicationTypesOf(["Journal Article", "Review", "JOUR", "Comparative Study"])).toEqual([
    "article",
    "review",
  ]);
});
