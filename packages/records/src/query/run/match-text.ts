import type { Field, FieldUse } from "../field.ts";
import type { Near, Term } from "../tree.ts";
import type { Corpus } from "./corpus.ts";
import type { Lacking } from "./lacking.ts";
import { MOST_NEAR_WORDS, nearRecords } from "./near.ts";
import { NO, UNDECIDED, YES, type Outcome } from "./outcome.ts";
import { textsOf, type TextField } from "./record-texts.ts";
import { phraseStarts, wordPlaces } from "./text-index.ts";
import { wordPatterns, type WordPattern } from "./word-pattern.ts";

/**
 * Words next to each other in one of a field's texts. A phrase that PubMed is given without quotation marks is searched
 * as a phrase if its index has it and word by word if not; which of the two is not known here, so a record that has the
 * words apart is undecided. (Ovid always takes words for a phrase.)
 *
 * @param anyOrder - whether all words anywhere are an answer: PubMed's terms without a tag
 * @param count - how often the phrase has to be there
 */
export function matchText(
  term: Term,
  fields: Field | readonly FieldUse[],
  corpus: Corpus,
  lacking: Lacking,
  anyOrder: boolean,
  count = 1,
): Outcome {
  const texts = typeof fields === "string" ? (textsOf(fields) ?? []) : fields.flatMap(({ field }) => textsOf(field) ?? []);
  const patterns = wordPatterns(term.text, corpus.searchInterface);
  const outcome = new Uint8Array(corpus.records.length);
  const times = new Uint32Array(outcome.length);
  for (const text of texts) {
    const index = corpus.index(text);
    for (const start of phraseStarts(index, patterns)) times[index.owners[start]!]! += 1;
  }
  times.forEach((found, i) => {
    if (found >= count) outcome[i] = YES;
  });
  const maybeApart = corpus.searchInterface === "pubmed" && !term.quoted && patterns.length > 1;
  if (anyOrder || maybeApart) {
    for (const record of recordsWithAll(patterns, texts, corpus)) {
      if (outcome[record] === YES) continue;
      outcome[record] = anyOrder ? YES : UNDECIDED;
      if (!anyOrder) lacking.add("whether PubMed's phrase index has the phrase", record);
    }
  }
  if (patterns.length > 0) addPartial(outcome, texts, corpus, lacking);
  return outcome;
} // prettier-ignore

/** The records that have each of the words, in whichever of the texts. */
function recordsWithAll(
  patterns: readonly WordPattern[],
  texts: readonly TextField[],
  corpus: Corpus,
): readonly number[] {
  let together: readonly number[] | undefined;
  for (const pattern of patterns) {
    const has = new Uint8Array(corpus.records.length);
    for (const text of texts) {
      const index = corpus.index(text);
      for (const place of wordPlaces(index, pattern)) has[index.owners[place]!] = 1;
    }
    together = (together ?? corpus.records.map((_, record) => record)).filter((record) => has[record] === 1);
  }
  return together ?? [];
}

/** PubMed's proximity search. */
export function matchNear(node: Near, corpus: Corpus, lacking: Lacking): Outcome {
  const texts = textsOf(node.field.field) ?? [];
  const patterns = wordPatterns(node.text, corpus.searchInterface);
  const outcome = new Uint8Array(corpus.records.length);
  for (const text of texts) {
    const index = corpus.index(text);
    const found =
      patterns.length > MOST_NEAR_WORDS
        ? recordsWithAll(patterns, [text], corpus)
        : nearRecords(index, patterns.map((pattern) => wordPlaces(index, pattern)), node.distance); // prettier-ignore
    for (const record of found) outcome[record] = YES;
  }
  addPartial(outcome, texts, corpus, lacking);
  return outcome;
}

/** Records without a match whose text is not all that the database has. */
export function addPartial(
  outcome: Outcome,
  texts: readonly TextField[],
  corpus: Corpus,
  lacking: Lacking,
): void {
  for (const text of texts)
    for (const record of corpus.partial(text)) {
      if (outcome[record] === YES) continue;
      if (outcome[record] === NO) outcome[record] = UNDECIDED;
      lacking.add(text, record);
    }
}
