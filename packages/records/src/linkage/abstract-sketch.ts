import { scramble } from "./fold.ts";

/** Hashes kept of each abstract. */
export const SKETCH_SIZE = 8;

const SHORTEST_ABSTRACT = 25;

/**
 * The smallest hashes of an abstract's runs of three words: two texts share about as many of them as they share runs,
 * whatever their title and language of record are. Undefined for texts under 25 words.
 *
 * @see Broder 1997, On the resemblance and containment of documents (bottom-k sketch)
 */
export function abstractSketch(text: string): readonly number[] | undefined {
  const smallest: number[] = [];
  let words = 0;
  let [before, previous, word, length] = [0, 0, 0, 0];
  for (let at = 0; at <= text.length; at++) {
    let code = at < text.length ? text.charCodeAt(at) : 32;
    if (code >= 65 && code <= 90) code += 32;
    if ((code >= 97 && code <= 122) || (code >= 48 && code <= 57)) {
      word = Math.imul(word, 31) + code;
      length++;
    } else if (length > 0) {
      if (++words >= 3)
        keepSmallest(smallest, scramble(Math.imul(before, 961) + Math.imul(previous, 31) + word));
      [before, previous, word, length] = [previous, scramble(word), 0, 0];
    }
  }
  return words < SHORTEST_ABSTRACT ? undefined : smallest;
}

/** Inserts a hash into the ascending list of the smallest ones, each once. */
function keepSmallest(smallest: number[], hash: number): void {
  const size = smallest.length;
  if (size === SKETCH_SIZE && hash >= smallest[size - 1]!) return;
  let at = size;
  while (at > 0 && smallest[at - 1]! > hash) at--;
  if (at > 0 && smallest[at - 1] === hash) return;
  smallest.splice(at, 0, hash);
  if (smallest.length > SKETCH_SIZE) smallest.pop();
}
