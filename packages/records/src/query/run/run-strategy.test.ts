import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readMesh } from "../mesh/read-mesh.ts";
import { parseStrategy } from "../parse-strategy.ts";
import { SMALL_MESH } from "../small-mesh.testing.ts";
import { HSSS_OVID, HSSS_PUBMED } from "../strategies.testing.ts";
import type { SearchInterface } from "../tree.ts";
import type { RunOptions } from "./corpus.ts";
import { ris, SMALL_RECORDS } from "./records.testing.ts";
import { runStrategy } from "./run-strategy.ts";

const mesh = readMesh(SMALL_MESH, "small").mesh;

/** Ids found, then ids undecided, by the whole of a strategy. */
function found(
  text: string,
  searchInterface: SearchInterface = "pubmed",
  records = SMALL_RECORDS,
  options: RunOptions = { mesh },
) {
  const { final } = runStrategy(parseStrategy(text, searchInterface).strategy, records, options);
  return [final!.hits.join(" "), final!.undecided.join(" ")];
}

describe("matching, PubMed", () => {
  test.each([
    // words, accents, case, hyphens, phrases
    ["ketamine[ti]", "1 2 3"],
    ["KETAMINE[Title]", "1 2 3"],
    ["muller[au]", "1"],
    ["M\u00fcller K[au]", "1"],
    ['"treatment resistant depression"[tiab]', "1"],
    ["treatment-resistant depression*[tiab]", "1"],
    ['"ketamine rats"[tiab]', ""],
    ["nasal spray[ot]", "5"],
    ['"nasal spray"[tiab]', "5"],
    ["ketamin*[ti]", "1 2 3"],
    ["*ketamin*[ti]", "1 2 3 5"],
    // proximity: at most N words between, any order
    ['"hip pain"[tiab:~0]', ""],
    ['"hip pain"[tiab:~1]', "4"],
    ['"fractures mood pain"[ti:~2]', "4"],
    ['"fractures mood pain"[ti:~1]', ""],
    ['"fractures mood"[ti:~3]', ""],
    // headings
    ["Ketamine[mh]", "1 2 3"],
    ["Ketamine[majr]", "1 2"],
    ["Ketamine/therapeutic use[mh]", "1"],
    ["ketamine/tu[majr]", "1"],
    ["Ketamine/ad[majr:noexp]", ""],
    ["Mood Disorders[mh]", "1 4"],
    ["Affective Disorders[mh]", "1 4"],
    ["Mood Disorders[mh:noexp]", "4"],
    ["Depressive Disorder/therapy[mh]", "1"],
    ["Depressive Disorder/therapy[mh:noexp]", ""],
    ["depress*[mh]", "1"],
    ["drug therapy[sh]", "1"],
    ["therapy[sh]", "1 4"],
    ["th[sh:noexp]", "4"],
    ["animals[mh] NOT humans[mh]", "3"],
    // whole values
    ["randomized controlled trial[pt]", "1"],
    ["clinical trial[pt]", "1"],
    ["clinical trial[pt:noexp]", ""],
    ["smith j[au]", "2"],
    ['"smith j"[au]', ""],
    ["smith[1au] OR berman rm[1au] OR muller k[lastau]", "1 2"],
    ["j affect disord[ta]", "2"],
    ["german[la] OR ger[la]", "2"],
    ["1[pmid] OR 10.1000/ONE[doi]", "1"],
    ["690G0D6V8H[rn]", "1"],
    // dates: without month, the first of the year
    ["2010:2012[dp]", "2 3"],
    ["2010/02:2012[dp]", "3"],
    ["2020/12/31[dp]", "5"],
    ["2000/03[edat]", "1"],
    // operators from left to right
    ["ketamine[ti] OR esketamine[ti] AND rats[ti]", "2 3"],
    ["ketamine[ti] NOT rats[ti] OR esketamine[ti]", "1 5"],
  ])("%s finds %s", (text, ids) => {
    expect(found(text)[0]).toBe(ids);
  }); // prettier-ignore

  test("what cannot be known is undecided, and says why", () => {
    const run = (text: string, options: RunOptions = {}) =>
      runStrategy(parseStrategy(text, "pubmed").strategy, SMALL_RECORDS, options).final!;
    expect(run('"last 5 years"[dp]').lacking).toEqual([{ what: "the day of the search", records: 5 }]);
    expect(run('"last 5 years"[dp]', { today: { year: 2021 } }).hits).toEqual(["5"]);
    expect(run("Mood Disorders[mh]")).toMatchObject({ hits: ["4"], undecided: ["1", "2", "3"] });
    expect(run("Mood Disorders[mh]").lacking[0]!.what).toContain("no hierarchy was given");
    expect(run("#7").lacking).toEqual([{ what: "line 7", records: 5 }]);
    // The words are there, apart: a phrase only if PubMed's phrase index has it.
    expect(run("patients ketamine[tiab]")).toMatchObject({ hits: [], undecided: ["1"] });
    // Automatic term mapping may find more than the words.
    expect(run("mood disorder")).toMatchObject({ hits: [], undecided: ["1", "2", "3", "4", "5"] });
  });
});

describe("matching, Ovid", () => {
  test.each([
    ["ketamine.ti.", "1 2 3"],
    ["ketamin$1.ti. or esketamin#.ti.", "1 2 3 5"],
    ["rat?.ti. and m#n.ti.", "2"],
    ["antidepressant effects.ti.", "1"],
    ["(effects adj ketamine).ti.", ""],
    ["(ketamine adj effects).ti.", ""],
    ["(ketamine adj2 effects).ti.", "1"],
    ["(ketamine adj2 (men or rats)).ti.", "2 3"],
    ["(ketamine adj1 rats).ti.", ""],
    ["((ketamine adj2 rats) adj2 men).ti.", "2"],
    ["(hip adj2 pain).tw.", "4"],
    ["nasal spray.kf.", "5"],
    ["nasal spray.tw.", ""],
    ["nasal spray.mp.", "5"],
    ["Ketamine/", "1 2 3"],
    ["*Ketamine/", "1 2"],
    ["Ketamine/tu", "1"],
    ["Mood Disorders/", "4"],
    ["exp Mood Disorders/", "1 4"],
    ["exp animals/ not humans.sh.", "3"],
    ["drug therapy.fs. or /pd", "1 3"],
    ["therapy.fs.", "4"],
    ["therapy.xs.", "1 4"],
    ["controlled clinical trial.pt.", ""],
    ["smith j$.au. or berman rm.au.", "1 2"],
    ["english.lg. and 2012.yr.", "3"],
    ["ketamine.ab. /freq=1", "1"],
    ["ketamine.ti,ab. /freq=2", "1"],
    ["1. ketamine.ti.\n2. limit 1 to (english language and yr=\"2000 - 2010\")", "1"],
    ["1. ketamine.ti.\n2. limit 1 to humans", "1 2"],
    ["1. ketamine.ti.\n2. esketamine.ti.\n3. or/1-2\n4. remove duplicates from 3", "1 2 3 5"],
  ])("%s finds %s", (text, ids) => {
    expect(found(text, "ovid")[0]).toBe(ids);
  }); // prettier-ignore
});

describe("published strategies", () => {
  test("the Cochrane strategies find the trials and leave out rats, in both interfaces", () => {
    expect(found(HSSS_PUBMED)).toEqual(["1 2 5", ""]);
    expect(found(HSSS_OVID, "ovid")).toEqual(["1 2 5", ""]);
  });

  test("line by line, with all that was found so far", () => {
    const { lines } = runStrategy(parseStrategy(HSSS_PUBMED).strategy, SMALL_RECORDS, { mesh });
    expect(lines.map(({ hits, cumulative }) => [hits.join(" "), cumulative])).toEqual([
      ["1", 1], ["1", 1], ["1 2", 2], ["1 3", 3], ["1", 3], ["5", 4], ["1", 4], ["3", 4], ["1 2 3 5", 4], ["3", 4], ["1 2 5", 4],
    ]); // prettier-ignore
  });
});

describe("records that are not from MEDLINE", () => {
  const records = [
    ris("TI Ketamine for depression", "AB Patients got placebo.", "KW *Ketamine/tu", "KW Humans", "PY 2010"),
    ris("TI Mood and ketamine"),
  ];

  test("a field that is not there leaves a record undecided, with its name", () => {
    const run = (text: string) =>
      runStrategy(parseStrategy(text, "pubmed").strategy, records, { mesh }).final!;
    expect(run("placebo[tiab]")).toMatchObject({
      hits: ["Ketamine for depression"],
      undecided: ["Mood and ketamine"],
      lacking: [{ what: "abstract", records: 1 }],
    });
    expect(run("ketamine[tiab] NOT placebo[tiab]")).toMatchObject({ hits: [], undecided: ["Mood and ketamine"] }); // prettier-ignore
    expect(run("randomized controlled trial[pt]").lacking).toEqual([
      { what: "publication types", records: 2 },
    ]);
    // Ovid's and PubMed's RIS exports carry headings as keywords.
    expect(run("Ketamine/therapeutic use[majr]")).toMatchObject({
      hits: ["Ketamine for depression"],
      undecided: ["Mood and ketamine"],
    });
    expect(run("2010/06:2011[dp]").lacking).toEqual([
      { what: "month or day of the date of publication", records: 1 },
      { what: "date of publication", records: 1 },
    ]);
  });
});

describe("properties", () => {
  const word = fc.constantFrom("ketamine", "rats", "randomized", "placebo", "mood", "depress*", "absent");
  const term = fc.record({ word, tag: fc.constantFrom("ti", "tiab", "tw") }).map(({ word: w, tag }) => `${w}[${tag}]`); // prettier-ignore
  const mixed = [...SMALL_RECORDS, ris("TI Ketamine"), ris("TI Rats", "AB Mood.")];
  const run = (text: string) => {
    const { final } = runStrategy(parseStrategy(text, "pubmed").strategy, mixed, { mesh });
    return { yes: new Set(final!.hits), maybe: new Set([...final!.hits, ...final!.undecided]) };
  };

  test("AND narrows, OR widens, NOT takes away; what is sure is possible", () => {
    fc.assert(
      fc.property(term, term, (a, b) => {
        const [one, other] = [run(a), run(b)];
        const [both, either, not] = [run(`${a} AND ${b}`), run(`${a} OR ${b}`), run(`${a} NOT ${b}`)];
        for (const { id } of mixed) {
          expect(both.yes.has(id)).toBe(one.yes.has(id) && other.yes.has(id));
          expect(either.yes.has(id)).toBe(one.yes.has(id) || other.yes.has(id));
          expect(not.yes.has(id)).toBe(one.yes.has(id) && !other.maybe.has(id));
          expect(both.maybe.has(id)).toBe(one.maybe.has(id) && other.maybe.has(id));
          expect(not.maybe.has(id)).toBe(one.maybe.has(id) && !other.yes.has(id));
        }
      }),
    );
  });

  test("any text is run without a throw", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.constantFrom("pubmed", "ovid"), (text, own) => {
        runStrategy(parseStrategy(text, own).strategy, mixed, { mesh });
      }),
    );
  });
});
