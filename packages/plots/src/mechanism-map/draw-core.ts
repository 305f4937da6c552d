import { el } from "../svg/element.ts";
import { drawLine, leadLength } from "./draw-line.ts";
import { layoutCore } from "./layout-core.ts";
import type { PlacedNode, Point, Route } from "./layout-core.ts";
import { px } from "./map-type.ts";
import type { DrawnPart, MapContext } from "./map-type.ts";
import type { MapLine } from "./merge-edges.ts";
import { drawNode, nodeHeight } from "./node-shape.ts";

/** Draws the layered graph; undefined if its columns do not fit the width. */
export function drawCore(
  lines: readonly MapLine[],
  hub: string | undefined,
  frame: { readonly x: number; readonly y: number; readonly width: number },
  context: MapContext,
): DrawnPart | undefined {
  const layout = layoutCore(lines, {
    width: frame.width,
    lead: (line) => leadLength(line, context.codes, context.type),
    nodeHeight: (id, width) => nodeHeight(context.nodes.get(id)!, width, context.type),
    ...(hub === undefined ? {} : { leftmost: hub }),
  });
  if (layout === undefined) return undefined;
  const boxes = new Map(layout.nodes.map((node) => [node.id, node]));
  const quietFirst = [...layout.routes].sort(
    (a, b) => Number(a.line.conflict !== undefined) - Number(b.line.conflict !== undefined),
  );
  const svg = el(
    "g",
    { class: "core", transform: `translate(${px(frame.x)} ${px(frame.y)})` },
    ...quietFirst.map((route) =>
      route.self ? drawLoop(route, boxes.get(route.line.from)!, context) : drawRoute(route, context),
    ),
    ...layout.nodes.map((box) => drawNode(context.nodes.get(box.id)!, box, context)),
  );
  return { svg, height: layout.height };
}

function drawRoute(route: Route, context: MapContext): string {
  const end = route.points.at(-1)!;
  const before = route.points.at(-2)!;
  const direction = end.x >= before.x ? 1 : -1;
  return drawLine(route.line, routePath(shortened(route.points, direction)), { ...end, direction }, context);
}

/** The stroke ends inside the sign, not at the target. */
function shortened(points: readonly Point[], direction: 1 | -1): readonly Point[] {
  const end = points.at(-1)!;
  return [...points.slice(0, -1), { x: end.x - direction * 6, y: end.y }];
}

/** SVG path through the points, horizontal at each of them; a straight piece where two points share their height. */
export function routePath(points: readonly Point[]): string {
  return points
    .map(({ x, y }, i) => {
      if (i === 0) return `M${px(x)} ${px(y)}`;
      const before = points[i - 1]!;
      if (Math.abs(before.y - y) < 0.01) return `H${px(x)}`;
      const middle = px((before.x + x) / 2);
      return `C${middle} ${px(before.y)} ${middle} ${px(y)} ${px(x)} ${px(y)}`;
    })
    .join("");
}

/** A node that acts on itself: out of its top and back into its right side. */
function drawLoop(route: Route, box: PlacedNode, context: MapContext): string {
  const right = box.x + box.width / 2;
  const top = box.y - box.height / 2;
  const y = top + Math.min(box.height / 2, 12);
  const path = `M${px(right - 26)} ${px(top)}C${px(right - 26)} ${px(top - 30)} ${px(right + 46)} ${px(top - 26)} ${px(right + 40)} ${px(y - 6)}Q${px(right + 38)} ${px(y)} ${px(right + 6)} ${px(y)}`;
  return drawLine(route.line, path, { x: right, y, direction: -1 }, context);
}
