import {
  baujatPlot,
  bubblePlot,
  draperyPlot,
  forestPlot,
  funnelPlot,
  goshPlot,
  labbePlot,
  radialPlot,
} from "@coppice/plots";
import type { OnProgress } from "../action-error.ts";
import type { MetaAnalysis, Skipped } from "./analyse.ts";
import { bubblesData } from "./bubble-figures.ts";
import { forestData, partialForestData } from "./forest-figures.ts";
import { planGosh, type GoshPlan, type PooledSubsets } from "./gosh-subsets.ts";
import { poolInThreads } from "./gosh-threads.ts";
import type { Studies } from "./load-studies.ts";
import type { MetaOptions } from "./options.ts";
import { baujatData, draperyData, funnelData, goshData, labbeData, radialData } from "./scatter-figures.ts";

/** Rows that can still be told apart. */
const MOST_ROWS = 500;
/** Points of a plot in which each is one mark or one dot. */
const MOST_POINTS = 20_000;
const MOST_CURVES = 2000;
const MOST_FOR_GOSH = 10_000;

export interface Figures {
  /** File name → SVG text. */
  readonly files: ReadonlyMap<string, string>;
  readonly skipped: readonly Skipped[];
  readonly subsets?: { readonly plan: GoshPlan; readonly pooled: PooledSubsets };
}

/** All figures that the data allow; what is left out is named with its reason. */
export async function drawFigures(
  studies: Studies,
  analysis: MetaAnalysis,
  options: MetaOptions,
  onProgress?: OnProgress,
): Promise<Figures> {
  const { fit, regression, subgroups } = analysis;
  const k = studies.yi.length;
  const files = new Map<string, string>();
  const skipped: Skipped[] = [];
  const upTo = (most: number, what: string, draw: () => string): void => {
    if (k > most) skipped.push({ what, why: `${k} studies; it is drawn for up to ${most}` });
    else files.set(`${what.toLowerCase().replaceAll(/[^a-z]+/g, "-")}.svg`, draw());
  };
  upTo(MOST_ROWS, "forest", () => forestPlot(forestData(studies, fit, subgroups)));
  for (const partial of [analysis.leaveOneOut, analysis.cumulative])
    if (partial !== undefined)
      upTo(MOST_ROWS, partial.kind, () => forestPlot(partialForestData(studies, fit, partial)));
  upTo(MOST_POINTS, "funnel", () => funnelPlot(funnelData(studies, analysis)));
  const { baujat } = analysis;
  if (baujat !== undefined) upTo(MOST_POINTS, "baujat", () => baujatPlot(baujatData(studies, baujat)));
  upTo(MOST_POINTS, "radial", () => radialPlot(radialData(studies, fit, options.fit)));
  const labbe = k > MOST_POINTS ? undefined : labbeData(studies, fit);
  if (labbe !== undefined) files.set("labbe.svg", labbePlot(labbe));
  if (regression !== undefined && k <= MOST_POINTS) {
    const bubbles = bubblesData(studies, regression);
    for (const bubble of bubbles)
      files.set(`bubble-${bubble.moderator.replaceAll(/[^\w.-]+/g, "_")}.svg`, bubblePlot(bubble));
    if (bubbles.length === 0)
      skipped.push({
        what: "bubble",
        why: "the model has no moderator, a number or a category of up to 12 levels, that stands by itself",
      });
  }
  upTo(MOST_CURVES, "drapery", () => draperyPlot(draperyData(studies, fit)));
  if (k < 3 || k > MOST_FOR_GOSH) {
    skipped.push({ what: "GOSH", why: `${k} studies; it is drawn for 3 to ${MOST_FOR_GOSH}` });
    return { files, skipped };
  }
  if (options.fit.weights?.includes(0) === true) {
    skipped.push({
      what: "GOSH",
      why: "a study has a weight of 0: subsets of such studies have no pooled effect",
    });
    return { files, skipped };
  }
  const plan = planGosh(studies.yi, studies.vi, options.fit, options.seed ?? 1);
  onProgress?.({ label: `pool ${plan.size} subsets`, done: 0, total: 1 });
  const pooled = await poolInThreads(plan, options.threads ?? 1);
  onProgress?.({ label: "subsets", done: 1, total: 1 });
  files.set("gosh.svg", goshPlot(goshData(studies, analysis, plan, pooled)));
  return { files, skipped, subsets: { plan, pooled } };
}
