import { checkOptions, checkValue, type OptionRules } from "../arguments/check-options.ts";
import { LEVEL, oneOf } from "../arguments/rules.ts";
import { checkTables } from "../effects/check-tables.ts";
import type { TwoByTwo } from "../effects/two-by-two.ts";
import { InputError } from "../input-error.ts";
import { FIT_RULES, type FitOptions } from "../pairwise/options.ts";
import { regressionTest, type RegressionTest } from "./regression-test.ts";

/**
 * Regression tests for ratios of events, whose standard errors depend on the ratio itself so that Egger's test sees asymmetry where
 * there is none. With m1 = a + c events, m2 = b + d others, groups of n1 and n2, N in all:
 * - `harbord` the score Z/V on its standard error 1/√V, weights V (Harbord, Egger & Sterne 2006):
 *   OR  Z = a − n1 m1/N,            V = n1 n2 m1 m2/(N²(N − 1))
 *   RR  Z = (a N − n1 m1)/m2,       V = n1 n2 m1/(N m2)   (Harbord, Harris & Sterne 2009)
 * - `peters` ln OR or ln RR on 1/N, weights m1 m2/N (Peters et al. 2006, for OR)
 * - `macaskill` the same on N (Macaskill, Walter & Irwig 2001)
 */
export const TABLE_TESTS = ["harbord", "peters", "macaskill"] as const;
export type TableTest = (typeof TABLE_TESTS)[number];

export interface TableTestOptions extends Pick<FitOptions, "method" | "test" | "ciLevel"> {
  /** Default OR. */
  readonly measure?: "OR" | "RR";
  /**
   * Default weighted-regression; `meta-regression`, with `method` and `test`, is the random-effects form, of Harbord's test alone:
   * the weights of the other two are not inverse variances (with equal groups they are four times as large), which a factor of
   * dispersion takes up and an additive τ² does not.
   */
  readonly model?: RegressionTest["model"];
}

const TEST_RULE = oneOf(TABLE_TESTS);

const RULES: OptionRules<TableTestOptions> = {
  measure: oneOf(["OR", "RR"]),
  model: oneOf(["meta-regression", "weighted-regression"]),
  method: FIT_RULES.method,
  test: FIT_RULES.test,
  ciLevel: LEVEL,
};

/**
 * One of {@link TABLE_TESTS}: weighted least squares with multiplicative dispersion, t with k − 2 degrees of freedom, unless
 * another model is asked for. Peters' and Macaskill's tests add ½ to the cells of tables with a zero for the ratio; Harbord's needs
 * nothing. Tables without any event, or without anything else, say nothing and are left out.
 *
 * @throws InputError `too-few-effects` with fewer than three tables; `impossible-counts`, `invalid-option`; `collinear-design` where
 *   the predictor has one value
 * @see Harbord, Egger & Sterne 2006, Statistics in Medicine 25:3443; Harbord, Harris & Sterne 2009, Stata Journal 9:197; Peters et
 *   al. 2006, JAMA 295:676; Macaskill, Walter & Irwig 2001, Statistics in Medicine 20:641
 * @example tableRegressionTest("peters", [{ ai: 5, bi: 5, ci: 4, di: 6 }, { ai: 9, bi: 11, ci: 5, di: 15 }, { ai: 30, bi: 20, ci: 20, di: 30 }]).df // 1
 */
export function tableRegressionTest(
  test: TableTest,
  tables: readonly TwoByTwo[],
  options: TableTestOptions = {},
): RegressionTest {
  checkValue("test", test, TEST_RULE);
  checkOptions(options, RULES);
  checkTables(tables);
  const { measure = "OR", model = "weighted-regression", ...fit } = options;
  if (model === "meta-regression" && test !== "harbord")
    throw new InputError(
      "invalid-option",
      `the weights of the test ${test} are no inverse variances, which a meta-regression needs`,
      { field: "model" },
      { found: model, expected: "weighted-regression", fix: "choose the test harbord for a meta-regression" },
    );
  const rows = tables.flatMap((table) => {
    const { ai: a, bi: b, ci: c, di: d } = table;
    const [n1, n2, m1, m2] = [a + b, c + d, a + c, b + d];
    const n = n1 + n2;
    if (m1 === 0 || m2 === 0 || n1 === 0 || n2 === 0) return [];
    if (test === "harbord") {
      const [score, v] =
        measure === "OR"
          ? [a - (n1 * m1) / n, (n1 * n2 * m1 * m2) / (n * n * (n - 1))]
          : [(a * n - n1 * m1) / m2, (n1 * n2 * m1) / (n * m2)];
      return [{ y: score / v, v: 1 / v, n }];
    }
    const add = a * b * c * d === 0 ? 0.5 : 0;
    const y =
      measure === "OR"
        ? Math.log(((a + add) * (d + add)) / ((b + add) * (c + add)))
        : Math.log((a + add) / (n1 + 2 * add)) - Math.log((c + add) / (n2 + 2 * add));
    return [{ y, v: n / (m1 * m2), n }];
  });
  if (rows.length < 3)
    throw new InputError("too-few-effects", `${rows.length} tables leave no residual`, { field: "tables" });
  return regressionTest(
    rows.map(({ y }) => y),
    rows.map(({ v }) => v),
    {
      ...fit,
      model,
      predictor: test === "harbord" ? "sei" : test === "peters" ? "ninv" : "ni",
      ni: rows.map(({ n }) => n),
    },
  );
}
