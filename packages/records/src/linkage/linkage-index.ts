import type { BibRecord } from "../model.ts";
import { Clusters } from "./clusters.ts";
import { compareRecords, levelsOf, type Comparison, type Levels } from "./comparators.ts";
import type { JournalLevels } from "./compare-journals.ts";
import { DoiSharing, TitleRecurrence } from "./corpus-statistics.ts";
import { decidedPairs, type LinkDecision } from "./decisions.ts";
import { agreementInWords } from "./explain.ts";
import { FAMILY_WORDS, type FamilyKind } from "./families.ts";
import { featuresOf } from "./features.ts";
import { KeyStore } from "./key-store.ts";
import { packSections, unpackSections, type Section } from "./linkage-bytes.ts";
import { AUTO_WEIGHT, isFirm, judgePair, type VersionPolicy } from "./outcomes.ts";
import { isPlausible } from "./plausible.ts";
import { RecordColumns } from "./record-columns.ts";
import { AMBIGUOUS, CONFLICT_IN_GROUP, settle, type Edge } from "./settle.ts";
import { statedKind } from "./stated-relations.ts";
import { vetoOf, type Pair } from "./vetoes.ts";
import { WEIGHTS, type Weights } from "./weights.ts";

export interface LinkOptions extends Partial<VersionPolicy> {
  readonly decisions?: readonly LinkDecision[];
  /** Weights other than those of this release, to measure how much they matter. */
  readonly weights?: Weights;
  /** Another weight than that of this release from which pairs are merged. */
  readonly autoWeight?: number;
}

/** Two records that were joined, and by what. */
export interface Link {
  readonly a: string;
  readonly b: string;
  readonly reason: string;
}

/** A question for a person: do these two records, and with them their groups, describe one report? */
export interface ReviewPair {
  readonly a: string;
  readonly b: string;
  /** Bits of evidence for one report. */
  readonly weight: number;
  /** Probability of one report: reports fewer, expected from the answer. The list is in its order. */
  readonly expectedGain: number;
  /** What the comparison found in each field. */
  readonly comparison: Levels;
  /** Why it was not merged. */
  readonly reason: string;
  /** How the two belong together if they are not one report. */
  readonly family: FamilyKind | undefined;
}

/** Two reports that belong together, and are counted apart. */
export interface FamilyLink {
  readonly a: string;
  readonly b: string;
  readonly kind: FamilyKind | "decided";
  readonly reason: string;
}

export interface LinkOutcome {
  /** Each group describes one report. */
  readonly groups: readonly (readonly string[])[];
  /** One fewer than the records of each group. */
  readonly links: readonly Link[];
  readonly review: readonly ReviewPair[];
  readonly families: readonly FamilyLink[];
  /** Pairs that share an identifier but were not joined. */
  readonly conflicts: readonly {
    readonly a: string;
    readonly b: string;
    readonly key: "DOI" | "PMCID" | "PMID";
    readonly reason: string;
  }[];
  /** Decisions that contradict each other. */
  readonly contradicted: readonly { readonly a: string; readonly b: string }[];
}

export interface NewOutcome extends LinkOutcome {
  /** For each new record of a known report, an earlier record of it. */
  readonly known: ReadonlyMap<string, string>;
}

/**
 * Which records describe one report, for any number of records and for more of them later. It keeps features, keys and
 * groups, not the records.
 */
export class LinkageIndex {
  readonly #columns: RecordColumns;
  readonly #keys: KeyStore;
  #clusters = new Clusters(0);
  #linkedCount = 0;
  #numberOf: Map<string, number> | undefined;
  readonly #journals: JournalLevels = new Map();

  constructor(columns = new RecordColumns()) {
    this.#columns = columns;
    this.#keys = new KeyStore(columns);
  }

  /** How many records it holds. */
  get size(): number {
    return this.#columns.size;
  }

  /** The whole index as bytes, with the groups of the last run. */
  toBytes(): Uint8Array {
    const { sorted, sortedCount, wordUse } = this.#keys;
    return packSections(
      new Map<string, Section>([
        ...this.#columns.sections(),
        ["keys", sorted.keys],
        ["keyRecords", sorted.records],
        ["sortedWordUse", wordUse],
        ["roots", this.#clusters.roots()],
        ["counts", Int32Array.of(sortedCount, this.#linkedCount)],
      ]),
    );
  }

  /** An index from its bytes; undefined where they are no index of this version. */
  static fromBytes(bytes: Uint8Array): LinkageIndex | undefined {
    const sections = unpackSections(bytes);
    if (sections === undefined) return undefined;
    const index = new LinkageIndex(RecordColumns.of(sections));
    const [sortedCount, linkedCount] = sections.get("counts") as Int32Array;
    const sorted = {
      keys: sections.get("keys") as Uint32Array,
      records: sections.get("keyRecords") as Uint32Array,
    };
    index.#keys.restore(sorted, sortedCount!, linkedCount!, sections.get("sortedWordUse") as Int32Array);
    index.#clusters = Clusters.of(sections.get("roots") as Int32Array);
    index.#linkedCount = linkedCount!;
    return index;
  }

  /** Takes up the features of a record; its id must be new. */
  add(record: BibRecord): void {
    const at = this.#columns.add(featuresOf(record));
    this.#numberOf?.set(record.id, at);
  }

  /** Links all records anew. */
  link(options: LinkOptions = {}): LinkOutcome {
    this.#keys.sortAll();
    this.#clusters = new Clusters(this.size);
    const run = this.#begin(options);
    this.#keys.forEachPair(run.compare);
    this.#linkedCount = this.size;
    return this.#finish(run, options, 0);
  }

  /** Links the records that were added since the last run, to each other and to the earlier ones, whose groups stay. */
  linkNew(options: LinkOptions = {}): NewOutcome {
    const from = this.#linkedCount;
    this.#clusters.extendTo(this.size);
    if (this.#keys.needsSort()) this.#keys.sortAll();
    const run = this.#begin(options);
    for (let record = from; record < this.size; record++) {
      this.#keys.forEachEarlier(record, (earlier) => run.compare(record, earlier));
    }
    this.#linkedCount = this.size;
    const outcome = this.#finish(run, options, from);
    const known = new Map<string, string>();
    for (let record = from; record < this.size; record++) {
      const earlier = this.#clusters.membersOf(record).filter((member) => member < from);
      if (earlier.length > 0) {
        known.set(this.#columns.ids[record]!, earlier.map((at) => this.#columns.ids[at]!).sort()[0]!);
      }
    }
    return { ...outcome, known };
  }

  #begin({ versions = "apart", weights = WEIGHTS, autoWeight = AUTO_WEIGHT }: LinkOptions): Run {
    const columns = this.#columns;
    const { ids, fixed } = columns;
    const sharing = new DoiSharing(columns, this.#keys);
    const corpus = { journals: this.#journals, isIssueDoi: (at: number) => sharing.isIssueDoi(at) };
    const recurrence = new TitleRecurrence(columns, this.#keys);
    const edges: Edge[] = [];
    const conflicts: Conflict[] = [];
    const pairOf = (x: number, y: number): Pair => {
      const [a, b] = ids[x]! < ids[y]! ? [x, y] : [y, x];
      const comparison = compareRecords(columns, a, b, corpus);
      return {
        columns,
        a,
        b,
        comparison,
        isRecurrent: () => recurrence.isRecurrent(a) || recurrence.isRecurrent(b),
      };
    };
    const compare = (x: number, y: number): void => {
      const isStated = statedKind(columns, x, y) !== undefined;
      if (!isStated && !isPlausible(columns, x, y)) return;
      const pair = pairOf(x, y);
      const { outcome, weight, probability, veto, family } = judgePair(
        pair,
        { versions },
        weights,
        autoWeight,
      );
      const { a, b } = pair;
      if (
        veto?.isConflict === true &&
        veto.name !== "stated" &&
        veto.name !== "kind" &&
        veto.name !== "cochrane"
      ) {
        const key = sharedIdentifier(fixed, a, b);
        if (key !== undefined) conflicts.push({ a, b, key, reason: veto.reason });
      }
      if (outcome === "none") return;
      const reason =
        outcome === "family"
          ? `${FAMILY_WORDS[family!]}${isStated ? AS_STATED : ""}`
          : (veto?.reason ?? "the evidence is not enough");
      edges.push({ a, b, outcome, weight, probability, isFirm: isFirm(pair), reason, family });
    };
    const isConflict = (x: number, y: number): boolean => {
      const pair = pairOf(x, y);
      const veto = vetoOf(pair);
      if (
        versions === "merge" &&
        (veto?.name === "stated" ||
          veto?.name === "kind" ||
          veto?.name === "cochrane" ||
          veto?.name === "cochrane-year")
      ) {
        return judgePair(pair, { versions }, weights, autoWeight).outcome !== "auto";
      }
      return veto?.isConflict === true;
    };
    return { edges, conflicts, compare, isConflict, pairOf };
  }

  #finish(run: Run, { decisions = [] }: LinkOptions, from: number): LinkOutcome {
    const { ids, fixed } = this.#columns;
    const compareIds = (a: number, b: number): number => (ids[a]! < ids[b]! ? -1 : ids[a]! > ids[b]! ? 1 : 0);
    const decided = decidedPairs(decisions, (id) => this.#recordNumber(id));
    const { joined, review, families, contradicted } = settle(
      this.#clusters,
      run.edges,
      decided,
      run.isConflict,
      compareIds,
    );
    const byIds = (
      x: { readonly a: number; readonly b: number },
      y: { readonly a: number; readonly b: number },
    ): number => compareIds(x.a, y.a) || compareIds(x.b, y.b);
    for (const { a, b, reason } of review) {
      const key = sharedIdentifier(fixed, a, b);
      if (key !== undefined && DOUBTS.has(reason)) run.conflicts.push({ a, b, key, reason });
    }
    const named = (a: number, b: number): { readonly a: string; readonly b: string } => ({
      a: ids[a]!,
      b: ids[b]!,
    });
    return {
      groups: this.#groups(from),
      links: joined.map(({ a, b, edge }) => ({
        ...named(a, b),
        reason:
          edge === undefined
            ? "decided by a person"
            : agreementInWords(run.pairOf(a, b).comparison, sharedIdentifier(fixed, a, b)),
      })),
      review: review.map(({ a, b, weight, probability, reason, family }) => ({
        ...named(a, b),
        weight,
        expectedGain: probability,
        comparison: levelsOf(run.pairOf(a, b).comparison),
        reason,
        family,
      })),
      families: [
        ...decided.family.map(([a, b]): FamilyLink => ({
          ...named(a, b),
          kind: "decided",
          reason: "decided by a person",
        })),
        ...families.map(({ a, b, family, reason }): FamilyLink => ({
          ...named(a, b),
          kind: family!,
          reason,
        })),
      ],
      conflicts: run.conflicts
        .filter(({ a, b }) => this.#clusters.rootOf(a) !== this.#clusters.rootOf(b))
        .sort(byIds)
        .map(({ a, b, key, reason }) => ({ ...named(a, b), key, reason })),
      contradicted: contradicted.map(([a, b]) => named(a, b)),
    };
  }

  /** Groups that hold a record from a number on, each in the order of its ids. */
  #groups(from: number): readonly (readonly string[])[] {
    const { ids } = this.#columns;
    const seen = new Uint8Array(this.size);
    const groups: (readonly string[])[] = [];
    for (let record = from; record < this.size; record++) {
      if (seen[record] === 1) continue;
      if (this.#clusters.isAlone(record)) {
        groups.push([ids[record]!]);
        continue;
      }
      const members = this.#clusters.membersOf(record);
      for (const member of members) seen[member] = 1;
      groups.push(members.map((member) => ids[member]!).sort());
    }
    return groups;
  }

  #recordNumber(id: string): number | undefined {
    this.#numberOf ??= new Map(this.#columns.ids.map((each, at) => [each, at]));
    return this.#numberOf.get(id);
  }
}

/** Behind the words of a family that a source names. */
const AS_STATED = ", as its record says";

const DOUBTS: ReadonlySet<string> = new Set([AMBIGUOUS, CONFLICT_IN_GROUP]);

interface Conflict {
  readonly a: number;
  readonly b: number;
  readonly key: "DOI" | "PMCID" | "PMID";
  readonly reason: string;
}

interface Run {
  readonly edges: Edge[];
  readonly conflicts: Conflict[];
  readonly compare: (x: number, y: number) => void;
  readonly isConflict: (x: number, y: number) => boolean;
  readonly pairOf: (x: number, y: number) => { readonly comparison: Comparison };
}

function sharedIdentifier(
  { pmid, pmcid, doi }: RecordColumns["fixed"],
  a: number,
  b: number,
): "DOI" | "PMCID" | "PMID" | undefined {
  if (pmid[a] !== 0 && pmid[a] === pmid[b]) return "PMID";
  if (pmcid[a] !== 0 && pmcid[a] === pmcid[b]) return "PMCID";
  return doi[a] !== 0 && doi[a] === doi[b] ? "DOI" : undefined;
}
