import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, test } from "vitest";
import { LinkageIndex, readRecords } from "@coppice/records";
import { pairsPage } from "@coppice/report";
import { describeBrowser, withPage } from "../../../../tools/testing/browser.ts";

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

interface AxeResult {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly html: string }[];
  }[];
}

/** Two that differ in their pages alone, and an erratum; a title that would be markup, and marks that turn text around. */
const FILE = `TY  - JOUR
TI  - Rapid <script>alert(1)</script> effects of a made-up drug on depressive symptoms \u202Eevil
AU  - Doe, Jane
PY  - 2014
JF  - The journal of made things
VL  - 4
SP  - 75
EP  - 99
AB  - ${"A long abstract. ".repeat(60)}
ER  - 
TY  - JOUR
TI  - Rapid <script>alert(1)</script> effects of a made-up drug on depressive symptoms \u202Eevil
AU  - Doe, Jane
PY  - 2014
JF  - The journal of made things
VL  - 4
SP  - 11
EP  - 19
ER  - 
`;

function page(): string {
  const { records } = readRecords(new TextEncoder().encode(FILE), { file: "a.ris" });
  const index = new LinkageIndex();
  for (const record of records) index.add(record);
  const { families, groups, review } = index.link();
  expect(review).toHaveLength(1);
  return pairsPage({
    records: new Map(records.map((record) => [record.id, record])),
    review,
    families,
    files: [{ file: "a.ris", records: records.length }],
    reports: groups.length,
    made: new Date("2026-01-02T00:00:00Z"),
  });
}

test("what differs is marked, and text of records is text", () => {
  const html = page();
  expect(html).toMatch(/\d+ % likely to be one report, by what agrees/);
  expect(html).toContain('<th scope="row">Pages<span class="flag"> differs</span></th>');
  expect(html).toContain("&lt;script&gt;");
  expect(html).not.toMatch(/<script/i);
  expect(html).not.toContain("\u202E");
  expect(html).toContain("not given");
});

describeBrowser("the page of pairs in a real browser", () => {
  test.each([
    [380, "light"],
    [900, "dark"],
    [1600, "light"],
  ] as const)("at %i px, %s: axe finds nothing, nothing runs over the edge", async (width, colorScheme) => {
    await withPage({ width, colorScheme }, async (browserPage) => {
      await browserPage.setContent(page());
      expect(await browserPage.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
      await browserPage.evaluate(axeSource);
      const { violations } = await browserPage.evaluate<AxeResult>(
        'axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"] })',
      );
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 120) ?? ""}`)).toEqual([]);
    });
  });
});
