import type { FieldUse } from "../field.ts";
import type { Adjacent, Query } from "../tree.ts";
import type { Corpus } from "./corpus.ts";
import type { Lacking } from "./lacking.ts";
import { addPartial } from "./match-text.ts";
import { adjacentSpans } from "./near.ts";
import { UNDECIDED, YES, type Outcome } from "./outcome.ts";
import { textsOf, type TextField } from "./record-texts.ts";
import { phraseSpans, type Span, type TextIndex } from "./text-index.ts";
import { wordPatterns } from "./word-pattern.ts";

/** Ovid's adj and adjN: near each other in one value of one field. Without fields, in those of `.mp.` */
export function matchAdjacent(
  node: Adjacent,
  fields: readonly FieldUse[],
  corpus: Corpus,
  lacking: Lacking,
): Outcome {
  const used = fields.length > 0 ? fields : fieldsWithin(node);
  const named = [...new Set(used.flatMap(({ field }) => textsOf(field) ?? []))];
  const texts: readonly TextField[] = named.length > 0 ? named : (textsOf("multi-purpose") ?? []);
  const outcome = new Uint8Array(corpus.records.length);
  const isExact = isOfWords(node);
  for (const text of texts) {
    const index = corpus.index(text);
    for (const { start } of spansOf(node, index, corpus)) {
      const record = index.owners[start]!;
      outcome[record] = isExact ? YES : UNDECIDED;
      if (!isExact) lacking.add("what Ovid makes of AND, NOT or a heading beside adj", record);
    }
  }
  addPartial(outcome, texts, corpus, lacking);
  return outcome;
}

function spansOf(query: Query, index: TextIndex, corpus: Corpus): readonly Span[] {
  switch (query.kind) {
    case "term":
      return phraseSpans(index, wordPatterns(query.text, corpus.searchInterface));
    case "fielded":
      return spansOf(query.of, index, corpus);
    case "combination":
      return (query.operator === "not" ? query.operands.slice(0, 1) : query.operands).flatMap((operand) =>
        spansOf(operand, index, corpus),
      );
    case "adjacent": {
      const [first, ...rest] = query.operands.map((operand) => spansOf(operand, index, corpus));
      return rest.reduce((left, right) => adjacentSpans(index, left, right, query.distance), first ?? []);
    }
    default:
      return [];
  }
}

/** Words, OR of words, and nearness of words: what adj is documented for. */
function isOfWords(query: Query): boolean {
  switch (query.kind) {
    case "term":
      return true;
    case "fielded":
      return isOfWords(query.of);
    case "adjacent":
      return query.operands.every(isOfWords);
    case "combination":
      return query.operator === "or" && query.operands.every(isOfWords);
    default:
      return false;
  }
}

function fieldsWithin(query: Query): readonly FieldUse[] {
  switch (query.kind) {
    case "term":
      return query.fields;
    case "fielded":
      return query.fields;
    case "adjacent":
    case "combination":
      return query.operands.flatMap(fieldsWithin);
    default:
      return [];
  }
}
