import type { RecordColumns } from "./record-columns.ts";

type JournalLevel = "same" | "partial" | "different" | "missing";

/** Answers already found for pairs of journal names, which come up again and again. */
export type JournalLevels = Map<number, JournalLevel>;

/**
 * Compares journals by ISSN and by name: "J Pharmacol Exp Ther" and "JAMA" are abbreviations of longer names; `partial`
 * names share half the words of the shorter one, as transliterations do.
 */
export function compareJournals(
  { fixed, journals }: RecordColumns,
  a: number,
  b: number,
  known: JournalLevels,
): JournalLevel {
  const { issn, otherIssn, journal } = fixed;
  if (
    (issn[a] !== 0 && (issn[a] === issn[b] || issn[a] === otherIssn[b])) ||
    (otherIssn[a] !== 0 && (otherIssn[a] === issn[b] || otherIssn[a] === otherIssn[b]))
  ) {
    return "same";
  }
  const [one, other] = [journal[a]!, journal[b]!];
  if (one === 0 || other === 0) return "missing";
  if (one === other) return "same";
  const key = one < other ? one * 2 ** 26 + other : other * 2 ** 26 + one;
  const found = known.get(key);
  if (found !== undefined) return found;
  const level = compareNames(journals.strings[one]!.split(" "), journals.strings[other]!.split(" "));
  known.set(key, level);
  return level;
}

function compareNames(a: readonly string[], b: readonly string[]): "same" | "partial" | "different" {
  const isInOrder = a.length < b.length || (a.length === b.length && a.join(" ") <= b.join(" "));
  const [short, long] = isInOrder ? [a, b] : [b, a];
  if (short.length === 1 && long.length >= 2 && isAcronym(short[0]!, long)) return "same";
  if (short.join("") === long.join("")) return "same";
  let matched = 0;
  let next = 0;
  for (const word of short) {
    const at = long.findIndex((candidate, place) => place >= next && isAbbreviation(word, candidate));
    if (at < 0) continue;
    matched++;
    next = at + 1;
  }
  if (matched === short.length && isAbbreviation(short[0]!, long[0]!)) return "same";
  return matched * 2 >= short.length && matched > (short[0] === "j" || short[0] === "journal" ? 1 : 0)
    ? "partial"
    : "different";
}

/** One is the beginning of the other, or its beginning and its last letters ("intl", "dtsch"). */
function isAbbreviation(one: string, other: string): boolean {
  if (one === other) return true;
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (long.startsWith(short)) return true;
  return (
    short.length >= 4 &&
    short.length <= 5 &&
    long.startsWith(short.slice(0, 3)) &&
    long.includes(short.at(-1)!)
  );
}

function isAcronym(word: string, names: readonly string[]): boolean {
  return word === names.map((name) => name[0]).join("");
}
