import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseStrategy } from "../parse-strategy.ts";
import { printStrategy } from "../print-strategy.ts";
import { runStrategy } from "../run/run-strategy.ts";
import { SMALL_RECORDS } from "../run/records.testing.ts";
import { readMesh } from "../mesh/read-mesh.ts";
import { SMALL_MESH } from "../small-mesh.testing.ts";
import { HSSS_OVID, HSSS_PUBMED, PRESS_OVID } from "../strategies.testing.ts";
import type { SearchInterface } from "../tree.ts";
import { translateStrategy } from "./translate-strategy.ts";

const mesh = readMesh(SMALL_MESH, "small").mesh;

function translated(text: string, to: SearchInterface) {
  const from = to === "ovid" ? "pubmed" : "ovid";
  const { strategy, losses } = translateStrategy(parseStrategy(text, from).strategy, to);
  return {
    text: printStrategy(strategy).trimEnd(),
    losses: losses.map(({ what, why }) => `${what}: ${why}`),
  };
}

/** The translation, and a word from each of its losses. */
type Case = readonly [text: string, translation: string, losses: readonly RegExp[]];

describe("PubMed to Ovid", () => {
  test.each<Case>([
    ["ketamine[ti]", "ketamine.ti.", []],
    ["ketamin*[tiab]", "ketamin*.ti,ab,kf.", []],
    ['"mood disorder*"[tiab]', "mood disorder*.ti,ab,kf.", [/phrase index/]],
    ["ketamine[tw]", "ketamine.mp.", [/\[tw\] also searches/]],
    ["ketamine", "ketamine.mp.", [/without a tag/]],
    ["Depression[mh]", "exp Depression/", []],
    ['"Depressive Disorder, Major"[majr:noexp]', "*Depressive Disorder, Major/", []],
    ['"Wit and Humor as Topic"[mh]', 'exp "Wit and Humor as Topic"/', []],
    ["Depression/therapy[mh:noexp]", "Depression/th", []],
    ["Depression/therapy[mh]", "exp Depression/th,tr,su,rh,rt,pc,nu,dt,dh", []],
    ["drug therapy[sh]", "drug therapy.fs.", []],
    ["randomized controlled trial[pt]", "randomized controlled trial.pt.", []],
    ["controlled clinical trial[pt]", "controlled clinical trial.pt. or randomized controlled trial.pt.", [/narrower types/]],
    ['"hip pain"[tiab:~4]', "(hip adj5 pain).ti,ab,kf.", []],
    ['"a b c"[ti:~1]', "(a adj2 b adj2 c).ti.", [/one after the other/]],
    ["smith j[au]", "smith j$.au.", []],
    ["smith[lastau]", "smith $.au.", [/last author/]],
    ["a[ti] OR b[ti] AND c[ti]", "(a.ti. or b.ti.) and c.ti.", []],
    ["a[ti] AND 2000:2010[dp]", 'limit (a.ti.) to yr="2000 -2010"', [/number of a line/]],
    ['#1 a[ti]\n#2 #1 AND "2000/01/01"[dp] : "3000"[dp]', '1. a.ti.\n2. limit 1 to yr="2000 -Current"', [/years only/]],
    ["#1 a[ti]\n#2 free full text[sb]\n#3 #1 AND #2", "1. a.ti.\n2.\n3. 1", [/no such subset/, /no translation/]],
    ["english[la] AND medline[sb]", "english.lg. and medline.st.", []],
    ["dep*[ti]", "dep*.ti.", [/fewer than four/]],
  ])("%s", (text, expected, losses) => {
    const result = translated(text, "ovid");
    expect(result.text).toBe(expected);
    expect(result.losses).toHaveLength(losses.length);
    losses.forEach((loss, i) => expect(result.losses[i]).toMatch(loss));
  }); // prettier-ignore
});

describe("Ovid to PubMed", () => {
  test.each<Case>([
    ["ketamine.ti.", "ketamine[ti]", []],
    ["ketamin$.ti,ab,kf.", "ketamin*[tiab]", []],
    ["ketamin$.tw.", "ketamin*[tiab]", [/keywords/]],
    ["randomized.ab.", "randomized[tiab]", [/titles and authors' keywords/]],
    ["mood disorder$.ti.", '"mood disorder*"[ti]', [/phrase index/]],
    ["prostat$ cancer$.ti.", "prostat*[ti] AND cancer*[ti]", [/last word of a phrase/]],
    ["wom#n.ti.", "wom*[ti]", [/fewer than 4/]],
    ["behavio?r.ti.", "behavio*[ti]", [/neither # nor \?/]],
    ["ketamine.mp.", "ketamine[tw]", [/\.mp\. also searches/]],
    ["exp Depression/", '"Depression"[mh]', []],
    ["*Ketamine/", '"Ketamine"[majr:noexp]', []],
    ["exp Ketamine/tu,ad", '"Ketamine/therapeutic use"[mh] OR "Ketamine/administration and dosage"[mh]', [/explodes the subheading/]],
    ["/dt,th", "drug therapy[sh] OR therapy[sh:noexp]", []],
    ["humans.sh.", '"humans"[mh:noexp]', []],
    ["drug therapy.fs.", "drug therapy[sh]", []],
    ["clinical trial.pt.", "clinical trial[pt:noexp]", []],
    ["(hip adj3 pain).ti,ab,kf.", '"hip pain"[tiab:~2]', []],
    ["(hip adj3 (pain or ache)).ti.", '"hip pain"[ti:~2] OR "hip ache"[ti:~2]', []],
    ["(hip adj3 pain$).ti.", "hip[ti] AND pain*[ti]", [/truncated words/]],
    ["(hip adj pain).ti.", '"hip pain"[ti]', [/phrase index/]],
    ["(hip adj3 pain).mp.", "hip[tw] AND pain[tw]", [/\[ti\], \[tiab\] and \[ad\] only/, /\.mp\./, /\.mp\./]],
    ["(a or b).ti.", "a[ti] OR b[ti]", []],
    ["a.ti. or b.ti. and c.ti.", "a[ti] OR (b[ti] AND c[ti])", []],
    ["1. a.ti.\n2. b.ti.\n3. or/1-2\n4. remove duplicates from 3", "#1 a[ti]\n#2 b[ti]\n#3 #1 OR #2\n#4 #3", [/duplicates/]],
    ['1. a.ti.\n2. limit 1 to (english language and yr="2000 -Current" and "all adult (19 plus years)")', "#1 a[ti]\n#2 #1 AND english[la] AND 2000:3000[dp]", [/no counterpart/]],
    ["a.ab. /freq=2", "a[tiab]", [/how often/, /titles/]],
    ["smith j$.au.", "smith j[au]", []],
    ["a.ti. [comment]", "a[ti]", [/no comments/]],
    ["(1 or 2) use oemezd", "#1 OR #2", [/one database/]],
  ])("%s", (text, expected, losses) => {
    const result = translated(text, "pubmed");
    expect(result.text).toBe(expected);
    expect(result.losses).toHaveLength(losses.length);
    losses.forEach((loss, i) => expect(result.losses[i]).toMatch(loss));
  }); // prettier-ignore
});

describe("published strategies", () => {
  test("the Cochrane strategy for PubMed becomes that for Ovid, but for [tiab] and the narrower types that PubMed includes", () => {
    const { text } = translated(HSSS_PUBMED, "ovid");
    expect(text.split("\n").slice(2)).toEqual([
      "3. randomized.ti,ab,kf.",
      "4. placebo.ti,ab,kf.",
      "5. drug therapy.fs.",
      "6. randomly.ti,ab,kf.",
      "7. trial.ti,ab,kf.",
      "8. groups.ti,ab,kf.",
      "9. 1 or 2 or 3 or 4 or 5 or 6 or 7 or 8",
      "10. exp animals/ not exp humans/",
      "11. 9 not 10",
    ]);
  });

  test("and back: the forms that the Cochrane Handbook gives for PubMed", () => {
    const { text, losses } = translated(HSSS_OVID, "pubmed");
    expect(text.replaceAll('"', "").split("\n")).toEqual(
      HSSS_PUBMED.trimEnd()
        .replaceAll(" [", "[")
        .replace("#2 controlled clinical trial[pt]", "#2 controlled clinical trial[pt:noexp]")
        .replace("NOT humans[mh]", "NOT humans[mh:noexp]")
        .split("\n"),
    );
    // .ab. alone has no tag in PubMed.
    expect(losses).toHaveLength(5);
  });

  test("every line of the PRESS review's strategy has a translation, each truncated proximity is a loss", () => {
    const { strategy, losses } = translateStrategy(parseStrategy(PRESS_OVID).strategy, "pubmed");
    expect(strategy.lines.every(({ query }) => query !== null)).toBe(true);
    expect(losses.filter(({ why }) => why.includes("proximity with truncated"))).toHaveLength(3);
    expect(parseStrategy(printStrategy(strategy), "pubmed").problems).toEqual([]);
  });
});

describe("properties", () => {
  test("a translation is in the language of the other interface, whatever the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.constantFrom("pubmed", "ovid"), (text, own) => {
        const to = own === "pubmed" ? "ovid" : "pubmed";
        const { strategy } = translateStrategy(parseStrategy(text, own).strategy, to);
        const once = printStrategy(strategy);
        expect(printStrategy(parseStrategy(once, to).strategy)).toBe(once);
      }),
    );
  });

  test("a translation without a loss finds the same records", () => {
    const word = fc.constantFrom("ketamine", "rats", "randomized", "mood", "depress*", "esketamin*");
    const tagged = fc.tuple(word, fc.constantFrom("ti", "tiab")).map(([text, tag]) => `${text}[${tag}]`);
    const heading = fc.constantFrom("Ketamine[mh]", "Mood Disorders[majr]", "animals[mh]", "drug therapy[sh]", "randomized controlled trial[pt]", '"ketamine rats"[ti:~1]', "Ketamine/therapeutic use[mh]"); // prettier-ignore
    const operand = fc.oneof(tagged, heading);
    const query = fc
      .array(fc.tuple(operand, fc.constantFrom("AND", "OR", "NOT")), { minLength: 1, maxLength: 5 })
      .map((parts) => parts.map(([text, operator], i) => (i === 0 ? text : `${operator} ${text}`)).join(" "));
    fc.assert(
      fc.property(query, (text) => {
        const { strategy } = parseStrategy(text, "pubmed");
        const { strategy: other, losses } = translateStrategy(strategy, "ovid");
        expect(losses).toEqual([]);
        const again = parseStrategy(printStrategy(other), "ovid").strategy;
        const hits = [strategy, other, again].map((each) => runStrategy(each, SMALL_RECORDS, { mesh }).final!.hits); // prettier-ignore
        expect(hits[1]).toEqual(hits[0]);
        expect(hits[2]).toEqual(hits[0]);
      }),
    );
  });
});
