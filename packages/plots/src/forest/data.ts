/** A column of text between the study label and the plot. */
export interface ForestColumn {
  readonly id: string;
  /** One line, or several from the top down. */
  readonly header: string | readonly string[];
  /** "decimal" sets the decimal points of a column under each other. */
  readonly align: "left" | "right" | "decimal";
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
      /** Percent; where no study has any weight, the column of weights is left out. */
      readonly weight: number;
      /** Becomes `data-ref` of the row's marks. */
      readonly ref?: string;
      /** A sign after the label, explained in a footnote. */
      readonly mark?: string;
    })
  | {
      /** A study whose effect cannot be estimated: it is named, with the reason in place of the numbers. */
      readonly kind: "missing";
      readonly label: string;
      readonly cells: Readonly<Record<string, string>>;
      readonly reason: string;
      readonly ref?: string;
    }
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
  | { readonly kind: "text"; readonly text: string; readonly style?: "normal" | "muted" }
  | { readonly kind: "gap" };

export type StudyRow = Extract<ForestRow, { kind: "study" }>;
export type SummaryRow = Extract<ForestRow, { kind: "summary" }>;

/** A forest plot. All estimates are on the scale of analysis (log for ratios); labels show the back-transformed numbers. */
export interface ForestPlotData {
  /** Prefix of every id in the figure: letters, digits, "-", "_"; must differ between the figures of one page. */
  readonly id: string;
  readonly title: string;
  readonly description?: string;
  readonly measure: { readonly label: string; readonly scale: "log" | "linear"; readonly decimals?: number };
  /** Level of the intervals, 0.95 for 95 %. */
  readonly ciLevel: number;
  /** Where there is no effect; none for what compares nothing. */
  readonly nullValue?: number;
  readonly axis: {
    /** Default: the measure, with "logarithmic axis" for ratios. */
    readonly label?: string;
    readonly favoursLeft?: string;
    readonly favoursRight?: string;
    /** Display scale (0.5, 1, 2 for ratios); those outside the range are left out. */
    readonly ticks?: readonly number[];
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
