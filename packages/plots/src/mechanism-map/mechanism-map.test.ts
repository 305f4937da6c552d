import { describe, expect, it } from "vitest";
import { coloursOf, contrast, elementsOf, parseSvg, withAttribute, withClass } from "../parse-svg.testing.ts";
import { conflictGroups } from "./conflict-groups.ts";
import { routePath } from "./draw-core.ts";
import { ketamineMechanisms } from "./example.testing.ts";
import { layoutCore } from "./layout-core.ts";
import type { CoreLayout, Point } from "./layout-core.ts";
import type { MechanismEdge, MechanismMapData, MechanismSign } from "./mechanism-map-data.ts";
import { mechanismMap } from "./mechanism-map.ts";
import { mergeEdges, speciesCodes } from "./merge-edges.ts";
import type { MapLine } from "./merge-edges.ts";
import { splitMap } from "./split-map.ts";

const SIGNS: readonly MechanismSign[] = ["activates", "inhibits", "modulates", "no-effect", "required-for"];

/** A map from edges written "a>b"; every node has its letter as id and label. */
function mapOf(id: string, ...arrows: readonly string[]): MechanismMapData {
  const ends = arrows.map((arrow) => arrow.split(">"));
  return {
    id,
    title: id,
    nodes: [...new Set(ends.flat())].map((name) => ({ id: name, label: name, kind: "gene" as const })),
    edges: ends.map(([from, to], i): MechanismEdge => ({
      id: `${id}-${i}`,
      from: from!,
      to: to!,
      sign: SIGNS[i % SIGNS.length]!,
      evidence: "biochemistry",
      ref: `row:${i}`,
    })),
  };
}

const loopy = (): MechanismMapData => mapOf("loopy", "a>b", "b>c", "c>a", "c>c", "b>d", "a>d");
const lonely = (): MechanismMapData => {
  const data = mapOf("lonely", "a>b");
  return { ...data, nodes: [...data.nodes, { id: "z", label: "nothing leads here", kind: "other" }] };
};
const empty = (): MechanismMapData => ({ id: "empty", title: "Empty", nodes: [], edges: [] });
const chain = (): MechanismMapData =>
  mapOf("chain", ..."abcdefghijkl".split("").map((a, i, all) => `${a}>${all[i + 1] ?? "m"}`));
const undeclared = (): MechanismMapData => ({ ...mapOf("undeclared", "a>b", "b>__proto__"), nodes: [] });

const DATA = { ketamine: ketamineMechanisms, loopy, lonely, empty, chain, undeclared };
const CASES = Object.entries(DATA).flatMap(([name, make]) =>
  [false, true].map((compact) => ({ name: compact ? `${name}-compact` : name, make, compact })),
);

describe("mechanismMap", () => {
  it.each(CASES)("draws $name as committed", async ({ name, make, compact }) => {
    await expect(mechanismMap(make(), { compact })).toMatchFileSnapshot(`__pictures__/${name}.svg`);
  });

  it.each(CASES)("is an accessible, well-formed picture inside its sheet: $name", ({ make, compact }) => {
    const data = make();
    const root = parseSvg(mechanismMap(data, { compact }));
    expect(root.attributes["role"]).toBe("img");
    expect(root.attributes["width"]).toBe(compact ? "380" : "960");
    const ids = withAttribute(root, "id").map((element) => element.attributes["id"]!);
    expect(ids.every((id) => id.startsWith(data.id))).toBe(true);
    for (const element of elementsOf(root)) {
      const x = Number(element.attributes["x"] ?? 0);
      const width = element.name === "rect" ? Number(element.attributes["width"]) : 0;
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x + width).toBeLessThanOrEqual(Number(root.attributes["width"]));
    }
  });

  it.each(CASES)("shows every edge exactly once and every node at least once: $name", ({ make, compact }) => {
    const data = make();
    const root = parseSvg(mechanismMap(data, { compact }));
    const edges = withAttribute(root, "data-edge");
    expect(edges.map((edge) => edge.attributes["data-edge"]).sort()).toEqual(
      data.edges.map((edge) => edge.id).sort(),
    );
    const marks = withClass(root, "mark");
    expect(marks.map((mark) => mark.attributes["data-ref"]).sort()).toEqual(
      data.edges.map((edge) => edge.ref).sort(),
    );
    const nodes = new Set(withAttribute(root, "data-node").map((node) => node.attributes["data-node"]));
    expect(nodes).toEqual(
      new Set([...data.nodes.map((node) => node.id), ...data.edges.flatMap((edge) => [edge.from, edge.to])]),
    );
  });

  it("shows the 52 statements on ketamine as 50 lines, two of them merged pairs", () => {
    const data = ketamineMechanisms();
    expect(data.edges.length).toBe(52);
    const root = parseSvg(mechanismMap(data));
    expect(withAttribute(root, "data-edge").length).toBe(52);
    const lines = withClass(root, "line").filter((line) => withAttribute(line, "data-edge").length > 0);
    expect(lines.length).toBe(50);
    const merged = lines.filter((line) => withAttribute(line, "data-edge").length > 1);
    expect(merged.map((line) => withClass(line, "tag")[0]!.text)).toEqual(["M ×2", "M R ×2"]);
  });

  it("gives each sign its own mark, and each line the mark of its sign", () => {
    const data: MechanismMapData = mapOf("signs", "a>b", "a>c", "a>d", "a>e");
    const more = {
      ...data,
      edges: [
        ...data.edges,
        { id: "fifth", from: "b", to: "c", sign: "required-for" as const, evidence: "" },
      ],
    };
    const shapes = withClass(parseSvg(mechanismMap(more)), "line")
      .filter((line) => withAttribute(line, "data-edge").length > 0)
      .map((line) => {
        const sign = withClass(line, "sign")[0]!;
        return `${sign.attributes["class"]!} ${sign.attributes["d"]!.replace(/[-\d. ]+/g, "#")}`;
      });
    expect(new Set(shapes).size).toBe(5);
  });

  it("flags both sides of a contradiction with one number and tells them in words", () => {
    const root = parseSvg(mechanismMap(ketamineMechanisms()));
    const flagged = withClass(root, "conflict").map((line) => ({
      group: withClass(line, "flag")[0]!.text,
      statement: withAttribute(line, "data-edge")[0]!.text,
    }));
    const rapamycin = flagged.filter(({ group }) => group === "1").map(({ statement }) => statement);
    expect(rapamycin.map((text) => text.split(" ")[1]).sort()).toEqual(["blocks", "does", "prolongs"]);
    expect(flagged.filter(({ group }) => group === "2").length).toBe(2);
    const words = withClass(root, "conflicts")[0]!.text;
    expect(words).toContain("rapamycin does not block acute effect of ketamine (30 min) (behaviour, mouse)");
    expect(withClass(parseSvg(mechanismMap(chain())), "conflicts").length).toBe(0);
  });

  it.each([false, true])("escapes hostile texts (compact: %s)", (compact) => {
    const hostile = `"><script>alert(1)</script>&\u0000\u202e${"long".repeat(80)}`;
    const data = ketamineMechanisms();
    const svg = mechanismMap(
      {
        ...data,
        title: hostile,
        nodes: data.nodes.map((node) => ({ ...node, label: hostile })),
        edges: data.edges.map((edge) => ({
          ...edge,
          label: hostile,
          species: hostile,
          evidence: hostile,
          ref: hostile,
        })),
      },
      { compact },
    );
    expect(svg).not.toContain("<script");
    expect(parseSvg(svg).children[0]!.text).toContain("<script>alert(1)</script>&");
  });

  it.each(["light", "dark"] as const)("has enough contrast on %s ground", (ground) => {
    const colours = coloursOf(parseSvg(mechanismMap(ketamineMechanisms())), ground);
    const paper = colours.get("paper")!;
    const ink = colours.get("ink")!;
    for (const kind of ["drug", "receptor", "gene", "pathway", "outcome"]) {
      expect(contrast(colours.get(kind)!, ink), kind).toBeGreaterThanOrEqual(4.5);
    }
    for (const line of ["edge", "up", "down", "plain", "clash"]) {
      expect(contrast(colours.get(line)!, paper), line).toBeGreaterThanOrEqual(3);
    }
    expect(contrast(colours.get("muted")!, paper)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(colours.get("clash")!, colours.get("clash-ink")!)).toBeGreaterThanOrEqual(4.5);
  });

  it("sets no text under 11 px", () => {
    for (const compact of [false, true]) {
      const root = parseSvg(mechanismMap(ketamineMechanisms(), { compact }));
      const style = elementsOf(root).find((element) => element.name === "style")!.text;
      const sizes = [...style.matchAll(/font-size:([\d.]+)px/g)].map((match) => Number(match[1]));
      expect(Math.min(...sizes)).toBe(11);
    }
  });
});

describe("mergeEdges", () => {
  const edges: readonly MechanismEdge[] = [
    { id: "1", from: "a", to: "b", sign: "activates", evidence: "x", species: "mouse" },
    { id: "2", from: "a", to: "b", sign: "inhibits", evidence: "x", species: "rat, mouse" },
    { id: "3", from: "a", to: "b", sign: "activates", evidence: "y", species: "human" },
    { id: "4", from: "a", to: "b", sign: "activates", evidence: "y", contradicts: ["2"] },
    { id: "5", from: "b", to: "a", sign: "activates", evidence: "y", species: "-" },
  ];

  it("joins what agrees and keeps apart what does not, or what is contested", () => {
    const lines = mergeEdges(edges, conflictGroups(edges));
    expect(lines.map((line) => line.edges.map(({ id }) => id))).toEqual([["1", "3"], ["2"], ["4"], ["5"]]);
    expect(lines.map((line) => line.base)).toEqual(["human", "animal", "other", "other"]);
    expect(lines.map((line) => line.conflict)).toEqual([undefined, 1, 1, undefined]);
  });

  it("gives the commonest species the shortest letters, each its own", () => {
    const codes = speciesCodes(mergeEdges(edges, new Map()));
    expect(Object.fromEntries(codes)).toEqual({ mouse: "M", human: "H", rat: "R" });
    const crowd = ["rat", "rodent", "rat receptor", "r"].map((species, i): MechanismEdge => ({
      id: `${i}`,
      from: "a",
      to: `${i}`,
      sign: "activates",
      evidence: "",
      species,
    }));
    expect(new Set(speciesCodes(mergeEdges(crowd, new Map())).values()).size).toBe(4);
  });
});

describe("conflictGroups", () => {
  it("joins chains, and keeps an edge whose opponent is not in the map", () => {
    const edge = (id: string, ...contradicts: readonly string[]): MechanismEdge => ({
      id,
      from: id,
      to: "x",
      sign: "activates",
      evidence: "",
      contradicts,
    });
    const groups = conflictGroups([
      edge("a"),
      edge("b", "c"),
      edge("c"),
      edge("d", "c"),
      edge("e", "elsewhere"),
      edge("f", "g"),
      edge("g"),
    ]);
    expect(Object.fromEntries(groups)).toEqual({ b: 1, c: 1, d: 1, e: 2, f: 3, g: 3 });
  });
});

describe("splitMap", () => {
  it("puts every line in exactly one part", () => {
    const data = ketamineMechanisms();
    const lines = mergeEdges(data.edges, conflictGroups(data.edges));
    const parts = splitMap(
      data.nodes.map(({ id }) => id),
      lines,
    );
    const all = [
      ...parts.core,
      ...parts.fans.flatMap((fan) => fan.lines),
      ...parts.apart.flatMap((fan) => fan.lines),
    ];
    expect(all.length).toBe(lines.length);
    expect(new Set(all)).toEqual(new Set(lines));
    expect(parts.fans.map((fan) => [fan.source, fan.lines.length])).toEqual([["ketamine", 20]]);
    expect(parts.core.length).toBe(18);
  });
});

describe("layoutCore", () => {
  const coreOf = (data: MechanismMapData): readonly MapLine[] => {
    const lines = mergeEdges(data.edges, conflictGroups(data.edges));
    return splitMap(
      data.nodes.map(({ id }) => id),
      lines,
    ).core;
  };
  const layoutOf = (data: MechanismMapData, leftmost?: string): CoreLayout => {
    const options = {
      width: 932,
      lead: () => 40,
      nodeHeight: () => 44,
      ...(leftmost === undefined ? {} : { leftmost }),
    };
    return layoutCore(coreOf(data), options)!;
  };

  it.each([
    ["ketamine", ketamineMechanisms(), "ketamine"],
    ["loopy", loopy(), undefined],
    [
      "crowd",
      mapOf("crowd", "a>b", "a>c", "b>d", "c>d", "a>d", "a>e", "d>e", "f>e", "f>b", "e>g", "a>g", "f>g"),
      "a",
    ],
  ] as const)("keeps boxes apart and lines off the boxes they do not join: %s", (_, data, leftmost) => {
    const layout = layoutOf(data, leftmost);
    for (const [i, a] of layout.nodes.entries()) {
      expect(a.x - a.width / 2).toBeGreaterThanOrEqual(0);
      expect(a.x + a.width / 2).toBeLessThanOrEqual(layout.width);
      for (const b of layout.nodes.slice(i + 1)) {
        const apart =
          Math.abs(a.x - b.x) >= (a.width + b.width) / 2 || Math.abs(a.y - b.y) >= (a.height + b.height) / 2;
        expect(apart, `${a.id} on ${b.id}`).toBe(true);
      }
    }
    let checked = 0;
    for (const { line, points } of layout.routes) {
      for (const point of samples(points)) {
        for (const node of layout.nodes) {
          if (node.id === line.from || node.id === line.to) continue;
          const off =
            Math.abs(point.x - node.x) > node.width / 2 || Math.abs(point.y - node.y) > node.height / 2;
          expect(off, `${line.id} through ${node.id}`).toBe(true);
          checked++;
        }
      }
    }
    expect(checked).toBeGreaterThan(100);
  });

  it("starts and ends each line at the sides of its boxes, no two at the same place", () => {
    const layout = layoutOf(ketamineMechanisms(), "ketamine");
    const node = new Map(layout.nodes.map((box) => [box.id, box]));
    const ends = layout.routes.flatMap(({ line, points }) => {
      const from = node.get(line.from)!;
      const to = node.get(line.to)!;
      expect(Math.abs(points[0]!.x - from.x)).toBeCloseTo(from.width / 2, 6);
      expect(Math.abs(points.at(-1)!.x - to.x)).toBeCloseTo(to.width / 2, 6);
      expect(Math.abs(points[0]!.y - from.y)).toBeLessThan(from.height / 2);
      expect(Math.abs(points.at(-1)!.y - to.y)).toBeLessThan(to.height / 2);
      return [points[0]!, points.at(-1)!].map(({ x, y }) => `${x.toFixed(2)} ${y.toFixed(2)}`);
    });
    expect(new Set(ends).size).toBe(ends.length);
  });

  it("brings the drug to the left and its chain to the right", () => {
    const x = new Map(layoutOf(ketamineMechanisms(), "ketamine").nodes.map((node) => [node.id, node.x]));
    expect(x.get("ketamine")).toBe(Math.min(...x.values()));
    expect(x.get("antidepressant-like effect of ketamine")).toBe(Math.max(...x.values()));
    expect(x.get("EEF2K")!).toBeLessThan(x.get("EEF2")!);
    expect(x.get("EEF2")!).toBeLessThan(x.get("BDNF")!);
  });

  it("gives up where the columns do not fit", () => {
    expect(layoutCore(coreOf(chain()), { width: 932, lead: () => 40, nodeHeight: () => 44 })).toBeUndefined();
  });

  it("draws curves that are horizontal at their points", () => {
    expect(
      routePath([
        { x: 0, y: 0 },
        { x: 40, y: 20 },
        { x: 60, y: 20 },
      ]),
    ).toBe("M0 0C20 0 20 20 40 20H60");
  });
});

/** Points on the drawn way, 40 to a piece. */
function samples(points: readonly Point[]): readonly Point[] {
  return points.slice(1).flatMap((end, i) => {
    const start = points[i]!;
    return Array.from({ length: 40 }, (_, step) => {
      const t = (step + 1) / 40;
      const eased = 3 * t ** 2 - 2 * t ** 3;
      const x = start.x + (end.x - start.x) * (1.5 * t * (1 - t) ** 2 + 1.5 * t ** 2 * (1 - t) + t ** 3);
      return { x, y: start.y + (end.y - start.y) * eased };
    });
  });
}
