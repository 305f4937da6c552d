import { shortName } from "../format.ts";
import type { PrismaFlowData, TimeCourseData } from "@coppice/plots";
import { type FlowStream, type PrismaFlow, type Review, type TimeCourseFinding } from "@coppice/review";
import { anchor, figureId } from "../html/element.ts";
import { outcomeOf } from "../review-index.ts";

export function timeCourseFigure(
  review: Review,
  finding: TimeCourseFinding,
  idSuffix: string,
): TimeCourseData {
  const { analysis, points, windows, measure } = finding;
  const better = outcomeOf(review, analysis.outcome).better;
  const { intervention, control } = review.protocol.labels;
  const claims = new Map(review.claims.map((claim) => [claim.id, claim]));
  return {
    id: figureId("fig", analysis.id, idSuffix),
    title: `${analysis.title}: effects against time`,
    yLabel: shortName(measure),
    xLabel: "time since the (first) dose, logarithmic axis",
    favoursNegative: `favours ${better === "lower" ? intervention : control}`,
    favoursPositive: `favours ${better === "lower" ? control : intervention}`,
    points: points.map((point) =>
      point.kind === "effect"
        ? {
            study: point.effect.study,
            label: point.effect.label,
            timeHours: point.effect.timeHours,
            estimate: point.effect.yi,
            ciLower: point.effect.ciLower,
            ciUpper: point.effect.ciUpper,
            ref: anchor("effect", point.effect.id),
          }
        : {
            study: point.study,
            label: point.label,
            timeHours: point.timeHours,
            estimate: point.yi,
            ref: anchor("result", point.result),
          },
    ),
    pooled: windows.flatMap(({ window, label, fit }) =>
      fit === undefined || fit.k < 2
        ? []
        : [
            {
              label,
              fromHours: window.from,
              toHours: window.to,
              atHours: window.at,
              estimate: fit.estimate,
              ciLower: fit.ciLower,
              ciUpper: fit.ciUpper,
              k: fit.k,
              ref: anchor("pooled", `${analysis.id}/${label}`),
            },
          ],
    ),
    published: analysis.published.flatMap((id) => {
      const claim = claims.get(id);
      if (claim?.estimate === undefined || claim.time_hours === undefined) return [];
      return [
        {
          label: claim.citation,
          timeHours: claim.time_hours,
          estimate: claim.estimate.value,
          ...(claim.ci_lower === undefined || claim.ci_upper === undefined
            ? {}
            : { ciLower: claim.ci_lower.value, ciUpper: claim.ci_upper.value }),
          ref: anchor("claim", id),
        },
      ];
    }),
  };
}

/** The flow as drawn: boxes of records nobody has judged yet only when there are any; other methods have no screening. */
export function prismaFigure(flow: PrismaFlow, idSuffix: string): PrismaFlowData {
  const { awaitingScreening, awaitingFullText, ...databases } = flow.databases;
  const waiting = {
    ...(awaitingScreening > 0 ? { awaitingScreening } : {}),
    ...(awaitingFullText > 0 ? { awaitingFullText } : {}),
  };
  return {
    id: `fig-prisma-${idSuffix}`,
    title: "PRISMA 2020 flow diagram",
    databases: { ...databases, ...waiting },
    ...(flow.other === undefined ? {} : { other: otherMethods(flow.other) }),
    included: flow.included,
  };
}

function otherMethods(stream: FlowStream): NonNullable<PrismaFlowData["other"]> {
  const {
    sources,
    identified,
    duplicatesRemoved,
    sought,
    notRetrieved,
    assessed,
    excludedAtFullText,
    awaitingFullText,
  } = stream;
  return {
    sources,
    identified,
    sought,
    notRetrieved,
    assessed,
    excludedAtFullText,
    ...(duplicatesRemoved > 0 ? { duplicatesRemoved } : {}),
    ...(awaitingFullText > 0 ? { awaitingFullText } : {}),
  };
}
