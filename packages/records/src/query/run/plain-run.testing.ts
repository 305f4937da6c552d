import type { BibRecord, MeshHeading } from "../../model.ts";
import type { Field, FieldUse } from "../field.ts";
import { subheadingName } from "../subheadings.ts";
import type { Adjacent, Query, Strategy, Term } from "../tree.ts";
import { hasWildcard } from "../wildcards.ts";
import { foldWords, wordsOf } from "../words.ts";
import { isWhole, textsIn, textsOf, type TextField } from "./record-texts.ts";
import { fits, fitsValue, wordPatterns, type WordPattern } from "./word-pattern.ts";

/** 0 not found, 1 undecided, 2 found. */
type Answer = 0 | 1 | 2;

interface Run {
  readonly strategy: Strategy;
  readonly record: BibRecord;
  readonly lines: ReadonlyMap<number, Answer>;
}

/**
 * What each line of a strategy says of one record, found by reading the record's words from end to end for each term,
 * without any index: slow, and plain enough to see that it is right. For terms in text fields, headings without a
 * hierarchy, nearness, frequencies, operators and line numbers; anything else is refused.
 */
export function plainRun(strategy: Strategy, record: BibRecord): ReadonlyMap<number, Answer> {
  const lines = new Map<number, Answer>();
  for (const { label, query } of [...strategy.lines].sort((a, b) => a.label - b.label))
    if (!lines.has(label))
      lines.set(label, query === null ? 0 : answer(query, { strategy, record, lines }, []));
  return lines;
}

function answer(query: Query, run: Run, fields: readonly FieldUse[]): Answer {
  switch (query.kind) {
    case "term":
      return termAnswer({ ...query, fields: query.fields.length > 0 ? query.fields : fields }, run);
    case "heading":
      return headingAnswer(query, run);
    case "near":
      return nearAnswer(query, run);
    case "adjacent":
      return adjacentAnswer(query, run, fields);
    case "fielded":
      return answer(query.of, run, query.fields);
    case "frequency":
      return frequencyAnswer(query, run);
    case "combination": {
      const [first = 0, ...others] = query.operands.map((operand) => answer(operand, run, fields));
      if (query.operator === "and") return Math.min(first, ...others) as Answer;
      if (query.operator === "or") return Math.max(first, ...others) as Answer;
      return Math.min(first, ...others.map((other) => 2 - other)) as Answer;
    }
    case "line":
      return run.lines.get(query.label) ?? 1;
    default:
      throw new Error(`The plain run does not know ${query.kind}.`);
  }
}

/** The values of a text field, each as its words. */
function valuesOf({ record }: Run, text: TextField): readonly (readonly string[])[] {
  return textsIn(record, text).map(wordsOf);
}

function isWord(pattern: WordPattern, word: string | undefined): boolean {
  if (word === undefined) return false;
  return pattern.kind === "word" ? pattern.word === word : fits(pattern.pieces, word);
}

/** Where the words of a phrase begin in a value. */
function phrasesIn(words: readonly string[], patterns: readonly WordPattern[]): readonly number[] {
  if (patterns.length === 0) return [];
  return words.flatMap((_, at) =>
    patterns.every((pattern, i) => isWord(pattern, words[at + i])) ? [at] : [],
  );
}

function orPartial(found: boolean, texts: readonly TextField[], { record }: Run): Answer {
  if (found) return 2;
  return texts.every((text) => isWhole(record, text)) ? 0 : 1;
}

function termAnswer(term: Term, run: Run): Answer {
  const isPubmed = run.strategy.interface === "pubmed";
  if (term.fields.length > 0) return Math.max(...term.fields.map(({ field }) => textAnswer(term, wordTexts(field), run, false))) as Answer; // prettier-ignore
  const found = textAnswer(term, textsOf(isPubmed ? "all" : "multi-purpose")!, run, isPubmed && !term.quoted);
  return term.quoted || /[*$?#]/.test(term.text) || found > 0 ? found : 1;
}

function wordTexts(field: Field): readonly TextField[] {
  const texts = textsOf(field);
  if (texts === undefined) throw new Error(`The plain run does not know ${field}.`);
  return texts;
}

function textAnswer(term: Term, texts: readonly TextField[], run: Run, anyOrder: boolean): Answer {
  const own = run.strategy.interface;
  const patterns = wordPatterns(term.text, own);
  if (patterns.length === 0) return 0;
  const values = texts.flatMap((text) => valuesOf(run, text));
  if (values.some((words) => phrasesIn(words, patterns).length > 0)) return 2;
  const hasAll = patterns.every((pattern) =>
    values.some((words) => words.some((word) => isWord(pattern, word))),
  );
  if (hasAll && anyOrder) return 2;
  const maybeApart = hasAll && own === "pubmed" && !term.quoted && patterns.length > 1;
  return maybeApart ? 1 : orPartial(false, texts, run);
}

function frequencyAnswer({ of, count }: Query & { readonly kind: "frequency" }, run: Run): Answer {
  const term = of.kind === "fielded" ? { ...of.of, fields: of.fields } : of;
  if (term.kind !== "term") throw new Error("The plain run counts words only.");
  const texts = term.fields.flatMap(({ field }) => textsOf(field) ?? []);
  const patterns = wordPatterns(term.text, run.strategy.interface);
  if (patterns.length === 0) return 0;
  const times = texts.flatMap((text) =>
    valuesOf(run, text).flatMap((words) => phrasesIn(words, patterns)),
  ).length;
  return orPartial(times >= count, texts, run);
}

/** All words in some order with at most so many others between each and the next: by trying all orders. */
function nearAnswer({ text, distance, field }: Query & { readonly kind: "near" }, run: Run): Answer {
  const texts = textsOf(field.field) ?? [];
  const patterns = wordPatterns(text, run.strategy.interface);
  const goesOn = (words: readonly string[], left: readonly WordPattern[], before: number): boolean =>
    left.length === 0 ||
    left.some((pattern, chosen) =>
      words.some(
        (word, at) =>
          isWord(pattern, word) &&
          (left.length === patterns.length || (at > before && at - before <= distance + 1)) &&
          goesOn(words, left.filter((_, i) => i !== chosen), at),
      ),
    ); // prettier-ignore
  const found = texts.some((each) => valuesOf(run, each).some((words) => goesOn(words, patterns, -1)));
  return orPartial(found && patterns.length > 0, texts, run);
}

interface Stretch {
  readonly start: number;
  readonly end: number;
}

function adjacentAnswer(node: Adjacent, run: Run, fields: readonly FieldUse[]): Answer {
  const texts = [...new Set(fields.flatMap(({ field }) => textsOf(field) ?? []))];
  const isThere = texts.some((text) =>
    valuesOf(run, text).some((words) => stretches(node, words, run).length > 0),
  );
  return orPartial(isThere, texts, run);
}

function stretches(query: Query, words: readonly string[], run: Run): readonly Stretch[] {
  if (query.kind === "term") {
    const patterns = wordPatterns(query.text, run.strategy.interface);
    return phrasesIn(words, patterns).map((start) => ({ start, end: start + patterns.length - 1 }));
  }
  if (query.kind === "combination")
    return query.operands.flatMap((operand) => stretches(operand, words, run));
  if (query.kind !== "adjacent") throw new Error(`The plain run does not know ${query.kind} beside adj.`);
  const { distance } = query;
  const [first = [], ...others] = query.operands.map((operand) => stretches(operand, words, run));
  const isNear = (a: Stretch, b: Stretch): boolean => {
    if (b.start > a.end) return b.start - a.end <= (distance ?? 1);
    return distance !== null && a.start > b.end && a.start - b.end <= distance;
  };
  return others.reduce(
    (left, right) =>
      left.flatMap((a) =>
        right
          .filter((b) => isNear(a, b))
          .map((b) => ({ start: Math.min(a.start, b.start), end: Math.max(a.end, b.end) })),
      ),
    first,
  );
}

function headingAnswer(node: Query & { readonly kind: "heading" }, { record, strategy }: Run): Answer {
  const own = strategy.interface;
  const wanted = node.subheadings.map(subheadingName);
  const isWild = hasWildcard(node.term, own);
  const isSame = (term: string): boolean => (isWild ? fitsValue(node.term, term, own) : foldWords(term) === foldWords(node.term)); // prettier-ignore
  const isIt = ({ term, major, qualifiers }: MeshHeading): boolean => {
    const ownOnes = qualifiers.filter(
      (each) => wanted.length === 0 || wanted.includes(subheadingName(each.term)),
    );
    const isMajor = major || ownOnes.some((each) => each.major);
    return isSame(term) && (wanted.length === 0 || ownOnes.length > 0) && (!node.major || isMajor);
  };
  const parse = (text: string): MeshHeading => {
    const parts = text.split("/").map((part) => ({ term: part.trim().replace(/^\*/, "").trim(), major: part.trim().startsWith("*") })); // prettier-ignore
    return { ...parts[0]!, qualifiers: parts.slice(1) };
  };
  const headings = record.meshHeadings ?? record.meshTerms.map(parse);
  if (headings.some(isIt)) return 2;
  if (headings.length === 0 && record.source.format !== "medline") return record.keywords.map(parse).some(isIt) ? 2 : 1; // prettier-ignore
  return node.explode && !isWild && headings.length > 0 && foldWords(node.term) !== "humans" ? 1 : 0;
}
