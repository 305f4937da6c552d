import { describe, expect, test } from "vitest";
import {
  coloursOf,
  contrast,
  elementsOf,
  parseSvg,
  withAttribute,
  withClass,
  type SvgElement,
} from "../parse-svg.testing.ts";
import { compactCells } from "./compact-cells.ts";
import type { ForestPlotData, ForestRow, StudyRow, SummaryRow } from "./data.ts";
import { EVERYTHING, RESPONSE_24H } from "./example.testing.ts";
import { forestPlot } from "./forest-plot.ts";
import { squareSide } from "./marks.ts";

/** Ends, and the ticks they are measured by, are both rounded to 0.01 px. */
const ROUNDING = 0.02;

const EXAMPLES = { "response-24h": RESPONSE_24H, everything: EVERYTHING };
const CASES = Object.entries(EXAMPLES).flatMap(([name, data]) =>
  [false, true].map((compact) => ({ name: `${name}-${compact ? "compact" : "wide"}`, data, compact })),
);

const number = (element: SvgElement, name: string): number => Number(element.attributes[name]);
const within = (actual: number, expected: number): void => {
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(ROUNDING);
};
const texts = (root: SvgElement): readonly SvgElement[] =>
  elementsOf(root).filter(({ name }) => name === "text");
const studiesOf = (data: ForestPlotData): readonly StudyRow[] =>
  data.rows.filter((row): row is StudyRow => row.kind === "study");
const summariesOf = (data: ForestPlotData): readonly SummaryRow[] =>
  data.rows.filter((row): row is SummaryRow => row.kind === "summary");

/** Px of a value, by the two outermost tick labels of the picture, cut at the ends of the drawn axis. */
function axisOf(root: SvgElement, data: ForestPlotData): (value: number) => number {
  const value = (label: string): number => {
    const shown = Number(label.replace("−", "-"));
    return data.measure.scale === "log" ? Math.log(shown) : shown;
  };
  const ticks = texts(root).filter(
    ({ attributes, text }) => attributes["text-anchor"] === "middle" && /^−?[\d.]+$/.test(text),
  );
  const [first, last] = [ticks[0]!, ticks.at(-1)!];
  const [a, b] = [value(first.text), value(last.text)];
  const axis = withClass(root, "rule").at(-ticks.length - 1)!;
  return (x) => {
    const px = number(first, "x") + ((x - a) / (b - a)) * (number(last, "x") - number(first, "x"));
    return Math.min(number(axis, "x2"), Math.max(number(axis, "x1"), px));
  };
}

describe.each(CASES)("$name", ({ name, data, compact }) => {
  const svg = forestPlot(data, { compact });
  const root = parseSvg(svg);
  const x = axisOf(root, data);

  test("is the committed picture", async () => {
    await expect(svg).toMatchFileSnapshot(`__pictures__/${name}.svg`);
  });

  test("squares stand on the estimates, areas are as weights; whiskers end at the intervals", () => {
    const squares = withClass(root, "square");
    const whiskers = withClass(root, "whisker").filter((element) => element.name === "line");
    const studies = studiesOf(data);
    expect(squares).toHaveLength(studies.length);
    const largest = Math.max(...studies.map(({ weight }) => weight));
    const full = number(squares[studies.findIndex(({ weight }) => weight === largest)]!, "width");
    studies.forEach(({ estimate, ciLower, ciUpper, weight }, index) => {
      const side = number(squares[index]!, "width");
      within(side, Math.max(3, full * Math.sqrt(weight / largest)));
      within(number(squares[index]!, "x") + side / 2, x(estimate));
      within(number(whiskers[index]!, "x1"), x(ciLower));
      within(number(whiskers[index]!, "x2"), x(ciUpper));
    });
  });

  test("diamonds reach from end to end of the interval and are highest at the estimate", () => {
    const summaries = summariesOf(data);
    const diamonds = withClass(root, "diamond");
    expect(diamonds).toHaveLength(summaries.length);
    summaries.forEach(({ estimate, ciLower, ciUpper }, index) => {
      const points = diamonds[index]!.attributes["points"]!.split(" ").map((pair) =>
        pair.split(",").map(Number),
      );
      const xs = points.map(([px]) => px!);
      within(Math.min(...xs), x(ciLower));
      within(Math.max(...xs), x(ciUpper));
      const top = points.reduce((highest, point) => (point[1]! < highest[1]! ? point : highest));
      within(top[0]!, x(estimate));
    });
  });

  test("the bar of the prediction interval ends where it says", () => {
    const bars = withClass(root, "prediction").filter((element) => element.name === "line");
    const wanted = summariesOf(data).filter(({ piLower }) => piLower !== undefined);
    expect(bars).toHaveLength(wanted.length);
    wanted.forEach(({ piLower, piUpper }, index) => {
      within(number(bars[index]!, "x1"), x(piLower!));
      within(number(bars[index]!, "x2"), x(piUpper!));
    });
  });

  test("every row is in the text; exactly the rows with a ref are marks", () => {
    for (const row of data.rows) {
      if (row.kind === "gap") continue;
      const words = row.kind === "text" ? row.text : row.label;
      expect(root.text).toContain(words.slice(0, 12));
    }
    const refs = data.rows.flatMap((row) => ("ref" in row ? [row.ref] : []));
    const marked = withClass(root, "mark").map(({ attributes }) => attributes["data-ref"]);
    expect(new Set(marked)).toEqual(new Set(refs));
    expect(withAttribute(root, "data-ref")).toHaveLength(marked.length);
  });

  test("is accessible: role, title, description, prefixed ids, text of 11 px at least, contrast", () => {
    expect(root.attributes["role"]).toBe("img");
    const named = root.attributes["aria-labelledby"]!.split(" ");
    const ids = withAttribute(root, "id").map(({ attributes }) => attributes["id"]!);
    expect(ids).toEqual(expect.arrayContaining(named));
    expect(ids.every((id) => id.startsWith(data.id))).toBe(true);
    expect(texts(root).every((text) => number(text, "font-size") >= 11)).toBe(true);
    for (const ground of ["light", "dark"] as const) {
      const colours = coloursOf(root, ground);
      const against = (colour: string): number => contrast(colours.get(colour)!, colours.get("paper")!);
      for (const text of ["ink", "muted"]) expect(against(text)).toBeGreaterThanOrEqual(4.5);
      for (const mark of ["square", "diamond", "prediction"]) expect(against(mark)).toBeGreaterThanOrEqual(3);
    }
  });

  test("stays inside its sheet", () => {
    const [width, height] = [number(root, "width"), number(root, "height")];
    if (compact) expect(width).toBe(380);
    else if (data === RESPONSE_24H) expect(width).toBe(960);
    else expect(width).toBeGreaterThanOrEqual(960); // nine columns leave less than 200 px for the plot: it grows
    for (const element of elementsOf(root)) {
      for (const key of ["x", "x1", "x2"]) {
        if (!(key in element.attributes)) continue;
        expect(number(element, key)).toBeGreaterThanOrEqual(0);
        expect(number(element, key)).toBeLessThanOrEqual(width);
      }
      if ("y" in element.attributes) expect(number(element, "y")).toBeLessThanOrEqual(height);
    }
  });
});

test("decimal points of the effects stand under each other", () => {
  const root = parseSvg(forestPlot(RESPONSE_24H));
  const numbers = texts(root).filter(({ children }) => children.length > 3);
  expect(numbers.map(({ text }) => text)).toEqual([
    "13.6 [1.48, 125]",
    "23.0 [2.66, 199]",
    "4.54 [1.58, 13.1]",
    "1.50 [0.43, 5.25]",
    "5.20 [0.80, 33.6]",
    "[0.20, 132]",
  ]);
  const points = numbers.slice(0, 5).map(({ children }) => children[0]!.attributes["x"]);
  expect(new Set(points).size).toBe(1);
});

test("counts are a line of text on phones", () => {
  expect(parseSvg(forestPlot(RESPONSE_24H, { compact: true })).text).toContain("8/18 v 1/18 · weight 17.1 %");
  const [alder, , , fir] = EVERYTHING.rows.flatMap((row) =>
    row.kind === "study" || row.kind === "missing" ? [compactCells(EVERYTHING.columns, row.cells)] : [],
  );
  expect(alder).toBe("9.8 (4.4), n 20 v 15.25 (5.1), n 18 · Country Chile · Time, hours 24");
  expect(fir).toBe("n 2 v n 3 · Country Peru");
});

test("a square is never under 3 px a side, and of half the largest where there are no weights", () => {
  expect(squareSide(0.001, 50, 17)).toBe(3);
  expect(squareSide(25, 50, 17) ** 2 / 17 ** 2).toBeCloseTo(0.5, 12);
  expect(squareSide(0, 0, 17)).toBe(8.5);
});

test("without weights there is no column of weights", () => {
  const rows = studiesOf(RESPONSE_24H).map((row) => ({ ...row, weight: 0 }));
  for (const compact of [false, true])
    expect(forestPlot(plain(rows), { compact }).toLowerCase()).not.toContain("weight, %");
});

function plain(rows: readonly ForestRow[]): ForestPlotData {
  return { ...RESPONSE_24H, id: "x", columns: [], rows, footnotes: [] };
}

const one = (changes: Partial<StudyRow> = {}): StudyRow => ({
  kind: "study",
  label: "One",
  cells: {},
  estimate: 0.5,
  ciLower: 0.1,
  ciUpper: 0.9,
  weight: 100,
  ...changes,
});

const overall = (changes: Partial<SummaryRow> = {}): SummaryRow => ({
  kind: "summary",
  emphasis: "overall",
  label: "All",
  estimate: 0.5,
  ciLower: 0.1,
  ciUpper: 0.9,
  ...changes,
});

describe("edges", () => {
  const sixty = Array.from({ length: 60 }, (_, index) => {
    const estimate = index / 30 - 1;
    return one({
      label: `Study ${index}`,
      estimate,
      ciLower: estimate - 1,
      ciUpper: estimate + 1,
      weight: 1.67,
    });
  });
  const huge = one({ label: "Huge", ciLower: -400, ciUpper: 400 });
  const EDGES: readonly (readonly [string, readonly ForestRow[]])[] = [
    ["no rows", []],
    ["one study", [one(), overall()]],
    ["all the same", [...Array.from({ length: 5 }, () => one()), overall()]],
    [
      "intervals of no length",
      [one({ ciLower: 0.5, ciUpper: 0.5 }), overall({ ciLower: 0.5, ciUpper: 0.5 })],
    ],
    ["an interval beyond all bounds", [one(), huge, overall({ ciLower: -400, ciUpper: 400 })]],
    ["an endless interval", [one({ ciLower: -Infinity, ciUpper: Infinity }), overall({ ciUpper: Infinity })]],
    ["sixty studies", [...sixty, overall({ label: "Random effects over sixty studies, k = 60" })]],
  ];

  test.each(EDGES)("%s", (_, rows) => {
    for (const compact of [false, true]) {
      for (const scale of ["log", "linear"] as const) {
        const data = { ...plain(rows), measure: { label: "Effect", scale } };
        const svg = forestPlot(data, { compact });
        expect(svg).not.toMatch(/NaN|Infinity|undefined/);
        expect(withClass(parseSvg(svg), "square")).toHaveLength(studiesOf(data).length);
      }
    }
  });

  test("what leaves the axis ends in arrows, and the diamond is cut there, not squeezed", () => {
    const data = { ...plain([huge, overall({ ciLower: -400 })]), axis: { range: [-1, 1] as const } };
    const root = parseSvg(forestPlot(data));
    expect(withClass(root, "whisker").filter(({ name }) => name === "path")).toHaveLength(2);
    expect(withClass(root, "diamond-arrow")).toHaveLength(1);
    const points = withClass(root, "diamond")[0]!.attributes["points"]!.split(" ");
    const cut = points.filter((pair) => pair.split(",")[0] === points[0]!.split(",")[0]);
    expect(cut).toHaveLength(2);
  });

  test("an effect wholly outside the axis is an arrow and no mark", () => {
    const far = { estimate: 7, ciLower: 5, ciUpper: 9 };
    const data = { ...plain([one(far), overall(far)]), axis: { range: [-1, 1] as const } };
    const root = parseSvg(forestPlot(data));
    expect(withClass(root, "square")).toHaveLength(0);
    expect(withClass(root, "diamond")).toHaveLength(0);
    expect(withClass(root, "diamond-arrow")).toHaveLength(1);
  });

  test.each([
    ["markup", "<script>alert(1)</script>&\"'"],
    ["control characters", "a\u0000b\u0008c\u001bd\ufffe"],
    ["zero width and joiners", "a\u200bb\u200d\u2060c"],
    ["right to left", "\u202eabc\u202c \u05d0\u05d1\u05d2"],
    ["300 characters", "x".repeat(300)],
    ["lone surrogate", "a\ud800b"],
  ])("hostile text stays text: %s", (_, hostile) => {
    const rows: readonly ForestRow[] = [
      { kind: "heading", label: hostile },
      one({ label: hostile, mark: hostile, ref: hostile, cells: { c: hostile } }),
      { kind: "missing", label: hostile, cells: {}, reason: hostile },
      overall({ label: hostile, lines: [hostile], piLower: -1, piUpper: 1, piLabel: hostile, ref: hostile }),
      { kind: "text", text: hostile },
    ];
    for (const compact of [false, true]) {
      const data: ForestPlotData = {
        ...plain(rows),
        title: hostile,
        description: hostile,
        measure: { label: hostile.slice(0, 30), scale: "log" },
        axis: { label: hostile, favoursLeft: hostile, favoursRight: hostile },
        columns: [{ id: "c", header: "c", align: "left" }],
        footnotes: [hostile],
      };
      const root = parseSvg(forestPlot(data, { compact }));
      expect(elementsOf(root).some(({ name }) => name === "script")).toBe(false);
    }
  });

  test("a number that is none stops the figure", () => {
    expect(() => forestPlot(plain([one({ estimate: NaN, ciLower: NaN })]))).toThrow(RangeError);
  });
});
