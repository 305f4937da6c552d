/**
 * Publication types below others, as far as searches for trials and reviews use them.
 *
 * @see MeSH, category V03, "Study Characteristics"
 */
const BELOW: Readonly<Record<string, readonly string[]>> = {
  "clinical study": ["clinical trial", "observational study"],
  "clinical trial": ["adaptive clinical trial", "clinical trial phase i", "clinical trial phase ii", "clinical trial phase iii", "clinical trial phase iv", "controlled clinical trial", "equivalence trial", "pragmatic clinical trial"],
  "controlled clinical trial": ["randomized controlled trial"],
  review: ["systematic review"],
}; // prettier-ignore

/** A type and all below it, in small letters and words by single blanks. */
export function typesBelow(type: string): ReadonlySet<string> {
  const found = new Set<string>();
  const waiting = [type];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    waiting.push(...(BELOW[next] ?? []));
  }
  return found;
}
