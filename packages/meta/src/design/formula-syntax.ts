import { InputError } from "../input-error.ts";

/** An arithmetic expression of columns. */
export type Expression =
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "column"; readonly name: string }
  | {
      readonly kind: "call";
      readonly name: string;
      readonly argument: Expression;
      readonly text: string;
      /** The level that the others are compared with: `factor(x, ref = "a")`. */
      readonly reference?: string;
    }
  | {
      readonly kind: "operation";
      readonly operator: "+" | "-" | "*" | "/" | "^";
      readonly left: Expression;
      readonly right: Expression;
    };

/** One variable of a model: the text it is named by and how it is computed. */
export interface Variable {
  readonly text: string;
  readonly expression: Expression;
}

/** A model formula as written: terms in their order of appearance, each a product of variables. */
export interface Formula {
  readonly text: string;
  readonly intercept: boolean;
  readonly terms: readonly (readonly Variable[])[];
}

/**
 * Reads the right-hand side of a model formula in R's notation: `+`, `-`, `:`, `*`, parentheses, `0` or `-1` for no intercept,
 * and variables: a column (backquotes around unusual names), `factor(x)`, `factor(x, ref = "a")`, `log(x)`, `sqrt(x)`, `exp(x)`, `I(arithmetic)`.
 *
 * @throws InputError `invalid-formula`, saying where
 * @example parseFormula("~ ablat + factor(alloc)").terms.length // 2
 */
export function parseFormula(text: string): Formula {
  const reader = new Reader(text);
  reader.accept("~");
  const sum = readSum(reader);
  reader.end();
  return { text, intercept: sum.intercept, terms: unique(sum.terms) };
}

interface Sum {
  readonly intercept: boolean;
  readonly terms: readonly (readonly Variable[])[];
}

function readSum(reader: Reader): Sum {
  let intercept = true;
  const terms: (readonly Variable[])[] = [];
  let negative = reader.accept("-");
  for (;;) {
    const constant = reader.acceptNumber();
    if (constant === 0 || constant === 1) {
      intercept = (constant === 1) !== negative;
    } else if (constant !== undefined) {
      throw reader.error("only 0 and 1 can stand as a term of their own; write I(...) for arithmetic");
    } else {
      const product = readProduct(reader);
      if (!negative) terms.push(...product);
      else {
        const gone = new Set(product.map(keyOf));
        terms.splice(0, terms.length, ...terms.filter((term) => !gone.has(keyOf(term))));
      }
    }
    if (reader.accept("+")) negative = false;
    else if (reader.accept("-")) negative = true;
    else return { intercept, terms };
  }
}

/** a * b is a + b + a:b. */
function readProduct(reader: Reader): readonly (readonly Variable[])[] {
  let terms = readInteraction(reader);
  while (reader.accept("*")) {
    const right = readInteraction(reader);
    terms = [...terms, ...right, ...cross(terms, right)];
  }
  return terms;
}

function readInteraction(reader: Reader): readonly (readonly Variable[])[] {
  let terms = readAtom(reader);
  while (reader.accept(":")) terms = cross(terms, readAtom(reader));
  return terms;
}

function readAtom(reader: Reader): readonly (readonly Variable[])[] {
  if (reader.accept("(")) {
    const { terms } = readSum(reader);
    reader.expect(")");
    return terms;
  }
  const start = reader.position();
  const expression = readVariable(reader);
  return [[{ text: expression.kind === "call" ? expression.text : reader.textFrom(start), expression }]];
}

const FUNCTIONS: readonly string[] = ["factor", "log", "sqrt", "exp", "I"];

function readVariable(reader: Reader): Expression {
  const start = reader.position();
  const name = reader.name();
  if (!reader.accept("(")) return { kind: "column", name };
  if (!FUNCTIONS.includes(name))
    throw reader.error(
      `there is no function ${name} (there are ${FUNCTIONS.join(", ")}; factor(x, ref = "a") compares with a)`,
    );
  const argument = readArithmetic(reader);
  const text = `${reader.textFrom(start)})`;
  const reference = name === "factor" && reader.accept(",") ? readReference(reader) : undefined;
  reader.expect(")");
  return { kind: "call", name, argument, text, ...(reference === undefined ? {} : { reference }) };
}

function readReference(reader: Reader): string {
  if (reader.name() !== "ref") throw reader.error("expected ref = and a level");
  reader.expect("=");
  return reader.level();
}

function readArithmetic(reader: Reader): Expression {
  let left = readFactor(reader);
  for (;;) {
    const operator = reader.accept("+") ? "+" : reader.accept("-") ? "-" : undefined;
    if (operator === undefined) return left;
    left = { kind: "operation", operator, left, right: readFactor(reader) };
  }
}

function readFactor(reader: Reader): Expression {
  let left = readPower(reader);
  for (;;) {
    const operator = reader.accept("*") ? "*" : reader.accept("/") ? "/" : undefined;
    if (operator === undefined) return left;
    left = { kind: "operation", operator, left, right: readPower(reader) };
  }
}

function readPower(reader: Reader): Expression {
  if (reader.accept("-"))
    return { kind: "operation", operator: "-", left: { kind: "number", value: 0 }, right: readPower(reader) };
  const base = readPrimary(reader);
  if (!reader.accept("^")) return base;
  return { kind: "operation", operator: "^", left: base, right: readPower(reader) };
}

function readPrimary(reader: Reader): Expression {
  const value = reader.acceptNumber();
  if (value !== undefined) return { kind: "number", value };
  if (!reader.accept("(")) return readVariable(reader);
  const inner = readArithmetic(reader);
  reader.expect(")");
  return inner;
}

function cross(
  left: readonly (readonly Variable[])[],
  right: readonly (readonly Variable[])[],
): readonly (readonly Variable[])[] {
  return left.flatMap((a) =>
    right.map((b) => [...a, ...b.filter(({ text }) => !a.some((one) => one.text === text))]),
  );
}

/** The same variables in any order are the same term. */
export function keyOf(term: readonly Variable[]): string {
  return JSON.stringify(term.map(({ text }) => text).sort());
}

function unique(terms: readonly (readonly Variable[])[]): readonly (readonly Variable[])[] {
  return terms.filter((term, at) => terms.findIndex((other) => keyOf(other) === keyOf(term)) === at);
}

/** Reads the text of a formula from left to right. */
class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  position(): number {
    this.#skip();
    return this.#at;
  }

  /** What was read since a position, without spaces around and inside. */
  textFrom(start: number): string {
    return this.#text.slice(start, this.#at).replaceAll(/\s+/g, "");
  }

  accept(sign: string): boolean {
    this.#skip();
    if (!this.#text.startsWith(sign, this.#at)) return false;
    this.#at += sign.length;
    return true;
  }

  expect(sign: string): void {
    if (!this.accept(sign)) throw this.error(`expected ${sign}`);
  }

  acceptNumber(): number | undefined {
    return this.#match(/\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+/y, (found) => Number(found));
  }

  name(): string {
    const quoted = this.#match(/`[^`]+`/y, (found) => found.slice(1, -1));
    const plain = quoted ?? this.#match(/[\p{L}._][\p{L}\p{N}._]*/uy, (found) => found);
    if (plain === undefined) throw this.error("expected the name of a column");
    return plain;
  }

  /** In single or double quotes, or a plain number. */
  level(): string {
    const quoted = this.#match(/"[^"]*"|'[^']*'/y, (found) => found.slice(1, -1));
    const plain = quoted ?? this.#match(/-?[\d.]+/y, (found) => found);
    if (plain === undefined) throw this.error("expected a level in quotes");
    return plain;
  }

  end(): void {
    this.#skip();
    if (this.#at < this.#text.length) throw this.error("expected +, -, :, * or the end");
  }

  error(what: string): InputError {
    this.#skip();
    const found = this.#text.slice(this.#at, this.#at + 12);
    return new InputError(
      "invalid-formula",
      `the formula "${this.#text}" cannot be read at character ${this.#at + 1}: ${what}, found ${found === "" ? "its end" : `"${found}"`}`,
      { field: "mods" },
      { found, expected: what, fix: 'write it as "~ dose + factor(alloc)"' },
    );
  }

  #match<Value>(pattern: RegExp, read: (found: string) => Value): Value | undefined {
    this.#skip();
    pattern.lastIndex = this.#at;
    const [found] = pattern.exec(this.#text) ?? [];
    if (found === undefined) return undefined;
    this.#at += found.length;
    return read(found);
  }

  #skip(): void {
    while (this.#at < this.#text.length && /\s/.test(this.#text[this.#at]!)) this.#at += 1;
  }
}
