import { el, escapeXml } from "../svg/element.ts";
import { textWidth } from "../svg/text-width.ts";
import { px } from "./map-type.ts";
import type { MapContext, MapType } from "./map-type.ts";
import type { MechanismEdge, MechanismSign } from "./mechanism-map-data.ts";
import type { MapLine } from "./merge-edges.ts";

/** How far the sign at a line's end reaches back from the target. */
const SIGN_LENGTH = 10;
const FLAG_RADIUS = 8;

const SIGN_VERBS: Readonly<Record<MechanismSign, string>> = {
  activates: "activates",
  inhibits: "inhibits",
  modulates: "modulates",
  "no-effect": "has no effect on",
  "required-for": "is required for",
};

/**
 * A line along a path that ends horizontally at its target: the stroke, the sign before the target, the letters of the
 * species with the number of statements, and the flag of a contradiction. Each statement has an own invisible path
 * with `data-edge`, its tooltip and, where it has one, its provenance.
 */
export function drawLine(
  line: MapLine,
  path: string,
  end: { readonly x: number; readonly y: number; readonly direction: 1 | -1 },
  context: MapContext,
): string {
  const { x, y, direction } = end;
  const tag = lineTag(line, context.codes);
  const tagWidth = tag === "" ? 0 : textWidth(tag, context.type.tag) * 1.08 + 6;
  const tagX = x - direction * (SIGN_LENGTH + 5 + tagWidth / 2);
  const flagX = x - direction * (SIGN_LENGTH + 6 + tagWidth + FLAG_RADIUS);
  return el(
    "g",
    { class: `line ${line.sign} base-${line.base}${line.conflict === undefined ? "" : " conflict"}` },
    el("path", { class: "stroke", d: path }),
    signMark(line.sign, x, y, direction),
    ...(tag === ""
      ? []
      : [
          el("rect", {
            class: "tagground",
            x: tagX - tagWidth / 2,
            y: y - 7,
            width: tagWidth,
            height: 14,
            rx: 3,
          }),
          el("text", { class: "tag", x: tagX, y: y + context.type.tag * 0.36 }, escapeXml(tag)),
        ]),
    ...(line.conflict === undefined ? [] : [conflictFlag(line.conflict, flagX, y, context.type)]),
    ...line.edges.map((edge) =>
      el(
        "path",
        {
          class: edge.ref === undefined ? "hit" : "hit mark",
          d: path,
          "data-edge": edge.id,
          "data-ref": edge.ref,
        },
        el("title", {}, escapeXml(statement(edge, context))),
      ),
    ),
  );
}

/** Length of the flat piece that a line's tag needs, with sign and flag. */
export function leadLength(line: MapLine, codes: ReadonlyMap<string, string>, type: MapType): number {
  const tag = lineTag(line, codes);
  const tagWidth = tag === "" ? 0 : textWidth(tag, type.tag) * 1.08 + 6;
  return Math.max(20, SIGN_LENGTH + 8 + tagWidth + (line.conflict === undefined ? 0 : 2 * FLAG_RADIUS + 4));
}

/** One statement as a sentence, with what it rests on. */
export function statement(edge: MechanismEdge, { nodes }: Pick<MapContext, "nodes">): string {
  const name = (id: string): string => nodes.get(id)?.label ?? id;
  const relation = edge.label ?? SIGN_VERBS[edge.sign];
  const basis = [edge.evidence, edge.species ?? ""].filter((part) => part !== "").join(", ");
  return `${name(edge.from)} ${relation} ${name(edge.to)}${basis === "" ? "" : ` (${basis})`}`;
}

/** The numbered flag that lines of one contradiction share. */
export function conflictFlag(group: number, x: number, y: number, type: MapType): string {
  const r = FLAG_RADIUS;
  return el(
    "g",
    { class: "flag", "data-conflict": group },
    el("path", {
      d: `M${px(x)} ${px(y - r - 1)}L${px(x + r + 1)} ${px(y)}L${px(x)} ${px(y + r + 1)}L${px(x - r - 1)} ${px(y)}Z`,
    }),
    el("text", { x, y: y + type.tag * 0.37 }, String(group)),
  );
}

/** The sign of a line at its end: arrow activates, bar inhibits, diamond modulates, cross no effect, open arrow required for. */
export function signMark(sign: MechanismSign, x: number, y: number, direction: 1 | -1): string {
  const back = (length: number): number => px(x - direction * length);
  const at = px(y);
  const path = (kind: "solid" | "open", d: string): string => el("path", { class: `sign ${kind}`, d });
  switch (sign) {
    case "activates":
      return path("solid", `M${px(x)} ${at}L${back(SIGN_LENGTH)} ${px(y - 4.5)}V${px(y + 4.5)}Z`);
    case "required-for":
      return path("open", `M${back(1)} ${at}L${back(SIGN_LENGTH)} ${px(y - 4.5)}V${px(y + 4.5)}Z`);
    case "inhibits":
      return path("open", `M${back(3)} ${px(y - 6)}V${px(y + 6)}M${back(3)} ${at}H${back(SIGN_LENGTH)}`);
    case "modulates":
      return path(
        "solid",
        `M${px(x)} ${at}L${back(5)} ${px(y - 4.5)}L${back(SIGN_LENGTH)} ${at}L${back(5)} ${px(y + 4.5)}Z`,
      );
    case "no-effect":
      return path(
        "open",
        `M${back(9)} ${px(y - 4)}L${back(1)} ${px(y + 4)}M${back(1)} ${px(y - 4)}L${back(9)} ${px(y + 4)}`,
      );
  }
}

function lineTag(line: MapLine, codes: ReadonlyMap<string, string>): string {
  const species = line.species.map((name) => codes.get(name) ?? "").join(" ");
  const count = line.edges.length > 1 ? `×${line.edges.length}` : "";
  return [species, count].filter((part) => part !== "").join(" ");
}
