import type { TimeCourseFinding } from "@coppice/review";
import type { Figures } from "../figures/draw-figures.ts";
import {
  hoursText,
  interval,
  levelText,
  MODELS,
  percentText,
  shortName,
  shown,
  TEST_NAMES,
  typeset,
} from "../format.ts";
import { findingSentence } from "../headlines.ts";
import { anchor, h, type Content, type Html } from "../html/element.ts";
import { figure } from "../html/figure.ts";
import { traced } from "../html/links.ts";
import { table } from "../html/table.ts";
import type { ReportInput } from "../input.ts";
import { lead, unusedTable, warningsList } from "./shared-parts.ts";

/** Effects against time: figure, windows, onset, peak and fading in careful words, every point. */
export function timeCourseSection(input: ReportInput, finding: TimeCourseFinding, figures: Figures): Html {
  const { analysis, measure, windows, points } = finding;
  const id = anchor("finding", analysis.id);
  return h(
    "section",
    { id, "aria-labelledby": `${id}-title` },
    h("h2", { id: `${id}-title` }, analysis.title),
    lead(findingSentence(input, finding)),
    analysis.note === undefined ? undefined : h("p", {}, analysis.note),
    h("p", {}, inWords(finding)),
    figure(
      figures.analyses.get(analysis.id),
      `${shortName(measure)} against time since the dose. Filled circles: effects of studies with 95% intervals; hollow: printed without one, so drawn and never pooled. Diamonds on bands: pooled in a window. Squares: pooled effects published by other reviews, as printed.`,
    ),
    table(
      { caption: `${analysis.title}: pooled by window` },
      [
        { header: "Window" },
        { header: "k", numeric: true },
        { header: shortName(measure), numeric: true },
        { header: `${levelText(analysis.model.ciLevel)} CI`, numeric: true },
        { header: "τ²", numeric: true },
        { header: "I²", numeric: true },
      ],
      windows.map(({ label, fit }) => [
        label,
        fit?.k ?? 0,
        fit === undefined ? "–" : traced(shown(measure, fit.estimate), "pooled", `${analysis.id}/${label}`),
        fit === undefined ? "–" : interval(measure, fit.ciLower, fit.ciUpper),
        fit === undefined || fit.k < 2 ? "–" : fit.tau2.toFixed(2),
        fit === undefined || fit.k < 2 ? "–" : percentText(fit.i2),
      ]),
    ),
    warningsList(finding.warnings.filter(({ code }) => code !== "single-effect" && code !== "few-effects")),
    table(
      { caption: `${analysis.title}: every effect`, stacked: true },
      [
        { header: "Study" },
        { header: "Time", numeric: true },
        { header: shortName(measure), numeric: true },
        { header: "95% CI", numeric: true },
      ],
      points.map((point) =>
        point.kind === "effect"
          ? [
              traced(point.effect.label, "effect", point.effect.id),
              hoursText(point.effect.timeHours),
              traced(shown(measure, point.effect.yi), "effect", point.effect.id),
              traced(
                interval(measure, point.effect.ciLower, point.effect.ciUpper),
                "effect",
                point.effect.id,
              ),
            ]
          : [
              traced(point.label, "result", point.result),
              hoursText(point.timeHours),
              traced(shown(measure, point.yi), "result", point.result),
              "not printed",
            ],
      ),
    ),
    publishedTable(input, finding),
    unusedTable(input, finding),
  );
}

function inWords({ summary, windows, analysis }: TimeCourseFinding): string {
  const onset =
    summary.onset === undefined
      ? "In no window does the pooled interval exclude no effect."
      : `Onset: the first window whose pooled interval excludes no effect is “${summary.onset}”.`;
  const peak = summary.peak === undefined ? "" : ` Peak: the largest pooled effect is at “${summary.peak}”.`;
  const last = windows.filter(({ fit }) => fit !== undefined).at(-1);
  const fading =
    summary.lastDistinct === undefined
      ? ""
      : ` Fading: the last window whose interval excludes no effect is “${summary.lastDistinct}”${last === undefined || last.label === summary.lastDistinct ? "; nothing later could be pooled" : `; at “${last.label}” it no longer does`}.`;
  return `${onset}${peak}${fading} Windows hold different studies, so differences between them are not changes within a study. Model of each window: ${MODELS[analysis.model.method]}, ${TEST_NAMES[analysis.model.test]}.`;
}

function publishedTable({ claims }: ReportInput, { analysis }: TimeCourseFinding): Content {
  const rows = analysis.published.flatMap((id) => {
    const claim = claims.find((check) => check.claim.id === id)?.claim;
    if (claim?.estimate === undefined) return [];
    const ci =
      claim.ci_lower === undefined || claim.ci_upper === undefined
        ? "not found"
        : typeset(`${claim.ci_lower.text} to ${claim.ci_upper.text}`);
    return [
      [
        h("a", { href: `#${anchor("claim", id)}` }, claim.citation),
        claim.comparison ?? "",
        claim.time ?? "",
        typeset(claim.estimate.text),
        ci,
      ],
    ];
  });
  if (rows.length === 0) return undefined;
  return table(
    { caption: `${analysis.title}: published pooled effects drawn beside`, stacked: true },
    [
      { header: "Review" },
      { header: "Comparison" },
      { header: "Time" },
      { header: "Estimate", numeric: true },
      { header: "95% CI", numeric: true },
    ],
    rows,
  );
}
