/** Groups of records that know their members: disjoint sets, the smaller joined to the larger. */
export class Clusters {
  #parent: Int32Array;
  /** The next member of the same group, in a circle. */
  #next: Int32Array;
  #size: Int32Array;

  constructor(count: number) {
    this.#parent = Int32Array.from({ length: count }, (_, at) => at);
    this.#next = this.#parent.slice();
    this.#size = new Int32Array(count).fill(1);
  }

  /** For each record the one that stands for its group. */
  roots(): Int32Array {
    return Int32Array.from(this.#parent, (_, record) => this.rootOf(record));
  }

  static of(roots: Int32Array): Clusters {
    const clusters = new Clusters(roots.length);
    for (const [record, root] of roots.entries()) {
      if (clusters.rootOf(record) !== clusters.rootOf(root)) clusters.join(root, record);
    }
    return clusters;
  }

  get count(): number {
    return this.#parent.length;
  }

  /** Adds groups of one record each, up to so many records. */
  extendTo(count: number): void {
    const old = this.#parent.length;
    const longer = (values: Int32Array, fill: (at: number) => number): Int32Array => {
      const array = new Int32Array(count);
      array.set(values);
      for (let at = old; at < count; at++) array[at] = fill(at);
      return array;
    };
    this.#parent = longer(this.#parent, (at) => at);
    this.#next = longer(this.#next, (at) => at);
    this.#size = longer(this.#size, () => 1);
  }

  /** The record that stands for a record's group. */
  rootOf(record: number): number {
    const parent = this.#parent;
    let root = record;
    while (parent[root] !== root) root = parent[root]!;
    while (parent[record] !== root) [parent[record], record] = [root, parent[record]!];
    return root;
  }

  sizeOf(record: number): number {
    return this.#size[this.rootOf(record)]!;
  }

  isAlone(record: number): boolean {
    return this.#next[record] === record;
  }

  membersOf(record: number): readonly number[] {
    const members = [record];
    for (let at = this.#next[record]!; at !== record; at = this.#next[at]!) members.push(at);
    return members;
  }

  /** Joins the groups of two records; they must not be one already. */
  join(a: number, b: number): void {
    const [one, other] = [this.rootOf(a), this.rootOf(b)];
    const [into, from] = this.#size[one]! >= this.#size[other]! ? [one, other] : [other, one];
    this.#parent[from] = into;
    this.#size[into]! += this.#size[from]!;
    const next = this.#next[into]!;
    this.#next[into] = this.#next[from]!;
    this.#next[from] = next;
  }

  /** Whether some record of one group and some record of the other meet a condition. */
  somePair(a: number, b: number, meets: (one: number, other: number) => boolean): boolean {
    const others = this.membersOf(b);
    return this.membersOf(a).some((one) => others.some((other) => meets(one, other)));
  }
}
