import type { RawEntry } from "../model.ts";

/** The values of an entry by tag, without empty ones. */
export interface FieldValues {
  /** All values of the tags, those of the first tag first. */
  readonly all: (...tags: readonly string[]) => readonly string[];
  /** The first value of the first tag that has one, on one line. */
  readonly first: (...tags: readonly string[]) => string | undefined;
}

export function fieldValues({ fields }: RawEntry): FieldValues {
  const values = new Map<string, string[]>();
  for (const { tag, value } of fields) {
    if (value === "") continue;
    const known = values.get(tag);
    if (known === undefined) values.set(tag, [value]);
    else known.push(value);
  }
  return {
    all: (...tags) => tags.flatMap((tag) => values.get(tag) ?? []),
    first: (...tags) => {
      for (const tag of tags) {
        const value = values.get(tag)?.[0];
        if (value !== undefined) return value.replace(/\s*\n\s*/g, " ");
      }
      return undefined;
    },
  };
}
