import { normalQuantile, studentTQuantile } from "../special/index.ts";

/** The quantile that a two-sided interval of this level takes: of t with df degrees of freedom, of the normal for null. */
export function criticalValue(level: number, df: number | null): number {
  const alpha = (1 - level) / 2;
  return df === null ? normalQuantile(alpha, "upper") : studentTQuantile(alpha, df, "upper");
}
