/** A mark that wants to stand at `at`, needs `room` px on either side, and gives way less the heavier it is. */
export interface Spreading {
  readonly at: number;
  readonly room: number;
  readonly weight: number;
}

/**
 * Places at which no mark stands in another's room, with the least weighted sum of squared moves: isotonic regression of
 * `at` less the room of all marks before, by pooling adjacent violators. Keeps the order given, which must be one of
 * rising `at`.
 *
 * @returns places in the order given; unmoved where nothing is too close
 * @see Barlow, Bartholomew, Bremner & Brunk 1972, Statistical Inference under Order Restrictions, section 1.2
 */
export function spreadApart(marks: readonly Spreading[]): readonly number[] {
  const offsets: number[] = [];
  marks.forEach(({ room }, index) => {
    offsets.push(index === 0 ? 0 : offsets[index - 1]! + marks[index - 1]!.room + room);
  });
  const blocks: { sum: number; weight: number; size: number }[] = [];
  marks.forEach(({ at, weight }, index) => {
    let block = { sum: weight * (at - offsets[index]!), weight, size: 1 };
    for (
      let before = blocks.at(-1);
      before !== undefined && before.sum / before.weight >= block.sum / block.weight;
      before = blocks.at(-1)
    ) {
      blocks.pop();
      block = {
        sum: before.sum + block.sum,
        weight: before.weight + block.weight,
        size: before.size + block.size,
      };
    }
    blocks.push(block);
  });
  const places: number[] = [];
  for (const { sum, weight, size } of blocks) {
    for (let index = 0; index < size; index += 1) places.push(sum / weight + offsets[places.length]!);
  }
  return places;
}
