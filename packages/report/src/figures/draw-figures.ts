import {
  forestPlot,
  mechanismMap,
  prismaFlowDiagram,
  timeCoursePlot,
  trafficLightPlot,
} from "@coppice/plots";
import type { ReportInput } from "../input.ts";
import { figureId, nameControls } from "../html/element.ts";
import { forestFigure } from "./forest-figure.ts";
import { biasFigures, prismaFigure, timeCourseFigure } from "./other-figures.ts";
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
  readonly bias: readonly Figure[];
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
    bias:
      review.studies.length === 0
        ? []
        : biasFigures(review, input.findings, "wide").map((data, index) =>
            both(index === 0 ? "risk-of-bias" : `risk-of-bias-${index + 1}`, (suffix, compact) =>
              trafficLightPlot(
                { ...data, ...biasFigures(review, input.findings, suffix)[index] },
                { compact },
              ),
            ),
          ),
    mechanisms:
      review.mechanisms.length === 0
        ? undefined
        : both("mechanism-map", (suffix, compact) =>
            mechanismMap(mechanismFigure(review, suffix), { compact }),
          ),
  };
}

function both(name: string, draw: (suffix: string, compact: boolean) => string): Figure {
  return { name, wide: nameControls(draw("wide", false)), compact: nameControls(draw("compact", true)) };
}
