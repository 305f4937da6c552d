import { describe, expect, it } from "vitest";
import { elementsOf, parseSvg, withAttribute, withClass } from "../parse-svg.testing.ts";
import type { SvgElement } from "../parse-svg.testing.ts";
import { textWidth } from "../svg/text-width.ts";
import { livingFlow, twoColumnFlow, unfinishedFlow } from "./example.testing.ts";
import { fitBox } from "./fit-box.ts";
import { layoutFlow } from "./layout-flow.ts";
import type { FlowLayout, PlacedBox } from "./layout-flow.ts";
import type { PrismaFlowData } from "./prisma-flow-data.ts";
import { prismaFlowDiagram } from "./prisma-flow-diagram.ts";

const EXAMPLES = { "two-columns": twoColumnFlow, unfinished: unfinishedFlow, living: livingFlow };
const CASES = Object.entries(EXAMPLES).flatMap(([name, make]) =>
  [false, true].map((compact) => ({ name: compact ? `${name}-compact` : name, make, compact })),
);

function layoutOf(data: PrismaFlowData, compact: boolean): FlowLayout {
  const type = { size: 13, line: 17, padding: 9 };
  return layoutFlow(data, { compact, fit: (box, width) => fitBox(box, width, type), headHeight: () => 30 });
}

function boxTexts(svg: string): ReadonlyMap<string, string> {
  const boxes = withAttribute(parseSvg(svg), "data-box");
  return new Map(boxes.map((box) => [box.attributes["data-box"]!, box.text.replaceAll("\u00a0", " ")]));
}

describe("prismaFlowDiagram", () => {
  it.each(CASES)("draws $name as committed", async ({ name, make, compact }) => {
    await expect(prismaFlowDiagram(make(), { compact })).toMatchFileSnapshot(`__pictures__/${name}.svg`);
  });

  it.each(CASES)("is an accessible, well-formed picture: $name", ({ make, compact }) => {
    const data = make();
    const root = parseSvg(prismaFlowDiagram(data, { compact }));
    expect(root.attributes["role"]).toBe("img");
    expect(root.attributes["width"]).toBe(compact ? "380" : "960");
    const ids = withAttribute(root, "id").map((element) => element.attributes["id"]!);
    expect(ids.every((id) => id.startsWith(data.id))).toBe(true);
    expect(root.attributes["aria-labelledby"]!.split(" ").every((id) => ids.includes(id))).toBe(true);
    expect(root.children[0]!.text).toBe(data.title);
  });

  it("prints every count in its box, zeros too", () => {
    const expected: Readonly<Record<string, readonly string[]>> = {
      previous: ["(n = 28)", "40"],
      "databases.identified": ["(n = 3,585)", "1,204", "1,873", "412", "96"],
      "databases.removed": ["1,011", "0", "12"],
      "databases.screened": ["(n = 2,562)"],
      "databases.excludedAtScreening": ["(n = 2,391)"],
      "databases.sought": ["(n = 171)"],
      "databases.notRetrieved": ["(n = 4)"],
      "databases.assessed": ["(n = 167)"],
      "databases.excludedAtFullText": ["(n = 120)", "58", "31", "22", "9"],
      "databases.awaitingFullText": ["(n = 6)"],
      "other.identified": ["(n = 28)", "23", "5"],
      "other.sought": ["(n = 28)"],
      "other.notRetrieved": ["(n = 3)"],
      "other.assessed": ["(n = 25)"],
      "other.excludedAtFullText": ["(n = 21)", "17", "4"],
      included: ["(n = 36)", "51"],
      total: ["(n = 64)", "91"],
    };
    for (const compact of [false, true]) {
      const boxes = withAttribute(parseSvg(prismaFlowDiagram(livingFlow(), { compact })), "data-box");
      const counts = (box: SvgElement): readonly string[] =>
        [...withClass(box, "count"), ...withClass(box, "end")].map(({ text }) =>
          text.replaceAll("\u00a0", " "),
        );
      expect(Object.fromEntries(boxes.map((box) => [box.attributes["data-box"], counts(box)]))).toEqual(
        expected,
      );
    }
  });

  it("leaves out the boxes of absent steps and draws those of zero", () => {
    const boxes = boxTexts(prismaFlowDiagram(unfinishedFlow()));
    expect([...boxes.keys()]).not.toContain("other.sought");
    expect(boxes.get("databases.notRetrieved")).toContain("(n = 0)");
    expect(boxes.get("databases.excludedAtFullText")).toContain("(n = 0)");
    expect(boxes.get("databases.awaitingScreening")).toContain("(n = 180)");
    expect(boxes.has("databases.awaitingFullText")).toBe(true);
    const { awaitingScreening: _, ...finished } = unfinishedFlow().databases;
    expect(
      boxTexts(prismaFlowDiagram({ ...unfinishedFlow(), databases: finished })).has(
        "databases.awaitingScreening",
      ),
    ).toBe(false);
  });

  it("carries provenance on the boxes that have it", () => {
    const marks = withClass(parseSvg(prismaFlowDiagram(twoColumnFlow())), "mark");
    expect(marks.map((mark) => [mark.attributes["data-box"], mark.attributes["data-ref"]]).sort()).toEqual([
      ["databases.identified", "search:all"],
      ["included", "studies"],
      ["other.excludedAtFullText", "decisions:other"],
    ]);
  });

  it.each([false, true])(
    "escapes hostile texts and keeps them inside their boxes (compact: %s)",
    (compact) => {
      const base = twoColumnFlow();
      const reason = `<script>alert("1")</script> & \u0000\u202e]]> ${"unbreakable".repeat(20)}`;
      const svg = prismaFlowDiagram(
        {
          ...base,
          title: reason,
          databases: {
            ...base.databases,
            excludedAtFullText: [{ reason, n: 1 }],
            sources: [{ name: reason, n: 2 }],
          },
        },
        { compact },
      );
      expect(svg).not.toContain("<script");
      expect(boxTexts(svg).get("databases.excludedAtFullText")).toContain(`alert("1")`);
      const layout = layoutOf(
        { ...base, databases: { ...base.databases, excludedAtFullText: [{ reason, n: 1 }] } },
        compact,
      );
      expect(overlaps(layout.boxes)).toEqual([]);
      const excluded = layout.boxes.find((box) => box.text.key === "databases.excludedAtFullText")!;
      expect(excluded.fitted.lines.length).toBeGreaterThan(5);
      for (const line of excluded.fitted.lines) {
        expect(line.indent + textWidth(line.text, 13)).toBeLessThan(excluded.width - 18);
      }
    },
  );
});

describe("layoutFlow", () => {
  it.each(CASES)("keeps boxes apart and on the sheet: $name", ({ make, compact }) => {
    const layout = layoutOf(make(), compact);
    expect(overlaps(layout.boxes)).toEqual([]);
    for (const { x, y, width, height } of [...layout.boxes, ...layout.phases, ...layout.heads]) {
      expect(Math.min(x, y, width, height)).toBeGreaterThanOrEqual(0);
      expect(x + width).toBeLessThanOrEqual(layout.width);
      expect(y + height).toBeLessThanOrEqual(layout.height);
    }
  });

  it.each(CASES)(
    "draws only horizontal and vertical arrows, each ending on a box and crossing none: $name",
    ({ make, compact }) => {
      const layout = layoutOf(make(), compact);
      const ids = layout.boxes.length;
      expect(layout.arrows.length).toBeGreaterThanOrEqual(ids - 2);
      for (const corners of layout.arrows) {
        for (const [i, [x, y]] of corners.entries()) {
          const next = corners[i + 1];
          if (!next) continue;
          expect(Math.min(Math.abs(x - next[0]), Math.abs(y - next[1]))).toBeLessThan(1e-9);
          for (const box of layout.boxes) {
            const inside = {
              x:
                Math.min(Math.max(x, next[0]), box.x + box.width - 1) -
                Math.max(Math.min(x, next[0]), box.x + 1),
              y:
                Math.min(Math.max(y, next[1]), box.y + box.height - 1) -
                Math.max(Math.min(y, next[1]), box.y + 1),
            };
            expect(inside.x >= 0 && inside.y >= 0, `${box.text.key} crossed`).toBe(false);
          }
        }
        const [x, y] = corners.at(-1)!;
        const hit = layout.boxes.some(
          (box) =>
            x >= box.x - 1e-9 &&
            x <= box.x + box.width + 1e-9 &&
            y >= box.y - 1e-9 &&
            y <= box.y + box.height + 1e-9,
        );
        expect(hit).toBe(true);
      }
    },
  );

  it("gives the phases of PRISMA, once wide and once per column compact", () => {
    const phases = (compact: boolean): readonly string[] =>
      layoutOf(twoColumnFlow(), compact).phases.map(({ label }) => label);
    expect(phases(false)).toEqual(["Identification", "Screening", "Included"]);
    expect(phases(true)).toEqual(["Identification", "Screening", "Identification", "Screening", "Included"]);
  });
});

describe("text size", () => {
  it.each(CASES)("is never under 11 px: $name", ({ make, compact }) => {
    const root = parseSvg(prismaFlowDiagram(make(), { compact }));
    const style = elementsOf(root).find((element) => element.name === "style")!.text;
    const sizes = [...style.matchAll(/font-size:([\d.]+)px/g)].map((match) => Number(match[1]));
    expect(sizes.length).toBeGreaterThan(0);
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(11);
  });
});

function overlaps(boxes: readonly PlacedBox[]): readonly string[] {
  return boxes.flatMap((a, i) =>
    boxes
      .slice(i + 1)
      .filter(
        (b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height,
      )
      .map((b) => `${a.text.key} on ${b.text.key}`),
  );
}
