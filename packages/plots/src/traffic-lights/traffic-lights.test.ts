import { describe, expect, it } from "vitest";
import {
  coloursOf,
  contrast,
  elementsOf,
  luminance,
  parseSvg,
  withAttribute,
  withClass,
} from "../parse-svg.testing.ts";
import type { SvgElement } from "../parse-svg.testing.ts";
import { sevenTrials, sixtyStudies } from "./example.testing.ts";
import { biasColumns, judgementOf, judgementShares } from "./judgements.ts";
import { robSummaryPlot } from "./rob-summary-plot.ts";
import type { TrafficLightData } from "./traffic-light-data.ts";
import { trafficLightPlot } from "./traffic-light-plot.ts";

const empty = (): TrafficLightData => ({ ...sevenTrials(), rows: [] });
const single = (): TrafficLightData => ({ ...sevenTrials(), rows: sevenTrials().rows.slice(0, 1) });
const weighted = (): TrafficLightData => ({ ...sevenTrials(), summary: "weighted" });

const PLOTS = { lights: trafficLightPlot, summary: robSummaryPlot };
const DATA = { "seven-trials": sevenTrials, "sixty-studies": sixtyStudies, empty, single, weighted };
const CASES = Object.entries(DATA).flatMap(([data, make]) =>
  Object.entries(PLOTS).flatMap(([plot, draw]) =>
    [false, true].map((compact) => ({
      name: `${data}-${plot}${compact ? "-compact" : ""}`,
      make,
      draw: (given: TrafficLightData) => draw(given, { compact }),
      compact,
    })),
  ),
);

describe("traffic lights and their summary", () => {
  it.each(CASES.filter(({ name }) => !/^weighted-lights|^single/.test(name)))(
    "draws $name as committed",
    async ({ name, make, draw }) => {
      await expect(draw(make())).toMatchFileSnapshot(`__pictures__/${name}.svg`);
    },
  );

  it.each(CASES)(
    "is an accessible, well-formed picture inside its sheet: $name",
    ({ make, draw, compact }) => {
      const data = make();
      const root = parseSvg(draw(data));
      expect(root.attributes["role"]).toBe("img");
      expect(root.attributes["width"]).toBe(compact ? "380" : "960");
      const ids = withAttribute(root, "id").map((element) => element.attributes["id"]!);
      expect(ids.every((id) => id.startsWith(data.id))).toBe(true);
      expect(new Set(ids).size).toBe(ids.length);
      for (const element of elementsOf(root)) {
        const x = Number(element.attributes["x"] ?? element.attributes["cx"] ?? 0);
        const y = Number(element.attributes["y"] ?? element.attributes["cy"] ?? 0);
        expect(x).toBeGreaterThanOrEqual(0);
        expect(x).toBeLessThanOrEqual(Number(root.attributes["width"]));
        expect(y).toBeLessThanOrEqual(Number(root.attributes["height"]));
      }
    },
  );

  it.each(CASES)("sets no text under 11 px: $name", ({ make, draw }) => {
    const root = parseSvg(draw(make()));
    const style = elementsOf(root).find((element) => element.name === "style")!.text;
    const inline = withAttribute(root, "style").map((element) => element.attributes["style"]!);
    const sizes = [style, ...inline].flatMap((css) =>
      [...css.matchAll(/font-size:([\d.]+)px/g)].map((match) => Number(match[1])),
    );
    expect(withAttribute(root, "font-size")).toEqual([]);
    expect(sizes.length).toBeGreaterThan(0);
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(11);
  });

  it.each(CASES)("escapes hostile texts: $name", ({ make, draw }) => {
    const hostile = `"><script>alert(1)</script>&\u0000\u202e${"long".repeat(80)}`;
    const data = make();
    const svg = draw({
      ...data,
      title: hostile,
      instrument: hostile,
      domains: data.domains.map((domain) => ({ ...domain, short: hostile, label: hostile })),
      rows: data.rows.map((row) => ({ ...row, study: hostile, ref: hostile })),
    });
    expect(svg).not.toContain("<script");
    expect(parseSvg(svg).children[0]!.text).toContain("<script>alert(1)</script>&");
  });
});

describe("trafficLightPlot", () => {
  it.each([sevenTrials, sixtyStudies, single, empty])(
    "shows every judgement once, missing ones too (%o)",
    (make) => {
      const data = make();
      const found = withAttribute(parseSvg(trafficLightPlot(data)), "data-judgement").map(
        ({ attributes }) => [
          attributes["data-study"],
          attributes["data-domain"],
          attributes["data-judgement"],
        ],
      );
      const expected = data.rows.flatMap((row) =>
        biasColumns(data).map(({ id }) => [
          row.study,
          id,
          Object.hasOwn(row.judgements, id) ? row.judgements[id] : "missing",
        ]),
      );
      expect(found).toEqual(expected);
      if (make === sixtyStudies) expect(found.length).toBe(60 * 8);
    },
  );

  it("says each judgement by symbol as well as by colour", () => {
    const cells = withAttribute(parseSvg(trafficLightPlot(sevenTrials())), "data-judgement");
    const symbols = new Map<string, Set<string>>();
    for (const cell of cells) {
      const sign = withClass(cell, "sign")[0];
      const shape = sign === undefined ? "empty" : sign.name === "text" ? sign.text : strokes(sign, cell);
      const judgement = cell.attributes["data-judgement"]!;
      symbols.set(judgement, (symbols.get(judgement) ?? new Set()).add(shape));
    }
    expect([...symbols.values()].every((shapes) => shapes.size === 1)).toBe(true);
    expect(new Set([...symbols.values()].flatMap((shapes) => [...shapes])).size).toBe(symbols.size);
  });

  it("carries provenance where a row has it", () => {
    const marks = withClass(parseSvg(trafficLightPlot(sevenTrials())), "mark");
    expect(marks.length).toBe(7 * 6);
    expect(marks[0]!.attributes["data-ref"]).toBe("appraisal/rob2.csv:2");
    expect(withClass(parseSvg(trafficLightPlot(sixtyStudies())), "mark").length).toBe(0);
  });

  it("draws no overall column without an overall judgement", () => {
    const data = sevenTrials();
    const rows = data.rows.map(({ study, judgements }) => {
      const { overall: _, ...domains } = judgements;
      return { study, judgements: domains };
    });
    const columns = withAttribute(parseSvg(trafficLightPlot({ ...data, rows })), "data-domain").map(
      (cell) => cell.attributes["data-domain"],
    );
    expect(new Set(columns)).toEqual(new Set(["D1", "D2", "D3", "D4", "D5"]));
  });

  it.each(["light", "dark"] as const)("has enough contrast on %s ground", (ground) => {
    const colours = coloursOf(parseSvg(trafficLightPlot(sevenTrials())), ground);
    const paper = colours.get("paper")!;
    for (const tone of ["low", "some", "high", "critical", "none"]) {
      const fill = colours.get(tone)!;
      expect(contrast(fill, colours.get(`${tone}-sign`)!), `${tone} sign`).toBeGreaterThanOrEqual(4.5);
      const edge = contrast(colours.get(`${tone}-edge`)!, paper);
      expect(Math.max(edge, contrast(fill, paper)), `${tone} on paper`).toBeGreaterThanOrEqual(3);
    }
  });

  it("keeps low, some concerns, high and critical apart in grey", () => {
    const colours = coloursOf(parseSvg(trafficLightPlot(sevenTrials())), "light");
    const grey = ["critical", "high", "low", "some"].map((tone) => luminance(colours.get(tone)!));
    expect(grey).toEqual([...grey].sort((a, b) => a - b));
    for (const [i, value] of grey.entries())
      if (i > 0) expect((value + 0.05) / (grey[i - 1]! + 0.05)).toBeGreaterThan(1.2);
  });
});

describe("robSummaryPlot", () => {
  it.each([
    ["unweighted", sevenTrials()],
    ["weighted", weighted()],
    ["sixty", sixtyStudies()],
  ] as const)("divides each bar as the judgements divide the studies: %s", (_, data) => {
    const bars = withClass(parseSvg(robSummaryPlot(data)), "bar");
    expect(bars.map((bar) => bar.attributes["data-domain"])).toEqual(biasColumns(data).map(({ id }) => id));
    for (const bar of bars) {
      const pieces = withAttribute(bar, "data-n");
      expect(pieces.reduce((sum, piece) => sum + Number(piece.attributes["data-n"]), 0)).toBe(
        data.rows.length,
      );
      const full = elementsOf(bar)
        .filter((element) => element.name === "rect")
        .reduce((sum, rect) => sum + width(rect), 0);
      let x: number | undefined;
      for (const piece of pieces) {
        const rect = elementsOf(piece).find((element) => element.name === "rect")!;
        const own = data.rows.filter(
          (row) => judgementOf(row, bar.attributes["data-domain"]!) === piece.attributes["data-judgement"],
        );
        expect(own.length).toBe(Number(piece.attributes["data-n"]));
        const weight = (rows: typeof data.rows): number =>
          rows.reduce((sum, row) => sum + (data.summary === "weighted" ? (row.weight ?? 0) : 1), 0);
        expect(width(rect)).toBeCloseTo((full * weight(own)) / weight(data.rows), 1);
        if (x !== undefined) expect(Number(rect.attributes["x"])).toBeCloseTo(x, 1);
        x = Number(rect.attributes["x"]) + width(rect);
      }
    }
  });

  it("counts studies without a usable weight as nothing, and says how many", () => {
    const rows = [
      { study: "a", judgements: { D1: "low" as const }, weight: 3 },
      { study: "b", judgements: { D1: "high" as const }, weight: 1 },
      { study: "c", judgements: { D1: "high" as const } },
      { study: "d", judgements: {}, weight: Number.NaN },
    ];
    expect(judgementShares(rows, "D1", "weighted")).toEqual([
      { judgement: "low", n: 1, share: 0.75 },
      { judgement: "high", n: 2, share: 0.25 },
      { judgement: "missing", n: 1, share: 0 },
    ]);
    expect(judgementShares(rows, "D1", "unweighted").map(({ share }) => share)).toEqual([0.25, 0.5, 0.25]);
    expect(judgementShares([], "D1", "unweighted")).toEqual([]);
    expect(judgementShares(rows.slice(2, 3), "D1", "weighted")).toEqual([
      { judgement: "high", n: 1, share: 0 },
    ]);
    const data: TrafficLightData = { ...sevenTrials(), rows, summary: "weighted" };
    expect(robSummaryPlot(data)).toContain("2 of 4 studies have none");
  });
});

function width(rect: SvgElement): number {
  return Number(rect.attributes["width"]);
}

/** The path of a symbol relative to its circle's centre. */
function strokes(sign: SvgElement, cell: SvgElement): string {
  const circle = elementsOf(cell).find((element) => element.name === "circle")!;
  const cx = Number(circle.attributes["cx"]);
  const cy = Number(circle.attributes["cy"]);
  const commands = sign.attributes["d"]!.matchAll(/([MLHV])([-\d.]+)(?: ([-\d.]+))?/g);
  const off = (value: string, from: number): string => (Number(value) - from).toFixed(0);
  return [...commands]
    .map(([, letter, first, second]) =>
      letter === "V"
        ? `V${off(first!, cy)}`
        : `${letter!}${off(first!, cx)}${second === undefined ? "" : ` ${off(second, cy)}`}`,
    )
    .join("");
}
