import { checkArray, checkObject } from "../arguments/check-shape.ts";
import { isObject } from "../arguments/rules.ts";
import { InputError } from "../input-error.ts";

/** A design matrix: one row for each effect, one named column for each coefficient. */
export interface Design {
  readonly names: readonly string[];
  readonly rows: readonly (readonly number[])[];
}

/**
 * The design of a model without moderators: one column of ones.
 *
 * @example interceptDesign(2).rows // [[1], [1]]
 */
export function interceptDesign(k: number): Design {
  return { names: ["intrcpt"], rows: Array.from({ length: k }, () => [1]) };
}

/**
 * The column that is 1 in every row.
 *
 * @returns its index, -1 when there is none
 */
export function interceptColumn({ names, rows }: Design): number {
  return names.findIndex((_, j) => rows.every((row) => row[j] === 1));
}

/** The same design with the rows at these places only. */
export function designRows({ names, rows }: Design, places: readonly number[]): Design {
  return { names, rows: places.map((place) => rows[place]!) };
}

/**
 * @throws InputError `length-mismatch`, `not-finite`, with the row and the column's name; `invalid-argument` for what is no
 *   design, such as the whole result of a formula
 */
export function checkDesign(design: Design, k: number): void {
  checkDesignShape(design);
  const { names, rows } = design;
  if (names.length === 0)
    throw new InputError("length-mismatch", "the design has no column", { field: "design" });
  if (rows.length !== k)
    throw new InputError("length-mismatch", `the design has ${rows.length} rows for ${k} effects`, {
      field: "design",
    });
  rows.forEach((row, index) => {
    checkArray("design.rows", row, "numbers");
    if (row.length !== names.length)
      throw new InputError(
        "length-mismatch",
        `row ${index} of the design has ${row.length} values for ${names.length} columns`,
        { field: "design", row: index },
      );
    const j = row.findIndex((value) => !Number.isFinite(value));
    if (j >= 0)
      throw new InputError("not-finite", `${names[j]!} in row ${index} is not a finite number`, {
        field: names[j]!,
        row: index,
      });
  });
}

function checkDesignShape(given: unknown): void {
  if (isObject(given) && "design" in given && !("names" in given))
    throw new InputError(
      "invalid-argument",
      "this is what designFromFormula gives, with the rows that it dropped; the design is its field design",
      { field: "design" },
      { found: given, expected: "an object of names, rows", fix: "give designFromFormula(…).design" },
    );
  checkObject("design", given, ["names", "rows"]);
  const { names, rows } = given as Design;
  checkArray("design.names", names, "names of columns");
  checkArray("design.rows", rows, "rows of numbers");
}
