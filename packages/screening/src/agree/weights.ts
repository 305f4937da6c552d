/** How much a disagreement counts: by the distance of the categories, or by its square. */
export type WeightKind = "linear" | "quadratic";

/** Agreement of two categories: 1 for the same, between 0 and 1 for others. */
export type AgreementWeights = readonly (readonly number[])[];

/**
 * Weights of agreement for q categories in their order.
 *
 *   identity 1 or 0;  linear 1 − |i − j|/(q − 1);  quadratic 1 − (i − j)²/(q − 1)²
 *
 * @see Cicchetti & Allison 1971 (linear), American Journal of EEG Technology 11:101; Fleiss & Cohen 1973 (quadratic),
 *   Educational and Psychological Measurement 33:613
 * @example agreementWeights(3, "linear")[0] // [1, 0.5, 0]
 */
export function agreementWeights(q: number, kind: WeightKind | "identity"): AgreementWeights {
  const weight = (distance: number): number => {
    if (kind === "identity") return distance === 0 ? 1 : 0;
    const share = distance / (q - 1);
    return 1 - (kind === "linear" ? share : share * share);
  };
  const places = Array.from({ length: q }, (_, place) => place);
  return places.map((i) => places.map((j) => weight(Math.abs(i - j))));
}
