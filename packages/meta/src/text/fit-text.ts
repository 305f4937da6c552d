import type { PairwiseFit } from "../pairwise/fit-pairwise.ts";
import type { RegressionFit } from "../pairwise/fit-regression.ts";
import { decimals, levelText, pCell, pText, tableLines } from "./table.ts";

/**
 * A fit as plain text, in the order and with the digits of metafor's print and summary, so that the two can be laid side by
 * side; what metafor leaves unsaid (test, definitions of I², the interval of τ², warnings) is said.
 *
 * @example fitText(fitPairwise([0.1, 0.9], [0.02, 0.05], { method: "EE" })).split("\n")[0] // "Equal-effects model (k = 2; test z; level 95%)"
 */
export function fitText(fit: PairwiseFit | RegressionFit): string {
  if (fit.k === 1) return oneEffect(fit);
  return [
    title(fit),
    "",
    ...likelihoodLines(fit),
    "",
    ...heterogeneityLines(fit),
    "",
    ...(fit.kind === "regression" ? moderatorLines(fit) : []),
    ...tableLines(resultRows(fit)),
    ...(fit.kind === "pairwise" ? predictionLines(fit) : []),
    ...outsideLines(fit),
    ...fit.warnings.map(({ message }) => `Note: ${message}.`),
  ].join("\n");
}

/** One effect has no heterogeneity and no likelihood worth printing. */
function oneEffect(fit: PairwiseFit | RegressionFit): string {
  return [
    `One effect, nothing pooled (test ${TESTS[fit.test]}; level ${levelText(fit.ciLevel)})`,
    "",
    ...tableLines(resultRows(fit)),
  ].join("\n");
}

/** The interval is that of another estimator (Q-profile), so the two can part. */
function outsideLines({ tau2, tau2CiLower, tau2CiUpper, ciLevel, method }: PairwiseFit | RegressionFit) {
  if (tau2CiLower === null || tau2CiUpper === null) return [];
  if (tau2 >= tau2CiLower && tau2 <= tau2CiUpper) return [];
  return [
    `Note: the estimate of tau2 (${decimals(tau2)}, ${method}) lies outside its ${levelText(ciLevel)} interval, which is computed from Q (Q-profile): the two disagree, so look for outliers and try another method (PM agrees with the interval).`,
  ];
}

const TESTS = { z: "z", t: "t", knha: "Hartung-Knapp", adhoc: "Hartung-Knapp with its floor" } as const;

function title(fit: PairwiseFit | RegressionFit): string {
  const { method, test, k, ciLevel, options } = fit;
  const regression = fit.kind === "regression" && fit.moderatorTest !== null;
  const name =
    method === "EE"
      ? regression
        ? "Fixed-effects model with moderators"
        : "Equal-effects model"
      : regression
        ? "Mixed-effects model"
        : "Random-effects model";
  const tau2 = method === "EE" ? "" : options.tau2 === undefined ? `tau2 by ${method}; ` : "tau2 given; ";
  const weights = options.weighting === "inverse-variance" ? "" : `; weights: ${options.weighting}`;
  return `${name} (k = ${k}; ${tau2}test ${TESTS[test]}; level ${levelText(ciLevel)}${weights})`;
}

function likelihoodLines({ likelihood, method }: PairwiseFit | RegressionFit): readonly string[] {
  const restricted = method === "REML";
  const { logLik, aic, bic, aicc } = restricted ? likelihood.reml : likelihood.ml;
  const deviance = restricted ? -2 * logLik : likelihood.devianceMl;
  return tableLines([
    [restricted ? "REML:" : "ML:", "logLik", "deviance", "AIC", "BIC", "AICc"],
    ["", ...[logLik, deviance, aic, bic, aicc].map((value) => decimals(value))],
  ]);
}

function heterogeneityLines(fit: PairwiseFit | RegressionFit): readonly string[] {
  const residual = fit.kind === "regression" && fit.moderatorTest !== null;
  const of = residual ? "residual variance between studies" : "variance between studies";
  const rows: string[][] = [];
  if (fit.method !== "EE") {
    const known = [
      ...(fit.tau2Se === null ? [] : [`SE = ${decimals(fit.tau2Se)}`]),
      ...(fit.tau2CiLower === null
        ? []
        : [`${levelText(fit.ciLevel)} CI ${decimals(fit.tau2CiLower)} to ${decimals(fit.tau2CiUpper)}`]),
    ].join("; ");
    rows.push([`tau2 (${of}):`, decimals(fit.tau2), known === "" ? "" : `(${known})`]);
    rows.push(["tau (its square root):", decimals(Math.sqrt(fit.tau2)), ""]);
    rows.push(["I2 (tau2 of total variance, as metafor):", `${decimals(fit.i2, 2)}%`, ""]);
  }
  rows.push(["I2 ((Q - df)/Q, as RevMan and R's meta):", `${decimals(fit.i2FromQ, 2)}%`, ""]);
  rows.push(["H2 (total over sampling variance):", decimals(fit.h2, 2), ""]);
  if (fit.kind === "regression" && fit.r2 !== null)
    rows.push(["R2 (heterogeneity accounted for):", `${decimals(fit.r2, 2)}%`, ""]);
  const width = Math.max(...rows.map(([label]) => label!.length));
  return [
    ...rows.map(([label, value, more]) => `${label!.padEnd(width)}  ${value!} ${more!}`.trimEnd()),
    "",
    `${residual ? "Residual heterogeneity" : "Heterogeneity"}: Q(df = ${fit.qDf}) = ${decimals(fit.q)}, p ${pText(fit.qPValue)}`,
  ];
}

function moderatorLines({ moderatorTest, names }: RegressionFit): readonly string[] {
  if (moderatorTest === null) return [];
  const { statistic, df, pValue, coefficients } = moderatorTest;
  const head = df[1] === null ? `QM(df = ${df[0]})` : `F(df1 = ${df[0]}, df2 = ${df[1]})`;
  const of = (coefficients ?? []).map((place) => names[place]!).join(", ");
  return [`Moderators (${of}): ${head} = ${decimals(statistic)}, p ${pText(pValue)}`, ""];
}

function resultRows(fit: PairwiseFit | RegressionFit): readonly (readonly string[])[] {
  const { beta, se, statistic, pValue, ciLower, ciUpper, names } =
    fit.kind === "regression"
      ? fit
      : {
          names: [""],
          beta: [fit.estimate],
          se: [fit.se],
          statistic: [fit.statistic],
          pValue: [fit.pValue],
          ciLower: [fit.ciLower],
          ciUpper: [fit.ciUpper],
        };
  const t = fit.df !== null;
  const head = ["", "estimate", "se", t ? "tval" : "zval", ...(t ? ["df"] : []), "pval", "ci.lb", "ci.ub"];
  return [
    head,
    ...beta.map((b, j) => [
      names[j]!,
      decimals(b),
      decimals(se[j]),
      decimals(statistic[j]),
      ...(t ? [String(fit.df)] : []),
      pCell(pValue[j]!),
      decimals(ciLower[j]),
      decimals(ciUpper[j]),
    ]),
  ];
}

function predictionLines({ piLower, piUpper, piKind, ciLevel }: PairwiseFit): readonly string[] {
  if (piLower === null) return [];
  return [
    `${levelText(ciLevel)} prediction interval: ${decimals(piLower)} to ${decimals(piUpper)} (${piKind ?? ""})`,
  ];
}
