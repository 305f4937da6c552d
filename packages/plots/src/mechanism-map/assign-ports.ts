/** Vertical room of a line's end on a node's side. */
export const PORT_STEP = 16;

interface Side {
  readonly id: string;
  /** Height of the middle of the node. */
  readonly y: number;
}

/** A line before its ends have a place. */
export interface LineEnds {
  readonly source: Side;
  readonly target: Side;
  /** 1 when the line leaves to the right, -1 when it leaves to the left. */
  readonly side: 1 | -1;
  /** Where the line passes columns on its way. */
  readonly between: readonly { readonly y: number }[];
}

interface Port {
  readonly index: number;
  readonly end: "source" | "target";
  readonly toward: number;
  readonly y: number;
}

/**
 * Spreads line ends over each node's sides, in the order of where the lines go, so that they do not cross at the node.
 *
 * @returns heights of the two ends of each line, in the order of the lines
 */
export function assignPorts(
  lines: readonly LineEnds[],
): readonly { readonly source: number; readonly target: number }[] {
  const sides = new Map<string, Port[]>();
  const add = (node: Side, side: number, port: Omit<Port, "y">): void => {
    const key = JSON.stringify([node.id, side]);
    const ports = sides.get(key);
    if (ports) ports.push({ ...port, y: node.y });
    else sides.set(key, [{ ...port, y: node.y }]);
  };
  lines.forEach(({ source, target, side, between }, index) => {
    add(source, side, { index, end: "source", toward: between[0]?.y ?? target.y });
    add(target, -side, { index, end: "target", toward: between.at(-1)?.y ?? source.y });
  });
  const heights = lines.map(() => ({ source: 0, target: 0 }));
  for (const ports of sides.values()) {
    ports.sort((a, b) => a.toward - b.toward || a.index - b.index);
    ports.forEach(({ index, end, y }, i) => {
      heights[index]![end] = y + (i - (ports.length - 1) / 2) * PORT_STEP;
    });
  }
  return heights;
}
