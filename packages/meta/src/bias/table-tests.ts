import { checkValue } from "../arguments/check-options.ts";
import { oneOf } from "../arguments/rules.ts";
import { checkTables } from "../effects/check-tables.ts";
import type { TwoByTwo } from "../effects/two-by-two.ts";
import { InputError } from "../input-error.ts";
import { regressionTest, type RegressionTest } from "./regression-test.ts";

/**
 * Regression tests for odds ratios, whose standard errors depend on the odds ratio itself so that Egger's test sees asymmetry
 * where there is none.
 * - `harbord` the score (a − E)/V on its standard error 1/√V, weights V (Harbord, Egger & Sterne 2006)
 * - `peters` ln OR on 1/N, weights (a + c)(b + d)/N (Peters et al. 2006)
 * - `macaskill` ln OR on N, the same weights (Macaskill, Walter & Irwig 2001)
 */
export const TABLE_TESTS = ["harbord", "peters", "macaskill"] as const;
export type TableTest = (typeof TABLE_TESTS)[number];

const TEST_RULE = oneOf(TABLE_TESTS);

/**
 * One of {@link TABLE_TESTS}: weighted least squares with multiplicative dispersion, t with k − 2 degrees of freedom. Peters' and
 * Macaskill's tests add ½ to the cells of tables with a zero for ln OR; Harbord's needs nothing. Tables without any event, or
 * without anything else, say nothing and are left out.
 *
 * @throws InputError `too-few-effects` with fewer than three tables; `impossible-counts`, `invalid-option`
 * @see Harbord, Egger & Sterne 2006, Statistics in Medicine 25:3443; Peters et al. 2006, JAMA 295:676; Macaskill, Walter & Irwig
 *   2001, Statistics in Medicine 20:641
 * @example tableRegressionTest("peters", [{ ai: 5, bi: 5, ci: 4, di: 6 }, { ai: 9, bi: 11, ci: 5, di: 15 }, { ai: 30, bi: 20, ci: 20, di: 30 }]).df // 1
 */
export function tableRegressionTest(test: TableTest, tables: readonly TwoByTwo[]): RegressionTest {
  checkValue("test", test, TEST_RULE);
  checkTables(tables);
  const rows = tables.flatMap((table) => {
    const { ai: a, bi: b, ci: c, di: d } = table;
    const [n1, n2, m1, m2] = [a + b, c + d, a + c, b + d];
    const n = n1 + n2;
    if (m1 === 0 || m2 === 0 || n1 === 0 || n2 === 0) return [];
    if (test === "harbord") {
      const v = (n1 * n2 * m1 * m2) / (n * n * (n - 1));
      return [{ y: (a - (n1 * m1) / n) / v, v: 1 / v, n }];
    }
    const add = a * b * c * d === 0 ? 0.5 : 0;
    const y = Math.log(((a + add) * (d + add)) / ((b + add) * (c + add)));
    return [{ y, v: n / (m1 * m2), n }];
  });
  if (rows.length < 3)
    throw new InputError("too-few-effects", `${rows.length} tables leave no residual`, { field: "tables" });
  return regressionTest(
    rows.map(({ y }) => y),
    rows.map(({ v }) => v),
    {
      model: "weighted-regression",
      predictor: test === "harbord" ? "sei" : test === "peters" ? "ninv" : "ni",
      ni: rows.map(({ n }) => n),
    },
  );
}
