/**
 * Kenward and Roger's adjustment of the standard error of a random-effects mean fitted by REML, and its degrees of freedom.
 * With w = 1/(vi + τ²), Φ = 1/Σw and W = 1/I(τ²), the inverse of the expected REML information:
 *
 *   I(τ²) = ½ (Σw² − 2 Σw³/Σw + (Σw²)²/(Σw)²)
 *   se² = Φ + 2 Φ² W (Σw³ − (Σw²)²/Σw),  df = 2/(W (se² Σw²)²)
 *
 * Kenward and Roger have Φ in place of se² in the degrees of freedom; R's meta has se², which is what is computed here (a
 * difference of a few hundredths of a degree).
 *
 * @returns df Infinity where τ² is known without error
 * @see Kenward & Roger 1997, Biometrics 53:983; Partlett & Riley 2017, Statistics in Medicine 36:301, section 2.3.4
 */
export function kenwardRoger(
  vi: readonly number[],
  tau2: number,
): { readonly se: number; readonly df: number } {
  let [w1, w2, w3] = [0, 0, 0];
  for (const v of vi) {
    const w = 1 / (v + tau2);
    w1 += w;
    w2 += w * w;
    w3 += w * w * w;
  }
  const information = 0.5 * (w2 - (2 * w3) / w1 + (w2 / w1) ** 2);
  const phi = 1 / w1;
  const spread = 1 / information;
  const variance = phi + 2 * phi * phi * spread * (w3 - (w2 * w2) / w1);
  return { se: Math.sqrt(variance), df: 2 / (spread * (variance * w2) ** 2) };
}
