import { max, min } from "d3-array";
import { scaleLog } from "d3-scale";
import { line } from "d3-shape";
import { el } from "../svg/element.ts";
import { drawFigure } from "../svg/figure.ts";
import { fitText, textWidth, WIDE_FONT, wrapText } from "../svg/text-width.ts";
import { arrangeMarks } from "./arrange-marks.ts";
import { drawLegend } from "./course-legend.ts";
import { TIME_COURSE_COLOURS, TIME_COURSE_CSS } from "./course-style.ts";
import type { PublishedPoint, TimeCourseData, TimeCoursePoint } from "./data.ts";
import { diamondBox, drawBand, drawDiamond } from "./draw-pooled.ts";
import { markGroup } from "../svg/mark-group.ts";
import { effectText, hoursText, letter } from "./mark-text.ts";
import { drawLeader } from "../scatter/leader-line.ts";
import { nameStudies } from "../scatter/name-studies.ts";
import { drawGrid, drawText, drawWhisker, makePanel, type Panel } from "./panel.ts";
import type { Box, LabelAnchor } from "../scatter/place-labels.ts";
import { timeTicks } from "./time-axis.ts";

export interface TimeCourseOptions {
  /** For phones: 380 px wide instead of 960. */
  readonly compact?: boolean;
}

const WIDE = {
  width: 960,
  left: 64,
  studies: 340,
  published: 170,
  room: { mark: 6, diamond: 9 },
  half: 7,
  radius: 5.5,
};
const COMPACT = {
  width: 380,
  left: 42,
  studies: 320,
  published: 150,
  room: { mark: 4.5, diamond: 6.5 },
  half: 5,
  radius: 4.2,
};
const SIZE = 12;

/**
 * Effects against time since the dose (log axis) as SVG text. Study effects are dots, larger where more precise, with
 * whiskers (hollow without an interval), those of one study joined by a thin line; pooled effects are diamonds over a
 * band as wide as their window. Published pooled effects are open squares with a letter, in a second panel beside the
 * pooled effects again. Marks at one time stand side by side. Names that find no place become numbers with a key.
 * Marks with a `ref` carry `class="mark"` and `data-ref`.
 *
 * @param options - `compact`: 380 px wide for phones; default 960
 */
export function timeCoursePlot(data: TimeCourseData, options: TimeCourseOptions = {}): string {
  const type = options.compact === true ? COMPACT : WIDE;
  const { width, left, half } = type;
  const right = width - 8;
  const up = data.up ?? "negative";
  const x = timeScale(data, left + 8, right - 8);
  const upper = makePanel([...data.points, ...data.pooled], { top: 48, bottom: 48 + type.studies, up });
  const parts: string[] = [];
  const key: string[] = [];

  drawDirections();
  drawStudyPanel();
  let bottom = upper.bottom;
  if (data.published.length > 0) {
    const top = upper.bottom + 40;
    bottom = top + type.published;
    drawPublishedPanel(makePanel([...data.published, ...data.pooled], { top, bottom, up }));
  }
  drawTimeAxis(bottom);
  const legend = drawLegend(data, bottom + 62, width, SIZE);
  parts.push(...legend.parts);
  let y = legend.bottom + 4;
  for (const text of key) {
    for (const row of wrapText(text, width / WIDE_FONT, SIZE)) {
      y += 17;
      parts.push(drawText(row, 0, y, { class: "muted" }));
    }
    y += 3;
  }
  return drawFigure(
    {
      id: data.id,
      title: data.title,
      description:
        data.description ??
        `${data.points.length} study effects over time, pooled in ${data.pooled.length} windows.`,
      width,
      height: y + 12,
      colours: TIME_COURSE_COLOURS,
      css: TIME_COURSE_CSS,
    },
    parts.join(""),
  );

  function drawDirections(): void {
    parts.push(drawText(data.yLabel, 0, 16, { class: "strong" }));
    const [above, below] =
      up === "negative"
        ? [data.favoursNegative, data.favoursPositive]
        : [data.favoursPositive, data.favoursNegative];
    if (above !== undefined) parts.push(drawText(`↑ ${above}`, 0, 34, { class: "muted" }));
    if (below !== undefined) {
      const room = right - left - textWidth(data.yLabel, 13, true) * 1.1 - 12;
      const words = `↓ ${fitText(below, room, SIZE)}`;
      parts.push(drawText(words, right, 34, { class: "muted", anchor: "end" }));
    }
  }

  function drawStudyPanel(): void {
    const places = arrangeMarks(data.points, data.pooled, x, type.room);
    const radius = radiusOf(data.points, type.radius);
    const studies = [...new Set(data.points.map(({ study }) => study))].map((study) =>
      data.points.filter((point) => point.study === study).sort((a, b) => a.timeHours - b.timeHours),
    );
    drawBackground(upper);
    for (const own of studies) {
      const path = line<TimeCoursePoint>(
        (point) => places.get(point)!,
        (point) => upper.y(point.estimate),
      ).digits(2)(own);
      if (own.length > 1 && path !== null) parts.push(el("path", { class: "thread", d: path }));
    }
    for (const window of data.pooled) parts.push(drawDiamond(window, upper, x(window.atHours), half));
    for (const point of data.points) parts.push(drawPoint(point, places.get(point)!, radius(point)));
    const anchors = (point: TimeCoursePoint): LabelAnchor =>
      anchorOf(point, upper, places.get(point)!, radius(point));
    const taken = [
      ...data.points.map(anchors).flatMap(markBoxes),
      ...data.pooled.map((window) => diamondBox(window, upper, x(window.atHours), half)),
    ];
    const named = nameStudies(
      studies.map((own) => ({
        text: fitText(own[0]!.label, 170, SIZE),
        anchors: own.toReversed().map(anchors),
      })),
      taken,
      { left: left + 2, right: width, top: upper.top - 8, bottom: upper.bottom },
      SIZE,
    );
    for (const { leader } of named.placed) if (leader !== undefined) parts.push(drawLeader(leader));
    for (const label of named.placed)
      parts.push(drawText(label.text, label.x, label.y, { anchor: label.anchor }));
    if (named.key.length > 0) key.push(`Studies: ${named.key.join(" · ")}`);
  }

  function drawPoint(point: TimeCoursePoint, px: number, radius: number): string {
    const known = point.ciLower !== undefined && point.ciUpper !== undefined;
    return markGroup(
      point.ref,
      `${point.label}, ${hoursText(point.timeHours)}: ${effectText(point)}`,
      drawWhisker(upper, px, "whisker", point),
      el("circle", { class: known ? "dot" : "hollow", cx: px, cy: upper.y(point.estimate), r: radius }),
    );
  }

  function drawPublishedPanel(panel: Panel): void {
    const places = arrangeMarks(data.published, data.pooled, x, type.room);
    const heading = "Pooled here, beside what others published";
    parts.push(drawText(heading, 0, panel.top - 12, { class: "strong" }));
    drawBackground(panel);
    for (const window of data.pooled) parts.push(drawDiamond(window, panel, x(window.atHours), half));
    data.published.forEach((point, index) =>
      parts.push(drawPublished(panel, point, places.get(point)!, letter(index))),
    );
    const named = data.published.map(
      (point, index) => `${letter(index)}\u00a0${point.label} ${effectText(point)}`,
    );
    key.push(`Published: ${named.join(" · ")}`);
  }

  function drawPublished(panel: Panel, point: PublishedPoint, px: number, sign: string): string {
    const { top, y: py } = anchorOf(point, panel, px, 4);
    return markGroup(
      point.ref,
      `${point.label}, ${hoursText(point.timeHours)}: ${effectText(point)}`,
      drawWhisker(panel, px, "published-whisker", point),
      el("rect", { class: "published", x: px - 3.5, y: py - 3.5, width: 7, height: 7 }),
      drawText(sign, px, top - 4, { anchor: "middle", class: "sign" }),
    );
  }

  function drawBackground(panel: Panel): void {
    parts.push(...drawGrid(panel, left, right));
    for (const window of data.pooled) parts.push(drawBand(window, panel, x));
  }

  function drawTimeAxis(top: number): void {
    parts.push(el("line", { class: "axis", x1: left, x2: right, y1: top, y2: top }));
    for (const tick of timeTicks(x.invert(left), x.invert(right), x, SIZE)) {
      const px = x(tick.hours);
      parts.push(el("line", { class: "axis", x1: px, x2: px, y1: top, y2: top + 5 }));
      parts.push(drawText(tick.label, px, top + 19, { anchor: "middle" }));
    }
    parts.push(drawText(data.xLabel, (left + right) / 2, top + 37, { anchor: "middle", class: "muted" }));
  }
}

function timeScale(data: TimeCourseData, left: number, right: number): ReturnType<typeof scaleLog<number>> {
  const times = [...data.points, ...data.published]
    .map(({ timeHours }) => timeHours)
    .concat(data.pooled.flatMap(({ fromHours, toHours, atHours }) => [fromHours, toHours, atHours]))
    .filter((hours) => hours > 0);
  const domain = [(min(times) ?? 1) * 0.75, (max(times) ?? 100) * 1.35];
  return scaleLog<number>(domain, [left, right]).clamp(true);
}

/** Radius by precision: area in proportion to 1 / (length of the interval)², the most precise with the largest. */
function radiusOf(points: readonly TimeCoursePoint[], largest: number): (point: TimeCoursePoint) => number {
  const length = ({ ciLower, ciUpper }: TimeCoursePoint): number | undefined =>
    ciLower === undefined || ciUpper === undefined ? undefined : ciUpper - ciLower;
  const shortest = min(points, length);
  return (point) => {
    const own = length(point);
    if (own === undefined || shortest === undefined) return largest * 0.75;
    return own === 0 ? largest : Math.max(largest * 0.65, (largest * shortest) / own);
  };
}

function anchorOf(
  { estimate, ciLower, ciUpper }: TimeCoursePoint | PublishedPoint,
  panel: Panel,
  x: number,
  radius: number,
): LabelAnchor {
  const y = panel.y(estimate);
  const ends = [panel.y(ciLower ?? estimate), panel.y(ciUpper ?? estimate)];
  return { x, y, radius, top: Math.min(y - radius, ...ends), bottom: Math.max(y + radius, ...ends) };
}

function markBoxes({ x, y, top, bottom, radius }: LabelAnchor): readonly Box[] {
  return [
    { left: x - radius - 1, right: x + radius + 1, top: y - radius - 1, bottom: y + radius + 1 },
    { left: x - 2, right: x + 2, top, bottom },
  ];
}
