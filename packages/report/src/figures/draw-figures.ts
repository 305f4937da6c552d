import {
  forestPlot,
  mechanismMap,
  prismaFlowDiagram,
  timeCoursePlot,
  robSummaryPlot,
  trafficLightPlot,
  type TrafficLightData,
  type TrafficLightOptions,
} from "@coppice/plots";
import type { ReportInput } from "../input.ts";
import { figureId, nameControls } from "../html/element.ts";
import { forestFigure } from "./forest-figure.ts";
import { biasFigures } from "./bias-figure.ts";
import { prismaFigure, timeCourseFigure } from "./other-figures.ts";
import { mechanismFigure } from "./mechanism-figure.ts";

/** A figure in both sizes; ids inside differ, so that both can stand in one page. */
export interface Figure {
  /** File name without ending. */
  readonly name: string;
  readonly wide: string;
  readonly compact: string;
}

export interface Figures {
  readonly prisma: Figure | undefined;
  /** By analysis id. */
  readonly analyses: ReadonlyMap<string, Figure>;
  /** One an instrument, in the order of `biasInstruments`. */
  readonly bias: readonly Figure[];
  /** The same as bars; none while nobody has judged. */
  readonly biasSummaries: readonly Figure[];
  readonly mechanisms: Figure | undefined;
}

export function drawFigures(input: ReportInput): Figures {
  const { review } = input.checked;
  const analyses = new Map<string, Figure>();
  for (const finding of input.findings) {
    const name = figureId("analysis", finding.analysis.id);
    if (finding.kind === "pairwise") {
      if (finding.effects.length === 0) continue;
      analyses.set(
        finding.analysis.id,
        both(name, (suffix, compact) => forestPlot(forestFigure(review, finding, suffix), { compact })),
      );
    } else if (finding.points.length > 0) {
      analyses.set(
        finding.analysis.id,
        both(name, (suffix, compact) =>
          timeCoursePlot(timeCourseFigure(review, finding, suffix), { compact }),
        ),
      );
    }
  }
  const { flow } = input;
  return {
    prisma:
      flow &&
      both("prisma-flow", (suffix, compact) => prismaFlowDiagram(prismaFigure(flow, suffix), { compact })),
    analyses,
    bias: review.studies.length === 0 ? [] : drawBias(input, "risk-of-bias", trafficLightPlot),
    biasSummaries:
      review.judgements.length === 0 ? [] : drawBias(input, "risk-of-bias-summary", robSummaryPlot),
    mechanisms:
      review.mechanisms.length === 0
        ? undefined
        : both("mechanism-map", (suffix, compact) =>
            mechanismMap(mechanismFigure(review, suffix), { compact }),
          ),
  };
}

function drawBias(
  { checked, findings }: ReportInput,
  name: string,
  plot: (data: TrafficLightData, options: TrafficLightOptions) => string,
): readonly Figure[] {
  const [wide, compact] = [
    biasFigures(checked.review, findings, "wide"),
    biasFigures(checked.review, findings, "compact"),
  ];
  return wide.map((data, index) =>
    both(index === 0 ? name : `${name}-${index + 1}`, (suffix, isCompact) => {
      const own = isCompact ? (compact[index] ?? data) : data;
      return plot({ ...own, id: `${name}-${index + 1}-${suffix}` }, { compact: isCompact });
    }),
  );
}

function both(name: string, draw: (suffix: string, compact: boolean) => string): Figure {
  return { name, wide: nameControls(draw("wide", false)), compact: nameControls(draw("compact", true)) };
}
