import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { describeShared } from "../../../../tools/testing/shared.ts";
import { fitPairwise } from "../pairwise/fit-pairwise.ts";
import { fitCommonAndRandom } from "./common-and-random.ts";
import { binaryEffects } from "./style-effects.ts";

interface Pooled {
  readonly id: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly tables: readonly {
    readonly ai: number;
    readonly bi: number;
    readonly ci: number;
    readonly di: number;
  }[];
}

/** Every pooled outcome and subgroup of a RevMan 5 file, with its studies. */
function pooledResults(xml: string): readonly Pooled[] {
  const attributesOf = (tag: string): Record<string, string> =>
    Object.fromEntries([...tag.matchAll(/(\w+)="([^"]*)"/g)].map((match) => [match[1]!, match[2]!]));
  return [...xml.matchAll(/<(DICH_OUTCOME|DICH_SUBGROUP) ([^>]*)>(.*?)<\/\1>/gs)].flatMap(
    ([, kind, tag, body]) => {
      const attributes = attributesOf(tag!);
      const tables = [...body!.matchAll(/<DICH_DATA ([^>]*)\/?>/g)].map((match) => {
        const data = attributesOf(match[1]!);
        const [a, n1, c, n2] = ["EVENTS_1", "TOTAL_1", "EVENTS_2", "TOTAL_2"].map((name) =>
          Number(data[name]),
        );
        return { ai: a!, bi: n1! - a!, ci: c!, di: n2! - c! };
      });
      const inside = kind === "DICH_OUTCOME" ? pooledResults(body!) : [];
      return [{ id: attributes["ID"]!, attributes, tables }, ...inside];
    },
  );
}

describeShared(
  "RevMan 5: a Cochrane review as it was published",
  ["corpora", "interop", "revman5", "CD000023-numbers-only.rm5"],
  (file) => {
    const results = pooledResults(readFileSync(file, "latin1")).filter(
      ({ attributes, tables }) => attributes["ESTIMABLE"] === "YES" && tables.length > 1,
    );
    const fits = results.map(({ tables }) =>
      fitCommonAndRandom(binaryEffects("RR", tables, { revmanRiskRatio: true }), {
        method: "DL",
        qAbout: "common-effect",
      }),
    );

    test("CD000023 pub4: 41 risk ratios with tau2 from Q about the Mantel-Haenszel effect, to 1e-6", () => {
      const estimable = pooledResults(readFileSync(file, "latin1")).filter(
        ({ attributes }) => attributes["ESTIMABLE"] === "YES",
      );
      expect(estimable).toHaveLength(41);
      results.forEach(({ attributes }, i) => {
        const fit = fits[i]!;
        const published = (name: string): number => Number(attributes[name]);
        expect(Math.exp(fit.random.estimate) / published("EFFECT_SIZE")).toBeCloseTo(1, 6);
        expect(Math.exp(fit.random.ciLower) / published("CI_START")).toBeCloseTo(1, 6);
        expect(Math.exp(fit.random.ciUpper) / published("CI_END")).toBeCloseTo(1, 6);
        expect(fit.tau2).toBeCloseTo(published("TAU2"), 8);
        expect(fit.q).toBeCloseTo(published("CHI2"), 6);
        expect(fit.i2FromQ).toBeCloseTo(published("I2"), 5);
      });
      expect(results.length).toBeGreaterThan(30);
    });

    test("DerSimonian-Laird about the inverse-variance mean gives RevMan's number in few of them", () => {
      const same = results.filter(({ attributes, tables }) => {
        const { yi, sei } = binaryEffects("RR", tables, { method: "Inverse", revmanRiskRatio: true });
        const rows = yi.flatMap((y, row) =>
          y === null || sei[row] === null ? [] : [{ y, v: sei[row]! ** 2 }],
        );
        const { estimate } = fitPairwise(rows.map(({ y }) => y), rows.map(({ v }) => v), { method: "DL" }); // prettier-ignore
        return Math.abs(Math.exp(estimate) / Number(attributes["EFFECT_SIZE"]) - 1) < 1e-6;
      });
      expect(same.length).toBeLessThan(results.length / 2);
    });
  },
);
