import { describe, test } from "vitest";
import { baujatPlot } from "./baujat/baujat-plot.ts";
import { BAUJAT } from "./baujat/example.testing.ts";
import { bubblePlot } from "./bubble/bubble-plot.ts";
import { BUBBLE } from "./bubble/example.testing.ts";
import { draperyPlot } from "./drapery/drapery-plot.ts";
import { DRAPERY } from "./drapery/example.testing.ts";
import { EVERYTHING as FOREST } from "./forest/example.testing.ts";
import { forestPlot } from "./forest/forest-plot.ts";
import { funnelPlot } from "./funnel/funnel-plot.ts";
import { EVERYTHING } from "./funnel/example.testing.ts";
import { GOSH_HIGHLIGHT } from "./gosh/example.testing.ts";
import { goshPlot } from "./gosh/gosh-plot.ts";
import { labbePlot } from "./labbe/labbe-plot.ts";
import { LABBE } from "./labbe/example.testing.ts";
import { parseSvg } from "./parse-svg.testing.ts";
import { radialPlot } from "./radial/radial-plot.ts";
import { RADIAL } from "./radial/example.testing.ts";
import { RECALL } from "./recall-curve/example.testing.ts";
import { recallCurvePlot } from "./recall-curve/recall-curve-plot.ts";
import type { PlotOptions } from "./scatter/style.ts";
import { expectTextsInside } from "./texts-inside.testing.ts";
import { DEPRESSION } from "./time-course/example.testing.ts";
import { timeCoursePlot } from "./time-course/time-course-plot.ts";

const LONG =
  "Standardised mean difference of the Montgomery-Åsberg score, between groups, at the end of treatment";

/** Study names as authors of registered reports write them. */
function long<T extends { readonly label: string }>(points: readonly T[]): readonly T[] {
  return points.map((point) => ({
    ...point,
    label: `${point.label}, Multicentre Trial Group, second cohort`,
  }));
}

const MEASURE = { label: LONG, scale: "linear" } as const;
const RATIO = { label: LONG, scale: "log" } as const;

const FIGURES: Readonly<Record<string, (options: PlotOptions) => string>> = {
  baujat: (options) =>
    baujatPlot({ ...BAUJAT, points: long(BAUJAT.points), xLabel: LONG, yLabel: LONG }, options),
  bubble: (options) =>
    bubblePlot({ ...BUBBLE, points: long(BUBBLE.points), measure: MEASURE, moderator: LONG }, options),
  drapery: (options) =>
    draperyPlot(
      {
        ...DRAPERY,
        measure: RATIO,
        studies: long(DRAPERY.studies),
        pooled: { ...DRAPERY.pooled, label: LONG },
      },
      options,
    ),
  funnel: (options) =>
    funnelPlot({ ...EVERYTHING, measure: RATIO, points: long(EVERYTHING.points) }, options),
  forest: (options) => {
    const rows = FOREST.rows.map((row) => ("label" in row ? long([row])[0]! : row));
    return forestPlot({ ...FOREST, rows }, options);
  },
  gosh: (options) =>
    goshPlot(
      {
        ...GOSH_HIGHLIGHT,
        measure: RATIO,
        yLabel: LONG,
        highlight: { ...GOSH_HIGHLIGHT.highlight!, label: LONG },
      },
      options,
    ),
  labbe: (options) =>
    labbePlot(
      { ...LABBE, points: long(LABBE.points), xLabel: LONG, yLabel: LONG, pooledText: `pooled ${LONG}` },
      options,
    ),
  radial: (options) => radialPlot({ ...RADIAL, points: long(RADIAL.points), xLabel: LONG }, options),
  "recall curve": (options) => recallCurvePlot({ ...RECALL, curves: long(RECALL.curves) }, options),
  "time course": (options) =>
    timeCoursePlot(
      { ...DEPRESSION, points: long(DEPRESSION.points), published: long(DEPRESSION.published) },
      options,
    ),
};

describe.each(Object.entries(FIGURES))("%s", (_, draw) => {
  test.each([
    ["wide", {}],
    ["compact", { compact: true }],
  ])("%s: names of any length stay inside the figure", (_size, options) => {
    expectTextsInside(parseSvg(draw(options)));
  });
});
