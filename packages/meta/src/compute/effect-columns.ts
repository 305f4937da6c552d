import type { TwoByTwo } from "../effects/two-by-two.ts";
import { InputError } from "../input-error.ts";
import type { TwoRates } from "../mantel-haenszel/mantel-haenszel-rates.ts";
import type { CaseOptions, Columns } from "./case-input.ts";

/** Numbers with null for what is missing. */
export type Column = readonly (number | null)[];

/** Columns of a case by the names of escalc; `map` says which column of the data each is. */
export interface GivenColumns {
  has(name: string): boolean;
  column(name: string): Column;
}

export function givenColumns(options: CaseOptions, columns: Columns): GivenColumns {
  const map = options.object("map");
  const nameOf = (name: string): string => {
    const mapped = map[name];
    return typeof mapped === "string" ? mapped : name;
  };
  return {
    has: (name) => columns.exists(nameOf(name)),
    column: (name) => columns.optionalNumbers(nameOf(name)),
  };
}

/** Columns of one length. */
export function columnsOf(
  given: GivenColumns,
  first: string,
  ...others: readonly string[]
): readonly Column[] {
  const head = given.column(first);
  const rest = others.map((name) => {
    const values = given.column(name);
    if (values.length === head.length) return values;
    throw new InputError(
      "length-mismatch",
      `${name} has ${values.length} values, ${first} has ${head.length}`,
      { field: name },
    );
  });
  return [head, ...rest];
}

/** Cells ai bi ci di, or events and sizes ai n1i ci n2i where there is no column bi. */
export function tablesOf(given: GivenColumns): readonly (TwoByTwo | null)[] {
  const sizes = !given.has("bi") && given.has("n1i");
  const [a = [], b = [], c = [], d = []] = sizes
    ? columnsOf(given, "ai", "n1i", "ci", "n2i")
    : columnsOf(given, "ai", "bi", "ci", "di");
  return a.map((ai, row) => {
    const [second, ci, fourth] = [b[row] ?? null, c[row] ?? null, d[row] ?? null];
    if (ai === null || second === null || ci === null || fourth === null) return null;
    return sizes ? { ai, bi: second - ai, ci, di: fourth - ci } : { ai, bi: second, ci, di: fourth };
  });
}

/** Events and person-time x1i t1i x2i t2i. */
export function ratesOf(given: GivenColumns): readonly (TwoRates | null)[] {
  const [x1 = [], t1 = [], x2 = [], t2 = []] = columnsOf(given, "x1i", "t1i", "x2i", "t2i");
  return x1.map((x1i, row) => {
    const [t1i, x2i, t2i] = [t1[row] ?? null, x2[row] ?? null, t2[row] ?? null];
    return x1i === null || t1i === null || x2i === null || t2i === null ? null : { x1i, t1i, x2i, t2i };
  });
}
