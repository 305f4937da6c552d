import type { BibRecord, Problem } from "@coppice/records";
import type {
  ArmRow,
  ClaimRow,
  JudgementRow,
  MechanismRow,
  ReportRow,
  ResultRow,
  StudyRow,
  VoteRow,
} from "./columns.ts";
import type { ReviewYaml, SearchYaml } from "./review-yaml-schema.ts";

/** The bytes of a review folder by path (forward slashes, relative to the folder). */
export type FolderFiles = ReadonlyMap<string, Uint8Array>;

/** One strategy run in one source on one date, with the records its export held. */
export interface Search {
  readonly id: string;
  readonly file: string;
  readonly about: SearchYaml;
  readonly exportFile?: string;
  readonly format?: string;
  readonly encoding?: string;
  /** SHA-256 of the export as it is now, hexadecimal. */
  readonly sha256?: string;
  readonly records: readonly BibRecord[];
  /** Entries of the export that could not be read. */
  readonly unreadable: number;
}

/** A record's place in the review: its id is `<search id>#<ordinal>`. */
export interface FoundRecord {
  readonly id: string;
  readonly search: string;
  readonly record: BibRecord;
  /** Id of the record that stands for all records of the same report. */
  readonly report: string;
}

export interface Votes {
  readonly titleAbstract: readonly VoteRow[];
  readonly fullText: readonly VoteRow[];
}

/** A review as its folder states it, every reference between its files checked. */
export interface Review {
  readonly protocol: ReviewYaml;
  readonly searches: readonly Search[];
  readonly records: readonly FoundRecord[];
  readonly duplicates: readonly {
    readonly kept: string;
    readonly removed: string;
    readonly reason: string;
  }[];
  readonly votes: Votes;
  readonly reports: readonly ReportRow[];
  readonly studies: readonly StudyRow[];
  readonly arms: readonly ArmRow[];
  readonly results: readonly ResultRow[];
  readonly judgements: readonly JudgementRow[];
  readonly claims: readonly ClaimRow[];
  readonly mechanisms: readonly MechanismRow[];
}

/** A review with every problem of its folder. */
export interface CheckedReview {
  /** Absent only when `review.yaml` itself cannot be read. */
  readonly review: Review | undefined;
  readonly problems: readonly Problem[];
  /**
   * Results that have an error: they are read and listed, and must not be pooled.
   * Keyed by result id where it could be read, otherwise by `file:line`.
   */
  readonly refused: readonly {
    readonly result: string;
    readonly file: string;
    readonly line: number;
    readonly reason: string;
  }[];
}
