/** Why records are undecided: what is lacking, with a mark for each record that lacks it. */
export class Lacking {
  private readonly marks = new Map<string, Uint8Array>();
  private readonly size: number;

  /** @param size - the number of records */
  constructor(size: number) {
    this.size = size;
  }

  add(what: string, record: number): void {
    this.of(what)[record] = 1;
  }

  addAll(other: Lacking): void {
    for (const [what, theirs] of other.marks) {
      const own = this.of(what);
      theirs.forEach((mark, record) => {
        if (mark === 1) own[record] = 1;
      });
    }
  }

  /** What is lacking of a record, in the order in which it was first lacking of any. */
  whatFor(record: number): readonly string[] {
    return [...this.marks].filter(([, marks]) => marks[record] === 1).map(([what]) => what);
  }

  /** For each thing that is lacking, how many records of some lack it. */
  countAmong(
    isAmong: (record: number) => boolean,
  ): readonly { readonly what: string; readonly records: number }[] {
    return [...this.marks].flatMap(([what, marks]) => {
      const records = marks.reduce((sum, mark, record) => (mark === 1 && isAmong(record) ? sum + 1 : sum), 0);
      return records === 0 ? [] : [{ what, records }];
    });
  }

  private of(what: string): Uint8Array {
    const known = this.marks.get(what);
    if (known !== undefined) return known;
    const made = new Uint8Array(this.size);
    this.marks.set(what, made);
    return made;
  }
}
