import { isBuiltin } from "node:module";
import { describe, expect, it } from "vitest";
import { importCycles, importsOf, relativeTarget, type Import } from "./testing/imports.ts";
import { projectFiles, readText } from "./testing/project-files.ts";

/** What a room may import of another: everything it exports, its types, or one entry. */
type Leave = "all" | "types" | "special";

/** The table of the architecture: row may import column. Apps: see `leave`. */
const WALLS: Readonly<Record<string, Readonly<Record<string, Leave>>>> = {
  meta: {},
  records: {},
  screening: { meta: "special" },
  plots: { meta: "types" },
  review: { meta: "all", records: "all" },
  report: { meta: "all", records: "all", plots: "all", review: "all" },
  store: { records: "all", review: "all" },
};
const ROOMS = Object.keys(WALLS);
const PURE = ROOMS.filter((room) => room !== "store");

const sources = projectFiles().filter((path) =>
  /^(packages|apps)\/[^/]+\/src\/.*\.(ts|tsx|mts|js|mjs)$/.test(path),
);
const imports = sources.flatMap((path) => importsOf(path, readText(path) ?? ""));

/** `packages/meta/src/…` is in `packages/meta`, room `meta`. */
const home = (path: string): string => path.split("/").slice(0, 2).join("/");
const room = (path: string): string => path.split("/")[1]!;
const isTest = (path: string): boolean => /\.(test|testing)\.[^/.]+$/.test(path);
const at = ({ from, line, to }: Import): string => `${from}:${line} imports "${to}"`;

describe("walls between rooms", () => {
  it("reads the sources", () => {
    expect(sources.length).toBeGreaterThan(50);
    expect(imports.length).toBeGreaterThan(sources.length);
    expect(
      [...new Set(sources.map(home))].filter(
        (place) => place.startsWith("packages/") && !ROOMS.includes(room(place)),
      ),
    ).toEqual([]);
  });

  it("each room imports only what the table allows", () => {
    expect(imports.flatMap(crossing)).toEqual([]);
  });

  it("relative imports stay inside their package; tests may also reach tools/testing", () => {
    const wrong = imports.filter((each) => {
      const target = relativeTarget(each);
      const inside = target === undefined || target.startsWith(`${home(each.from)}/`);
      return !inside && !(isTest(each.from) && target.startsWith("tools/testing/"));
    });
    expect(wrong.map(at)).toEqual([]);
  });

  it("another package is entered only by the doors of its package.json", () => {
    const wrong = imports.filter(
      ({ to }) => to.startsWith("@coppice/") && !doors(`packages/${to.split("/")[1]!}`).has(to),
    );
    expect(wrong.map(at)).toEqual([]);
  });

  it("product code imports no test code", () => {
    const wrong = imports.filter((each) => !isTest(each.from) && isTest(relativeTarget(each) ?? ""));
    expect(wrong.map(at)).toEqual([]);
  });

  it("pure rooms do no input or output", () => {
    const wrong = imports.filter(
      ({ from, to }) => PURE.includes(room(from)) && !isTest(from) && isBuiltin(to),
    );
    expect(wrong.map(at)).toEqual([]);
  });

  it("no cycles between the folders and files of a package", () => {
    const own = imports.filter(({ from }) => !isTest(from));
    const roots = new Set(sources.map((path) => `${home(path)}/src`));
    expect([...roots].flatMap((root) => importCycles(root, own))).toEqual([]);
  });
});

function crossing(each: Import): readonly string[] {
  const target = /^@coppice\/([^/]+)(?:\/(.+))?$/.exec(each.to);
  if (target === null) return each.to === "coppice" ? [`${at(each)}; nothing imports an app`] : [];
  const [, other = "", entry] = target;
  const may = leave(each.from, other);
  if (may === "all" || other === room(each.from)) return [];
  if (may === undefined) return [`${at(each)}; ${home(each.from)} may not import ${other}`];
  if (may === "types") return each.typeOnly ? [] : [`${at(each)}; only \`import type\` is allowed here`];
  return entry === may ? [] : [`${at(each)}; only @coppice/${other}/${may} is allowed here`];
}

function leave(from: string, other: string): Leave | undefined {
  if (!ROOMS.includes(other)) return undefined;
  if (from.startsWith("apps/")) return room(from) === "web" && other === "store" ? "types" : "all";
  return WALLS[room(from)]?.[other];
}

/** What may be imported of a package: its name, and the subpaths that its `exports` name. */
function doors(place: string): ReadonlySet<string> {
  const manifest: unknown = JSON.parse(readText(`${place}/package.json`) ?? "{}");
  const found = isRecord(manifest) && isRecord(manifest["exports"]) ? Object.keys(manifest["exports"]) : [];
  return new Set(found.map((path) => `@coppice/${room(place)}${path.slice(1)}`));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
