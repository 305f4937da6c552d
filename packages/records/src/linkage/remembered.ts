/** Answers kept before all are forgotten, so that memory stays bounded. */
const MOST_KEPT = 20_000;

/** A function of a text that is asked for the same texts again and again, as for names of journals. */
export function remembered<T>(answer: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const kept = known.get(text);
    if (kept !== undefined) return kept;
    const found = answer(text);
    if (known.size === MOST_KEPT) known.clear();
    known.set(text, found);
    return found;
  };
}
