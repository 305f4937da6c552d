import type { RecordColumns } from "./record-columns.ts";

/** Keys of records, sorted; `records[i]` has key `keys[i]`. */
export interface SortedKeys {
  readonly keys: Uint32Array;
  readonly records: Uint32Array;
}

/** Sorts keys with their records, least significant digit first, 11 bits a pass. */
export function sortKeys(keys: Uint32Array, records: Uint32Array): SortedKeys {
  const digits = 2048;
  let from: SortedKeys = { keys, records };
  let to: SortedKeys = { keys: new Uint32Array(keys.length), records: new Uint32Array(keys.length) };
  for (const shift of [0, 11, 22]) {
    sortByDigit(from, to, shift, digits);
    [from, to] = [to, from];
  }
  return from;
}

/** One pass, from its own arrays into the others. */
function sortByDigit(from: SortedKeys, to: SortedKeys, shift: number, digits: number): void {
  const [keys, records, sortedKeys, sortedRecords] = [from.keys, from.records, to.keys, to.records];
  const mask = digits - 1;
  const starts = new Uint32Array(digits + 1);
  for (const key of keys) starts[((key >>> shift) & mask) + 1]!++;
  for (let digit = 0; digit < digits; digit++) starts[digit + 1]! += starts[digit]!;
  for (let at = 0; at < keys.length; at++) {
    const key = keys[at]!;
    const place = starts[(key >>> shift) & mask]!++;
    sortedKeys[place] = key;
    sortedRecords[place] = records[at]!;
  }
}

/** The records of one key: from one place to before another in the sorted keys. */
export interface Blocks {
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/** Blocks with more records than this are cut by year, then first page, first author and journal. */
export const BLOCK_CAP = 60;

/**
 * Runs of two or more records with one key. Larger ones are cut by further fields instead of being left out, so that a
 * title shared by thousands is still compared within its year; records equal in all of these are compared with their
 * neighbours in the order of their ids. Reorders records inside runs.
 */
export function blocksOf(sorted: SortedKeys, columns: RecordColumns): Blocks {
  const { keys } = sorted;
  const starts: number[] = [];
  const ends: number[] = [];
  for (let start = 0; start < keys.length;) {
    let end = start + 1;
    while (end < keys.length && keys[end] === keys[start]) end++;
    if (end - start > 1) cut(sorted.records, start, end, columns, 0, starts, ends);
    start = end;
  }
  return { starts, ends };
}

/** Fields that cut a block which is too large, in this order. */
export function refinements(columns: RecordColumns): readonly ((record: number) => number)[] {
  const { fixed, authorWords, names, journals } = columns;
  return [
    (record) => fixed.year[record]!,
    (record) => fixed.firstPage[record]!,
    (record) => {
      const start = fixed.authorStart[record]!;
      return start === fixed.authorStart[record + 1] ? 0 : names.hashes[authorWords[start]!]!;
    },
    (record) => journals.hashes[fixed.journal[record]!]!,
  ];
}

function cut(
  records: Uint32Array,
  start: number,
  end: number,
  columns: RecordColumns,
  depth: number,
  starts: number[],
  ends: number[],
): void {
  if (end - start < 2) return;
  if (end - start <= BLOCK_CAP) {
    starts.push(start);
    ends.push(end);
    return;
  }
  const fieldOf = refinements(columns)[depth];
  const slice = Array.from(records.subarray(start, end));
  if (fieldOf === undefined) {
    const { ids } = columns;
    slice.sort((a, b) => (ids[a]! < ids[b]! ? -1 : 1));
    records.set(slice, start);
    for (let from = start; from < end - 1; from += BLOCK_CAP - 1) {
      starts.push(from);
      ends.push(Math.min(end, from + BLOCK_CAP));
    }
    return;
  }
  slice.sort((a, b) => fieldOf(a) - fieldOf(b));
  records.set(slice, start);
  for (let from = start; from < end;) {
    let to = from + 1;
    while (to < end && fieldOf(records[to]!) === fieldOf(records[from]!)) to++;
    cut(records, from, to, columns, depth + 1, starts, ends);
    from = to;
  }
}

/** Visits each pair of records that share a block, once, the higher number first. */
export function forEachPair(
  sorted: SortedKeys,
  blocks: Blocks,
  size: number,
  visit: (record: number, earlier: number) => void,
): void {
  const { starts, ends } = blocks;
  const { records } = sorted;
  const firstBlock = new Uint32Array(size + 1);
  for (let block = 0; block < starts.length; block++) {
    for (let at = starts[block]!; at < ends[block]!; at++) firstBlock[records[at]! + 1]!++;
  }
  for (let record = 0; record < size; record++) firstBlock[record + 1]! += firstBlock[record]!;
  const blockOf = new Uint32Array(firstBlock[size]!);
  const filled = firstBlock.slice(0, size);
  for (let block = 0; block < starts.length; block++) {
    for (let at = starts[block]!; at < ends[block]!; at++) blockOf[filled[records[at]!]!++] = block;
  }
  const seen = new Int32Array(size).fill(-1);
  for (let record = 0; record < size; record++) {
    for (let to = firstBlock[record]!; to < firstBlock[record + 1]!; to++) {
      const block = blockOf[to]!;
      for (let at = starts[block]!; at < ends[block]!; at++) {
        const other = records[at]!;
        if (other >= record || seen[other] === record) continue;
        seen[other] = record;
        visit(record, other);
      }
    }
  }
}
