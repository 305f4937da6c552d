/** A column of text between the study label and the plot. */
export interface ForestColumn {
  readonly id: string;
  readonly header: string;
  readonly align: "left" | "right";
  /** Header above neighbouring columns of the same group, such as "Ketamine" over events and total. */
  readonly group?: string;
}

interface Interval {
  readonly estimate: number;
  readonly ciLower: number;
  readonly ciUpper: number;
}

export type ForestRow =
  | (Interval & {
      readonly kind: "study";
      readonly label: string;
      readonly cells: Readonly<Record<string, string>>;
      /** Percent. */
      readonly weight: number;
      /** Becomes `data-ref` of the row's marks. */
      readonly ref?: string;
      /** A sign after the label, explained in a footnote. */
      readonly mark?: string;
    })
  | { readonly kind: "heading"; readonly label: string }
  | (Interval & {
      readonly kind: "summary";
      readonly label: string;
      readonly emphasis: "subgroup" | "overall";
      readonly cells?: Readonly<Record<string, string>>;
      readonly weight?: number;
      readonly piLower?: number;
      readonly piUpper?: number;
      readonly piLabel?: string;
      /** Text under the row: heterogeneity, tests. */
      readonly lines?: readonly string[];
      readonly ref?: string;
    })
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "gap" };

/** A forest plot. All estimates are on the scale of analysis (log for ratios); labels show the back-transformed numbers. */
export interface ForestPlotData {
  readonly id: string;
  readonly title: string;
  readonly description?: string;
  readonly measure: { readonly label: string; readonly scale: "log" | "linear"; readonly decimals?: number };
  /** Level of the intervals, 0.95 for 95 %. */
  readonly ciLevel: number;
  readonly nullValue: number;
  readonly axis: {
    readonly favoursLeft?: string;
    readonly favoursRight?: string;
    /** Analysis scale; intervals beyond it end in arrows. */
    readonly range?: readonly [number, number];
  };
  readonly studyHeader: string;
  readonly columns: readonly ForestColumn[];
  readonly rows: readonly ForestRow[];
  readonly footnotes?: readonly string[];
}

export interface ForestPlotOptions {
  /** For phones: 380 px wide instead of 960. */
  readonly compact?: boolean;
}
