import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { splitCsv } from "@coppice/records";
import { describe, expect, it } from "vitest";
import { describeBrowser, withPage } from "../../../tools/testing/browser.ts";
import { emptyInput, exampleInput, exampleWith, HOSTILE, hostileInput } from "./example.testing.ts";
import { headlines } from "./headlines.ts";
import { anchor } from "./html/element.ts";
import { SCRIPT, SCRIPT_HASH } from "./html/script.ts";
import type { ReportInput } from "./input.ts";
import { writeReport } from "./write-report.ts";

const ALL = ["html", "csv", "json", "svg"] as const;

const INPUTS: readonly (readonly [string, () => ReportInput])[] = [
  ["the example", () => exampleInput()],
  ["an empty review", () => emptyInput()],
  ["hostile text", () => hostileInput()],
  ["no claims, mechanisms or judgements", () => exampleInput({ "claims.csv": undefined, "mechanisms.csv": undefined, "appraisal/rob2.csv": undefined })],
  ["no searches", () => exampleInput(without(["searches/database.yaml", "searches/database.csv", "searches/lists.yaml", "searches/lists.csv", "decisions/title-abstract.csv", "decisions/full-text.csv"]))],
  ["no usable result", () => exampleWith("extraction/results.csv", (text) => text.slice(0, text.indexOf("\n") + 1))],
]; // prettier-ignore

function without(paths: readonly string[]): Readonly<Record<string, undefined>> {
  return Object.fromEntries(paths.map((path) => [path, undefined]));
}

function page(input: ReportInput): string {
  return writeReport(input, ["html"]).get("report.html") ?? "";
}

it("the check of well-formedness can fail", () => {
  expect(["<p><b></p></b>", "<p>", "<p>a < b</p>", "</p>"].map(unbalanced)).not.toContain(undefined);
});

describe.each(INPUTS)("the page of %s", (_, make) => {
  const text = page(make());

  it("is well-formed: every element closes in order", () => {
    expect(unbalanced(text)).toBeUndefined();
  });

  it("has unique ids, and every link inside the page meets one", () => {
    const ids = [...text.matchAll(/ id="([^"]*)"/g)].map((match) => match[1]!);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    const known = new Set(ids);
    const targets = [...text.matchAll(/(?: href="#|data-ref=")([^"]*)"/g)].map((match) => match[1]!);
    expect(targets.filter((target) => !known.has(target))).toEqual([]);
  });

  it("loads nothing: no address outside links, and a policy that forbids it", () => {
    const loads = [...text.matchAll(/<([a-z]+)[^>]*? (?:src|href|srcset|data|action|poster)="([^"]*)"/gi)];
    expect(loads.filter(([, name, to]) => name !== "a" && !to!.startsWith("#"))).toEqual([]);
    const outside = loads.map((match) => match[2]!).filter((to) => !to.startsWith("#"));
    expect(outside.filter((to) => !to.startsWith("https://"))).toEqual([]);
    expect(/url\((?!#)|@import/.test(text)).toBe(false);
    expect(text.includes("default-src &#39;none&#39;")).toBe(true);
  });

  it("has one script, ours", () => {
    const scripts = [...text.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)].map((match) => match[1]);
    expect(scripts).toEqual([SCRIPT]);
  });

  it("is the same bytes again", () => {
    expect([...writeReport(make(), ALL)]).toEqual([...writeReport(make(), ALL)]);
  });

  it("goes down its headings one step at a time", () => {
    const levels = [...text.matchAll(/<h([1-6])/g)].map((match) => Number(match[1]));
    expect(levels[0]).toBe(1);
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    expect(levels.filter((level, index) => index > 0 && level > levels[index - 1]! + 1)).toEqual([]);
  });
});

describe("the page", () => {
  it("states the hash of its script", () => {
    expect(SCRIPT_HASH).toBe(`sha256-${createHash("sha256").update(SCRIPT).digest("base64")}`);
  });

  it("shows hostile text as text, with direction controls named", () => {
    const text = page(hostileInput());
    const has = (part: string): boolean => text.includes(part);
    expect(["<script>alert", "<img", "\u202E"].filter(has)).toEqual([]);
    expect(["&lt;script&gt;alert(1)&lt;/script&gt;", "[U+202E]"].filter(has)).toHaveLength(2);
    expect(HOSTILE).toContain("\u202E");
  });

  it("names every refused row with its file and line", () => {
    const input = exampleInput();
    expect(input.checked.refused).toHaveLength(1);
    expect(page(input).includes("gray-3 (extraction/results.csv:25)")).toBe(true);
  });

  it("words an inconsistent claim carefully and says where it was seen", () => {
    const text = page(exampleInput());
    expect(text.includes("is not consistent with the interval")).toBe(true);
    expect(
      text.includes(
        "se = ((−0.509) − (−6.303))/3.92 = 1.478; z = (−3.406)/1.478 = −2.30; two-sided p = 0.021.",
      ),
    ).toBe(true);
    expect(text.includes("To be confirmed in the article")).toBe(true);
    expect(/\b(wrong|error|mistake|fraud)\b[^<]*Review 2014/i.test(text)).toBe(false);
  });

  it("says plainly that nothing was judged", () => {
    expect(
      page(exampleInput({ "appraisal/rob2.csv": undefined })).includes("No judgement is in the folder"),
    ).toBe(true);
  });

  it("gives different parts different anchors", () => {
    expect(anchor("effect", "a/b-c")).not.toBe(anchor("effect", "a-b/c"));
    expect(anchor("x", "1 day")).not.toMatch(/\s/);
  });
});

describe("headlines", () => {
  it("are at most three plain sentences, the protocol's first, then the claims", () => {
    const lines = headlines(exampleInput());
    expect(lines).toHaveLength(3);
    expect(lines[0]).toMatch(
      /^Recovery after one day: Odds ratio \d+\.\d\d \(95% CI .* to .*\), 4 trials, 95% prediction interval .*, I² \d+%\.$/,
    );
    expect(lines[1]).toMatch(/^Score over time: .*negative favours drug\.$/);
    expect(lines[2]).toBe(
      "Claims: 2 of 3 estimates with an interval are not consistent with their own interval or stated p value (Review 2014, score at 3 h; Review 2015, recovery at 1 d).",
    );
  });

  it("are none for an empty review", () => {
    expect(headlines(emptyInput())).toEqual([]);
  });
});

describe("the files for machines", () => {
  const files = writeReport(exampleInput(), ALL);
  const tableOf = (name: string) => {
    const [header, ...rows] = splitCsv(files.get(`tables/${name}.csv`) ?? "").rows.map((row) =>
      row.map(({ text }) => text),
    );
    return rows.map((row) => new Map(header?.map((column, index) => [column, row[index] ?? ""])));
  };

  it("are the ones asked for", () => {
    expect(
      [...writeReport(exampleInput(), ["csv"]).keys()].every((path) => /^tables\/[a-z-]+\.csv$/.test(path)),
    ).toBe(true);
    expect([...writeReport(exampleInput(), ["json"]).keys()]).toEqual([
      "results.json",
      "provenance.json",
      "analysis.R",
    ]);
    expect([...writeReport(exampleInput(), []).keys()]).toEqual([]);
  });

  it("hold the findings' numbers in full, the same in CSV and JSON, and rounded in the page", () => {
    const { fit, effects } = pairwise(exampleInput());
    const pooled = tableOf("pooled").find((row) => row.get("id") === "recovery-1d");
    expect(Number(pooled?.get("estimate"))).toBe(fit.estimate);
    expect(Number(pooled?.get("pi_upper"))).toBe(fit.piUpper);
    expect(files.get("results.json")?.includes(`"estimate": ${String(fit.estimate)}`)).toBe(true);
    const rows = tableOf("effects");
    for (const effect of effects)
      expect(Number(rows.find((row) => row.get("id") === effect.id)?.get("yi"))).toBe(effect.yi);
    expect(
      files
        .get("report.html")
        ?.includes(
          `Odds ratio <a class="traced" href="#pooled~recovery-1d">${Math.exp(fit.estimate).toFixed(2)}</a>`,
        ),
    ).toBe(true);
  });

  it("lists every pooled number once, and the test between subgroups", () => {
    const ids = tableOf("pooled").map((row) => row.get("id") ?? "");
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(
      expect.arrayContaining([
        "recovery-1d/RR",
        "recovery-1d/subgroup/placebo",
        "recovery-1d/sensitivity/ee",
        "recovery-1d/between",
        "score-time/1 week",
      ]),
    );
  });

  it("keeps points printed without an interval in the time course", () => {
    expect(
      tableOf("time-course")
        .filter((row) => row.get("vi") === "")
        .map((row) => row.get("results")),
    ).toEqual(["clark-4"]);
  });

  it("joins every provenance edge to nodes that exist", () => {
    const graph: unknown = JSON.parse(files.get("provenance.json") ?? "");
    const text = JSON.stringify(graph);
    const ids = new Set([...text.matchAll(/"kind":"\w+","id":"([^"]+)"/g)].map((match) => match[1]));
    const ends = [...text.matchAll(/"(?:from|to)":"([^"]+)"/g)].map((match) => match[1]);
    expect(ends.length).toBeGreaterThan(20);
    expect(ends.filter((end) => !ids.has(end))).toEqual([]);
  });

  it("are figures that are well-formed and load nothing", () => {
    const figures = [...files].filter(([path]) => path.startsWith("figures/"));
    expect(figures.map(([path]) => path)).toEqual(
      expect.arrayContaining(["figures/analysis-recovery-1d.svg", "figures/prisma-flow-compact.svg"]),
    );
    for (const [, svg] of figures) {
      expect(unbalanced(svg)).toBeUndefined();
      expect(/ (?:src|href)="/.test(svg)).toBe(false);
    }
  });
});

describeBrowser("the page in a browser", () => {
  it("opens a number's derivation in a dialog, closes it, and asks for nothing", async () => {
    await withPage({}, async (tab) => {
      const asked: string[] = [];
      const said: string[] = [];
      tab.on("request", (request) => asked.push(request.url()));
      tab.on("console", (message) => said.push(message.text()));
      await tab.setContent(page(exampleInput()));
      await tab.locator("main .glance a.traced").first().click();
      const dialog = tab.locator("dialog");
      expect(await dialog.isVisible()).toBe(true);
      expect(await dialog.innerText()).toContain("sum of w y");
      await dialog.locator("a").first().click();
      expect(await dialog.innerText()).toContain("adams-1");
      await dialog.locator("button").click();
      expect(await dialog.isVisible()).toBe(false);
      await tab.locator(".figure-wide [data-ref]").first().click();
      expect(await dialog.isVisible()).toBe(true);
      expect(asked).toEqual([]);
      expect(said).toEqual([]);
    });
  });

  it.each(["light", "dark"] as const)(
    "is accessible by axe's rules for WCAG 2.2 AA and best practice, %s",
    async (colorScheme) => {
      const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
      for (const width of [380, 1200]) {
        await withPage({ width, colorScheme }, async (tab) => {
          for (const [, make] of INPUTS) {
            await tab.setContent(page(make()));
            await tab.evaluate(axe);
            const found: unknown = await tab.evaluate(AXE_RUN);
            expect(found).toEqual([]);
          }
        });
      }
    },
  );

  it.each([380, 900, 1600])("does not scroll sideways at %i px", async (width) => {
    await withPage({ width }, async (tab) => {
      for (const [, make] of INPUTS) {
        await tab.setContent(page(make()));
        expect(await tab.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      }
    });
  });
});

const AXE_RUN = `axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] })
  .then(({ violations }) => violations.map(({ id, nodes }) => id + ": " + nodes.map(({ html }) => html.slice(0, 200)).join(" | ")))`;

function pairwise(input: ReportInput) {
  const finding = input.findings[0];
  if (finding?.kind !== "pairwise" || finding.fit === undefined)
    throw new Error("the example begins with a pairwise finding");
  return { fit: finding.fit, effects: finding.effects };
}

/** The first tag that does not close in order, or undefined. */
function unbalanced(text: string): string | undefined {
  const open: string[] = [];
  const bare = text.replace(/<(style|script)[^>]*>[\s\S]*?<\/\1>/g, "").replace(/^<!doctype html>/, "");
  for (const [whole, closing, name, attributes] of bare.matchAll(
    /<(\/?)([a-zA-Z][a-zA-Z0-9]*)((?:\s+[a-zA-Z][\w:-]*(?:="[^"<]*")?)*)\s*\/?>/g,
  )) {
    if (whole.endsWith("/>") || ["meta", "br", "hr", "wbr"].includes(name!)) continue;
    if (closing === "/" && (open.pop() !== name || attributes !== "")) return whole;
    if (closing === "") open.push(name!);
  }
  const stray = /[<>]/.exec(
    bare.replace(/<\/?[a-zA-Z][a-zA-Z0-9]*(?:\s+[a-zA-Z][\w:-]*(?:="[^"<]*")?)*\s*\/?>/g, ""),
  );
  return open[0] ?? (stray === null ? undefined : `a stray ${stray[0]}`);
}
