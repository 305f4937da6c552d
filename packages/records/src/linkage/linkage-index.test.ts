import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ARTICLES } from "./hard-suite/articles.testing.ts";
import { LinkageIndex, type LinkOptions, type LinkOutcome } from "./linkage-index.ts";
import { makeRecord, type Facts } from "./record.testing.ts";

const [ARTICLE, OTHER] = ARTICLES as [(typeof ARTICLES)[number], (typeof ARTICLES)[number]];

function link(facts: Readonly<Record<string, Facts>>, options: LinkOptions = {}): LinkOutcome {
  const index = new LinkageIndex();
  for (const [id, each] of Object.entries(facts)) index.add(makeRecord(id, each));
  return index.link(options);
}

const joined = ({ groups }: LinkOutcome): string =>
  groups
    .map((group) => group.join(""))
    .sort()
    .join(" ");

const facts = fc.record(
  {
    pmid: fc.constantFrom("1", "2", "3"),
    doi: fc.constantFrom("10.1000/a", "10.1000/b"),
    title: fc.constantFrom(
      ARTICLE.title,
      `Erratum: ${ARTICLE.title}`,
      `[${ARTICLE.title}]`,
      ARTICLE.title.replace("Nocturnal", "Diurnal"),
      "Editorial",
    ),
    authors: fc.constantFrom(ARTICLE.authors, "Ondraskova, V.", OTHER.authors),
    year: fc.constantFrom(2009, 2010),
    page: fc.constantFrom("412-419", "412", "S5", "1-8"),
    volume: fc.constantFrom("31", "32"),
    issue: fc.constantFrom("4", "Suppl 1"),
    journal: fc.constantFrom(ARTICLE.journal, ARTICLE.abbreviation, OTHER.journal),
  },
  { requiredKeys: [] },
);
const records = fc
  .array(facts, { maxLength: 9 })
  .map((list) => list.map((each, at) => makeRecord(`r${at}`, each)));

describe("properties", () => {
  test("the order of the records changes nothing", () => {
    fc.assert(
      fc.property(records, fc.array(fc.nat(), { minLength: 9, maxLength: 9 }), (list, numbers) => {
        const shuffled = list
          .map((record, place) => ({ record, at: numbers[place]! }))
          .sort((a, b) => a.at - b.at)
          .map(({ record }) => record);
        const [one, other] = [list, shuffled].map((order) => {
          const index = new LinkageIndex();
          for (const record of order) index.add(record);
          const { groups, ...rest } = index.link();
          return { ...rest, groups: groups.map((group) => group.join()).sort() };
        });
        expect(other).toEqual(one);
      }),
      { numRuns: 300 },
    );
  });

  test("groups are a partition, and links hold them together", () => {
    fc.assert(
      fc.property(records, (list) => {
        const index = new LinkageIndex();
        for (const record of list) index.add(record);
        const { groups, links } = index.link();
        expect(groups.flat().sort()).toEqual(list.map(({ id }) => id).sort());
        expect(links).toHaveLength(list.length - groups.length);
      }),
      { numRuns: 300 },
    );
  });

  test("an unrelated record changes nothing", () => {
    fc.assert(
      fc.property(records, (list) => {
        const [alone, beside] = [list, [...list, makeRecord("z", { ...ARTICLES[5]!, pmid: "9" })]].map(
          (all) => {
            const index = new LinkageIndex();
            for (const record of all) index.add(record);
            return index.link();
          },
        );
        expect(beside!.groups.filter((group) => group[0] !== "z")).toEqual(alone!.groups);
        expect(beside!.links).toEqual(alone!.links);
        expect(beside!.review.map(({ a, b }) => [a, b])).toEqual(alone!.review.map(({ a, b }) => [a, b]));
      }),
      { numRuns: 200 },
    );
  });

  test("decisions are kept: same is joined, different and family never are", () => {
    const verdicts = fc.constantFrom("same", "different", "family");
    fc.assert(
      fc.property(records, verdicts, fc.nat(8), fc.nat(8), (list, verdict, i, j) => {
        if (i === j || i >= list.length || j >= list.length) return;
        const index = new LinkageIndex();
        for (const record of list) index.add(record);
        const { groups, review } = index.link({ decisions: [{ a: `r${i}`, b: `r${j}`, verdict }] });
        const together = groups.some((group) => group.includes(`r${i}`) && group.includes(`r${j}`));
        expect(together).toBe(verdict === "same");
        expect(review.some(({ a, b }) => [a, b].sort().join() === [`r${i}`, `r${j}`].sort().join())).toBe(
          false,
        );
      }),
      { numRuns: 300 },
    );
  });

  test("any text in any field: no throw, no loss", () => {
    const text = fc.string({ unit: "binary", maxLength: 60 });
    const wild = fc.record(
      { title: text, originalTitle: text, abstract: text, authors: text, page: text, volume: text, issue: text, journal: text, doi: text },
      { requiredKeys: [] },
    ); // prettier-ignore
    fc.assert(
      fc.property(fc.array(wild, { maxLength: 5 }), (list) => {
        const index = new LinkageIndex();
        for (const [at, each] of list.entries()) index.add(makeRecord(`r${at}`, each));
        expect(index.link().groups.flat()).toHaveLength(list.length);
      }),
      { numRuns: 300 },
    );
  });
});

describe("later records", () => {
  test("join the groups of earlier ones, which stay; the answer says which were known", () => {
    const index = new LinkageIndex();
    for (const [at, article] of ARTICLES.entries()) index.add(makeRecord(`old${at}`, article));
    index.link();
    index.add(makeRecord("new0", { ...ARTICLE, title: ARTICLE.title.toUpperCase() }));
    index.add(
      makeRecord("new1", {
        ...OTHER,
        title: "A trial that nobody has met before in any search",
        doi: "10.5555/n",
        page: "1999",
        authors: "Nemo, A.",
      }),
    );
    const { known, groups } = index.linkNew();
    expect([...known]).toEqual([["new0", "old0"]]);
    expect(groups).toEqual([["new0", "old0"], ["new1"]]);
    index.add(makeRecord("new2", { ...ARTICLE, doi: "" }));
    expect([...index.linkNew().known]).toEqual([["new2", "new0"]]);
  });

  test("an index is the same after its bytes", () => {
    const index = new LinkageIndex();
    for (const [at, article] of ARTICLES.entries()) index.add(makeRecord(`old${at}é𝛼`, article));
    index.link();
    const again = LinkageIndex.fromBytes(index.toBytes())!;
    for (const each of [index, again]) each.add(makeRecord("new", { ...ARTICLE, page: "412" }));
    expect(again.linkNew()).toEqual(index.linkNew());
    expect(again.link()).toEqual(index.link());
    expect(LinkageIndex.fromBytes(Uint8Array.of(1, 2, 3))).toBeUndefined();
  });
});

describe("outcomes", () => {
  test("a doubtful pair is asked, with the reason and the odds", () => {
    const { review } = link({ a: { ...ARTICLE, doi: "" }, b: { ...ARTICLE, doi: "", page: "499-506" } });
    expect(review).toMatchObject([
      {
        a: "a",
        b: "b",
        reason: "they begin on different pages",
        comparison: { title: "equal", authors: "same", page: "different", volume: "equal", doi: "missing" },
      },
    ]);
    expect(review[0]!.expectedGain).toBeGreaterThan(0.1);
  });

  test("an answer is applied to the copies of both records", () => {
    const printed = { ...ARTICLE, doi: "" };
    const shifted = { ...printed, page: "499-506" };
    const copies = { a: printed, b: shifted, c: printed, d: shifted };
    expect(joined(link(copies))).toBe("ac bd");
    expect(joined(link(copies, { decisions: [{ a: "a", b: "b", verdict: "same" }] }))).toBe("abcd");
    expect(joined(link(copies, { decisions: [{ a: "a", b: "c", verdict: "different" }] }))).toBe("a bd c");
  });

  test("a preprint and its article are a family, or one report by policy", () => {
    const pair = {
      a: ARTICLE,
      b: {
        ...ARTICLE,
        journal: "medRxiv",
        doi: "10.1101/2009.01.01.20000001",
        volume: "",
        issue: "",
        page: "",
      },
    };
    expect(link(pair).families).toMatchObject([{ a: "a", b: "b", kind: "preprint-article" }]);
    expect(joined(link(pair, { versions: "merge" }))).toBe("ab");
  });

  describe("what a record says of another", () => {
    const article = { ...ARTICLE, pmid: "11" };
    const notice = { title: "Error in Table 2", journal: "J", pmid: "12" };
    const pointing = (kind: string, to: { readonly pmid?: string; readonly doi?: string }): Facts => ({
      ...notice,
      relations: [{ kind, text: "J. 2009", ...to }],
    });

    test.each([
      ["erratum-for", "erratum", "one is a correction of the other, as its record says"],
      ["retraction-of", "retraction", "one is the notice that retracts the other, as its record says"],
      ["comment-on", "comment", "one is a comment on, or a reply to, the other, as its record says"],
      ["update-of", "update", "one is an update of the other, as its record says"],
    ])("%s is a family, whatever the titles are", (relation, kind, reason) => {
      const { groups, families } = link({ a: article, b: pointing(relation, { pmid: "11" }) });
      expect([groups.length, families]).toEqual([2, [{ a: "a", b: "b", kind, reason }]]);
    });

    test("holds from the article's side, by DOI, and for records that come later", () => {
      const named = { ...article, relations: [{ kind: "erratum-in", text: "J. 2010", pmid: "12" }] };
      expect(link({ a: named, b: notice }).families).toMatchObject([{ kind: "erratum" }]);
      expect(
        link({ a: { ...ARTICLE, doi: "10.5555/x" }, b: pointing("erratum-for", { doi: "10.5555/x" }) })
          .families,
      ).toMatchObject([{ a: "a", b: "b", kind: "erratum" }]);
      const index = new LinkageIndex();
      index.add(makeRecord("a", named));
      index.link();
      const again = LinkageIndex.fromBytes(index.toBytes())!;
      again.add(makeRecord("b", notice));
      expect(again.linkNew().families).toMatchObject([{ a: "a", b: "b", kind: "erratum" }]);
    });

    test("keeps a notice of the same title at the same place apart", () => {
      const same = { ...ARTICLE, doi: "" };
      const twin = { ...same, pmid: "12", relations: [{ kind: "erratum-for", text: "J", doi: "10.5555/x" }] };
      expect(joined(link({ a: { ...same, doi: "10.5555/x" }, b: twin }))).toBe("a b");
    });

    test("names copies of the article once, and none for a number that is not there", () => {
      const copies = { a: article, b: { ...ARTICLE }, c: pointing("erratum-for", { pmid: "11" }) };
      expect(link(copies).families).toHaveLength(1);
      expect(link({ a: article, b: pointing("erratum-for", { pmid: "99" }) }).families).toEqual([]);
    });

    test("a preprint and its article merge where the policy says so", () => {
      const preprint = {
        title: "Another title at first",
        journal: "medRxiv",
        pmid: "12",
        relations: [{ kind: "update-in", text: "J", pmid: "11" }],
      };
      expect(link({ a: article, b: preprint }).families).toMatchObject([{ kind: "preprint-article" }]);
      expect(joined(link({ a: article, b: preprint }, { versions: "merge" }))).toBe("ab");
    });
  });

  test("a family that a person decided is kept apart and listed", () => {
    const { groups, families } = link(
      { a: ARTICLE, b: ARTICLE },
      { decisions: [{ a: "b", b: "a", verdict: "family" }] },
    );
    expect([groups.length, families]).toEqual([
      2,
      [{ a: "a", b: "b", kind: "decided", reason: "decided by a person" }],
    ]);
  });

  test("decisions that contradict each other are named", () => {
    const { contradicted } = link(
      { a: ARTICLE, b: OTHER, c: ARTICLES[2]! },
      { decisions: [{ a: "a", b: "b", verdict: "same" }, { a: "b", b: "c", verdict: "same" }, { a: "a", b: "c", verdict: "different" }] },
    ); // prettier-ignore
    expect(contradicted).toEqual([{ a: "b", b: "c" }]);
  });
});
