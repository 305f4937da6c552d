/** A line through a radial plot, on which each study has error variance 1. */
export interface RadialRegression {
  /** α: the expected standardised effect of a study without precision. */
  readonly intercept: number;
  /** β: the effect of a study of infinite precision where the errors are those of the plot. */
  readonly slope: number;
  /** Variances and covariance with error variance 1, not with the residual variance. */
  readonly interceptVariance: number;
  readonly slopeVariance: number;
  readonly covariance: number;
  readonly residualSquares: number;
  /** About the mean of the standardised effects. */
  readonly totalSquares: number;
}

/**
 * Least squares of yi/ei on 1/ei with an intercept: Galbraith's radial plot where ei is the standard error, the generalised
 * radial plot where it is √(vi + τ²).
 *
 * @param yi - effects, length k ≥ 2
 * @param errors - ei > 0, length k, not all equal
 * @see Galbraith 1988, Statistics in Medicine 7:889; Rücker, Schwarzer, Carpenter, Binder & Schumacher 2011, Biostatistics 12:122
 * @example radialRegression([0.3, 0.5, 0.9], [0.1, 0.2, 0.4]).slope // 0.1
 */
export function radialRegression(yi: readonly number[], errors: readonly number[]): RadialRegression {
  const k = yi.length;
  let [meanX, meanY] = [0, 0];
  for (let i = 0; i < k; i += 1) {
    meanX += 1 / errors[i]! / k;
    meanY += yi[i]! / errors[i]! / k;
  }
  let [xx, xy, totalSquares] = [0, 0, 0];
  for (let i = 0; i < k; i += 1) {
    const dx = 1 / errors[i]! - meanX;
    const dy = yi[i]! / errors[i]! - meanY;
    xx += dx * dx;
    xy += dx * dy;
    totalSquares += dy * dy;
  }
  const slope = xy / xx;
  const intercept = meanY - slope * meanX;
  let residualSquares = 0;
  for (let i = 0; i < k; i += 1) residualSquares += ((yi[i]! - slope) / errors[i]! - intercept) ** 2;
  return {
    intercept,
    slope,
    interceptVariance: 1 / k + (meanX * meanX) / xx,
    slopeVariance: 1 / xx,
    covariance: -meanX / xx,
    residualSquares,
    totalSquares,
  };
}
