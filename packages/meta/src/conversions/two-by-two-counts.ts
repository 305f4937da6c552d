import { checkObject } from "../arguments/check-shape.ts";
import { isObject } from "../arguments/rules.ts";
import type { TwoByTwo } from "../effects/two-by-two.ts";
import { InputError } from "../input-error.ts";

/** Margins of a 2 × 2 table: all people, those in the first row, those in the first column. */
export interface TableMargins {
  readonly n: number;
  readonly n1: number;
  readonly m1: number;
}

/**
 * The table with these margins and this phi coefficient, or this odds ratio, rounded to whole people: a from
 * phi = (a n − n1 m1)/√(n1 (n − n1) m1 (n − m1)), or from the quadratic that the odds ratio gives.
 *
 * @throws InputError `impossible-counts` when no table has these margins and this association
 * @see Becker, Sheu, Bonett in metafor's conv.2x2 documentation for the problem; Bonett 2007, Psychological Methods 12:254
 * @example tableFromMargins({ n: 80, n1: 40, m1: 42 }, { phi: 0.54 }).ai // 32
 */
export function tableFromMargins(
  margins: TableMargins,
  association: { readonly phi: number } | { readonly oddsRatio: number },
): TwoByTwo {
  checkObject("margins", margins, ["n", "n1", "m1"]);
  const known = isObject(association) && "phi" in association ? "phi" : "oddsRatio";
  checkObject("association", association, [known]);
  const { n, n1, m1 } = margins;
  const exact =
    "phi" in association
      ? (association.phi * Math.sqrt(n1 * (n - n1) * m1 * (n - m1)) + n1 * m1) / n
      : fromOddsRatio({ n, n1, m1 }, association.oddsRatio);
  const ai = Math.round(exact);
  const table = { ai, bi: n1 - ai, ci: m1 - ai, di: n - n1 - m1 + ai };
  for (const [field, value] of Object.entries(table))
    if (!(value >= 0))
      throw new InputError(
        "impossible-counts",
        `these margins and this association give ${field} = ${value}`,
        {
          field,
        },
      );
  return table;
}

function fromOddsRatio({ n, n1, m1 }: TableMargins, odds: number): number {
  const a = 1 - odds;
  const b = n - n1 - m1 + odds * (n1 + m1);
  const c = -odds * n1 * m1;
  return Math.abs(a) < 1e-12 ? -c / b : (-2 * c) / (b + Math.sqrt(b * b - 4 * a * c));
}
