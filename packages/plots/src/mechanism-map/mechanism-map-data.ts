/**
 * What a node of the map is; it sets the node's shape and tint. "pathway" also stands for processes, circuits and
 * tissues, "gene" for proteins, "other" for what the source does not say.
 */
export type MechanismNodeKind = "drug" | "receptor" | "pathway" | "gene" | "outcome" | "other";

/** What the source says that `from` does to `to`. */
export type MechanismSign = "activates" | "inhibits" | "modulates" | "no-effect" | "required-for";

export interface MechanismNode {
  readonly id: string;
  readonly label: string;
  readonly kind: MechanismNodeKind;
}

/** One statement of one source. Two sources that say the same are two edges; the picture merges them and gives the count. */
export interface MechanismEdge {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly sign: MechanismSign;
  /** Kind of evidence in the source's words, such as "electrophysiology" or "randomised crossover trial n=23". */
  readonly evidence: string;
  /** Species, several separated by commas; absent for binding assays, review statements and the like. */
  readonly species?: string;
  /** The relation in words ("blocks", "upregulates"), for tooltips and the list of contradictions. */
  readonly label?: string;
  /** Ids of edges that say the opposite. One direction is enough. */
  readonly contradicts?: readonly string[];
  /** Where the statement comes from; becomes `data-ref`. */
  readonly ref?: string;
}

/** A directed, signed graph of who acts on what, with the evidence of every edge. */
export interface MechanismMapData {
  /** Prefix of every id inside the SVG; must differ between figures of one page. */
  readonly id: string;
  readonly title: string;
  readonly description?: string;
  readonly nodes: readonly MechanismNode[];
  readonly edges: readonly MechanismEdge[];
}
