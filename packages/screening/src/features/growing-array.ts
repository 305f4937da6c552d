/** Numbers appended one by one to a typed array that doubles when it is full. */
export class GrowingInts {
  #values: Uint32Array;
  #length = 0;

  constructor(capacity = 1024) {
    this.#values = new Uint32Array(capacity);
  }

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    if (this.#length === this.#values.length) {
      const larger = new Uint32Array(this.#values.length * 2);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.#length] = value;
    this.#length += 1;
  }

  at(place: number): number {
    return this.#values[place]!;
  }

  increment(place: number): void {
    this.#values[place]! += 1;
  }

  /** The numbers so far; a view that later additions may leave behind. */
  view(): Uint32Array {
    return this.#values.subarray(0, this.#length);
  }
}
