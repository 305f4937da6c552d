import { ScreeningError } from "../screening-error.ts";

/** Labels of all records, and how many there are of each kind. */
export class LabelBook {
  /** 1 relevant, 0 irrelevant, −1 none. */
  readonly labels: Int8Array;
  readonly #places: Int32Array;
  readonly #examples: number[] = [];
  relevant = 0;

  constructor(rows: number) {
    this.labels = new Int8Array(rows).fill(-1);
    this.#places = new Int32Array(rows).fill(-1);
  }

  /** Labelled rows. */
  get examples(): readonly number[] {
    return this.#examples;
  }

  get irrelevant(): number {
    return this.#examples.length - this.relevant;
  }

  get bothKinds(): boolean {
    return this.relevant > 0 && this.irrelevant > 0;
  }

  /** @throws ScreeningError `unknown-record` where the row is none of so many records */
  checkRow(row: number, records: number): void {
    if (Number.isInteger(row) && row >= 0 && row < records) return;
    throw new ScreeningError(
      "unknown-record",
      `there is no record ${row}: rows go from 0 to ${records - 1}`,
      {
        row,
      },
    );
  }

  /** @throws ScreeningError `unknown-record` */
  set(row: number, label: "relevant" | "irrelevant" | undefined): void {
    const { labels } = this;
    this.checkRow(row, labels.length);
    const place = this.#places[row]!;
    if (labels[row] === 1) this.relevant -= 1;
    if (label === undefined) {
      if (place >= 0) {
        const last = this.#examples.pop()!;
        if (last !== row) {
          this.#examples[place] = last;
          this.#places[last] = place;
        }
        this.#places[row] = -1;
      }
      labels[row] = -1;
      return;
    }
    if (place < 0) {
      this.#places[row] = this.#examples.length;
      this.#examples.push(row);
    }
    labels[row] = label === "relevant" ? 1 : 0;
    if (label === "relevant") this.relevant += 1;
  }
}
