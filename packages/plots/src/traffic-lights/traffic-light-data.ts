/**
 * A judgement of risk of bias. "low" to "high" are the levels of RoB 2, "low" to "critical" those of ROBINS-I;
 * "missing" means that nobody has judged yet, which is not the same as "no-information" (judged, but not reported).
 */
export type Judgement =
  "low" | "some-concerns" | "moderate" | "serious" | "high" | "critical" | "no-information" | "missing";

export interface BiasDomain {
  readonly id: string;
  /** What the domain asks, for the legend. */
  readonly label: string;
  /** Head of the column, such as "D1". */
  readonly short: string;
}

export interface BiasRow {
  readonly study: string;
  readonly ref?: string;
  /** Domain id → judgement; the key `overall` is the judgement of the whole. A domain that is absent is missing. */
  readonly judgements: Readonly<Record<string, Judgement>>;
  /** The study's weight in a meta-analysis, in any unit; only the weighted summary uses it. */
  readonly weight?: number;
}

export interface TrafficLightData {
  /** Prefix of every id inside the SVG; must differ between figures of one page. */
  readonly id: string;
  readonly title: string;
  readonly description?: string;
  /** Name of the instrument, such as "RoB 2". */
  readonly instrument: string;
  readonly domains: readonly BiasDomain[];
  readonly rows: readonly BiasRow[];
  /** How the summary counts studies: each as one (the default), or by its `weight`. */
  readonly summary?: "unweighted" | "weighted";
}
