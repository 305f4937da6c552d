import { hash32 } from "./fold.ts";

/** Strings as small integers, in the order they were first met, from 1; 0 stands for none. */
export class Interner {
  readonly #numberOf = new Map<string, number>();
  readonly strings: string[] = [""];
  /** Hashes of the strings: unlike the numbers, they do not depend on the order of meeting. */
  hashes = new Uint32Array(256);

  constructor(strings: readonly string[] = []) {
    for (const text of strings) this.numberOf(text);
  }

  numberOf(text: string): number {
    if (text === "") return 0;
    const known = this.#numberOf.get(text);
    if (known !== undefined) return known;
    const number = this.strings.length;
    this.strings.push(text);
    if (number === this.hashes.length) {
      const longer = new Uint32Array(number * 2);
      longer.set(this.hashes);
      this.hashes = longer;
    }
    this.hashes[number] = hash32(text);
    this.#numberOf.set(text, number);
    return number;
  }
}
