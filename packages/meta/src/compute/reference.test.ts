import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { describeShared } from "../../../../tools/testing/shared.ts";
import { compute } from "./compute.ts";

/**
 * How many reference cases of each area are computed (and equal the reference), and how many exist. The first number can
 * only grow: a new method raises it in the same commit.
 */
const COUNTS: Readonly<Record<string, { readonly supported: number; readonly total: number }>> = {
  bayes: { supported: 0, total: 26 },
  cochrane_style: { supported: 0, total: 114 },
  conversions: { supported: 0, total: 52 },
  diagnostics: { supported: 0, total: 172 },
  dose_response: { supported: 0, total: 34 },
  effect_sizes: { supported: 61, total: 208 },
  glmm: { supported: 0, total: 27 },
  inference: { supported: 303, total: 303 },
  location_scale: { supported: 0, total: 24 },
  mh_peto: { supported: 0, total: 32 },
  multilevel: { supported: 0, total: 128 },
  network: { supported: 0, total: 84 },
  network_metafor: { supported: 0, total: 18 },
  pairwise: { supported: 727, total: 727 },
  permutation: { supported: 0, total: 7 },
  publication_bias: { supported: 0, total: 306 },
  robumeta: { supported: 0, total: 24 },
};

/** Relative tolerance and absolute floor: closed forms, and iterated estimates. */
const CLOSED = { relative: 1e-10, floor: 1e-12 };
const ITERATED = { relative: 1e-6, floor: 1e-9 };
const CLOSED_AREAS = ["effect_sizes", "conversions", "mh_peto"];

/**
 * Where the reference itself is less exact than its tolerance says; docs/numbers.md shows how it is known. Nothing else may
 * differ.
 */
const LOOSE: readonly {
  readonly why: string;
  readonly covers: (reference: ReferenceCase, difference: Difference) => boolean;
}[] = [
  {
    why: "intervals from a generalised Q statistic were searched for to within 1.2e-4 of tau2, uniroot's default",
    covers: ({ id, options }, { path, expected, found }) => {
      const generalised =
        String("method" in options && options.method).startsWith("GENQ") || id.endsWith("tau2CI|GENQ");
      if (!generalised || typeof expected !== "number" || typeof found !== "number") return false;
      if (/^(\/tau2CI)?\/tau2\[[01]\]$/.test(path)) return Math.abs(expected - found) < 1.3e-4;
      return /^(\/tau2CI)?\/(tau|I2|H2)\[[01]\]$/.test(path);
    },
  },
  {
    why: "Fisher scoring and repeated moments stop just above tau2 = 0, where the maximum is",
    covers: (_, { path, expected, found }) =>
      path === "/I2" && found === 0 && typeof expected === "number" && expected < 1e-8,
  },
];

interface ReferenceCase {
  readonly id: string;
  readonly function: string;
  readonly options: object;
  readonly tolerance?: number;
  readonly expected: Readonly<Record<string, unknown>>;
}

interface ReferenceFile {
  readonly datasets: object;
  readonly cases: readonly ReferenceCase[];
}

function checkFile(
  file: ReferenceFile,
  area: string,
): { readonly supported: number; readonly differences: readonly string[] } {
  // What is expected never reaches the code that is tested.
  const stripped = file.cases.map(({ expected: _, ...given }) => given);
  const { cases } = compute({ datasets: file.datasets, cases: stripped }, { keys: "reference" });
  const differences: string[] = [];
  let supported = 0;
  cases.forEach((computed, index) => {
    const reference = file.cases[index]!;
    if ("error" in computed) {
      const { code, message } = computed.error as { code: string; message: string };
      if (code !== "unsupported") differences.push(`${reference.id}: ${code}: ${message}`);
      return;
    }
    supported += 1;
    const limits = CLOSED_AREAS.includes(area) ? CLOSED : ITERATED;
    const tolerance = { ...limits, relative: reference.tolerance ?? limits.relative };
    const found: Difference[] = [];
    compare(reference.expected, computed.result, "", tolerance, found);
    for (const difference of found) {
      if (!LOOSE.some((loose) => loose.covers(reference, difference)))
        differences.push(
          `${reference.id}${difference.path}: expected ${JSON.stringify(difference.expected)}, found ${JSON.stringify(difference.found)}`,
        );
    }
  });
  return { supported, differences };
}

interface Difference {
  readonly path: string;
  readonly expected: unknown;
  readonly found: unknown;
}

function compare(
  expected: unknown,
  found: unknown,
  path: string,
  tolerance: typeof CLOSED,
  differences: Difference[],
): void {
  if (path.endsWith("/names")) return;
  if (typeof expected === "number" && typeof found === "number") {
    const allowed = Math.max(tolerance.floor, tolerance.relative * Math.abs(expected));
    if (!(Math.abs(expected - found) <= allowed)) differences.push({ path, expected, found });
  } else if (Array.isArray(expected) && Array.isArray(found) && expected.length === found.length) {
    expected.forEach((part, index) =>
      compare(part, found[index], `${path}[${index}]`, tolerance, differences),
    );
  } else if (isRecord(expected) && isRecord(found)) {
    for (const [key, part] of Object.entries(expected))
      compare(part, found[key], `${path}/${key}`, tolerance, differences);
  } else if (expected !== found) differences.push({ path, expected, found });
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

describeShared("reference cases of R's packages", ["reference"], (folder) => {
  test.each(Object.keys(COUNTS))("%s", (area) => {
    const file = JSON.parse(readFileSync(join(folder, `${area}.json`), "utf8")) as ReferenceFile;
    const { supported, differences } = checkFile(file, area);
    expect(differences).toEqual([]);
    expect({ supported, total: file.cases.length }).toEqual(COUNTS[area]);
  });

  test("all 2,286 cases are counted", () => {
    expect(Object.values(COUNTS).reduce((sum, { total }) => sum + total, 0)).toBe(2286);
  });
});

describe("a sample of the reference, kept here", () => {
  const file = JSON.parse(
    readFileSync(new URL("reference-sample.golden.json", import.meta.url), "utf8"),
  ) as ReferenceFile & {
    readonly source: string;
  };

  test("says where its numbers come from and holds 60 cases", () => {
    expect(file.source).toContain("metafor");
    expect(file.cases).toHaveLength(60);
  });

  test.each(["effect_sizes", "pairwise", "inference"])("%s", (area) => {
    const cases = file.cases.filter(({ id }) => id.startsWith(`${area}/`));
    const { supported, differences } = checkFile({ ...file, cases }, area);
    expect(differences).toEqual([]);
    expect(supported).toBe(20);
  });
});
