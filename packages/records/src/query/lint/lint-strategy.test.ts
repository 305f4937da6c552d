import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readMesh } from "../mesh/read-mesh.ts";
import { parseStrategy } from "../parse-strategy.ts";
import { SMALL_MESH } from "../small-mesh.testing.ts";
import {
  HSSS_OVID,
  HSSS_OVID_PRECISE,
  HSSS_PUBMED,
  HSSS_PUBMED_PRECISE,
  PRESS_OVID,
} from "../strategies.testing.ts";
import type { SearchInterface } from "../tree.ts";
import { lintStrategy } from "./lint-strategy.ts";
import { LINT_RULES } from "./rules.ts";

const mesh = readMesh(SMALL_MESH, "small").mesh;

function codes(text: string, searchInterface: SearchInterface, withMesh = false): readonly string[] {
  const found = lintStrategy({ ...parseStrategy(text, searchInterface), ...(withMesh ? { mesh } : {}) });
  return found.map(({ code, place, severity }) => `${place.line}:${place.column} ${severity} ${code}`);
}

/** Each rule on a strategy that breaks it. */
const BROKEN: readonly (readonly [SearchInterface, string, readonly string[]])[] = [
  ["pubmed", "\u201cmood disorder\u201d[tiab]", ["1:1 error smart-quotes", "1:15 error smart-quotes"]],
  ["pubmed", "\u201emood\u201d[tiab] OR post\u2013operative[ti]", ["1:1 error smart-quotes", "1:6 error smart-quotes", "1:21 warning unusual-character"]],
  ["pubmed", "ketamine[tiba]", ["1:9 error unknown-field"]],
  ["ovid", "ketamine.ti,zz.", ["1:9 error unknown-field"]],
  ["pubmed", "ketamin$[tiab] OR a adj3 b[ti]", ["1:1 error foreign-syntax", "1:19 error foreign-syntax"]],
  ["ovid", "ketamine [tiab]", ["1:1 error foreign-syntax", "1:1 warning untagged-term"]],
  ["pubmed", "#1 ketamine[ti]\n#2\n#3 #1 AND depression[ti]", ["2:1 error empty-line"]],
  ["ovid", "", ["1:1 error empty-strategy"]],
  ["ovid", "1. a.ti.\n2. b.ti.\n3. 1 or 2 or 5", ["3:14 error missing-line"]],
  ["ovid", "1. a.ti.\n2. 1 or 3\n3. 2 and b.ti.", ["2:9 error later-line"]],
  ["ovid", "1. a.ti.\n2. b.ti.\n3. 1 and c.ti.", ["2:1 warning unused-line"]],
  ["pubmed", "a[ti] OR b[ti] AND c[ti]", ["1:1 warning mixed-operators"]],
  ["ovid", "a.ti. or b.ti. and c.ti.", ["1:1 warning mixed-operators"]],
  ["ovid", "a.ti. not b.ti. and c.ti.", ["1:1 warning mixed-operators", "1:11 warning not-may-drop-studies"]],
  ["pubmed", "ketamine or esketamine[tiab]", ["1:1 error lower-case-operator"]],
  ["pubmed", "a[ti] NOT animals[mh]", ["1:11 warning not-may-drop-studies"]],
  ["ovid", "a.ti. not review.pt.", ["1:11 warning not-may-drop-studies"]],
  ["pubmed", 'a[ti] OR b[ti] OR "A"[ti]', ["1:19 warning duplicate-term"]],
  ["ovid", "depress$.tw. or depression.tw.", ["1:17 warning duplicate-term"]],
  ["pubmed", "dep*[tiab]", ["1:1 error truncation-too-short"]],
  ["pubmed", "depress* disorder[tiab]", ["1:1 error truncation-in-phrase"]],
  ["pubmed", "*depression[tiab] OR dep*ssion[tiab]", ["1:1 error truncation-without-effect", "1:22 error truncation-too-short"]],
  ["pubmed", "depre*sion[tiab]", ["1:1 error truncation-in-phrase"]],
  ["ovid", '"mood disorder$".ti. or ab$.ti. or $.ti.', ["1:1 warning truncation-in-phrase", "1:25 warning truncation-too-short", "1:36 error truncation-without-effect"]],
  ["pubmed", "ketamine depression", ["1:1 warning untagged-term"]],
  ["pubmed", '2010:2020[dp] AND english[la] AND medline[sb] AND "last 5 years"[dp]', ["1:1 warning date-limit", "1:19 warning language-limit", "1:35 warning other-limit", "1:51 warning date-limit"]],
  ["ovid", '1. a.ti.\n2. limit 1 to (english language and yr="2000 -Current" and humans)', ["2:4 warning language-limit", "2:4 warning date-limit", "2:4 warning other-limit"]],
  ["ovid", "a.ti. b.ti.", ["1:7 error missing-operator"]],
]; // prettier-ignore

describe("lint", () => {
  test.each(BROKEN)("%s: %s", (searchInterface, text, expected) => {
    expect(codes(text, searchInterface)).toEqual(expected);
  });

  test("headings against a hierarchy", () => {
    expect(codes("Ketamin[mh] OR Affective Disorders[mh] OR ketamine[mh]", "pubmed", true)).toEqual(["1:1 error unknown-heading", "1:16 warning heading-by-synonym"]); // prettier-ignore
    expect(codes("exp Ketamine/ or exp Depressive Disorder/", "ovid", true)).toEqual([
      "1:1 warning heading-without-narrower",
    ]);
  });

  test.each([
    ["HSSS, PubMed", HSSS_PUBMED],
    ["HSSS precise, PubMed", HSSS_PUBMED_PRECISE],
    ["HSSS, Ovid", HSSS_OVID],
    ["HSSS precise, Ovid", HSSS_OVID_PRECISE],
  ])("%s: nothing to say, as it takes away animals without humans only", (_, text) => {
    expect(lintStrategy(parseStrategy(text))).toEqual([]);
  });

  test("the strategy of the PRESS review: no error; NOT and the limit are to be judged", () => {
    const found = lintStrategy(parseStrategy(PRESS_OVID));
    expect(found.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(new Set(found.map(({ code }) => code))).toEqual(new Set(["not-may-drop-studies", "date-limit"])); // prettier-ignore
  });

  test("each code belongs to one rule", () => {
    const all = LINT_RULES.flatMap((rule) => rule.codes);
    expect(new Set(all).size).toBe(all.length);
  });

  test("any text is judged without a throw", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.constantFrom("pubmed", "ovid"), (text, own) => {
        lintStrategy({ ...parseStrategy(text, own), mesh });
      }),
    );
  });
});

test.each([
  ["(treat* adj3 resist*).tiab.", ".ti,ab."],
  ["depress*.tiabkf.", ".ti,ab,kf."],
])("%s: codes without their commas are named with them", (text, expected) => {
  const found = lintStrategy(parseStrategy(text, "ovid"));
  expect(found).toMatchObject([
    { code: "unknown-field", severity: "error", expected, fix: `Did you mean ${expected}?` },
  ]);
});
