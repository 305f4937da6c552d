import {
  fitText,
  type CopasModel,
  type PairwiseFit,
  type PartialFits,
  type RegressionTest,
} from "@coppice/meta";
import type { BiasTests, MetaAnalysis, Regression, Subgroups } from "./analyse.ts";
import { backTransform } from "./back-transform.ts";
import { choicesOf } from "./choices.ts";
import { heading, inputLines, SHOWN } from "./input-lines.ts";
import { COUNT_MODEL_NAMES, COUNT_MODELS } from "./count-models.ts";
import type { Studies } from "./load-studies.ts";
import type { MetaOptions } from "./options.ts";
import { zeroCells } from "./study-counts.ts";
import { counted, decimals, levelText, pCell, pText, textTable } from "./text-table.ts";

/** The analysis as plain text, with the digits and in the order of metafor's print. */
export function summaryText(studies: Studies, options: MetaOptions, analysis: MetaAnalysis): string {
  const { fit, regression, subgroups, bias } = analysis;
  const sections: readonly (readonly string[])[] = [
    inputLines(studies, choicesOf(studies, options, fit.options)),
    heading(regression === undefined ? "Result" : "Result without moderators", [
      fitText(fit),
      ...backLines(fit, studies),
      ...zeroLines(studies),
    ]),
    ...(regression === undefined ? [] : [regressionLines(regression, studies)]),
    ...(subgroups === undefined ? [] : [subgroupLines(subgroups, studies)]),
    ...(bias === undefined ? [] : [biasLines(bias, studies)]),
    studyLines(studies, fit),
    ...partialLines(analysis.leaveOneOut, "Leave one out", "without", studies, fit),
    ...partialLines(analysis.cumulative, "Cumulative", "and", studies, fit),
    ...influenceLines(analysis, studies),
    ...(analysis.skipped.length === 0
      ? []
      : [
          heading(
            "Not done",
            analysis.skipped.map(({ what, why }) => `${what}: ${why}`),
          ),
        ]),
  ];
  return `${sections.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

/** The pooled effect as readers think of it: a ratio instead of its logarithm. */
export function backLines(
  fit: Pick<PairwiseFit, "estimate" | "ciLower" | "ciUpper" | "ciLevel" | "piLower" | "piUpper">,
  studies: Studies,
): readonly string[] {
  const back = backTransform(studies);
  if (back === undefined) return [];
  const { of } = back;
  const level = levelText(fit.ciLevel);
  const interval = (low: number, high: number): string => `${decimals(of(low))} to ${decimals(of(high))}`;
  return [
    `As ${back.label}: ${decimals(of(fit.estimate))} (${level} CI ${interval(fit.ciLower, fit.ciUpper)}${
      fit.piLower === null || fit.piUpper === null
        ? ""
        : `; ${level} PI ${interval(fit.piLower, fit.piUpper)}`
    })`,
  ];
}

/** Models without continuity corrections, where they would matter. */
function zeroLines(studies: Studies): readonly string[] {
  const zeros = zeroCells(studies);
  const { code } = studies.inputs.measure;
  const fitting = COUNT_MODEL_NAMES.filter((name) =>
    (COUNT_MODELS[name].measures as readonly string[]).includes(code),
  );
  if (zeros === 0 || fitting.length === 0) return [];
  return [
    `Note: ${counted(zeros, "study has", "studies have")} a group without events, or with events only. Models of the counts need no correction for that: --model ${fitting.join(", ")}.`,
  ];
}

function regressionLines({ fit, formula, dropped }: Regression, studies: Studies): readonly string[] {
  const reference = Object.entries(formula.levels).map(([name, levels]) =>
    formula.whole.includes(name)
      ? `each level of ${name} has a coefficient of its own`
      : `${name} is compared with "${levels[0] ?? ""}"`,
  );
  return heading(`Result with moderators: ${formula.formula}`, [
    ...dropped
      .slice(0, SHOWN)
      .map(
        ({ place, reason }) => `left out: line ${studies.line(place)} (${studies.label(place)}): ${reason}`,
      ),
    ...(dropped.length > SHOWN
      ? [`… and ${counted(dropped.length - SHOWN, "further study", "further studies")}`]
      : []),
    fitText(fit),
    ...(reference.length === 0 ? [] : [`Categories: ${reference.join("; ")}.`]),
  ]);
}

function subgroupLines({ column, fit, places }: Subgroups, studies: Studies): readonly string[] {
  const back = backTransform(studies);
  const of = back?.of ?? ((value: number) => value);
  const without = studies.yi.length - places.length;
  const test =
    fit.qBetween === null || fit.qBetweenPValue === null
      ? []
      : [
          `Test of differences between subgroups: Q(df = ${fit.qBetweenDf}) = ${decimals(fit.qBetween)}, p ${pText(fit.qBetweenPValue)}`,
        ];
  return heading(`Subgroups by ${column} (tau2 ${fit.tau2})`, [
    ...(without === 0
      ? []
      : [`${counted(without, "study", "studies")} without a value of ${column} left out`]),
    ...textTable([
      ["", "k", back?.label ?? "estimate", "ci.lb", "ci.ub", "tau2", "I2", "pval"],
      ...fit.groups.map(({ level, fit: each }) => [
        level,
        String(each.k),
        decimals(of(each.estimate)),
        decimals(of(each.ciLower)),
        decimals(of(each.ciUpper)),
        decimals(each.tau2),
        `${decimals(each.i2, 2)}%`,
        pCell(each.pValue),
      ]),
    ]),
    ...test,
  ]);
}

function biasLines(tests: BiasTests, studies: Studies): readonly string[] {
  const { egger, classicalEgger, begg, trimAndFill, petPeese, limit, copas, harbord, peters } = tests;
  const of = backTransform(studies)?.of ?? ((value: number) => value);
  const statistic = (df: number | null): string => (df === null ? "z" : `t(df = ${df})`);
  const pooled = ({ estimate, ciLower, ciUpper }: Adjusted, ciLevel: number): string =>
    `${decimals(of(estimate))} (${levelText(ciLevel)} CI ${ciLower === null || ciUpper === null ? "–" : `${decimals(of(ciLower))} to ${decimals(of(ciUpper))}`})`;
  const regression = (name: string, test: RegressionTest | undefined): readonly string[] =>
    test === undefined
      ? []
      : [`${name}: ${statistic(test.df)} = ${decimals(test.statistic)}, p ${pText(test.pValue)}`];
  const line = <T>(test: T | undefined, text: (test: T) => string): readonly string[] =>
    test === undefined ? [] : [text(test)];
  const warnings = [...new Set([...(egger?.warnings ?? []), ...(begg?.warnings ?? [])])];
  const lines = [
    ...regression("Egger's test (meta-regression on the standard error, same model)", egger),
    ...(egger === undefined || egger.limit === null
      ? []
      : [`  limit estimate (standard error 0): ${pooled(egger.limit, egger.fit.ciLevel)}`]),
    ...regression("Egger's test (classical: weighted regression, multiplicative dispersion)", classicalEgger),
    ...line(
      begg,
      ({ tau, pValue, exact }) =>
        `Begg's rank test: Kendall's tau = ${decimals(tau)}, p ${pText(pValue)} (${exact ? "exact" : "normal approximation"})`,
    ),
    ...regression("Harbord's test (score)", harbord),
    ...regression("Peters' test (1/N)", peters),
    ...line(
      petPeese,
      (test) =>
        `PET-PEESE: effect test p ${pText(test.effectPValue)} (one-sided), so ${test.chosen.toUpperCase()}: ${pooled(test, test.pet.fit.ciLevel)}`,
    ),
    ...line(
      limit,
      (test) =>
        `Limit meta-analysis: ${pooled(test, test.options.ciLevel)}; small-study effects Q - Q'(df = 1) = ${decimals(test.qSmall.statistic)}, p ${pText(test.qSmall.pValue)}; G2 ${test.g2 === null ? "–" : `${decimals(100 * test.g2, 2)}%`}`,
    ),
    ...line(
      copas,
      (test) => `Copas selection model: ${copasText(test, (effect) => pooled(effect, test.options.ciLevel))}`,
    ),
    ...line(
      trimAndFill,
      ({ estimator, side, k0, k0Se, fit }) =>
        `Trim and fill (${estimator}, ${side} side): ${counted(k0, "study", "studies")} filled in${k0Se === null ? "" : ` (SE = ${decimals(k0Se)})`}; with them ${pooled(fit, fit.ciLevel)}`,
    ),
    ...warnings.map((warning) => `Note: ${warning}.`),
  ];
  return heading("Small-study effects", lines.length === 0 ? ["no test could be done"] : lines);
}

interface Adjusted {
  readonly estimate: number;
  readonly ciLower: number | null;
  readonly ciUpper: number | null;
}

/** The least selection that leaves no asymmetry, in a line. */
function copasText({ adjusted, path, options }: CopasModel, text: (effect: Adjusted) => string): string {
  const { residualAlpha } = options;
  if (adjusted === null)
    return `no selection leaves a residual p above ${residualAlpha}; no adjusted estimate`;
  const p = `residual p ${pText(adjusted.residual.pValue)}`;
  if (adjusted.gamma0 === null) return `no selection needed (${p}); ML estimate ${text(adjusted)}`;
  const failed = path.filter(({ kind }) => kind === "copas-failure").length;
  const note = failed === 0 ? "" : `; ${failed} of ${path.length} searches failed`;
  return `${text(adjusted)} if the least precise study had a chance of ${decimals(adjusted.probabilityLargestSe, 2)} of publication (${p}; ${decimals(adjusted.unpublished, 1)} studies unpublished)${note}`;
}

function studyLines(studies: Studies, fit: PairwiseFit): readonly string[] {
  const places = studies.yi.slice(0, SHOWN).map((_, place) => place);
  const more = studies.yi.length - places.length;
  return heading("Studies", [
    ...textTable([
      ["", "yi", "vi", "se", "weight"],
      ...places.map((place) => [
        studies.label(place),
        decimals(studies.yi[place]),
        decimals(studies.vi[place]),
        decimals(Math.sqrt(studies.vi[place]!)),
        `${decimals(fit.weights[place], 2)}%`,
      ]),
    ]),
    ...(more > 0 ? [`… and ${counted(more, "further study", "further studies")}`] : []),
  ]);
}

function partialLines(
  partial: PartialFits | undefined,
  title: string,
  word: string,
  studies: Studies,
  fit: PairwiseFit,
): readonly (readonly string[])[] {
  if (partial === undefined) return [];
  const back = backTransform(studies);
  const of = back?.of ?? ((value: number) => value);
  const random = fit.method !== "EE";
  const shown = partial.fits.slice(0, SHOWN);
  const more = partial.fits.length - shown.length;
  return [
    heading(title, [
      ...textTable([
        [word, back?.label ?? "estimate", "ci.lb", "ci.ub", "pval", "Q", "I2", ...(random ? ["tau2"] : [])],
        ...shown.map((each, i) => [
          studies.label(partial.places[i]!),
          decimals(of(each.estimate)),
          decimals(of(each.ciLower)),
          decimals(of(each.ciUpper)),
          pCell(each.pValue),
          decimals(each.q),
          `${decimals(each.i2, 2)}%`,
          ...(random ? [decimals(each.tau2)] : []),
        ]),
      ]),
      ...(more > 0 ? [`… and ${counted(more, "further row")}`] : []),
    ]),
  ];
}

function influenceLines({ influence }: MetaAnalysis, studies: Studies): readonly (readonly string[])[] {
  if (influence === undefined) return [];
  const places = studies.yi.slice(0, SHOWN).map((_, place) => place);
  const marked = influence.influential.filter(Boolean).length;
  return [
    heading("Influence", [
      ...textTable([
        ["", "rstudent", "dffits", "cook.d", "cov.r", "tau2.del", "QE.del", "hat", "weight", "inf"],
        ...places.map((place) => [
          studies.label(place),
          decimals(influence.rstudent[place]),
          decimals(influence.dffits[place]),
          decimals(influence.cookD[place]),
          decimals(influence.covRatio[place]),
          decimals(influence.tau2Without[place]),
          decimals(influence.qWithout[place]),
          decimals(influence.hat[place]),
          `${decimals(influence.weights[place], 2)}%`,
          influence.influential[place] === true ? "*" : "",
        ]),
      ]),
      marked === 0
        ? "No study stands out (Viechtbauer & Cheung 2010)."
        : `* stands out (Viechtbauer & Cheung 2010)`,
    ]),
  ];
}
