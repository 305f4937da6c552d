import { expect, test } from "vitest";
import { makeRecord } from "./record.testing.ts";
import { suggestStudies } from "./study-suggestions.ts";

const MAIN = makeRecord("a", {
  title: "NORTHWIND trial: nocturnal oxygen in foundry workers",
  authors: "Ondraskova, V.; Keldermann, J.",
  abstract: "We randomised 212 patients from March 2009 to June 2011 (NCT01234567).",
});
const LATER = makeRecord("b", {
  title: "Quality of life at two years in the NORTHWIND study",
  authors: "Keldermann, J.; Ondraskova, V.",
  abstract: "Of 212 participants, 190 were seen again.",
});
const REGISTERED = makeRecord("c", {
  title: "Oxygen at night",
  journal: "ClinicalTrials.gov",
  registrations: ["NCT01234567"],
});
const OTHER = makeRecord("d", {
  title: "NORTHWIND trial: a second one",
  authors: "Ondraskova, V.; Keldermann, J.",
  registrations: ["NCT07654321"],
});

test("registry number, acronym, participants and authors suggest one study, with the reasons", () => {
  expect(suggestStudies([LATER, REGISTERED, MAIN])).toEqual([
    {
      a: "a",
      b: "b",
      weight: 17,
      reasons: ["acronym NORTHWIND", "authors ondraskova, keldermann", "participants: 212"],
    },
    { a: "a", b: "c", weight: 14, reasons: ["both name NCT01234567"] },
  ]);
});

test("different registry numbers speak against all the rest", () => {
  expect(suggestStudies([MAIN, OTHER])).toEqual([]);
});

test("one author alone is no study", () => {
  const [a, b] = ["a", "b"].map((id) => makeRecord(id, { title: `Report ${id}`, authors: "Holt, G." }));
  expect(suggestStudies([a!, b!])).toEqual([]);
});
