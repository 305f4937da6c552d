import type { OwnStyle } from "../scatter/style.ts";

/** Colours of the lines on light and dark ground, at 3:1 or more against it. */
const LINES = [
  ["#1f6f54", "#63c29f"],
  ["#a8492b", "#e39a7c"],
  ["#2f5fa8", "#86b3ea"],
  ["#7b4391", "#c79adb"],
  ["#806300", "#d3b44f"],
  ["#56606b", "#a7b0ba"],
] as const;

/** Dashes, so that lines can be told apart without colour; five beside six colours, so that no two of thirty are alike. */
const DASHES = ["none", "8 3", "2 3", "10 3 2 3", "5 2"];

/** Colours and dashes of so many lines: classes `line-0`, `line-1` … and `range-0` … for the area around each. */
export function lineStyles(count: number): OwnStyle {
  const all = Array.from({ length: count }, (_, i) => i);
  return {
    colours: Object.fromEntries(all.map((i) => [`line-${i}`, LINES[i % LINES.length]!])),
    css: [
      ...all.flatMap((i) => [
        `& .line-${i}{stroke:var(--line-${i});stroke-width:2;stroke-dasharray:${DASHES[i % DASHES.length]!};fill:none}`,
        `& .range-${i}{fill:var(--line-${i});fill-opacity:.22}`,
      ]),
      "& .perfect{stroke:var(--muted);stroke-width:1.2;stroke-dasharray:1 3;stroke-linecap:round;fill:none}",
      "& .random{stroke:var(--muted);stroke-width:1;fill:none}",
    ].join(""),
  };
}
