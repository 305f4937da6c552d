/** Beginnings that turn a word into its opposite, so that few letters part them. */
const OPPOSITES: readonly (readonly [string, string])[] = [
  ["hyper", "hypo"], ["intra", "inter"], ["pre", "post"], ["pre", "peri"], ["pre", "pro"], ["macro", "micro"],
  ["in", "un"], ["anti", "ante"], ["under", "over"], ["endo", "ecto"], ["super", "supra"], ["fe", "ma"],
]; // prettier-ignore

/**
 * Whether two words are one, spelt twice: one letter apart (two from eight letters on), in words of five letters or more;
 * a plural; "oe" or "ae" for "e". Other changes of the first letter make another word ("typical", "atypical"), as do
 * digits and opposite beginnings ("hyper-", "hypo-").
 */
export function isSpelling(one: string, other: string): boolean {
  if (one === other) return true;
  const apart = one.length - other.length;
  if (apart > 2 || apart < -2 || one.length < 4 || other.length < 4) return false;
  const [short, long] = apart <= 0 ? [one, other] : [other, one];
  if (!mayBegin(short, long)) return false;
  if (long.length === short.length + 1 && long.endsWith("s") && long.startsWith(short)) return true;
  if (short.length < 5 || /\d/.test(short) || /\d/.test(long)) return false;
  const [a, b] = [withoutDigraphs(short), withoutDigraphs(long)];
  if (a === b) return true;
  if (a.charCodeAt(0) !== b.charCodeAt(0)) return false;
  if (!within(a, 1, b, 1, short.length >= 8 ? 2 : 1)) return false;
  return !OPPOSITES.some(
    ([x, y]) => (a.startsWith(x) && b.startsWith(y)) || (a.startsWith(y) && b.startsWith(x)),
  );
}

/** Equal first letters, or a digraph before an "e". */
function mayBegin(short: string, long: string): boolean {
  const [x, y] = [short.charCodeAt(0), long.charCodeAt(0)];
  return x === y || (x === 101 && (y === 97 || y === 111)) || (y === 101 && (x === 97 || x === 111));
}

function withoutDigraphs(word: string): string {
  if (!word.includes("ae") && !word.includes("oe") && !word.includes("our")) return word;
  return word.replace(/[ao]e/g, "e").replace(/ou(?=r)/g, "o");
}

/** Whether the rest of two words differ by at most so many letters left out, put in, changed or swapped. */
function within(a: string, fromA: number, b: string, fromB: number, edits: number): boolean {
  let [i, j] = [fromA, fromB];
  while (i < a.length && j < b.length && a.charCodeAt(i) === b.charCodeAt(j)) {
    i++;
    j++;
  }
  if (i === a.length || j === b.length) return a.length - i + (b.length - j) <= edits;
  if (edits === 0) return false;
  if (within(a, i + 1, b, j + 1, edits - 1) || within(a, i + 1, b, j, edits - 1)) return true;
  if (within(a, i, b, j + 1, edits - 1)) return true;
  const isSwap = a.charCodeAt(i) === b.charCodeAt(j + 1) && a.charCodeAt(i + 1) === b.charCodeAt(j);
  return isSwap && within(a, i + 2, b, j + 2, edits - 1);
}
