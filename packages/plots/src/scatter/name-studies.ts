import { placeLabels, type Box, type LabelAnchor, type PlacedLabel } from "./place-labels.ts";

/** Names where they find a place beside one of their marks; the others get a number there and a line in the key. */
export function nameStudies(
  studies: readonly { readonly text: string; readonly anchors: readonly LabelAnchor[] }[],
  marks: readonly Box[],
  frame: Box,
  size: number,
): { readonly placed: readonly PlacedLabel[]; readonly key: readonly string[] } {
  const named = placeLabels(studies, marks, frame, size);
  const unnamed = named.unplaced.map((index) => studies[index]!);
  const numbered = placeLabels(
    unnamed.map(({ anchors }, index) => ({ text: String(index + 1), anchors })),
    [...marks, ...named.placed.map(({ box }) => box)],
    frame,
    size,
  );
  // A number without any free place stands above its last mark all the same: its halo keeps it readable.
  const forced = numbered.unplaced.map((index): PlacedLabel => {
    const { x, top } = unnamed[index]!.anchors[0]!;
    const box = { left: x - 4, right: x + 4, top: top - 14, bottom: top - 4 };
    return { text: String(index + 1), x, y: top - 4, anchor: "middle", box };
  });
  return {
    placed: [...named.placed, ...numbered.placed, ...forced],
    key: unnamed.map(({ text }, index) => `${index + 1}\u00a0${text}`),
  };
}
