import { LEADER_CSS } from "../scatter/leader-line.ts";

/** Colours of the time course on light and dark ground. */
export const TIME_COURSE_COLOURS = {
  study: ["#3d4a57", "#b4c0cb"],
  diamond: ["#1f6f54", "#63c29f"],
  band: ["#dcece5", "#1f3a30"],
  published: ["#a8492b", "#e39a7c"],
  grid: ["#e6e9ec", "#2b3138"],
} as const;

export const TIME_COURSE_CSS = [
  "& text{font-size:12px;paint-order:stroke;stroke:var(--paper);stroke-width:3px;stroke-linejoin:round}",
  "& text.strong{font-weight:600;font-size:13px}",
  "& text.muted{fill:var(--muted)}",
  "& text.sign{fill:var(--published);font-size:11px;font-weight:600}",
  "& .grid{stroke:var(--grid)}",
  "& .zero,& .axis{stroke:var(--ink)}",
  "& .thread{stroke:var(--study);stroke-width:1;fill:none;opacity:.55}",
  "& .whisker{stroke:var(--study);stroke-width:1.3;fill:none}",
  "& .dot{fill:var(--study);stroke:var(--paper);stroke-width:1}",
  "& .hollow{fill:var(--paper);stroke:var(--study);stroke-width:1.5}",
  "& .band{fill:var(--band)}",
  "& .pooled{stroke:var(--diamond);stroke-width:1.5}",
  "& .diamond{fill:var(--diamond)}",
  "& .published{fill:var(--paper);stroke:var(--published);stroke-width:1.6}",
  "& .published-whisker{stroke:var(--published);stroke-width:1.3;stroke-dasharray:4 2;fill:none}",
  LEADER_CSS,
  "& [data-ref]{cursor:pointer}",
].join("");
