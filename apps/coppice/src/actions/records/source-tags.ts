/** How many records hold a tag only in their source: it stands in no field, and so not in what was written. */
export interface SourceTag {
  /** Of the source. */
  readonly format: string;
  readonly tag: string;
  readonly records: number;
}

export interface SourceTagCounts {
  readonly add: (format: string, tags: readonly string[]) => void;
  /** Adds what was counted elsewhere. */
  readonly join: (counts: readonly SourceTag[]) => void;
  /** By format, the tag of most records first. */
  readonly counts: () => readonly SourceTag[];
}

/** Counts the tags that records leave behind in their source files. */
export function countSourceTags(): SourceTagCounts {
  const byFormat = new Map<string, Map<string, number>>();
  const addTo = (format: string, tag: string, records: number): void => {
    const tags = byFormat.get(format) ?? new Map<string, number>();
    byFormat.set(format, tags.set(tag, (tags.get(tag) ?? 0) + records));
  };
  return {
    add: (format, tags) => {
      for (const tag of tags) addTo(format, tag, 1);
    },
    join: (counts) => {
      for (const { format, tag, records } of counts) addTo(format, tag, records);
    },
    counts: () =>
      [...byFormat].flatMap(([format, tags]) =>
        [...tags]
          .map(([tag, records]) => ({ format, tag, records }))
          .sort((a, b) => b.records - a.records || (a.tag < b.tag ? -1 : 1)),
      ),
  };
}
