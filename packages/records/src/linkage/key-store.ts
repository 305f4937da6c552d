import { blockingKeys, doiKey, wholeTitleKey } from "./blocking.ts";
import { BLOCK_CAP, blocksOf, forEachPair, refinements, sortKeys, type SortedKeys } from "./key-index.ts";
import type { RecordColumns } from "./record-columns.ts";

const NO_KEYS: SortedKeys = { keys: new Uint32Array(0), records: new Uint32Array(0) };

/** Keys added after the last sort are looked up in a map until they are this share of all. */
const TAIL_SHARE = 0.25;

/**
 * The keys of all records: sorted ones of the records that were there at the last sort, and a map of those added since, so
 * that a thousand records are looked up in a million without passing over the million.
 */
export class KeyStore {
  sorted: SortedKeys = NO_KEYS;
  /** Records whose keys are sorted; later ones are in the tail. */
  sortedCount = 0;
  /** Titles that held each word at the last sort, so that keys of later records meet those of earlier ones. */
  wordUse: Int32Array = new Int32Array(0);
  #tail = new Map<number, number[]>();
  #tailCount = 0;

  readonly #columns: RecordColumns;

  constructor(columns: RecordColumns) {
    this.#columns = columns;
  }

  /** Takes up keys that were sorted before, as read from a stored index; those linked later go to the tail. */
  restore(sorted: SortedKeys, sortedCount: number, linkedCount: number, wordUse: Int32Array): void {
    this.sorted = sorted;
    this.sortedCount = sortedCount;
    this.wordUse = wordUse;
    for (let record = sortedCount; record < linkedCount; record++) this.addToTail(record);
  }

  /** Sorts the keys of all records anew. */
  sortAll(): void {
    const columns = this.#columns;
    this.wordUse = columns.wordUse.slice(0, columns.words.strings.length);
    let keys = new Uint32Array(columns.size * 16 + 64);
    let records = new Uint32Array(keys.length);
    let count = 0;
    for (let record = 0; record < columns.size; record++) {
      if (count + 64 > keys.length) {
        [keys, records] = [twice(keys), twice(records)];
      }
      blockingKeys(columns, record, this.wordUse, (key) => {
        keys[count] = key;
        records[count++] = record;
      });
    }
    this.sorted = sortKeys(keys.subarray(0, count), records.subarray(0, count));
    this.sortedCount = columns.size;
    this.#tail = new Map();
    this.#tailCount = 0;
  }

  /** Visits each pair of all records that share a block; the keys must be sorted. */
  forEachPair(visit: (record: number, earlier: number) => void): void {
    const blocks = blocksOf(this.sorted, this.#columns);
    forEachPair(this.sorted, blocks, this.#columns.size, visit);
  }

  /** Whether so many more records would make the tail so long that sorting anew is cheaper. */
  needsSort(): boolean {
    return this.#tailCount > this.sorted.keys.length * TAIL_SHARE + 1000;
  }

  /** Visits the earlier records that share a key with a new one, each once, then keeps the new one's keys. */
  forEachEarlier(record: number, visit: (earlier: number) => void): void {
    const seen = new Set<number>([record]);
    const own: number[] = [];
    blockingKeys(this.#columns, record, this.wordUse, (key) => own.push(key));
    for (const key of own) {
      const sharing = this.#holding(key);
      for (const other of sharing.length > BLOCK_CAP ? this.#refined(record, sharing, 0) : sharing) {
        if (other > record || seen.has(other)) continue;
        seen.add(other);
        visit(other);
      }
      this.#addKey(key, record);
    }
  }

  /** Records that hold the same title, wherever their keys are. */
  recordsOfTitle(record: number): readonly number[] {
    const { titleHash } = this.#columns.fixed;
    return this.#holding(wholeTitleKey(this.#columns, record)).filter(
      (other) => titleHash[other] === titleHash[record],
    );
  }

  /** Records that hold the same DOI. */
  recordsOfDoi(record: number): readonly number[] {
    const { doi } = this.#columns.fixed;
    return this.#holding(doiKey(this.#columns, record)).filter((other) => doi[other] === doi[record]);
  }

  #holding(key: number): readonly number[] {
    const { keys, records } = this.sorted;
    const later = this.#tail.get(key);
    const held: number[] = [];
    for (let at = firstAtLeast(keys, key); at < keys.length && keys[at] === key; at++)
      held.push(records[at]!);
    return later === undefined ? held : [...held, ...later];
  }

  addToTail(record: number): void {
    blockingKeys(this.#columns, record, this.wordUse, (key) => this.#addKey(key, record));
  }

  #addKey(key: number, record: number): void {
    const known = this.#tail.get(key);
    if (known === undefined) this.#tail.set(key, [record]);
    else known.push(record);
    this.#tailCount++;
  }

  /** Of a block that is too large, the records that agree with the new one in further fields. */
  #refined(record: number, sharing: readonly number[], depth: number): readonly number[] {
    const fieldOf = refinements(this.#columns)[depth];
    if (sharing.length <= BLOCK_CAP) return sharing;
    if (fieldOf === undefined) return sharing.slice(0, BLOCK_CAP);
    const own = fieldOf(record);
    return this.#refined(
      record,
      sharing.filter((other) => fieldOf(other) === own),
      depth + 1,
    );
  }
}

function twice(values: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const longer = new Uint32Array(values.length * 2);
  longer.set(values);
  return longer;
}

function firstAtLeast(keys: Uint32Array, key: number): number {
  let [low, high] = [0, keys.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (keys[middle]! < key) low = middle + 1;
    else high = middle;
  }
  return low;
}
