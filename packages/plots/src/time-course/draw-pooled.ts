import { el } from "../svg/element.ts";
import type { TimeCourseWindow } from "./data.ts";
import { markGroup } from "../svg/mark-group.ts";
import { effectText } from "./mark-text.ts";
import { at, type Panel } from "./panel.ts";
import type { Box } from "../scatter/place-labels.ts";

/** The band behind everything: as wide as the window, as high as the interval, with a line at the estimate. */
export function drawBand(window: TimeCourseWindow, panel: Panel, x: (hours: number) => number): string {
  const [x1, x2] = [x(window.fromHours), x(window.toHours)];
  const [top, bottom] = verticalEnds(window, panel);
  const y = panel.y(window.estimate);
  return (
    el("rect", {
      class: "band",
      x: x1,
      y: top,
      width: Math.max(2, x2 - x1),
      height: Math.max(1, bottom - top),
    }) + el("line", { class: "pooled", x1, x2, y1: y, y2: y })
  );
}

/** The diamond at the window's time: its upper and lower ends are exactly the interval. */
export function drawDiamond(window: TimeCourseWindow, panel: Panel, centre: number, half: number): string {
  const [top, bottom] = verticalEnds(window, panel);
  const middle = panel.y(window.estimate);
  const points = [at(centre - half, middle), at(centre, top), at(centre + half, middle), at(centre, bottom)];
  return markGroup(
    window.ref,
    `${window.label}, k = ${window.k}: ${effectText(window)}`,
    el("polygon", { class: "diamond", points: points.join(" ") }),
  );
}

export function diamondBox(window: TimeCourseWindow, panel: Panel, centre: number, half: number): Box {
  const [top, bottom] = verticalEnds(window, panel);
  return { left: centre - half, right: centre + half, top, bottom };
}

function verticalEnds(window: TimeCourseWindow, panel: Panel): readonly [top: number, bottom: number] {
  const [a, b] = [panel.y(window.ciLower), panel.y(window.ciUpper)];
  return [Math.min(a, b), Math.max(a, b)];
}
