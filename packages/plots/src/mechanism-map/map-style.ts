import type { MapType } from "./map-type.ts";

/** Muted lines, tinted nodes, and one loud colour for contradictions. */
export const MAP_COLOURS: Readonly<Record<string, readonly [light: string, dark: string]>> = {
  edge: ["#7d8894", "#8a949f"],
  up: ["#2a6f78", "#7cc0c9"],
  down: ["#9a5a14", "#e0a35c"],
  plain: ["#5d6772", "#a2acb6"],
  clash: ["#b3261e", "#ff8a80"],
  "clash-ink": ["#ffffff", "#230503"],
  drug: ["#e4ecf7", "#22344b"],
  receptor: ["#efe6f5", "#382a44"],
  gene: ["#e7f1ea", "#21382b"],
  pathway: ["#f6efdf", "#3b3320"],
  outcome: ["#ffffff", "#16191d"],
};

export function mapCss(type: MapType): string {
  return [
    `& text{font-size:${type.size}px}`,
    `& .strong{font-weight:600}`,
    `& .divider{stroke:var(--rule);fill:none}`,
    `& .node text{text-anchor:middle}`,
    `& .node rect,& .node path{stroke:var(--edge);stroke-width:1}`,
    ...["drug", "receptor", "gene", "pathway", "outcome"].map(
      (kind) => `& .node.${kind}>:is(rect,path){fill:var(--${kind})}`,
    ),
    `& .node.outcome>rect{stroke:var(--ink);stroke-width:2}`,
    `& .node.outcome text{font-weight:600}`,
    `& .node.other>rect{fill:var(--paper);stroke-dasharray:4 3}`,
    `& .stroke,& .spine{fill:none;stroke:var(--tone,var(--plain));stroke-width:1.5}`,
    `& .spine{stroke:var(--edge)}`,
    `& .sign{stroke:var(--tone,var(--plain));stroke-width:2;stroke-linejoin:round}`,
    `& .sign.solid{fill:var(--tone,var(--plain));stroke-width:0}`,
    `& .sign.open{fill:var(--paper)}`,
    `& .inhibits .sign{stroke-width:2.5}`,
    `& .activates{--tone:var(--up)}`,
    `& .required-for{--tone:var(--up)}`,
    `& .inhibits{--tone:var(--down)}`,
    `& .base-human .stroke{stroke-width:2.75}`,
    `& .base-other .stroke{stroke-dasharray:7 3}`,
    `& .no-effect .stroke{stroke-dasharray:.1 4.5;stroke-linecap:round;stroke-width:2.25}`,
    `& .conflict{--tone:var(--clash)}`,
    `& .conflict .stroke{stroke-width:2.75}`,
    `& .flag path{fill:var(--clash)}`,
    `& .flag text{fill:var(--clash-ink);text-anchor:middle;font-weight:700;font-size:${type.tag}px}`,
    `& .tag{fill:var(--muted);text-anchor:middle;font-size:${type.tag}px;font-weight:600}`,
    `& .tagground{fill:var(--paper)}`,
    `& .hit{fill:none;stroke:transparent;stroke-width:10}`,
  ].join("\n");
}
