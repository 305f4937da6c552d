import { combine, MOST_NESTED, NestingGuard } from "../combine.ts";
import type { QueryProblem } from "../query-problem.ts";
import type { SourceText } from "../source-text.ts";
import type { Operator, Query } from "../tree.ts";
import { readCommand } from "./command.ts";
import { termOf } from "./term.ts";
import { ovidTokens, type OvidToken } from "./tokens.ts";

/**
 * Reads one Ovid query.
 *
 *   command = limit query to limits | remove duplicates from query | [query] use database | query
 *   query   = and-part { or and-part };  and-part = not-part { and not-part };  not-part = near { not near }
 *   near    = operand { (adj | adjN) operand }
 *   operand = ( "(" query ")" | term [ .fields. ] | [exp] [*]heading/[codes] | /codes | n | or/n-m ) [ /freq=n ]
 *
 * The nearer the operator binds, the later it stands in this list: adj before NOT before AND before OR. No page of Ovid's
 * own was found that gives an order; the one source found (NSW Health, "Combining terms with Boolean Operators (AND, OR,
 * NOT) on Ovid databases") has AND before NOT before OR. The two differ only where AND follows NOT without brackets
 * (`1 not 2 and 3`), which is warned of. What cannot be read is reported and left out; the rest is read.
 *
 * @see Ovid, "Advanced Searching Techniques", for the operators themselves
 */
export function parseOvid(
  source: SourceText,
  start: number,
  end: number,
  report: (problem: QueryProblem) => void,
): { readonly query: Query | null; readonly comments: readonly string[] } {
  const comments: string[] = [];
  const readPart = (from: number, to: number): Query | null => {
    const read = ovidTokens(source, from, to, report);
    comments.push(...read.comments);
    return new OvidParser(source, read.tokens, report).whole();
  };
  const query = readCommand(source, start, end, report, readPart);
  return { query, comments };
}

/** From the loosest to the closest. */
const LEVELS: readonly Operator[] = ["or", "and", "not"];

class OvidParser {
  private at = 0;
  private readonly source: SourceText;
  private readonly tokens: readonly OvidToken[];
  private readonly report: (problem: QueryProblem) => void;
  private readonly guard: NestingGuard;

  constructor(source: SourceText, tokens: readonly OvidToken[], report: (problem: QueryProblem) => void) {
    this.source = source;
    this.tokens = tokens;
    this.report = report;
    this.guard = new NestingGuard(report);
  }

  whole(): Query | null {
    let query = this.level(0, 0);
    for (let token = this.peek(); token !== undefined; token = this.peek()) {
      if (token.type === "close") {
        this.problem(token, "unbalanced-bracket", "This closing bracket was never opened", "Take it out, or open it."); // prettier-ignore
        this.at += 1;
      }
      const operator = this.peek()?.type === "operator" ? this.operator() : "and";
      const more = this.level(0, 0);
      if (more !== null) query = query === null ? more : combine(operator, bracket(query), bracket(more));
    }
    return query;
  }

  /** One level of the grammar: operands of the next closer level, joined by this level's operator. */
  private level(index: number, depth: number): Query | null {
    const operator = LEVELS[index];
    if (operator === undefined) return this.near(depth);
    let query = this.level(index + 1, depth);
    for (;;) {
      const token = this.peek();
      if (token === undefined || token.type === "close") return query;
      const isOwn = token.type === "operator" && token.operator === operator;
      const isMissing = operator === "and" && token.type !== "operator" && token.type !== "adjacent";
      if (!isOwn && !isMissing) return query;
      if (isOwn) this.operator();
      const operand = this.level(index + 1, depth);
      if (operand === null) {
        this.lacksTerm(token, "after", operator);
        if (isMissing) return query;
      } else if (query === null) {
        this.lacksTerm(token, "before", operator);
        query = operand;
      } else {
        if (isMissing)
          this.problem(token, "missing-operator", "No operator stands between these two", "Write the operator you mean; AND is assumed here."); // prettier-ignore
        query = combine(operator, query, operand);
      }
    }
  }

  private lacksTerm(token: OvidToken, where: "before" | "after", operator: string): void {
    this.problem(token, "operator-without-term", `${operator} has no term ${where} it`, "Add the term, or take the operator out."); // prettier-ignore
  }

  /** One operator; of several in a row the last counts. */
  private operator(): Operator {
    let operator: Operator = "and";
    let first = true;
    for (let token = this.peek(); token?.type === "operator"; token = this.peek()) {
      if (!first)
        this.problem(token, "operator-repeated", "Two operators follow each other; the first one is read", "Keep one of them."); // prettier-ignore
      else operator = token.operator;
      first = false;
      this.at += 1;
    }
    return operator;
  }

  /** `a adj3 b`: a chain of one distance is one node, another distance takes it as its first operand. */
  private near(depth: number): Query | null {
    let query = this.operand(depth);
    let changes = 0;
    for (let token = this.peek(); token?.type === "adjacent"; token = this.peek()) {
      const { distance } = token;
      this.at += 1;
      const operand = this.operand(depth);
      if (operand === null || query === null) {
        this.lacksTerm(token, operand === null ? "after" : "before", "adj");
        query ??= operand;
        continue;
      }
      const chain =
        query.kind === "adjacent" && query.distance === distance && !query.bracketed ? query : undefined;
      if (chain === undefined) changes += 1;
      if (changes > MOST_NESTED) {
        this.guard.tooDeep(operand.place);
        continue;
      }
      query =
        chain === undefined
          ? { kind: "adjacent", distance, operands: [query, operand], place: query.place, bracketed: false }
          : { ...chain, operands: [...chain.operands, operand] };
    }
    return query;
  }

  private operand(depth: number): Query | null {
    const token = this.peek();
    if (token === undefined) return null;
    const place = this.source.placeOf(token.start);
    switch (token.type) {
      case "open":
        return this.group(depth);
      case "lines": {
        this.at += 1;
        const { operator, spans } = token;
        return { kind: "lines", operator, spans, place, bracketed: false };
      }
      case "subheadings":
        this.at += 1;
        return { kind: "subheadings", codes: token.codes, place, bracketed: false };
      case "fields":
      case "heading":
      case "frequency":
        this.at += 1;
        this.problem(token, "tag-without-term", "A field or slash has no term before it", "Put it directly after its term."); // prettier-ignore
        return this.operandAfterNothing(depth);
      case "quoted":
      case "word":
        return this.term();
      case "operator":
      case "adjacent":
      case "close":
        return null;
    }
  }

  /** After something that is left out: the next operand, if one follows directly. */
  private operandAfterNothing(depth: number): Query | null {
    const endings: readonly OvidToken["type"][] = ["fields", "heading", "frequency"];
    for (let next = this.peek(); next !== undefined && endings.includes(next.type); next = this.peek())
      this.at += 1;
    return this.operand(depth);
  }

  private group(depth: number): Query | null {
    const open = this.peek()!;
    this.at += 1;
    const place = this.source.placeOf(open.start);
    if (depth >= MOST_NESTED) {
      this.guard.tooDeep(place);
      for (let token = this.peek(); token?.type === "open"; token = this.peek()) this.at += 1;
      return this.operandAfterNothing(depth);
    }
    let inside = this.level(0, depth + 1);
    for (let next = this.peek(); next !== undefined && next.type !== "close"; next = this.peek()) {
      const rest = this.level(0, depth + 1);
      if (rest === null) this.at += 1;
      else inside = inside === null ? rest : combine("and", bracket(inside), bracket(rest));
    }
    if (this.peek()?.type === "close") this.at += 1;
    else
      this.problem(open, "unbalanced-bracket", "This bracket is never closed", "Close it where its terms end."); // prettier-ignore
    const next = this.peek();
    if (inside === null) {
      if (next?.type === "fields") this.at += 1;
      return null;
    }
    if (next?.type !== "fields") return this.withFrequency({ ...inside, place, bracketed: true });
    this.at += 1;
    const of = { ...inside, bracketed: false };
    return this.withFrequency({ kind: "fielded", of, fields: next.fields, place, bracketed: false });
  }

  /** Words and phrases, with what ends them: fields, a slash, or nothing. */
  private term(): Query | null {
    const parts: (OvidToken & { readonly text: string })[] = [];
    for (let token = this.peek(); token?.type === "word" || token?.type === "quoted"; token = this.peek()) {
      parts.push(token);
      this.at += 1;
    }
    const ending = this.peek();
    const isEnding = ending?.type === "fields" || ending?.type === "heading";
    if (isEnding) this.at += 1;
    const place = this.source.placeOf(parts[0]!.start);
    return this.withFrequency(termOf(parts, isEnding ? ending : undefined, place));
  }

  private withFrequency(query: Query): Query {
    const next = this.peek();
    if (next?.type !== "frequency") return query;
    this.at += 1;
    const { place } = query;
    return { kind: "frequency", of: query, count: next.count, place, bracketed: false };
  }

  private peek(): OvidToken | undefined {
    return this.tokens[this.at];
  }

  private problem(token: OvidToken, code: QueryProblem["code"], message: string, fix: string): void {
    this.report({ code, severity: "error", place: this.source.placeOf(token.start), message, fix });
  }
}

function bracket(query: Query): Query {
  return query.kind === "combination" ? { ...query, bracketed: true } : query;
}
