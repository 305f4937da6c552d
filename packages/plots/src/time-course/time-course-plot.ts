import { max, min, ticks } from "d3-array";
import { scaleLinear, scaleLog } from "d3-scale";
import { line } from "d3-shape";
import { drawFigure } from "../svg/figure.ts";
import { el, escapeXml, formatCoordinate } from "../svg/element.ts";
import { fitText, textWidth } from "../svg/text-width.ts";
import type { PublishedPoint, TimeCourseData, TimeCoursePoint } from "./data.ts";

export interface TimeCourseOptions {
  /** For phones: 380 px wide instead of 960. */
  readonly compact?: boolean;
}

const HOUR_TICKS: readonly (readonly [hours: number, label: string, compact: boolean])[] = [
  [2 / 3, "40 min", true],
  [2, "2 h", false],
  [4, "4 h", true],
  [12, "12 h", false],
  [24, "1 d", true],
  [48, "2 d", false],
  [72, "3 d", true],
  [168, "7 d", true],
  [336, "14 d", true],
  [672, "28 d", true],
  [1344, "8 wk", true],
  [4368, "6 mo", true],
];

/**
 * Effects against time since the dose (log axis) as SVG text: study effects with whiskers (hollow where no interval is
 * known), those of one study joined by a thin line; pooled effects per window as diamonds over a band; published pooled
 * effects as open squares beside. Negative effects are drawn upwards.
 */
export function timeCoursePlot(data: TimeCourseData, options: TimeCourseOptions = {}): string {
  const compact = options.compact === true;
  const [width, height] = compact ? [380, 440] : [960, 500];
  const frame = {
    left: compact ? 42 : 64,
    right: width - (compact ? 8 : 176),
    top: 46,
    bottom: height - (compact ? 96 : 78),
  };
  const times = [...data.points, ...data.published]
    .map(({ timeHours }) => timeHours)
    .concat(data.pooled.flatMap(({ fromHours, toHours }) => [fromHours, toHours]));
  const x = scaleLog([(min(times) ?? 1) * 0.75, (max(times) ?? 100) * 1.35], [frame.left, frame.right]);
  const [lowest, highest] = verticalRange(data);
  const y = scaleLinear([lowest, highest], [frame.top, frame.bottom]);
  const clampY = (value: number): number => Math.min(frame.bottom, Math.max(frame.top, y(value)));
  const parts: string[] = [];
  const slot = compact ? 3.5 : 5;
  const dodge = dodged(data);

  for (const value of ticks(lowest, highest, 7)) {
    parts.push(
      el("line", {
        class: value === 0 ? "zero" : "grid",
        x1: frame.left,
        x2: frame.right,
        y1: y(value),
        y2: y(value),
      }),
    );
    parts.push(text(String(value).replace("-", "−"), frame.left - 8, y(value) + 4, { anchor: "end" }));
  }
  for (const [hours, label, inCompact] of HOUR_TICKS) {
    if ((compact && !inCompact) || hours < (x.domain()[0] ?? 0) || hours > (x.domain()[1] ?? 0)) continue;
    parts.push(
      el("line", { class: "axis", x1: x(hours), x2: x(hours), y1: frame.bottom, y2: frame.bottom + 5 }),
    );
    parts.push(text(label, x(hours), frame.bottom + 19, { anchor: "middle" }));
  }
  parts.push(
    el("line", { class: "axis", x1: frame.left, x2: frame.right, y1: frame.bottom, y2: frame.bottom }),
  );
  parts.push(
    text(data.xLabel, (frame.left + frame.right) / 2, frame.bottom + 38, {
      anchor: "middle",
      class: "muted",
    }),
  );
  parts.push(text(data.yLabel, compact ? 0 : 8, 16, { class: "strong" }));
  if (data.favoursNegative !== undefined)
    parts.push(text(`↑ ${data.favoursNegative}`, compact ? 0 : 8, 34, { class: "muted" }));
  if (data.favoursPositive !== undefined)
    parts.push(text(`↓ ${data.favoursPositive}`, frame.left + 6, frame.bottom - 8, { class: "muted" }));

  for (const window of data.pooled) {
    const [x1, x2] = [x(window.fromHours), x(window.toHours)];
    const centre = x(window.atHours);
    const half = 7;
    const points = [
      [centre - half, y(window.estimate)],
      [centre, clampY(window.ciLower)],
      [centre + half, y(window.estimate)],
      [centre, clampY(window.ciUpper)],
    ];
    parts.push(
      el(
        "g",
        { class: "mark", "data-ref": window.ref },
        el("rect", {
          class: "band",
          x: x1,
          y: clampY(window.ciLower),
          width: Math.max(2, x2 - x1),
          height: Math.max(1, clampY(window.ciUpper) - clampY(window.ciLower)),
        }),
        el("line", { class: "pooled", x1, x2, y1: y(window.estimate), y2: y(window.estimate) }),
        el("polygon", {
          class: "diamond",
          points: points.map(([px, py]) => `${formatCoordinate(px!)},${formatCoordinate(py!)}`).join(" "),
        }),
      ),
    );
  }
  const studies = [...new Set(data.points.map(({ study }) => study))];
  for (const study of studies) {
    const own = data.points
      .filter((point) => point.study === study)
      .sort((a, b) => a.timeHours - b.timeHours);
    if (own.length > 1) {
      const path = line<TimeCoursePoint>(
        (point) => pointX(point),
        (point) => y(point.estimate),
      ).digits(2)(own);
      if (path !== null) parts.push(el("path", { class: "thread", d: path }));
    }
    for (const point of own) parts.push(drawPoint(point));
  }
  for (const point of data.published) parts.push(drawPublished(point));
  if (!compact) parts.push(...labels());
  parts.push(...legend());
  return drawFigure(
    {
      id: data.id,
      title: data.title,
      description:
        data.description ??
        `${data.points.length} study effects over time, pooled in ${data.pooled.length} windows. The numbers are in the table below the figure.`,
      width,
      height,
      colours: {
        study: ["#3d4a57", "#b4c0cb"],
        diamond: ["#1f6f54", "#63c29f"],
        band: ["#dcece5", "#1f3a30"],
        published: ["#a8492b", "#e39a7c"],
        grid: ["#e6e9ec", "#2b3138"],
      },
      css: [
        "& text{font-size:12px;paint-order:stroke;stroke:var(--paper);stroke-width:3px;stroke-linejoin:round}",
        "& text.strong{font-weight:600;font-size:13px}",
        "& text.muted{fill:var(--muted)}",
        "& .grid{stroke:var(--grid)}",
        "& .zero,& .axis{stroke:var(--ink)}",
        "& .thread{stroke:var(--study);stroke-width:1;fill:none;opacity:.55}",
        "& .whisker{stroke:var(--study);stroke-width:1.3}",
        "& .dot{fill:var(--study)}",
        "& .hollow{fill:var(--paper);stroke:var(--study);stroke-width:1.5}",
        "& .band{fill:var(--band)}",
        "& .pooled{stroke:var(--diamond);stroke-width:2}",
        "& .diamond{fill:var(--diamond)}",
        "& .published{fill:var(--paper);stroke:var(--published);stroke-width:1.6}",
        "& .published-whisker{stroke:var(--published);stroke-width:1.3;stroke-dasharray:4 2}",
        "& [data-ref]{cursor:pointer}",
      ].join(""),
    },
    ...parts,
  );

  function pointX(point: TimeCoursePoint): number {
    return x(point.timeHours) + slot * (dodge.get(point) ?? 0);
  }

  function drawPoint(point: TimeCoursePoint): string {
    const [px, py] = [pointX(point), y(point.estimate)];
    const known = point.ciLower !== undefined && point.ciUpper !== undefined;
    return el(
      "g",
      { class: "mark", "data-ref": point.ref },
      el("title", {}, escapeXml(`${point.label}, ${point.timeHours} h: ${point.estimate.toFixed(2)}`)),
      known
        ? el("line", {
            class: "whisker",
            x1: px,
            x2: px,
            y1: clampY(point.ciLower),
            y2: clampY(point.ciUpper),
          })
        : "",
      el("circle", { class: known ? "dot" : "hollow", cx: px, cy: py, r: 4 }),
    );
  }

  function drawPublished(point: PublishedPoint): string {
    const others = data.published.filter(({ timeHours }) => timeHours === point.timeHours);
    const px = x(point.timeHours) + slot * (2.4 + others.indexOf(point));
    const py = y(point.estimate);
    const known = point.ciLower !== undefined && point.ciUpper !== undefined;
    return el(
      "g",
      { class: "mark", "data-ref": point.ref },
      el("title", {}, escapeXml(`${point.label}: ${point.estimate.toFixed(2)}`)),
      known
        ? el("line", {
            class: "published-whisker",
            x1: px,
            x2: px,
            y1: clampY(point.ciLower),
            y2: clampY(point.ciUpper),
          })
        : "",
      el("rect", { class: "published", x: px - 3.5, y: py - 3.5, width: 7, height: 7 }),
    );
  }

  /** Study names at the right edge, at the height of each study's last point, moved apart where they would touch. */
  function labels(): readonly string[] {
    const last = studies
      .map((study) =>
        data.points
          .filter((point) => point.study === study)
          .reduce((a, b) => (b.timeHours > a.timeHours ? b : a)),
      )
      .sort((a, b) => y(a.estimate) - y(b.estimate));
    let below = -Infinity;
    const placed = last.map((point) => {
      below = Math.max(below + 15, y(point.estimate) + 4);
      return { point, at: below };
    });
    const overflow = Math.max(0, below - frame.bottom);
    return placed.flatMap(({ point, at }) => [
      el("line", {
        class: "grid",
        x1: pointX(point) + 6,
        x2: frame.right + 8,
        y1: y(point.estimate),
        y2: at - overflow - 4,
      }),
      text(fitText(point.label, 164, 12), frame.right + 10, at - overflow, {}),
    ]);
  }

  function legend(): readonly string[] {
    const entries: readonly (readonly [shape: string, label: string])[] = [
      [el("circle", { class: "dot", cx: 6, cy: -4, r: 4 }), "study effect, 95% CI"],
      [el("circle", { class: "hollow", cx: 6, cy: -4, r: 4 }), "printed without CI"],
      [el("polygon", { class: "diamond", points: "0,-4 6,-10 12,-4 6,2" }), "pooled in a window"],
      ...(data.published.length > 0
        ? ([
            [
              el("rect", { class: "published", x: 2.5, y: -7.5, width: 7, height: 7 }),
              "published pooled effect",
            ],
          ] as const)
        : []),
    ];
    let left = compact ? 0 : frame.left;
    let top = height - (compact ? 32 : 14);
    return entries.map(([shape, label]) => {
      const needed = 22 + textWidth(label, 12) + 16;
      if (left + needed > width) {
        left = 0;
        top += 18;
      }
      const part = el(
        "g",
        { transform: `translate(${formatCoordinate(left)} ${formatCoordinate(top)})` },
        shape,
        text(label, 18, 0, {}),
      );
      left += needed;
      return part;
    });
  }
}

/**
 * Slots for points that share a time: they stand side by side, left of the place of a pooled diamond, so that nothing
 * covers anything; published effects stand to its right.
 */
function dodged(data: TimeCourseData): ReadonlyMap<TimeCoursePoint, number> {
  const slots = new Map<TimeCoursePoint, number>();
  const byTime = new Map<number, TimeCoursePoint[]>();
  for (const point of data.points)
    byTime.set(point.timeHours, [...(byTime.get(point.timeHours) ?? []), point]);
  for (const [time, points] of byTime) {
    const beside =
      data.pooled.some(({ atHours }) => atHours === time) ||
      data.published.some(({ timeHours }) => timeHours === time);
    const last = beside ? -2 : (points.length - 1) / 2;
    points.forEach((point, index) => slots.set(point, last - (points.length - 1 - index)));
  }
  return slots;
}

/** From the most negative value shown to the most positive, whiskers cut at twice the span of the estimates. */
function verticalRange(data: TimeCourseData): readonly [number, number] {
  const all = [...data.points, ...data.pooled, ...data.published];
  const estimates = all.map(({ estimate }) => estimate).concat(0);
  const ends = all.flatMap(({ ciLower, ciUpper }) => [ciLower ?? 0, ciUpper ?? 0]).concat(0);
  const [low, high] = [min(estimates) ?? -1, max(estimates) ?? 1];
  const reach = Math.max(0.3, (high - low) * 0.6);
  const margin = 0.08;
  return [Math.max(min(ends) ?? -1, low - reach) - margin, Math.min(max(ends) ?? 1, high + reach) + margin];
}

function text(
  content: string,
  x: number,
  y: number,
  attributes: { readonly anchor?: string; readonly class?: string },
): string {
  return el("text", { x, y, "text-anchor": attributes.anchor, class: attributes.class }, escapeXml(content));
}
