import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findDuplicates } from "./find-duplicates.ts";
import { makeRecord, type Facts } from "./record.testing.ts";

const TITLE = "Ketamine as the prototype glutamatergic antidepressant: a systematic review";

/** Groups of two or more, as letters: "ab c" is a and b together. */
function groupsOf(facts: readonly Facts[]): {
  groups: string;
  problems: readonly string[];
  reasons: readonly string[];
} {
  const records = facts.map((fact, index) => makeRecord(String.fromCharCode(97 + index), fact));
  const { groups, links, problems } = findDuplicates(records);
  expect(links).toHaveLength(records.length - groups.length);
  return {
    groups: groups
      .map((group) => group.join(""))
      .sort()
      .join(" "),
    problems: problems.map(({ code, severity }) => `${severity} ${code}`),
    reasons: links.map(({ reason }) => reason),
  };
}

describe("findDuplicates joins", () => {
  test.each<[string, readonly Facts[], string, string]>([
    ["the same PMID", [{ pmid: "1" }, { pmid: "1" }, { pmid: "2" }], "ab c", "same PMID"],
    [
      "the same PMID whatever else differs",
      [
        { pmid: "1", doi: "10.1000/a", types: ["Erratum"] },
        { pmid: "1", doi: "10.1000/b", types: ["Journal Article"] },
      ],
      "ab",
      "same PMID",
    ],
    ["the same DOI", [{ doi: "10.1000/a" }, { doi: "10.1000/a", pmid: "1" }], "ab", "same DOI"],
    ["the same PMCID", [{ pmcid: "PMC1" }, { pmcid: "PMC1" }], "ab", "same PMCID"],
    [
      "title, year and first page",
      [
        { title: TITLE, year: 2014, page: "75" },
        { title: `[${TITLE.toUpperCase()}].`, year: 2014, page: "75" },
      ],
      "ab",
      "same title, journal, year and first page",
    ],
    [
      "title, year and volume",
      [
        { title: TITLE, year: 2014, volume: "4" },
        { title: TITLE, year: 2014, volume: "v. 4", page: "75" },
      ],
      "ab",
      "same title, journal, year and volume",
    ],
    [
      "an article with one that says nothing, not with a comment",
      [
        { doi: "10.1000/a", types: ["Comment"] },
        { doi: "10.1000/a", types: ["Journal Article"] },
        { doi: "10.1000/a" },
      ],
      "a bc",
      "same DOI",
    ],
    [
      "an erratum with itself",
      [
        { doi: "10.1000/e", types: ["Published Erratum"] },
        { doi: "10.1000/e", title: "Erratum: x" },
      ],
      "ab",
      "same DOI",
    ],
  ])("%s", (_, facts, groups, reason) => {
    expect(groupsOf(facts)).toMatchObject({ groups, problems: [], reasons: [reason] });
  });

  test("one title at one place whose family names an export took for given names", () => {
    const at = { title: TITLE, year: 2014, volume: "4", page: "75-99" };
    const { groups } = groupsOf([
      { ...at, authors: "Sanacora, Gerard; Schatzberg, Alan" },
      { ...at, authors: "Gerard, Sanacora; Alan, Schatzberg" },
    ]);
    expect(groups).toBe("ab");
  });

  test("through other records", () => {
    const { groups, reasons } = groupsOf([
      { pmid: "1" },
      { pmid: "1", doi: "10.1000/a" },
      { doi: "10.1000/a", pmcid: "PMC1" },
      { pmcid: "PMC1" },
    ]);
    expect([groups, [...reasons].sort()]).toEqual(["abcd", ["same DOI", "same PMCID", "same PMID"]]);
  });
});

describe("findDuplicates keeps apart", () => {
  test.each<[string, readonly Facts[], readonly string[]]>([
    [
      "different PMIDs with one DOI",
      [
        { pmid: "1", doi: "10.1000/a" },
        { pmid: "2", doi: "10.1000/a" },
      ],
      ["warning conflicting-duplicates"],
    ],
    [
      "a record without PMID between them",
      [{ pmid: "1", doi: "10.1000/a" }, { doi: "10.1000/a" }, { pmid: "2", doi: "10.1000/a" }],
      ["warning conflicting-duplicates"],
    ],
    [
      "different PMIDs with one title",
      [
        { pmid: "1", title: TITLE, year: 2014, page: "75" },
        { pmid: "2", title: TITLE, year: 2014, page: "75" },
      ],
      [],
    ],
    [
      "an erratum and its article",
      [
        { title: TITLE, year: 2014, volume: "4", types: ["Published Erratum"] },
        { title: TITLE, year: 2014, volume: "4", types: ["Journal Article"] },
      ],
      [],
    ],
    [
      "a retraction notice and its article by DOI",
      [
        { doi: "10.1000/a", types: ["Retraction of Publication"] },
        { doi: "10.1000/a", types: ["Journal Article"] },
      ],
      [],
    ],
    [
      "a preprint and its article",
      [
        { title: TITLE, year: 2014, volume: "4", types: ["Preprint"] },
        { title: TITLE, year: 2014, volume: "4", types: ["Journal Article"] },
      ],
      [],
    ],
    [
      "the same abstract in two supplements",
      [
        { title: TITLE, year: 2014, volume: "4", page: "S12" },
        { title: TITLE, year: 2014, volume: "4", page: "S99" },
      ],
      [],
    ],
    [
      "equal titles with different DOIs",
      [
        { title: TITLE, year: 2014, page: "1", doi: "10.1000/a" },
        { title: TITLE, year: 2014, page: "1", doi: "10.1000/b" },
      ],
      [],
    ],
    [
      "a record without page among several with one",
      [
        { title: TITLE, year: 2014, volume: "4", page: "1" },
        { title: TITLE, year: 2014, volume: "4" },
        { title: TITLE, year: 2014, volume: "4", page: "9" },
      ],
      [],
    ],
    [
      "one title at one place under other authors",
      [
        { title: TITLE, year: 2014, volume: "4", page: "75-99", authors: "Sanacora, G.; Schatzberg, A." },
        { title: TITLE, year: 2014, volume: "4", page: "75-99", authors: "Murrough, J.; Iosifescu, D." },
      ],
      [],
    ],
    [
      "an exchanged word at one place under other authors",
      [
        { title: TITLE, year: 2014, volume: "4", page: "75-99", authors: "Sanacora, G." },
        {
          title: TITLE.replace("Ketamine", "Esmethadone"),
          year: 2014,
          volume: "4",
          page: "75-99",
          authors: "Murrough, J.",
        },
      ],
      [],
    ],
    [
      "several exchanged words at one place under one name",
      [
        { title: TITLE, year: 2014, volume: "4", page: "75-99", authors: "Li, G." },
        {
          title: TITLE.replace("systematic review", "critical survey"),
          year: 2014,
          volume: "4",
          page: "75-99",
          authors: "Li, G.",
        },
      ],
      [],
    ],
    [
      "short titles",
      [
        { title: "Annual report of the editors", year: 2014, volume: "4" },
        { title: "Annual report of the editors", year: 2014, volume: "4" },
      ],
      [],
    ],
    [
      "equal titles of different years",
      [
        { title: TITLE, year: 2014, page: "1" },
        { title: TITLE, year: 2015, page: "1" },
      ],
      [],
    ],
    [
      "equal titles without page or volume",
      [
        { title: TITLE, year: 2014 },
        { title: TITLE, year: 2014 },
      ],
      [],
    ],
  ])("%s", (_, facts, problems) => {
    const found = groupsOf(facts);
    expect(found.groups).toBe(facts.map((_fact, index) => String.fromCharCode(97 + index)).join(" "));
    expect(found.problems).toEqual(problems);
  });

  test("abstracts that carry the DOI of their supplement, but joins each with its own copies", () => {
    const abstract = (title: string, page: string): Facts => ({
      doi: "10.1000/supplement",
      title,
      page,
      year: 2014,
    });
    const first = abstract("Incretins and the heart", "S12");
    const second = abstract("A second abstract", "S99");
    const found = groupsOf([
      first,
      second,
      { ...first, page: "12" },
      { doi: "10.1000/supplement" },
      { doi: "10.1000/supplement" },
    ]);
    expect([found.groups, found.problems]).toEqual(["ac b d e", ["warning conflicting-duplicates"]]);
  });

  test("two PMIDs also when other keys would chain them", () => {
    const { groups, problems } = groupsOf([
      { pmid: "1", pmcid: "PMC1" },
      { pmcid: "PMC1", doi: "10.1000/a" },
      { pmid: "2", doi: "10.1000/a" },
    ]);
    expect([groups, problems]).toEqual([
      "a b c",
      ["warning conflicting-duplicates", "warning conflicting-duplicates"],
    ]);
  });
});

const facts = fc.record(
  {
    pmid: fc.constantFrom("1", "2", "3"),
    pmcid: fc.constantFrom("PMC1", "PMC2"),
    doi: fc.constantFrom("10.1000/a", "10.1000/b", "10.1000/c"),
    title: fc.constantFrom(TITLE, `Erratum: ${TITLE}`, `${TITLE} [Chinese]`, "Short"),
    year: fc.constantFrom(2014, 2015),
    page: fc.constantFrom("1", "9"),
    volume: fc.constantFrom("4", "5"),
    types: fc.constantFrom(["Journal Article"], ["Comment"], ["JOUR"]),
  },
  { requiredKeys: [] },
);

test("groups are a partition, hold one PMID at most, and do not depend on the order of the records", () => {
  fc.assert(
    fc.property(
      fc.array(facts, { maxLength: 14 }),
      fc.array(fc.nat(), { minLength: 14, maxLength: 14 }),
      (list, numbers) => {
        const records = list.map((fact, index) => makeRecord(`r${index}`, fact));
        const { groups, links, problems } = findDuplicates(records);
        expect(groups.flat().sort()).toEqual(records.map(({ id }) => id).sort());
        expect(links).toHaveLength(records.length - groups.length);
        for (const group of groups) {
          const pmids = records
            .filter(({ id, ids }) => group.includes(id) && ids.pmid !== undefined)
            .map(({ ids }) => ids.pmid);
          expect(new Set(pmids).size).toBeLessThanOrEqual(1);
        }
        const keyed = records.map((record, index) => ({ record, at: numbers[index]! }));
        const shuffled = keyed.sort((a, b) => a.at - b.at).map(({ record }) => record);
        const again = findDuplicates(shuffled);
        const canonical = (all: readonly (readonly string[])[]): readonly string[] =>
          all.map((group) => group.join()).sort();
        expect(canonical(again.groups)).toEqual(canonical(groups));
        expect([again.links, again.problems]).toEqual([links, problems]);
      },
    ),
    { numRuns: 1000 },
  );
});
