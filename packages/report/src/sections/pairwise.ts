import type { PairwiseFit } from "@coppice/meta";
import type { PairwiseFinding, Review } from "@coppice/review";
import type { Figures } from "../figures/draw-figures.ts";
import { armCell, armNumbers } from "../figures/arm-numbers.ts";
import { studyInterval } from "../figures/forest-figure.ts";
import {
  capital,
  interval,
  levelText,
  MEASURE_NAMES,
  MODELS,
  percentText,
  plural,
  pText,
  sentence,
  shortName,
  shown,
  TEST_NAMES,
  typeset,
  unbroken,
} from "../format.ts";
import { findingSentence } from "../headlines.ts";
import { anchor, h, type Content, type Html } from "../html/element.ts";
import { figure } from "../html/figure.ts";
import { traced } from "../html/links.ts";
import { table } from "../html/table.ts";
import type { ReportInput } from "../input.ts";
import { indexReview } from "../review-index.ts";
import { lead, unusedTable, warningsList } from "./shared-parts.ts";

/** One pooled outcome: figure, model in words, other measures, subgroups, sensitivity, what could not be used. */
export function pairwiseSection(input: ReportInput, finding: PairwiseFinding, figures: Figures): Html {
  const { analysis, effects, fit } = finding;
  const id = anchor("finding", analysis.id);
  return h(
    "section",
    { id, "aria-labelledby": `${id}-title` },
    h("h2", { id: `${id}-title` }, analysis.title),
    lead(findingSentence(input, finding)),
    analysis.note === undefined ? undefined : h("p", {}, analysis.note),
    warningsList(finding.warnings),
    figure(
      figures.analyses.get(analysis.id),
      `${MEASURE_NAMES[finding.measure]} in ${plural(effects.length, "study", "studies")}. Squares: area in proportion to weight. Diamond: pooled estimate and its interval. Bar: prediction interval, where the effect of a new study is expected. Each row leads to its numbers.`,
    ),
    effectsTable(input.checked.review, finding),
    fit === undefined ? undefined : h("p", {}, unbroken(modelInWords(finding, fit))),
    crossoverInWords(finding),
    measuresTable(finding),
    subgroupTable(finding),
    sensitivityTable(finding),
    unusedTable(input, finding),
  );
}

function effectsTable(review: Review, { analysis, effects, fit, measure }: PairwiseFinding): Content {
  if (effects.length === 0) return undefined;
  const index = indexReview(review);
  const { intervention, control } = review.protocol.labels;
  const level = fit?.ciLevel ?? 0.95;
  const sides = effects.map((effect) => {
    const numbers = armNumbers(index, effect);
    return [armCell(numbers.intervention), armCell(numbers.control)];
  });
  const hasSides = sides.some((cells) => cells.some((cell) => cell !== ""));
  return table(
    { caption: `${analysis.title}: effects`, stacked: true },
    [
      { header: "Study" },
      ...(hasSides ? [intervention, control].map((side) => ({ header: capital(side), numeric: true })) : []),
      { header: shortName(measure), numeric: true },
      { header: `${levelText(level)} CI`, numeric: true },
      { header: "Weight", numeric: true },
    ],
    effects.map((effect, row) => {
      const { ciLower, ciUpper } = studyInterval(effect, level);
      return [
        traced(`${effect.label}${effect.design === "crossover" ? " †" : ""}`, "effect", effect.id),
        ...(hasSides ? (sides[row] ?? []) : []),
        traced(shown(measure, effect.yi), "effect", effect.id),
        traced(interval(measure, ciLower, ciUpper), "effect", effect.id),
        fit === undefined ? "" : `${(fit.weights[row] ?? 0).toFixed(1)}%`,
      ];
    }),
  );
}

function modelInWords({ measure, analysis }: PairwiseFinding, fit: PairwiseFit): string {
  const sentences = [
    `Pooled by ${MODELS[fit.method]}; interval and test by ${TEST_NAMES[fit.test]}, level ${levelText(fit.ciLevel)}${fit.df === null ? "" : `, ${fit.df} degrees of freedom`}: ${shown(measure, fit.estimate)} (${interval(measure, fit.ciLower, fit.ciUpper)}), p ${pText(fit.pValue)}.`,
  ];
  if (fit.k > 1 && fit.method !== "EE") {
    sentences.push(
      `Heterogeneity: τ² = ${fit.tau2.toFixed(3)} (Q-profile ${levelText(fit.ciLevel)} CI ${fit.tau2CiLower?.toFixed(3) ?? "–"} to ${fit.tau2CiUpper?.toFixed(3) ?? "–"}); Cochran’s Q = ${fit.q.toFixed(2)}, df = ${fit.qDf}, p ${pText(fit.qPValue)}; I² = ${percentText(fit.i2)} as τ² over total variance (metafor’s definition), ${percentText(fit.i2FromQ)} as (Q − df)/Q (RevMan’s definition).`,
    );
  }
  if (fit.piLower !== null)
    sentences.push(
      `${levelText(fit.ciLevel)} prediction interval ${interval(measure, fit.piLower, fit.piUpper)}: ${typeset(fit.piKind ?? "")}.`,
    );
  sentences.push(
    `Results between ${analysis.time.from} and ${analysis.time.to} hours, the one nearest to ${analysis.time.at} hours of each study.`,
  );
  return sentences.join(" ");
}

function crossoverInWords({ analysis, effects }: PairwiseFinding): Content {
  const crossovers = effects.filter(({ design }) => design === "crossover");
  if (crossovers.length === 0) return undefined;
  return h(
    "p",
    {},
    `† ${crossovers.map(({ label }) => label).join(" and ")}: crossover ${crossovers.length === 1 ? "trial" : "trials"}. `,
    crossovers.some(({ notes }) => notes.some((note) => note.includes("assumed")))
      ? `Assumed within-person correlation where joint counts are unknown: ${analysis.crossover.correlation}. ${sentence(analysis.crossover.reason)} ${crossoverSensitivity(analysis)}`
      : "The contrast printed by the trial, or its joint counts, were used, so that no correlation had to be assumed.",
  );
}

/** Which of the sensitivity analyses of the protocol answer the assumption. */
function crossoverSensitivity({ crossover, sensitivity }: PairwiseFinding["analysis"]): string {
  const answers = [
    ...(crossover.sensitivity.length > 0 ? [`take it as ${crossover.sensitivity.join(" and ")}`] : []),
    ...(sensitivity.some(({ designs }) => designs?.includes("crossover") === false)
      ? ["leave the crossover trials out"]
      : []),
  ];
  return answers.length === 0
    ? "No sensitivity analysis tests this assumption."
    : `Sensitivity analyses below ${answers.join(", and ")}.`;
}

function measuresTable({ analysis, alsoMeasured }: PairwiseFinding): Content {
  const rows = alsoMeasured.flatMap(({ measure, fit }) =>
    fit === undefined
      ? []
      : [
          [
            MEASURE_NAMES[measure],
            traced(shown(measure, fit.estimate), "pooled", `${analysis.id}/${measure}`),
            interval(measure, fit.ciLower, fit.ciUpper),
            interval(measure, fit.piLower, fit.piUpper),
            fit.k,
          ],
        ],
  );
  if (rows.length === 0) return undefined;
  return table(
    { caption: `${analysis.title}: other measures, of the studies that allow them` },
    [
      { header: "Measure" },
      { header: "Estimate", numeric: true },
      { header: `${levelText(analysis.model.ciLevel)} CI`, numeric: true },
      { header: "Prediction interval", numeric: true },
      { header: "k", numeric: true },
    ],
    rows,
  );
}

function subgroupTable({ analysis, subgroups, measure }: PairwiseFinding): Content {
  if (subgroups === undefined) return undefined;
  const { fit, labels } = subgroups;
  const between =
    fit.qBetween === null || fit.qBetweenPValue === null
      ? "One subgroup: nothing to compare."
      : `Test of difference between subgroups: Q = ${fit.qBetween.toFixed(2)}, df = ${fit.qBetweenDf}, p ${pText(fit.qBetweenPValue)} (${fit.tau2 === "common" ? "one τ² shared by all subgroups, so that groups of one study keep their uncertainty" : "each subgroup with its own τ²"}; group means compared by chi-square without the Hartung–Knapp factor).`;
  return [
    table(
      { caption: `${analysis.title}: subgroups by ${subgroups.by.replace(/^x_/, "")}` },
      [
        { header: "Subgroup" },
        { header: "k", numeric: true },
        { header: shortName(measure), numeric: true },
        { header: `${levelText(analysis.model.ciLevel)} CI`, numeric: true },
        { header: "τ²", numeric: true },
      ],
      fit.groups.map(({ level, fit: own }) => [
        labels[level] ?? level,
        own.k,
        traced(shown(measure, own.estimate), "pooled", `${analysis.id}/subgroup/${level}`),
        interval(measure, own.ciLower, own.ciUpper),
        own.tau2.toFixed(2),
      ]),
    ),
    h("p", {}, between),
  ];
}

function sensitivityTable({ analysis, sensitivity, measure }: PairwiseFinding): Content {
  if (sensitivity.length === 0) return undefined;
  return table(
    { caption: `${analysis.title}: sensitivity analyses`, stacked: true },
    [
      { header: "Analysis" },
      { header: "k", numeric: true },
      { header: shortName(measure), numeric: true },
      { header: `${levelText(analysis.model.ciLevel)} CI`, numeric: true },
      { header: "τ²", numeric: true },
      { header: "I²", numeric: true },
      { header: "Note" },
    ],
    sensitivity.map(({ id, title, fit, note }) => [
      title,
      fit?.k ?? "–",
      fit === undefined
        ? "–"
        : traced(shown(measure, fit.estimate), "pooled", `${analysis.id}/sensitivity/${id}`),
      fit === undefined ? "–" : interval(measure, fit.ciLower, fit.ciUpper),
      fit === undefined ? "–" : fit.tau2.toFixed(2),
      fit === undefined ? "–" : percentText(fit.i2),
      [
        note,
        ...(fit?.warnings ?? [])
          .filter(({ code }) => code === "hartung-knapp-k2")
          .map(({ message }) => typeset(message)),
      ]
        .filter((part) => part !== undefined)
        .join("; "),
    ]),
  );
}
