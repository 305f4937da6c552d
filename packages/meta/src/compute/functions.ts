import { meansEffects } from "../effects/means.ts";
import { twoByTwoEffects, type TwoByTwo } from "../effects/two-by-two.ts";
import type { EffectSizes } from "../effects/effect-size.ts";
import { fitPairwise, type PairwiseFit } from "../pairwise/fit-pairwise.ts";
import { fitSubgroups, type SubgroupsFit } from "../pairwise/fit-subgroups.ts";
import type { FitOptions } from "../pairwise/options.ts";
import { unsupported, type CaseOptions, type Columns } from "./case-input.ts";

/** What a function of the table gives: the engine's own shape, tagged for the translation of names. */
export type ComputeResult =
  | { readonly of: "effects"; readonly value: EffectSizes }
  | { readonly of: "fit"; readonly value: PairwiseFit }
  | { readonly of: "prediction"; readonly value: PairwiseFit }
  | { readonly of: "weights"; readonly value: readonly number[] }
  | { readonly of: "subgroups"; readonly value: SubgroupsFit };

type ComputeFunction = (options: CaseOptions, columns: Columns) => ComputeResult;

/** The single table from function name to function. The next methods are added here, one line each. */
export const FUNCTIONS: Readonly<Record<string, ComputeFunction>> = {
  effectSize,
  randomEffects: (options, columns) => ({ of: "fit", value: fit(options, columns) }),
  predict: (options, columns) => ({ of: "prediction", value: fit(options, columns) }),
  weights: (options, columns) => ({ of: "weights", value: fit(options, columns).weights }),
  subgroups,
};

const METHODS = ["EE", "FE", "DL", "REML"] as const;
const PREDICTIONS = { default: "default", simple: "simple", t: "t", Riley: "hts" } as const;

function fitOptions(options: CaseOptions): FitOptions {
  const method = options.oneOf("method", METHODS, "REML");
  const tau2 = options.number("tau2");
  return {
    method: method === "FE" ? "EE" : method,
    test: options.oneOf("test", ["z", "t", "knha", "adhoc"], "z"),
    ciLevel: (options.number("level") ?? 95) / 100,
    prediction: PREDICTIONS[options.oneOf("predtype", ["default", "simple", "t", "Riley"], "default")],
    ...(tau2 === undefined ? {} : { tau2 }),
  };
}

function fit(options: CaseOptions, columns: Columns): PairwiseFit {
  if (columns.has("X") || options.text("mods") !== undefined)
    throw unsupported("a model with moderators", "mods");
  if (columns.has("weights")) throw unsupported("a model with weights of one's own", "weights");
  if (!options.boolean("weighted", true)) throw unsupported("an unweighted model", "weighted");
  return fitPairwise(columns.numbers("yi"), columns.numbers("vi"), fitOptions(options));
}

function subgroups(options: CaseOptions, columns: Columns): ComputeResult {
  const by = options.text("by") ?? "by";
  const groupTau2 = options.oneOf("tau2", ["separate", "common"], "separate");
  const { method, test } = {
    method: options.oneOf("method", METHODS, "REML"),
    test: options.oneOf("test", ["z", "t", "knha", "adhoc"], "z"),
  };
  const value = fitSubgroups(columns.numbers("yi"), columns.numbers("vi"), columns.texts(by), {
    method: method === "FE" ? "EE" : method,
    test,
    groupTau2,
  });
  return { of: "subgroups", value };
}

function effectSize(options: CaseOptions, columns: Columns): ComputeResult {
  const measure = options.oneOf("measure", ["OR", "RR", "RD", "MD", "SMD"], "OR");
  const map = options.object("map");
  const column = (name: string): readonly (number | null)[] =>
    columns.optionalNumbers(typeof map[name] === "string" ? map[name] : name);
  if (measure === "MD" || measure === "SMD") {
    const [m1i, sd1i, n1i] = [column("m1i"), column("sd1i"), column("n1i")];
    const [m2i, sd2i, n2i] = [column("m2i"), column("sd2i"), column("n2i")];
    const rows = m1i.map((m1, i) => ({
      m1i: m1,
      sd1i: sd1i[i] ?? null,
      n1i: n1i[i] ?? null,
      m2i: m2i[i] ?? null,
      sd2i: sd2i[i] ?? null,
      n2i: n2i[i] ?? null,
    }));
    const vtype = options.oneOf("vtype", ["LS", "LS2", "UB", "AV", "HO"], "LS");
    return {
      of: "effects",
      value: meansEffects(measure, rows, { vtype, correct: options.boolean("correct", true) }),
    };
  }
  const [a, b, c, d] = [column("ai"), column("bi"), column("ci"), column("di")];
  const tables = a.map((ai, i): TwoByTwo | null => {
    const [bi, ci, di] = [b[i] ?? null, c[i] ?? null, d[i] ?? null];
    return ai === null || bi === null || ci === null || di === null ? null : { ai, bi, ci, di };
  });
  const value = twoByTwoEffects(measure, tables, {
    add: options.number("add") ?? 0.5,
    to: options.oneOf("to", ["only0", "all", "if0all", "none"], "only0"),
    drop00: options.boolean("drop00", false),
    vtype: options.oneOf("vtype", ["LS", "UB", "AV"], "LS"),
  });
  return { of: "effects", value };
}
