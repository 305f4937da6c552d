import { fiveNumberToMean, FIVE_NUMBER_METHODS } from "../../conversions/five-number.ts";
import { fiveNumberToLogNormalMean } from "../../conversions/log-normal-five-number.ts";
import { harmonicMean, inverseDoubleArcsine, TRANSFORMATIONS } from "../../conversions/transformations.ts";
import { tableFromMargins } from "../../conversions/two-by-two-counts.ts";
import { varianceFromInterval, varianceFromPValue } from "../../conversions/wald.ts";
import { combineClusters } from "../../dependence/combine-clusters.ts";
import { samplingCovariances } from "../../dependence/covariance.ts";
import type { CaseOptions, Columns } from "../case-input.ts";
import type { ComputeResult, ComputeTable } from "../compute-function.ts";

export const CONVERSIONS_FUNCTIONS: ComputeTable = {
  ...Object.fromEntries(
    Object.entries(TRANSFORMATIONS).map(([name, transform]) => [
      `transf.${name}`,
      (_: CaseOptions, columns: Columns) => same({ y: columns.numbers("x").map(transform) }),
    ]),
  ),
  "transf.ipft": (_, columns) => {
    const sizes = columns.numbers("ni");
    return same({ y: columns.numbers("x").map((x, row) => inverseDoubleArcsine(x, sizes[row]!)) });
  },
  "transf.ipft.hm": (_, columns) => {
    const size = harmonicMean(columns.numbers("ni"));
    return same({ y: columns.numbers("x").map((x) => inverseDoubleArcsine(x, size)) });
  },
  fiveNumber,
  waldCI,
  conv2x2,
  aggregate: (options, columns) => {
    options.oneOf("struct", ["CS"], "CS");
    const cluster = columns.texts(options.text("cluster") ?? "cluster");
    const rho = options.number("rho") ?? 0;
    return same(combineClusters(columns.numbers("yi"), columns.numbers("vi"), cluster, rho));
  },
  vcalc,
};

function same(value: object): ComputeResult {
  return { value, reference: () => value };
}

function fiveNumber(options: CaseOptions, columns: Columns): ComputeResult {
  // metafor has one method for a log-normal distribution, and takes it whichever is named.
  const logNormal = options.oneOf("dist", ["norm", "lnorm"], "norm") === "lnorm";
  const named = ["default", ...FIVE_NUMBER_METHODS] as const;
  const method = logNormal ? "default" : options.oneOf("method", named, "default");
  if (logNormal) options.oneOf("method", [...named, "qe", "bc", "mln", "blue"], "default");
  const names = ["min", "q1", "median", "q3", "max"] as const;
  const given = names.map((name) => columns.optionalNumbers(name));
  const results = columns.numbers("n").map((n, row) => {
    const [min = null, q1 = null, median = null, q3 = null, max = null] = given.map((column) => column[row]);
    const summary = { min, q1, median, q3, max, n };
    if (logNormal) return fiveNumberToLogNormalMean(summary);
    return fiveNumberToMean(summary, method === "default" ? "luo/wan/shi" : method);
  });
  return same({ mean: results.map((one) => one?.mean ?? null), sd: results.map((one) => one?.sd ?? null) });
}

/** From limits on the scale of the reports (`transf` log), or from p values (effects as logarithms then). */
function waldCI(options: CaseOptions, columns: Columns): ComputeResult {
  const from = options.oneOf("from", ["ci", "pval"], "ci");
  const log = options.oneOf("transf", ["log", "none"], from === "pval" ? "log" : "none") === "log";
  // Sizes do not change limits that rest on the normal distribution.
  options.boolean("ni", false);
  const scale = (values: readonly number[]): readonly number[] => (log ? values.map(Math.log) : values);
  const yi = scale(columns.numbers("out"));
  if (from === "pval") {
    const p = columns.numbers("p");
    return same({ yi, vi: yi.map((y, row) => varianceFromPValue(y, p[row]!)) });
  }
  const [lower, upper] = [scale(columns.numbers("lb")), scale(columns.numbers("ub"))];
  return same({ yi, vi: lower.map((low, row) => varianceFromInterval(low, upper[row]!)) });
}

function conv2x2(options: CaseOptions, columns: Columns): ComputeResult {
  const odds = options.oneOf("from", ["or,ni,n1i,n2i", "ori"], "or,ni,n1i,n2i") === "ori";
  const [n, n1, m1] = [columns.numbers("ni"), columns.numbers("n1i"), columns.numbers("n2i")];
  const tables = columns
    .numbers(odds ? "ori" : "ri")
    .map((value, row) =>
      tableFromMargins(
        { n: n[row]!, n1: n1[row]!, m1: m1[row]! },
        odds ? { oddsRatio: value } : { phi: value },
      ),
    );
  return same({
    ai: tables.map(({ ai }) => ai),
    bi: tables.map(({ bi }) => bi),
    ci: tables.map(({ ci }) => ci),
    di: tables.map(({ di }) => di),
  });
}

function vcalc(options: CaseOptions, columns: Columns): ComputeResult {
  const names = {
    cluster: options.text("cluster"),
    obs: options.text("obs"),
    time: options.text("time1"),
    group1: options.text("grp1"),
    group2: options.text("grp2"),
    size1: options.text("w1"),
    size2: options.text("w2"),
  };
  const texts = (name: string | undefined) => (name === undefined ? undefined : columns.texts(name));
  const numbers = (name: string | undefined) => (name === undefined ? undefined : columns.numbers(name));
  const given = {
    cluster: texts(names.cluster),
    obs: texts(names.obs),
    group1: texts(names.group1),
    group2: texts(names.group2),
    time: numbers(names.time),
    size1: numbers(names.size1),
    size2: numbers(names.size2),
  };
  const effects = columns.numbers("vi").map((vi, row) => ({
    vi,
    cluster: given.cluster?.[row] ?? "",
    ...(given.obs && { obs: given.obs[row]! }),
    ...(given.time && { time: given.time[row]! }),
    ...(given.group1 && { group1: given.group1[row]! }),
    ...(given.group2 && { group2: given.group2[row]! }),
    ...(given.size1 && { size1: given.size1[row]! }),
    ...(given.size2 && { size2: given.size2[row]! }),
  }));
  const [rho, phi] = [options.number("rho"), options.number("phi")];
  const V = samplingCovariances(effects, {
    ...(rho === undefined ? {} : { rho }),
    ...(phi === undefined ? {} : { phi }),
  });
  return same({ V });
}
