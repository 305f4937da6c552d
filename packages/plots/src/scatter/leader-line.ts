import { el } from "../svg/element.ts";
import type { Leader } from "./place-labels.ts";

/** The line, light below dark so that it can be followed over marks, with a ring in the middle of its mark. */
export function drawLeader({ from: [x1, y1], to: [x2, y2] }: Leader): string {
  return [
    el("line", { class: "leader-ground", x1, y1, x2, y2 }),
    el("line", { class: "leader", x1, y1, x2, y2 }),
    el("circle", { class: "leader-end", cx: x1, cy: y1, r: 2 }),
  ].join("");
}

export const LEADER_CSS = [
  "& .leader-ground{stroke:var(--paper);stroke-width:2.5}",
  "& .leader{stroke:var(--muted)}",
  "& .leader-end{fill:var(--paper);stroke:var(--muted)}",
].join("");
