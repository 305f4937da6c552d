import type { BibRecord } from "../model.ts";
import type { ReportKind } from "./report-kind.ts";

/** A record with what linkage compares. */
export interface Member {
  readonly id: string;
  readonly record: BibRecord;
  readonly pmid: string | undefined;
  readonly pmcid: string | undefined;
  readonly doi: string | undefined;
  readonly kind: ReportKind | undefined;
  /** Folded, of any length. */
  readonly title: string | undefined;
  /** Folded title and year together; undefined when either is missing or the title is short. */
  readonly titleYear: string | undefined;
  readonly firstPage: string | undefined;
  readonly volume: string | undefined;
}

interface Cluster {
  readonly ids: string[];
  readonly pmids: Set<string>;
  readonly dois: Set<string>;
  readonly firstPages: Set<string>;
  readonly kinds: Set<string>;
}

/** Disjoint sets of records that know what speaks against joining two of them; the smaller set moves to the larger. */
export class Clusters {
  readonly #of = new Map<string, Cluster>();

  constructor(members: readonly Member[]) {
    const set = (value: string | undefined): Set<string> => new Set(value === undefined ? [] : [value]);
    for (const { id, pmid, doi, firstPage, kind } of members) {
      const cluster = {
        ids: [id],
        pmids: set(pmid),
        dois: set(doi),
        firstPages: set(firstPage),
        kinds: set(kind),
      };
      this.#of.set(id, cluster);
    }
  }

  /** Whether no record of one cluster conflicts with one of the other. Titles need agreement in DOI and page too. */
  mayJoin(a: Member, b: Member, isIdentifier: boolean): boolean {
    const [left, right] = [this.#of.get(a.id)!, this.#of.get(b.id)!];
    if (left === right) return true;
    if (conflict(left.pmids, right.pmids) || conflict(left.kinds, right.kinds)) return false;
    return isIdentifier || !(conflict(left.dois, right.dois) || conflict(left.firstPages, right.firstPages));
  }

  /** Joins the clusters of two records; false when they were one already. */
  join(a: Member, b: Member): boolean {
    const [left, right] = [this.#of.get(a.id)!, this.#of.get(b.id)!];
    if (left === right) return false;
    const [into, from] = left.ids.length >= right.ids.length ? [left, right] : [right, left];
    into.ids.push(...from.ids);
    for (const id of from.ids) this.#of.set(id, into);
    for (const name of ["pmids", "dois", "firstPages", "kinds"] as const) {
      for (const value of from[name]) into[name].add(value);
    }
    return true;
  }

  /** All clusters, each in the order of its ids. */
  groups(): readonly (readonly string[])[] {
    return [...new Set(this.#of.values())].map(({ ids }) => [...ids].sort());
  }
}

/** Both say something, and not the same. */
function conflict(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size > 0 && b.size > 0 && ![...a].some((value) => b.has(value));
}
