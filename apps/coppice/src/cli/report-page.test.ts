import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { describeBrowser, withPage } from "../../../../tools/testing/browser.ts";
import { coppice, KETAMINE } from "../run-cli.testing.ts";

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

interface AxeResult {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly html: string }[];
  }[];
}

describeBrowser("the ketamine report in a real browser", () => {
  let folder = "";
  let url = "";
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "coppice-page-"));
    const run = coppice("report", KETAMINE, "--out", join(folder, "report"), "--format", "html");
    expect(run.status, run.stderr).toBe(0);
    url = pathToFileURL(join(folder, "report", "report.html")).href;
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test.each([
    [380, "light"],
    [900, "dark"],
    [1600, "light"],
  ] as const)(
    "at %i px, %s: axe finds nothing, nothing runs over the edge, nothing is loaded",
    async (width, colorScheme) => {
      await withPage({ width, colorScheme }, async (page) => {
        const requests: string[] = [];
        page.on("request", (request) => requests.push(request.url()));
        const errors: string[] = [];
        page.on("pageerror", (error) => errors.push(error.message));
        await page.goto(url);
        expect(requests).toEqual([url]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
        // Run in its own context: the report's policy forbids foreign script inside the page itself.
        const html = (await page.content()).replace(/<meta http-equiv[^>]*>/, "");
        await page.setContent(html);
        await page.evaluate(axeSource);
        const { violations } = await page.evaluate<AxeResult>(
          'axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"] })',
        );
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 120) ?? ""}`)).toEqual([]);
        expect(errors).toEqual([]);
      });
    },
  );

  test("a click on a square of the forest plot opens its derivation, down to file, line and source", async () => {
    await withPage({ width: 1000 }, async (page) => {
      await page.goto(url);
      await page.locator('figure [data-ref^="effect"][data-ref*="Murrough2013"]:visible').first().click();
      const dialog = page.locator("dialog[open]");
      await dialog.waitFor();
      const text = (await dialog.textContent()) ?? "";
      expect(text).toContain("ln((30 × 18) / (17 × 7))");
      expect(text).toMatch(/extraction\/results\.csv:\d+/);
      expect(text).toContain("Drug Classroom");
      await page.keyboard.press("Escape");
      await dialog.waitFor({ state: "detached" });
    });
  });

  test("without script every traced number is a link that jumps to its derivation", async () => {
    await withPage({ width: 1000, javaScriptEnabled: false }, async (page) => {
      await page.goto(url);
      const links = await page
        .locator("a[href^='#']")
        .evaluateAll((anchors) => anchors.map((link) => link.getAttribute("href") ?? ""));
      const ids = new Set(await page.locator("[id]").evaluateAll((elements) => elements.map(({ id }) => id)));
      expect(links.length).toBeGreaterThan(100);
      expect(links.filter((href) => !ids.has(href.slice(1)))).toEqual([]);
      expect(ids.size).toBe(await page.locator("[id]").count());
    });
  });
});
