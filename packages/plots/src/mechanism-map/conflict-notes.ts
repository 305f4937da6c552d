import { el, escapeXml } from "../svg/element.ts";
import { wrapText } from "../svg/text-width.ts";
import { conflictFlag, statement } from "./draw-line.ts";
import type { DrawnPart, MapContext } from "./map-type.ts";
import type { MechanismEdge } from "./mechanism-map-data.ts";

/** Every contradiction in words: its flag, then what each side states and on what evidence. */
export function conflictNotes(
  edges: readonly MechanismEdge[],
  conflicts: ReadonlyMap<string, number>,
  frame: { readonly x: number; readonly y: number; readonly width: number },
  context: MapContext,
): DrawnPart {
  const groups = [...new Set(conflicts.values())].sort((a, b) => a - b);
  if (groups.length === 0) return { svg: "", height: 0 };
  const { type } = context;
  const indent = 24;
  let y = frame.y;
  const drawn = [el("text", { class: "strong", x: frame.x, y: y + type.size }, "Contradictions")];
  y += type.line + 8;
  for (const group of groups) {
    drawn.push(conflictFlag(group, frame.x + 9, y + type.line * 0.5, type));
    const own = edges.filter((edge) => conflicts.get(edge.id) === group);
    own.forEach((edge, i) => {
      const text = `${statement(edge, context)}${i < own.length - 1 ? ";" : "."}`;
      for (const line of wrapText(text, (frame.width - indent) * 0.94, type.size)) {
        drawn.push(el("text", { x: frame.x + indent, y: y + type.size * 0.95 }, escapeXml(line)));
        y += type.line;
      }
    });
    y += 8;
  }
  return { svg: el("g", { class: "conflicts" }, ...drawn), height: y - frame.y - 8 };
}
