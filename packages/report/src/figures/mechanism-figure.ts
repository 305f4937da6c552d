import type { MechanismMapData, MechanismNodeKind } from "@coppice/plots";
import type { Review } from "@coppice/review";
import { anchor } from "../html/element.ts";

/** The statements on mechanisms as a graph, one edge a statement. */
export function mechanismFigure(review: Review, idSuffix: string): MechanismMapData {
  const { mechanisms } = review;
  const actedOn = new Set(mechanisms.map((row) => row.to));
  const stated = new Map(
    mechanisms.flatMap((row) => [
      ...(row.from_kind === undefined ? [] : [[row.from, row.from_kind] as const]),
      ...(row.to_kind === undefined ? [] : [[row.to, row.to_kind] as const]),
    ]),
  );
  return {
    id: `fig-mechanisms-${idSuffix}`,
    title: "Mechanism map",
    nodes: [...new Set(mechanisms.flatMap((row) => [row.from, row.to]))].map((name) => ({
      id: name,
      label: name,
      kind: stated.get(name) ?? nodeKind(name, actedOn.has(name)),
    })),
    edges: mechanisms.map((row) => ({
      id: row.id,
      from: row.from,
      to: row.to,
      sign: row.sign,
      evidence: row.evidence,
      label: row.relation,
      ref: anchor("mechanism", row.id),
      ...(row.species === undefined ? {} : { species: row.species }),
      ...(row.contradicts === undefined ? {} : { contradicts: row.contradicts }),
    })),
  };
}

/**
 * What a node is where the folder does not say: judged by its name alone, which sets its shape and
 * nothing else. The first rule that fits; else a drug or intervention where nothing acts on it, a process otherwise.
 */
function nodeKind(name: string, isActedOn: boolean): MechanismNodeKind {
  const rule = KINDS.find(([pattern]) => pattern.test(name));
  return rule?.[1] ?? (isActedOn ? "pathway" : "drug");
}

const KINDS: readonly (readonly [RegExp, MechanismNodeKind])[] = [
  [/\b(effect|response|recovery|remission|symptoms?|behaviou?r|mood)\b/i, "outcome"],
  [/\b(anti-|inhibit|block|\w*agonist|antibody)/i, "drug"],
  [/\b(receptors?|channels?)\b/i, "receptor"],
  [/neuron|circuit|uptake|network/i, "pathway"],
  [/^[A-Z][A-Z0-9]{2,}\b/, "gene"],
];
