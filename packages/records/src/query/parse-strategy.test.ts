import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseStrategy } from "./parse-strategy.ts";
import { printStrategy } from "./print-strategy.ts";
import {
  HSSS_OVID,
  HSSS_OVID_2023,
  HSSS_OVID_PRECISE,
  HSSS_PUBMED,
  HSSS_PUBMED_PRECISE,
  PRESS_OVID,
} from "./strategies.testing.ts";
import type { SearchInterface } from "./tree.ts";
import { withoutPlaces } from "./without-places.testing.ts";

const INTERFACES: readonly SearchInterface[] = ["pubmed", "ovid"];

/** What one query is printed as, and the codes of its problems. */
function read(text: string, searchInterface: SearchInterface) {
  const { strategy, problems } = parseStrategy(text, searchInterface);
  return { printed: printStrategy(strategy).trimEnd(), codes: problems.map(({ code }) => code), strategy };
}

describe("published strategies", () => {
  test.each([
    ["HSSS, PubMed", HSSS_PUBMED, "pubmed", 11],
    ["HSSS precise, PubMed", HSSS_PUBMED_PRECISE, "pubmed", 10],
    ["HSSS, Ovid", HSSS_OVID, "ovid", 11],
    ["HSSS 2023, Ovid", HSSS_OVID_2023, "ovid", 11],
    ["HSSS precise, Ovid", HSSS_OVID_PRECISE, "ovid", 10],
    ["PRESS review, Ovid", PRESS_OVID, "ovid", 36],
  ] as const)(
    "%s: recognised, every line read, no problem, printed and read the same",
    (_, text, own, lines) => {
      const parsed = parseStrategy(text);
      expect(parsed.strategy.interface).toBe(own);
      expect(parsed.problems).toEqual([]);
      expect(parsed.strategy.lines.map(({ label }) => label)).toEqual(
        Array.from({ length: lines }, (_each, i) => i + 1),
      );
      expect(parsed.strategy.lines.every(({ query }) => query !== null)).toBe(true);
      const again = parseStrategy(printStrategy(parsed.strategy));
      expect(withoutPlaces(again.strategy)).toEqual(withoutPlaces(parsed.strategy));
    },
  );

  test("what the lines say", () => {
    const { lines } = parseStrategy(HSSS_PUBMED_PRECISE).strategy;
    expect(lines[4]!.query).toMatchObject({ kind: "heading", term: "clinical trials as topic", explode: false, major: false }); // prettier-ignore
    const ovid = parseStrategy(PRESS_OVID).strategy.lines;
    expect(ovid[27]!.query).toMatchObject({ kind: "heading", quoted: true, subheadings: ["st"] });
    expect(ovid[30]!.query).toMatchObject({ kind: "lines", operator: "and", spans: [{ from: 5, to: 5 }, { from: 13, to: 14 }] }); // prettier-ignore
    expect(ovid[35]!.query).toMatchObject({ kind: "limit", of: { kind: "line", label: 35 }, limits: [[{ kind: "years", from: 1980, to: 2005 }]] }); // prettier-ignore
  });
});

describe("PubMed", () => {
  test.each([
    // the same in every alias
    ["ketamine[Title/Abstract]", "ketamine[tiab]"],
    ["ketamine [ti] OR ketamine[ Title ]", "ketamine[ti] OR ketamine[ti]"],
    ["Depression[Mesh] OR Depression[MeSH Terms] OR depression[mh]", "Depression[mh] OR Depression[mh] OR depression[mh]"],
    ["Depression[Mesh:NoExp] OR Depression[mesh: noexp]", "Depression[mh:noexp] OR Depression[mh:noexp]"],
    ["Depression[MeSH Major Topic] OR x[majr:noexp]", "Depression[majr] OR x[majr:noexp]"],
    ['"Depression/drug therapy"[Mesh]', '"Depression/drug therapy"[mh]'],
    ["smith j[Author - First] AND j affect disord[Journal]", "smith j[1au] AND j affect disord[ta]"],
    ["10.1000/x[doi] OR 123[uid]", "10.1000/x[aid] OR 123[pmid]"],
    ["review[Publication Type] NOT medline[Filter]", "review[pt] NOT medline[sb]"],
    // dates
    ["2010:2020[dp]", "2010:2020[dp]"],
    ['"2010/01/01"[Date - Publication] : "3000"[Date - Publication]', "2010/01/01:3000[dp]"],
    ["2019/11/01[PDAT] : 3000/12/31[PDAT]", "2019/11/01:3000/12/31[dp]"],
    ["2010[edat]", "2010[edat]"],
    ['"last 5 years"[dp] OR "last year"[dp]', '"last 5 years"[dp] OR "last 1 years"[dp]'],
    // proximity, brackets, history
    ['"hip pain"[Title/Abstract:~4]', '"hip pain"[tiab:~4]'],
    ["(a[ti] OR b[ti]) AND #3", "(a[ti] OR b[ti]) AND #3"],
    ["((a[ti]))", "(a[ti])"],
    ["a[ti] & b[ti] | c[ti]", "a[ti] AND b[ti] OR c[ti]"],
  ])("%s", (text, printed) => {
    expect(read(text, "pubmed")).toMatchObject({ printed, codes: [] });
  }); // prettier-ignore

  test("operators from left to right, without precedence (PubMed Help)", () => {
    expect(read("a[ti] OR b[ti] AND c[ti]", "pubmed").strategy.lines[0]!.query).toMatchObject({
      operator: "and",
      operands: [{ operator: "or" }, { text: "c" }],
    });
    expect(read("a[ti] NOT b[ti] OR c[ti]", "pubmed").strategy.lines[0]!.query).toMatchObject({
      operator: "or",
      operands: [{ operator: "not" }, { text: "c" }],
    });
  });

  test.each([
    ["a[ti] b[ti]", "a[ti] AND b[ti]", ["implicit-and"]],
    ["(a[ti] OR b[ti]", "(a[ti] OR b[ti])", ["unbalanced-bracket"]],
    ["a[ti]) OR b[ti]", "a[ti] OR b[ti]", ["unbalanced-bracket"]],
    ["a[ti] OR OR b[ti]", "a[ti] OR b[ti]", ["operator-repeated"]],
    ["a[ti] AND NOT b[ti]", "a[ti] NOT b[ti]", ["operator-repeated"]],
    ["OR a[ti]", "a[ti]", ["operator-without-term"]],
    ["a[ti] AND", "a[ti]", ["operator-without-term"]],
    ["[ti] a[ti]", "a[ti]", ["tag-without-term"]],
    ["(a OR b)[tiab]", "(a OR b)[tiab]", ["tag-after-bracket"]],
    ['"a b[ti]', "a b[ti]", ["unbalanced-quote"]],
    ["a[ti OR b", "a ti OR b", ["unbalanced-square-bracket"]],
    ["\u201ca b\u201d[ti]", '"a b"[ti]', []],
    ["hip pain[tiab:~3]", '"hip pain"[tiab:~3]', ["proximity-unquoted"]],
    ['"hip pain"[tw:~3]', '"hip pain"[tw:~3]', ["proximity-field"]],
    ['"hip pain*"[ti:~3]', '"hip pain*"[ti:~3]', ["proximity-truncation"]],
    ["a and b[ti]", "a and b[ti]", []],
    ["", "", []],
  ])("mistake: %s", (text, printed, codes) => {
    expect(read(text, "pubmed")).toMatchObject({ printed, codes });
  });

  test("a problem stands at its line and column", () => {
    const { problems } = parseStrategy("#1 a[ti]\n#2 b[ti] OR\n   (c[ti]\n", "pubmed");
    expect(problems).toMatchObject([{ code: "unbalanced-bracket", place: { line: 3, column: 4 } }]);
  });
});

describe("Ovid", () => {
  test.each([
    ["exp Depression/", "exp Depression/"],
    ["exp *Ketamine/dt, th [Drug Therapy, Therapy]", "exp *Ketamine/dt,th"],
    ['*"Depressive Disorder, Major"/', '*"Depressive Disorder, Major"/'],
    ["Depressive Disorder, Major/ or Ketamine/", "Depressive Disorder, Major/ or Ketamine/"],
    ["/dt or (Ketamine/ and /ad,tu)", "/dt or (Ketamine/ and /ad,tu)"],
    ["ketamin$.ti,ab,kf.", "ketamin$.ti,ab,kf."],
    ["ketamine.mp. [mp=title, abstract, original title]", "ketamine.mp."],
    ["(depress* adj3 (treat* or therap*)).tw.", "(depress* adj3 (treat* or therap*)).tw."],
    ["heart attack.ti. or \"sensitivity and specificity\".ab.", 'heart attack.ti. or "sensitivity and specificity".ab.'],
    ["wom#n.ti. or colo?r.ti. or dog$1.ti.", "wom#n.ti. or colo?r.ti. or dog$1.ti."],
    ["1 and (2 or 3)", "1 and (2 or 3)"],
    ["or/1-5,7", "or/1-5,7"],
    ["ketamine.ab. /freq=2", "ketamine.ab. /freq=2"],
    ['limit 5 to (english language and yr="2000 -Current")', 'limit 5 to (english language and yr="2000 -Current")'],
    ["limit 5 to (humans and (english or german))", "limit 5 to (humans and (english language or german))"],
    ["remove duplicates from 9", "remove duplicates from 9"],
    ["9 use medall", "9 use medall"],
    ["(1 or 2) use oemezd", "(1 or 2) use oemezd"],
    ["use ppez", "use ppez"],
    ["smith j$.au. and lancet.jn. and english.lg. and 2010.yr.", "smith j$.au. and lancet.jn. and english.lg. and 2010.yr."],
    ["his/her.ti.", "his/her.ti."],
    ["exp animals/ not humans.sh. [no animals]", "exp animals/ not humans.sh. [no animals]"],
    ["ketamine.af. adj depression.af.", "ketamine.af. adj depression.af."],
  ])("%s", (text, printed) => {
    expect(read(text, "ovid")).toMatchObject({ printed, codes: [] });
  }); // prettier-ignore

  test("adj before not before and before or", () => {
    expect(read("a.ti. or b.ti. and c.ti. not d.ti. adj2 e.ti.", "ovid").strategy.lines[0]!.query).toMatchObject({
      operator: "or",
      operands: [
        { text: "a" },
        { operator: "and", operands: [{ text: "b" }, { operator: "not", operands: [{ text: "c" }, { kind: "adjacent" }] }] },
      ],
    }); // prettier-ignore
  });

  test("adj joins in order, adjN in any order; another distance takes the chain as its first operand", () => {
    expect(read("(a adj b adj c adj3 d).ti.", "ovid").strategy.lines[0]!.query).toMatchObject({
      kind: "fielded",
      of: { distance: 3, operands: [{ distance: null, operands: [{}, {}, {}] }, { text: "d" }] },
    });
  });

  test.each([
    ["ketamine.ti,ab or x.ti.", "ketamine.ti,ab. or x.ti.", ["missing-final-dot"]],
    ["exp Ketamine/ x.ti.", "exp Ketamine/ and x.ti.", ["missing-operator"]],
    ["(a.ti. or b.ti.", "(a.ti. or b.ti.)", ["unbalanced-bracket"]],
    ["a.ti.) or b.ti.", "a.ti. or b.ti.", ["unbalanced-bracket"]],
    ["not a.ti.", "a.ti.", ["operator-without-term"]],
    ["..l/5 yr=2000", "", ["unread-command"]],
  ])("mistake: %s", (text, printed, codes) => {
    expect(read(text, "ovid")).toMatchObject({ printed, codes });
  });
});

describe("lines", () => {
  test("numbers, counts, comments and continuations", () => {
    const text =
      "Database: Ovid MEDLINE(R) ALL <1946 to May 01, 2024>\nSearch Strategy:\n-----\n1     exp Ketamine/ (12,345)\n2     ketamin$.ti,ab. 678\n3     1 or 2 13023\n4     (depress$ or\n      mood).tw.\t99\n5     limit 3 to yr=1980 - 2005\n";
    const { strategy, problems } = parseStrategy(text);
    expect(problems).toEqual([]);
    expect(strategy.lines.map(({ label, count }) => [label, count])).toEqual([[1, 12345], [2, 678], [3, 13023], [4, 99], [5, undefined]]); // prettier-ignore
    expect(strategy.lines[0]!.before).toHaveLength(3);
    expect(strategy.lines[3]!.query).toMatchObject({ kind: "fielded" });
  });

  test("a query without numbers is one line, over as many lines of text as its operators and brackets say", () => {
    const { strategy } = parseStrategy("(ketamine[tiab] OR\nesketamine[tiab])\nAND depress*[tiab]\n");
    expect(strategy).toMatchObject({ numbered: false, lines: [{ label: 1, query: { operator: "and" } }] });
  });

  test("PubMed's history, newest first", () => {
    const { strategy } = parseStrategy("#3 #1 AND #2 12\n#2 depression[mh] 345\n#1 ketamine[tiab] 6,789\n");
    expect(strategy.lines.map(({ label, count }) => [label, count])).toEqual([[3, 12], [2, 345], [1, 6789]]); // prettier-ignore
  });
});

/** Texts made of the pieces that mean something, where mistakes hide. */
const pieces = fc
  .array(
    fc.constantFrom(
      ..."( ) [ ] \" \u201c AND OR NOT and or not adj adj3 : / . , # $ * ? #1 1 2 12 \n \t // exp limit to use freq=2 /freq=2 yr= [tiab] [mh] [majr:noexp] [tiab:~3] [2010] .ti,ab. .mp. .ti /dt / or/1-3 2010 2010:2020 last 5 years ketamine Depression".split(" "),
      " ",
      "remove duplicates from ",
      "\r\n",
    ),
    { maxLength: 40 },
  )
  .chain((parts) => fc.constantFrom("", " ").map((join) => parts.join(join))); // prettier-ignore

describe.each(INTERFACES)("any text, %s", (searchInterface) => {
  test("is read without a throw; what is printed is read and printed the same", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: "grapheme" }), pieces), (text) => {
        const once = printStrategy(parseStrategy(text, searchInterface).strategy);
        expect(printStrategy(parseStrategy(once, searchInterface).strategy)).toBe(once);
      }),
      { numRuns: 3000 },
    );
  });

  test.each([
    ":\n[#",
    "[ \n 1 exp , , $",
    "\u201c\n1[tiab]",
    "1.tiexp//#1]]12",
    "[tiab] \n \t #1 1",
    "* / //",
    '/ 5 " use years',
    "[tiab] . ) use adj3 [2010]",
    "5 ? 12 use to )",
  ])("%j is printed, read and printed the same", (text) => {
    const once = printStrategy(parseStrategy(text, searchInterface).strategy);
    expect(printStrategy(parseStrategy(once, searchInterface).strategy)).toBe(once);
  });

  test("deep nesting and long chains are read", () => {
    const deep = `${"(".repeat(50_000)}a${")".repeat(50_000)}`;
    expect(parseStrategy(deep, searchInterface).problems.map(({ code }) => code)).toContain("too-deep");
    const long = Array.from({ length: 20_000 }, (_, i) => `w${i} ${i % 2 === 0 ? "AND" : "OR"}`).join(" ");
    expect(() => printStrategy(parseStrategy(`${long} z`, searchInterface).strategy)).not.toThrow();
  });
});

/** Well-formed queries, of the parts that each language has. */
const QUERIES: Readonly<Record<SearchInterface, fc.Arbitrary<string>>> = {
  pubmed: queries(
    fc.constantFrom("ketamine[tiab]", '"mood disorder*"[ti]', "Depression/therapy[mh]", "Ketamine[majr:noexp]", "#2", "2010:2020[dp]", '"last 5 years"[dp]', '"hip pain"[tiab:~3]', "smith j[au]", "drug therapy[sh]", "untagged words"),
    ["AND", "OR", "NOT"],
    "",
  ),
  ovid: queries(
    fc.constantFrom("ketamin$.ti,ab,kf.", "exp *Ketamine/dt,th", "Depression/", "/dt", "2", "or/1-3,5", "2010.yr.", "colo?r.mp.", '"sensitivity and specificity".tw.', "ketamine.ab. /freq=2", "(a adj3 (b or c)).ti."),
    ["and", "or", "not"],
    ".tw.",
  ),
}; // prettier-ignore

function queries(
  leaf: fc.Arbitrary<string>,
  operators: readonly string[],
  suffix: string,
): fc.Arbitrary<string> {
  return fc.letrec<{ readonly query: string }>((tie) => ({
    query: fc.oneof(
      { maxDepth: 4 },
      leaf,
      fc.tuple(tie("query"), fc.constantFrom(...operators), tie("query")).map((parts) => parts.join(" ")),
      fc.tuple(tie("query"), fc.constantFrom("", suffix)).map(([inside, after]) => `(${inside})${after}`),
    ),
  })).query;
}

describe.each(INTERFACES)("well-formed queries, %s", (searchInterface) => {
  test("are read without a problem, and printed and read to the same tree", () => {
    fc.assert(
      fc.property(fc.array(QUERIES[searchInterface], { minLength: 1, maxLength: 4 }), (lines) => {
        const text = lines.map((line, i) => `${i + 1}. ${line}`).join("\n");
        const { strategy, problems } = parseStrategy(text, searchInterface);
        expect(problems).toEqual([]);
        const again = parseStrategy(printStrategy(strategy), searchInterface).strategy;
        expect(withoutPlaces(again)).toEqual(withoutPlaces(strategy));
      }),
      { numRuns: 500 },
    );
  });
});
