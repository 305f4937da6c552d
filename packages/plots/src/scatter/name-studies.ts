import { leadOut } from "./lead-out.ts";
import { placeLabels, type Box, type LabelAnchor, type PlacedLabel } from "./place-labels.ts";

/**
 * Names where they find a place beside one of their marks; the others get a number there, or in a crowd a number with a
 * line to the mark, and a line in the key.
 */
export function nameStudies(
  studies: readonly { readonly text: string; readonly anchors: readonly LabelAnchor[] }[],
  marks: readonly Box[],
  frame: Box,
  size: number,
  lines: readonly Box[] = [],
): { readonly placed: readonly PlacedLabel[]; readonly key: readonly string[] } {
  const named = placeLabels(studies, marks, frame, size, lines);
  const unnamed = named.unplaced.map((index) => studies[index]!);
  const numbers = unnamed.map(({ anchors }, index) => ({ text: String(index + 1), anchors }));
  const open = numbers.filter(({ anchors }) => !covered(anchors[0]!, marks));
  const numbered = placeLabels(open, [...marks, ...named.placed.map(({ box }) => box)], frame, size, lines);
  const beside = [...named.placed, ...numbered.placed];
  const crowded = numbers
    .filter((number) => !open.includes(number) || numbered.unplaced.includes(open.indexOf(number)))
    .map(({ text, anchors }) => ({ text, anchor: anchors[0]! }));
  const led = leadOut(crowded, [...marks, ...beside.map(({ box }) => box)], frame, size);
  const rest = crowded.filter(({ text }) => led.every((label) => label.text !== text));
  return {
    placed: [...beside, ...led, ...rest.map(above)],
    key: unnamed.map(({ text }, index) => `${index + 1}\u00a0${unbroken(text)}`),
  };
}

/** Whether another mark lies over the middle of this one: a number beside it could be either's. */
function covered({ x, y }: LabelAnchor, marks: readonly Box[]): boolean {
  return marks.some(
    ({ left, right, top, bottom }) =>
      x > left && x < right && y > top && y < bottom && Math.abs((left + right) / 2 - x) > 0.5,
  );
}

/** A short name stays on one line of the key. */
function unbroken(name: string): string {
  return name.length > 24 ? name : name.replaceAll(" ", "\u00a0");
}

/** A number without any free place stands above its mark all the same: its halo keeps it readable. */
function above({
  text,
  anchor: { x, top },
}: {
  readonly text: string;
  readonly anchor: LabelAnchor;
}): PlacedLabel {
  const box = { left: x - 4, right: x + 4, top: top - 14, bottom: top - 4 };
  return { text, x, y: top - 4, anchor: "middle", box };
}
