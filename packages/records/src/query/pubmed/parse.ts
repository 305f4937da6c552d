import { combine, MOST_NESTED, NestingGuard } from "../combine.ts";
import type { QueryProblem } from "../query-problem.ts";
import type { SourceText } from "../source-text.ts";
import type { Operator, Query } from "../tree.ts";
import { dateRange, headingUse, isTerm, termOf } from "./term.ts";
import { readTag, type PubmedTag } from "./tag.ts";
import { pubmedTokens, type PubmedToken } from "./tokens.ts";

/**
 * Reads one PubMed query.
 *
 *   expression = operand { [AND | OR | NOT] operand }      from left to right, without precedence
 *   operand    = ( "(" expression ")" | #n | term ) [ tag ]
 *
 * Two operands without an operator are joined by AND. What cannot be read is reported and left out; the rest is read.
 *
 * @see PubMed Help, "Combining search terms with Boolean operators": "PubMed processes searches in a left-to-right
 *   sequence. Use parentheses to nest concepts"
 */
export function parsePubmed(
  source: SourceText,
  start: number,
  end: number,
  report: (problem: QueryProblem) => void,
): Query | null {
  const parser = new PubmedParser(source, pubmedTokens(source, start, end, report), report);
  return parser.whole();
}

class PubmedParser {
  private at = 0;
  private readonly source: SourceText;
  private readonly tokens: readonly PubmedToken[];
  private readonly report: (problem: QueryProblem) => void;
  private readonly guard: NestingGuard;

  constructor(source: SourceText, tokens: readonly PubmedToken[], report: (problem: QueryProblem) => void) {
    this.source = source;
    this.tokens = tokens;
    this.report = report;
    this.guard = new NestingGuard(report);
  }

  whole(): Query | null {
    let query = this.expression(0);
    for (let token = this.peek(); token !== undefined; token = this.peek()) {
      this.problem(token, "unbalanced-bracket", "This closing bracket was never opened", "Take it out, or open it."); // prettier-ignore
      this.at += 1;
      const more = this.expression(0, query);
      query = more ?? query;
    }
    return query;
  }

  /** Operands until a closing bracket or the end; `left` goes on after a stray closing bracket. */
  private expression(depth: number, left: Query | null = null): Query | null {
    let query = left;
    let alternations = 0;
    let last: Operator | undefined;
    for (let token = this.peek(); token !== undefined && token.type !== "close"; token = this.peek()) {
      const written = token.type === "operator" ? this.operator() : undefined;
      const operand = this.operand(depth);
      if (operand === null) {
        if (written !== undefined)
          this.problem(token, "operator-without-term", `${written.toUpperCase()} has no term after it`, "Add the term, or take the operator out."); // prettier-ignore
        continue;
      }
      if (query === null) {
        if (written !== undefined)
          this.problem(token, "operator-without-term", `${written.toUpperCase()} has no term before it`, "Add the term, or take the operator out."); // prettier-ignore
        query = operand;
        continue;
      }
      if (written === undefined)
        this.problem(token, "implicit-and", "No operator stands between these two terms; PubMed reads AND", "Write the operator you mean.", "warning"); // prettier-ignore
      const operator = written ?? "and";
      if (operator !== last) alternations += 1;
      last = operator;
      if (alternations > MOST_NESTED) {
        this.guard.tooDeep(operand.place);
        continue;
      }
      query = combine(operator, query, operand);
    }
    return query;
  }

  /** One operator; of several in a row the last counts, but AND NOT is NOT. */
  private operator(): Operator {
    let operator: Operator = "and";
    let first = true;
    for (let token = this.peek(); token?.type === "operator"; token = this.peek()) {
      if (!first)
        this.problem(token, "operator-repeated", "Two operators follow each other; the last one is read", "Keep one of them."); // prettier-ignore
      operator = token.operator;
      first = false;
      this.at += 1;
    }
    return operator;
  }

  private operand(depth: number): Query | null {
    const token = this.peek();
    if (token === undefined) return null;
    switch (token.type) {
      case "open":
        return this.group(depth);
      case "line": {
        this.at += 1;
        const place = this.source.placeOf(token.start);
        return { kind: "line", label: token.label, place, bracketed: false };
      }
      case "tag":
        this.at += 1;
        this.problem(token, "tag-without-term", `[${token.text}] has no term before it`, "Put the tag after its term.", "error", `[${token.text}]`); // prettier-ignore
        return this.operandAfterNothing(depth);
      case "colon":
        this.at += 1;
        return this.operandAfterNothing(depth);
      case "quoted":
      case "word":
        return this.term();
      case "operator":
      case "close":
        return null;
    }
  }

  /** After something that is left out: the next operand, if one follows directly. */
  private operandAfterNothing(depth: number): Query | null {
    for (let next = this.peek(); next?.type === "tag" || next?.type === "colon"; next = this.peek())
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
    const inside = this.expression(depth + 1);
    if (this.peek()?.type === "close") this.at += 1;
    else
      this.problem(open, "unbalanced-bracket", "This bracket is never closed", "Close it where its terms end."); // prettier-ignore
    const tag = this.tag();
    if (inside === null) return null;
    if (tag === undefined) return { ...inside, place, bracketed: true };
    const text = tag.token.text;
    this.problem(tag.token, "tag-after-bracket", `[${text.trim()}] follows a bracket; PubMed's help gives tags to terms only`, "Tag each term inside the bracket.", "warning", `[${text}]`); // prettier-ignore
    const read = tag.read;
    const use = read.kind === "heading" ? headingUse(read, this.source.placeOf(tag.token.start)) : read.use;
    return { kind: "fielded", of: { ...inside, bracketed: false }, fields: [use], place, bracketed: false };
  }

  private term(): Query {
    const first = this.peek()!;
    const place = this.source.placeOf(first.start);
    const { text, quoted } = this.words();
    const tag = this.tag();
    const range = this.range(text, tag?.read);
    if (range !== undefined) return { ...range, place };
    return termOf({ text, quoted, tag: tag?.read, place, report: this.report });
  }

  /** A quoted phrase, or words until something else comes. */
  private words(): { readonly text: string; readonly quoted: boolean } {
    const first = this.peek();
    if (first?.type === "quoted") {
      this.at += 1;
      return { text: first.text, quoted: true };
    }
    const words: string[] = [];
    for (let token = this.peek(); token?.type === "word"; token = this.peek()) {
      words.push(token.text);
      this.at += 1;
    }
    return { text: words.join(" "), quoted: false };
  }

  private tag():
    { readonly read: PubmedTag; readonly token: PubmedToken & { readonly text: string } } | undefined {
    const token = this.peek();
    if (token?.type !== "tag") return undefined;
    this.at += 1;
    return { read: readTag(token.text, this.source.placeOf(token.start)), token };
  }

  /** `2010 : 2020[dp]`, `"2010/01/01"[dp] : "3000"[dp]`: what follows the first date, if it is one. */
  private range(text: string, tag: PubmedTag | undefined): Query | undefined {
    if (this.peek()?.type !== "colon") return undefined;
    const before = this.at;
    this.at += 1;
    const next = this.peek();
    const isText = next !== undefined && isTerm(next.type);
    const to = isText ? this.words().text : undefined;
    const last = this.tag()?.read ?? tag;
    const range = to === undefined || last?.kind !== "field" ? undefined : dateRange(text, to, last.use);
    if (range === undefined) this.at = before;
    return range;
  }

  private peek(): PubmedToken | undefined {
    return this.tokens[this.at];
  }

  private problem(
    token: PubmedToken,
    code: QueryProblem["code"],
    message: string,
    fix: string,
    severity: QueryProblem["severity"] = "error",
    found?: string,
  ): void {
    const place = this.source.placeOf(token.start);
    this.report({ code, severity, place, message, fix, ...(found === undefined ? {} : { found }) });
  }
}
