import type { FieldUse } from "../field.ts";
import type { Limit, Query, Term } from "../tree.ts";
import type { Corpus } from "./corpus.ts";
import type { Lacking } from "./lacking.ts";
import { matchAdjacent } from "./match-adjacent.ts";
import { matchDates, matchRecent } from "./match-dates.ts";
import { matchHeading, matchSubheading } from "./match-heading.ts";
import { matchNear, matchText } from "./match-text.ts";
import { VALUE_FIELDS } from "./match-value.ts";
import { allOf, anyOf, NO, UNDECIDED, without, YES, type Outcome } from "./outcome.ts";
import { textsOf } from "./record-texts.ts";

/** A run over a strategy: what each line and node was found to say, and what was lacking. */
export interface Evaluation {
  readonly corpus: Corpus;
  /** The outcome of a line by its number; undefined where it is not there (yet). */
  readonly lineOutcome: (label: number) => Outcome | undefined;
  readonly lacking: Lacking;
  /** What each node came to, for explanations. */
  readonly outcomes: Map<Query, Outcome>;
}

/**
 * What a query says of each record.
 *
 * @param fields - those of a bracket around it: `(a or b).ti,ab.`
 */
export function evaluate(query: Query, run: Evaluation, fields: readonly FieldUse[] = []): Outcome {
  const outcome = outcomeOf(query, run, fields);
  run.outcomes.set(query, outcome);
  return outcome;
}

function outcomeOf(query: Query, run: Evaluation, fields: readonly FieldUse[]): Outcome {
  const { corpus, lacking } = run;
  const size = corpus.records.length;
  const part = (each: Query): Outcome => evaluate(each, run, fields);
  switch (query.kind) {
    case "term":
      return termOutcome(query.fields.length > 0 || fields.length === 0 ? query : { ...query, fields }, run);
    case "heading":
      return matchHeading(query, corpus, lacking);
    case "subheadings":
      return matchSubheading(query.codes, false, corpus, lacking);
    case "near":
      return matchNear(query, corpus, lacking);
    case "adjacent":
      for (const operand of query.operands) part(operand);
      return matchAdjacent(query, fields, corpus, lacking);
    case "fielded":
      return evaluate(query.of, run, query.fields);
    case "frequency":
      return frequencyOutcome(query.of, query.count, run, fields);
    case "combination": {
      const parts = query.operands.map(part);
      const join = { and: allOf, or: anyOf, not: without }[query.operator];
      return join(parts, size);
    }
    case "line":
      return lineOutcome(query.label, run);
    case "lines": {
      const parts = query.spans.flatMap(({ from, to }) =>
        Array.from({ length: Math.min(Math.max(0, to - from + 1), 1000) }, (_, i) =>
          lineOutcome(from + i, run),
        ),
      );
      return query.operator === "or" ? anyOf(parts, size) : allOf(parts, size);
    }
    case "dates":
      return matchDates(query.from, query.to, query.field.field, corpus, lacking);
    case "recent":
      return matchRecent(query, corpus, lacking);
    case "limit": {
      const groups = query.limits.map((group) =>
        anyOf(
          group.map((limit) => limitOutcome(limit, run)),
          size,
        ),
      );
      return allOf([part(query.of), ...groups], size);
    }
    case "deduplicate":
      return part(query.of);
    case "database":
      return query.of === null ? new Uint8Array(size).fill(YES) : part(query.of);
  }
}

function lineOutcome(label: number, run: Evaluation): Outcome {
  return run.lineOutcome(label) ?? undecided(run, `line ${label}`);
}

function undecided({ corpus, lacking }: Evaluation, what: string): Outcome {
  return Uint8Array.from(corpus.records, (_, i) => {
    lacking.add(what, i);
    return UNDECIDED;
  });
}

/** Words in each of a term's fields; without a field as the interface would search it, as far as that is known. */
function termOutcome(term: Term, run: Evaluation): Outcome {
  const { corpus, lacking } = run;
  const size = corpus.records.length;
  if (term.fields.length > 0)
    return anyOf(
      term.fields.map((use) => fieldOutcome(term, use, run)),
      size,
    );
  const isPubmed = corpus.searchInterface === "pubmed";
  const found = matchText(
    term,
    isPubmed ? "all" : "multi-purpose",
    corpus,
    lacking,
    isPubmed && !term.quoted,
  );
  if (term.quoted || /[*$?#]/.test(term.text)) return found;
  const mapping = isPubmed
    ? "PubMed's mapping of terms without a tag"
    : "Ovid's mapping of terms without a field";
  return found.map((value, i) => {
    if (value !== NO) return value;
    lacking.add(mapping, i);
    return UNDECIDED;
  });
}

function fieldOutcome(term: Term, use: FieldUse, run: Evaluation): Outcome {
  const { corpus, lacking } = run;
  const { field, tag } = use;
  if (field === "heading") {
    const explode = tag === "mh" || tag === "majr";
    const major = tag.startsWith("majr");
    return matchHeading({ ...term, kind: "heading", term: term.text, explode, major, subheadings: [] }, corpus, lacking); // prettier-ignore
  }
  if (field === "subheading") {
    const explode = (corpus.searchInterface === "pubmed" && !tag.endsWith("noexp")) || tag === "xs";
    return matchSubheading([term.text], explode, corpus, lacking);
  }
  if (textsOf(field) !== undefined) return matchText(term, field, corpus, lacking, false);
  const value = VALUE_FIELDS[field];
  if (value === undefined) return undecided(run, `the field ${tag}`);
  const { text, quoted } = term;
  const matches = value.match({ text, quoted, tag, searchInterface: corpus.searchInterface });
  return Uint8Array.from(corpus.records, (record, i) => {
    const found = matches(record);
    if (found === undefined) lacking.add(value.what, i);
    return found === undefined ? UNDECIDED : found ? YES : NO;
  });
}

/** At least `count` times in the fields together. */
function frequencyOutcome(of: Query, count: number, run: Evaluation, fields: readonly FieldUse[]): Outcome {
  const inner = of.kind === "fielded" ? of.of : of;
  const own = of.kind === "fielded" ? of.fields : fields;
  const once = evaluate(of, run, fields);
  if (inner.kind !== "term") return once.map((value) => Math.min(value, UNDECIDED));
  const term = inner.fields.length > 0 ? inner : { ...inner, fields: own };
  return matchText(term, term.fields, run.corpus, run.lacking, false, count);
}

function limitOutcome(limit: Limit, run: Evaluation): Outcome {
  const { corpus, lacking } = run;
  const place = { line: 1, column: 1 };
  const heading = (term: string): Outcome =>
    matchHeading({ kind: "heading", term, quoted: false, explode: true, major: false, subheadings: [], place, bracketed: false }, corpus, lacking); // prettier-ignore
  switch (limit.kind) {
    case "years": {
      const year = (value: number | null) => (value === null ? null : { year: value });
      return matchDates(year(limit.from), year(limit.to), "year", corpus, lacking);
    }
    case "language":
      return fieldOutcome(
        { kind: "term", text: limit.language, quoted: false, fields: [], place, bracketed: false },
        { field: "language", tag: "lg", place },
        run,
      );
    case "humans":
      return heading("Humans");
    case "animals":
      return heading("Animals");
    case "other":
      return undecided(run, `what the limit "${limit.text}" asks for`);
  }
}
