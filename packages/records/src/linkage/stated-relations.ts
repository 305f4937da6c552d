import type { Relation } from "../model.ts";
import { hash53 } from "./fold.ts";
import type { RecordColumns } from "./record-columns.ts";

/** What a record may say that another one is to it. The numbers stand in the index, so they never change their meaning. */
const STATED_KINDS = ["erratum", "retraction", "concern", "comment", "update"] as const;

export type StatedKind = (typeof STATED_KINDS)[number];

/** In both directions: the notice names its article, the article its notice. Republications and reprints are not read. */
const KIND_OF: Readonly<Record<string, StatedKind>> = {
  "erratum-in": "erratum",
  "erratum-for": "erratum",
  "retraction-in": "retraction",
  "retraction-of": "retraction",
  "partial-retraction-in": "retraction",
  "partial-retraction-of": "retraction",
  "concern-in": "concern",
  "concern-for": "concern",
  "comment-in": "comment",
  "comment-on": "comment",
  "update-in": "update",
  "update-of": "update",
  "preprint-in": "update",
  "preprint-of": "update",
};

/** A link to another record, as linkage keeps it. */
export interface StatedRelation {
  /** Place in the list of kinds. */
  readonly kind: number;
  /** 0 when none is stated. */
  readonly pmid: number;
  /** Hash of the DOI; 0 when none is stated. */
  readonly doi: number;
}

/** More comments on one article are found by what they say of it themselves. */
const MOST_RELATIONS = 16;

export function statedRelations(relations: readonly Relation[] | undefined): readonly StatedRelation[] {
  if (relations === undefined) return [];
  const found: StatedRelation[] = [];
  for (const { kind: name, pmid, doi } of relations) {
    const kind = Object.hasOwn(KIND_OF, name) ? STATED_KINDS.indexOf(KIND_OF[name]!) : -1;
    const number = Number(pmid ?? 0) || 0;
    if (kind < 0 || (number === 0 && doi === undefined) || found.length === MOST_RELATIONS) continue;
    found.push({ kind, pmid: number, doi: doi === undefined ? 0 : hash53(doi) });
  }
  return found;
}

/** What one of two records says that the other is to it, by PMID or DOI; undefined where neither names the other. */
export function statedKind(columns: RecordColumns, a: number, b: number): StatedKind | undefined {
  return named(columns, a, b) ?? named(columns, b, a);
}

function named(columns: RecordColumns, from: number, to: number): StatedKind | undefined {
  const { fixed, relationKinds, relationPmids, relationDois } = columns;
  for (let at = fixed.relationStart[from]!; at < fixed.relationStart[from + 1]!; at++) {
    const isPmid = relationPmids[at] !== 0 && relationPmids[at] === fixed.pmid[to];
    // A PMID says more than a DOI: a notice may carry the DOI of its article.
    const isDoi =
      relationDois[at] !== 0 &&
      relationDois[at] === fixed.doi[to] &&
      relationDois[at] !== fixed.doi[from] &&
      (relationPmids[at] === 0 || fixed.pmid[to] === 0);
    if (isPmid || isDoi) return STATED_KINDS[relationKinds[at]!];
  }
  return undefined;
}
