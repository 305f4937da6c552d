import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { analyse, type MetaAnalysis } from "./analyse.ts";
import { loadStudies } from "./load-studies.ts";
import type { MetaOptions } from "./options.ts";
import { summaryText } from "./summary-text.ts";

const OPTIONS: MetaOptions = { columns: new Map(), fit: {}, bias: true, zeroCells: {} };

interface Row {
  readonly y: number;
  readonly u: number;
}

/** Kinds of data, each from numbers −1 to 1 (y) and 0 to 1 (u). */
const KINDS: Readonly<Record<string, (row: Row, place: number) => readonly [number, number]>> = {
  ordinary: ({ y, u }) => [y, 0.01 + u],
  "equal effects": ({ u }) => [0.4, 0.01 + u],
  "effects of 0": ({ u }) => [0, 0.01 + u],
  "equal variances": ({ y }) => [y, 0.1],
  "nearly equal variances": ({ y, u }) => [y, 0.1 * (1 + 1e-9 * u)],
  "tiny variances": ({ y, u }) => [y, 1e-12 * (1 + u)],
  "huge variances": ({ y, u }) => [y, 1e12 * (1 + u)],
  "variances of all sizes": ({ y, u }) => [y, 10 ** (16 * u - 12)],
  "heterogeneity beyond all variances": ({ y, u }) => [1e6 * y, 0.01 + u],
  "effects on a line": ({ u }) => [0.1 + 0.7 * Math.sqrt(0.01 + u), 0.01 + u],
  "one study apart": ({ y, u }, place) => [place === 0 ? 1e5 : y, 0.01 + u],
};

async function analysisOf(
  table: string,
): Promise<{ readonly analysis: MetaAnalysis; readonly text: string }> {
  const folder = mkdtempSync(join(tmpdir(), "coppice-"));
  try {
    const file = join(folder, "data.csv");
    writeFileSync(file, table);
    const studies = await loadStudies(file, OPTIONS);
    const analysis = analyse(studies, OPTIONS);
    return { analysis, text: summaryText(studies, OPTIONS, analysis) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const rows = fc.array(
  fc.record({
    y: fc.double({ min: -1, max: 1, noNaN: true }).map((y) => Math.round(y * 1e6) / 1e6),
    u: fc.double({ min: 0, max: 1, noNaN: true }).map((u) => Math.round(u * 1e6) / 1e6),
  }),
  { minLength: 1, maxLength: 8 },
);

describe("a valid table is analysed, whatever its tests of small-study effects say", () => {
  test.each(Object.keys(KINDS))("%s", async (kind) => {
    await fc.assert(
      fc.asyncProperty(rows, async (set) => {
        const lines = set.map((row, place) => KINDS[kind]!(row, place).join(","));
        const { analysis, text } = await analysisOf(`yi,vi\n${lines.join("\n")}\n`);
        expect(Number.isFinite(analysis.fit.estimate)).toBe(true);
        for (const { what, why } of analysis.skipped) {
          expect(why).not.toMatch(/NaN|undefined|outside the domain/);
          expect(text).toContain(`${what}: ${why}`);
        }
        const { bias } = analysis;
        for (const [test, found] of Object.entries(bias ?? {}))
          if (found === undefined && !/harbord|peters/.test(test))
            expect(analysis.skipped.map(({ what }) => what).join().toLowerCase()).toContain(WORDS[test]);
      }),
      { numRuns: 6 },
    );
  }); // prettier-ignore
});

/** What names a test that was not done. */
const WORDS: Readonly<Record<string, string>> = {
  egger: "egger's test",
  classicalEgger: "classical egger's test",
  begg: "rank test",
  trimAndFill: "trim and fill",
  petPeese: "pet-peese",
  limit: "limit meta-analysis",
  copas: "copas",
};

test("a heterogeneity beside which all studies are equally precise: the limit meta-analysis is named, the rest is done", async () => {
  const { analysis, text } = await analysisOf("yi,vi\n1000000,0.02\n-2000000,0.3\n3000000,0.1\n0,0.2\n");
  expect(text).toContain("limit meta-analysis: all effects have one standard error");
  expect(analysis.bias?.limit).toBeUndefined();
  expect(analysis.bias?.egger?.statistic).toBeTypeOf("number");
});
