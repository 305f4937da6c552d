import { foldWords } from "../words.ts";

/** Subject headings with their places in the tree: what `exp` and [mh] reach. */
export interface MeshHierarchy {
  readonly size: number;
  /** The heading's own name, for a name or an entry term of it in any case; undefined where there is none. */
  readonly headingOf: (name: string) => string | undefined;
  /** A heading and all below it, by name. */
  readonly explode: (heading: string) => ReadonlySet<string>;
  readonly names: readonly string[];
}

export interface MeshEntry {
  readonly name: string;
  readonly treeNumbers: readonly string[];
  /** Other names that lead to the heading. */
  readonly entryTerms: readonly string[];
}

/**
 * A hierarchy of headings: a heading is below another where one of its tree numbers goes on from one of the other's
 * (D03.383.1 is below D03.383).
 */
export function meshHierarchy(entries: readonly MeshEntry[]): MeshHierarchy {
  const byName = new Map<string, string>();
  const numbers = new Map<string, string[]>();
  const byNumber: { readonly number: string; readonly name: string }[] = [];
  for (const { name, treeNumbers } of entries) {
    byName.set(foldWords(name), name);
    numbers.set(name, [...(numbers.get(name) ?? []), ...treeNumbers]);
    for (const number of treeNumbers) byNumber.push({ number: `${number}.`, name });
  }
  for (const { name, entryTerms } of entries)
    for (const term of entryTerms) if (!byName.has(foldWords(term))) byName.set(foldWords(term), name);
  byNumber.sort((a, b) => (a.number < b.number ? -1 : a.number > b.number ? 1 : 0));
  const explode = (heading: string): ReadonlySet<string> => {
    const found = new Set([heading]);
    for (const number of numbers.get(heading) ?? [])
      for (let i = firstFrom(byNumber, `${number}.`); byNumber[i]?.number.startsWith(`${number}.`); i += 1)
        found.add(byNumber[i]!.name);
    return found;
  };
  return {
    size: numbers.size,
    headingOf: (name) => byName.get(foldWords(name)),
    explode,
    names: [...numbers.keys()],
  };
}

function firstFrom(sorted: readonly { readonly number: string }[], number: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]!.number < number) low = middle + 1;
    else high = middle;
  }
  return low;
}
