import { describe, expect, test } from "vitest";
import { RESPONSE_24H } from "./example.testing.ts";
import type { ForestPlotData, ForestRow } from "./data.ts";
import { effectAxis } from "./effect-axis.ts";
import { forestPlot } from "./forest-plot.ts";

type Study = Extract<ForestRow, { kind: "study" }>;
type Summary = Extract<ForestRow, { kind: "summary" }>;

const numbers = (text: string): number[] => (text.match(/-?\d+(?:\.\d+)?/g) ?? []).map(Number);
const attribute = (element: string, name: string): number =>
  Number(new RegExp(` ${name}="(-?[\\d.]+)"`).exec(element)?.[1]);
const all = (svg: string, pattern: RegExp): string[] => [...svg.matchAll(pattern)].map(([found]) => found);

describe.each([
  ["wide", false],
  ["compact", true],
] as const)("%s", (name, compact) => {
  const svg = forestPlot(RESPONSE_24H, { compact });
  const studies = RESPONSE_24H.rows.filter((row): row is Study => row.kind === "study");
  const overall = RESPONSE_24H.rows.find((row): row is Summary => row.kind === "summary")!;

  test("is the committed picture", async () => {
    await expect(svg).toMatchFileSnapshot(`__pictures__/response-24h-${name}.svg`);
  });

  test("the diamond's ends are the interval, its middle the estimate, on the axis the ticks draw", () => {
    const ticks = axisOf(svg);
    const [left, , centre, , right] = numbers(/class="diamond" points="([^"]+)"/.exec(svg)?.[1] ?? "");
    expect(ticks(left!)).toBeCloseTo(overall.ciLower, 1);
    expect(ticks(centre!)).toBeCloseTo(overall.estimate, 1);
    expect(ticks(right!)).toBeCloseTo(overall.ciUpper, 1);
  });

  test("squares have areas in proportion to weights and stand on their estimates; whiskers end at the interval", () => {
    const squares = all(svg, /<rect class="square"[^>]*>/g);
    const whiskers = all(svg, /<line class="whisker"[^>]*>/g);
    const toEffect = axisOf(svg);
    expect(squares).toHaveLength(studies.length);
    const area = (square: string): number => attribute(square, "width") ** 2;
    studies.forEach((study, index) => {
      expect(area(squares[index]!) / area(squares[0]!)).toBeCloseTo(study.weight / studies[0]!.weight, 2);
      const middle = attribute(squares[index]!, "x") + attribute(squares[index]!, "width") / 2;
      expect(toEffect(middle)).toBeCloseTo(study.estimate, 1);
      expect(toEffect(attribute(whiskers[index]!, "x1"))).toBeCloseTo(study.ciLower, 1);
      expect(toEffect(attribute(whiskers[index]!, "x2"))).toBeCloseTo(study.ciUpper, 1);
    });
  });

  test("every study, its counts and its numbers are in the text; marks carry their reference", () => {
    for (const { label, ref } of studies) {
      expect(svg).toContain(label);
      expect(svg).toContain(`data-ref="${ref!}"`);
    }
    expect(svg).toContain("4.54 [1.58, 13.1]");
    expect(svg).toContain("5.20 [0.80, 33.6]");
    expect(svg).toContain("[0.20, 132]");
  });
});

/** The plot's axis read back from its own ticks: px → analysis scale, by the two outermost tick labels. */
function axisOf(svg: string): (px: number) => number {
  const labels = [
    ...svg.matchAll(/<text x="([\d.]+)" y="[\d.]+" text-anchor="middle" font-size="12">([\d.]+)<\/text>/g),
  ].map(([, x, label]) => [Number(x), Math.log(Number(label))] as const);
  const [first, last] = [labels[0]!, labels.at(-1)!];
  return (px) => first[1] + ((px - first[0]) / (last[0] - first[0])) * (last[1] - first[1]);
}

function plain(rows: readonly ForestRow[]): ForestPlotData {
  return { ...RESPONSE_24H, id: "x", columns: [], rows, footnotes: [] };
}

const one = (changes: Partial<Study> = {}): Study => ({
  kind: "study",
  label: "One",
  cells: {},
  estimate: 0.5,
  ciLower: 0.1,
  ciUpper: 0.9,
  weight: 100,
  ...changes,
});

describe("edges", () => {
  test.each([
    ["no rows", []],
    ["one study", [one()]],
    ["all the same", Array.from({ length: 5 }, () => one())],
    ["an interval beyond all bounds", [one(), one({ label: "Huge", ciLower: -400, ciUpper: 400 })]],
    [
      "sixty studies",
      Array.from({ length: 60 }, (_, index) =>
        one({
          label: `Study ${index}`,
          estimate: index / 30 - 1,
          ciLower: index / 30 - 2,
          ciUpper: index / 30,
          weight: 100 / 60,
        }),
      ),
    ],
  ] as const)("%s", (_, rows) => {
    for (const compact of [false, true]) {
      const svg = forestPlot(plain(rows), { compact });
      expect(svg).not.toMatch(/NaN|Infinity|undefined/);
      expect(all(svg, /class="square"/g)).toHaveLength(rows.length);
    }
  });

  test("an interval that leaves the axis ends in an arrow at the axis' end", () => {
    const data = plain([one(), one({ label: "Huge", ciLower: -400, ciUpper: 400 })]);
    const axis = effectAxis(data, 0, 100);
    expect(axis.range[0]).toBeGreaterThan(-400);
    expect(all(forestPlot(data), /<path class="whisker"/g)).toHaveLength(2);
  });

  test("labels cannot leave the text: markup is escaped, control characters are gone, 300 characters fit", () => {
    const svg = forestPlot(
      plain([one({ label: `<script>alert(1)</script>\u0000${"x".repeat(300)}`, ref: '"><b' })]),
    );
    expect(svg).not.toContain("<script>");
    expect(svg).not.toContain("\u0000");
    expect(svg).toContain("&lt;script&gt;");
    expect(svg).toContain("…");
    expect(svg).not.toContain('data-ref=""><b');
  });
});
