import { keepRecent, normalQuantile, studentTQuantile } from "../special/index.ts";

const normal = keepRecent((alpha, _, tail) => normalQuantile(alpha, tail));
const studentT = keepRecent(studentTQuantile);

/** The quantile that a two-sided interval of this level takes: of t with df degrees of freedom, of the normal for null. */
export function criticalValue(level: number, df: number | null): number {
  const alpha = (1 - level) / 2;
  return df === null ? normal(alpha, 0, "upper") : studentT(alpha, df, "upper");
}
