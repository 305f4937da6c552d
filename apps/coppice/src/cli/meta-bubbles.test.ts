import { expect, test } from "vitest";
import { metaOf } from "./meta-table.testing.ts";

const TABLE = `study,yi,vi,dose,kind
a,0.1,0.02,1,oral
b,0.5,0.03,2,nasal
c,0.9,0.05,3,oral
d,0.4,0.02,4,nasal
e,0.2,0.04,5,vein
f,0.7,0.03,6,vein
`;

const bubbles = ({ written }: Awaited<ReturnType<typeof metaOf>>): readonly string[] =>
  [...written.keys()].filter((name) => name.startsWith("bubble"));

test("numbers and categories have a bubble plot each, with every study over its category", async () => {
  const run = await metaOf(TABLE, "--mods", "~ dose + kind");
  expect(bubbles(run)).toEqual(["bubble-dose.svg", "bubble-kind.svg"]);
  const svg = run.written.get("bubble-kind.svg")!;
  for (const [study, kind] of [["a", "oral"], ["b", "nasal"], ["e", "vein"]]) expect(svg).toContain(`${study}: kind ${kind},`); // prettier-ignore
  expect(svg).toContain("mean of the category");
});

test("without an intercept a category has the same figure", async () => {
  const [one, other] = await Promise.all(
    ["~ kind", "~ kind - 1"].map(async (mods) => (await metaOf(TABLE, "--mods", mods)).written),
  );
  const plain = (svg: string): string => svg.replaceAll(/\d+\.\d+/g, (x) => Number(x).toFixed(1));
  expect(plain(one!.get("bubble-kind.svg")!)).toBe(plain(other!.get("bubble-kind.svg")!));
});

test("a moderator within an interaction has none, and the text says so", async () => {
  const run = await metaOf(TABLE.replaceAll("vein", "oral"), "--mods", "~ dose * kind");
  expect(bubbles(run)).toEqual([]);
  expect(run.stdout).toContain("bubble: the model has no moderator");
});
