import type { Effect, Finding, ReportRow, ResultRow, Review } from "@coppice/review";

/** A node of the provenance graph: a document, a row of the folder, an effect or a finding. */
export type ProvenanceNode =
  | {
      readonly kind: "report";
      readonly id: string;
      readonly citation: string;
      readonly file: string;
      readonly line: number;
    }
  | {
      readonly kind: "result";
      readonly id: string;
      readonly study: string;
      readonly file: string;
      readonly line: number;
      readonly origin: string;
      readonly derivation?: string;
      readonly locator?: string;
      readonly quote?: string;
    }
  | {
      readonly kind: "effect";
      readonly id: string;
      readonly study: string;
      readonly measure: string;
      readonly yi: number;
      readonly vi: number;
      readonly formula: string;
    }
  | { readonly kind: "finding"; readonly id: string; readonly estimate: number; readonly k: number };

/** `from` was used to make `to`; for an effect in a finding with its weight in percent, for a result with its field. */
export interface ProvenanceEdge {
  readonly from: string;
  readonly to: string;
  readonly field?: string;
  readonly value?: number;
  readonly weight?: number;
}

export interface Provenance {
  readonly format: "coppice-provenance";
  readonly version: 1;
  readonly nodes: readonly ProvenanceNode[];
  readonly edges: readonly ProvenanceEdge[];
}

/** All effects of a finding, those of other measures included. */
export function effectsOf(finding: Finding): readonly Effect[] {
  return finding.kind === "pairwise"
    ? [...finding.effects, ...finding.alsoMeasured.flatMap(({ effects }) => effects)]
    : finding.points.flatMap((point) => (point.kind === "effect" ? [point.effect] : []));
}

/** Everything between a sentence in a source and a pooled number, as a graph. */
export function provenanceOf(review: Review, findings: readonly Finding[]): Provenance {
  const nodes: ProvenanceNode[] = [];
  const edges: ProvenanceEdge[] = [];
  const used = new Set<string>();
  const results = new Map(review.results.map((row) => [row.id, row]));
  for (const finding of findings) {
    for (const effect of effectsOf(finding)) {
      nodes.push({
        kind: "effect",
        id: `effect:${effect.id}`,
        study: effect.study,
        measure: effect.measure,
        yi: effect.yi,
        vi: effect.vi,
        formula: effect.formula,
      });
      for (const input of effect.inputs) {
        used.add(input.result);
        edges.push({
          from: `result:${input.result}`,
          to: `effect:${effect.id}`,
          field: input.field,
          value: input.value,
        });
      }
    }
    if (finding.kind === "pairwise" && finding.fit !== undefined) {
      const { fit } = finding;
      nodes.push({ kind: "finding", id: `finding:${finding.analysis.id}`, estimate: fit.estimate, k: fit.k });
      finding.effects.forEach((effect, index) =>
        edges.push({
          from: `effect:${effect.id}`,
          to: `finding:${finding.analysis.id}`,
          weight: fit.weights[index] ?? 0,
        }),
      );
    }
    if (finding.kind === "time-course") {
      for (const { label, fit, effects } of finding.windows) {
        if (fit === undefined) continue;
        const id = `finding:${finding.analysis.id}/${label}`;
        nodes.push({ kind: "finding", id, estimate: fit.estimate, k: fit.k });
        effects.forEach((effect, index) =>
          edges.push({ from: `effect:${effect}`, to: id, weight: fit.weights[index] ?? 0 }),
        );
      }
    }
  }
  const sources = new Set<string>();
  for (const id of used) {
    const row = results.get(id);
    if (row === undefined) continue;
    nodes.push(resultNode(row));
    edges.push({ from: `report:${row.report}`, to: `result:${id}` });
    sources.add(row.report);
  }
  for (const row of review.reports) if (sources.has(row.id)) nodes.push(reportNode(row));
  return { format: "coppice-provenance", version: 1, nodes, edges };
}

function resultNode(row: ResultRow): ProvenanceNode {
  return {
    kind: "result",
    id: `result:${row.id}`,
    study: row.study,
    file: row.at.file,
    line: row.at.line,
    origin: row.origin,
    ...(row.derivation === undefined ? {} : { derivation: row.derivation }),
    ...(row.locator === undefined ? {} : { locator: row.locator }),
    ...(row.quote === undefined ? {} : { quote: row.quote }),
  };
}

function reportNode(row: ReportRow): ProvenanceNode {
  return {
    kind: "report",
    id: `report:${row.id}`,
    citation: row.citation,
    file: row.at.file,
    line: row.at.line,
  };
}
