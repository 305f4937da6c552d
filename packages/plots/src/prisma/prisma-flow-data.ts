/** Something counted under a name: a source with its records, or a reason with its exclusions. */
export interface NamedCount {
  readonly name: string;
  readonly n: number;
}

export interface ReasonCount {
  readonly reason: string;
  readonly n: number;
}

/** The column of records from databases and registers, box by box from top to bottom. */
export interface DatabaseFlow {
  readonly sources: readonly NamedCount[];
  readonly identified: number;
  readonly duplicatesRemoved: number;
  /** Records marked as ineligible by automation tools. */
  readonly automationRemoved?: number;
  readonly otherRemoved?: readonly ReasonCount[];
  readonly screened: number;
  readonly excludedAtScreening: number;
  /** Records nobody has judged yet, in a review that is not finished. */
  readonly awaitingScreening?: number;
  readonly sought: number;
  readonly notRetrieved: number;
  readonly assessed: number;
  readonly excludedAtFullText: readonly ReasonCount[];
  readonly awaitingFullText?: number;
}

/** The column of other methods (websites, organisations, citation searching). It has a screening step only if it is given. */
export interface OtherFlow {
  readonly sources: readonly NamedCount[];
  readonly identified: number;
  readonly duplicatesRemoved?: number;
  readonly screened?: number;
  readonly excludedAtScreening?: number;
  readonly awaitingScreening?: number;
  readonly sought: number;
  readonly notRetrieved: number;
  readonly assessed: number;
  readonly excludedAtFullText: readonly ReasonCount[];
  readonly awaitingFullText?: number;
}

export interface StudyCount {
  readonly studies: number;
  readonly reports: number;
}

/**
 * The counts of a PRISMA 2020 flow diagram. They are drawn as given: whether the boxes follow from each other is for
 * the caller to check before.
 */
export interface PrismaFlowData {
  /** Prefix of every id inside the SVG; must differ between figures of one page. */
  readonly id: string;
  readonly title: string;
  readonly description?: string;
  readonly databases: DatabaseFlow;
  readonly other?: OtherFlow;
  readonly included: StudyCount;
  /** For an update or a living review: what earlier editions had included. */
  readonly previous?: StudyCount;
  /** For an update or a living review: new and previous studies together. */
  readonly total?: StudyCount;
  /**
   * Provenance per box (`data-ref`). Keys: `previous`, `included`, `total`, and for each column `databases.` or
   * `other.` followed by `identified`, `removed`, `screened`, `excludedAtScreening`, `awaitingScreening`, `sought`,
   * `notRetrieved`, `assessed`, `excludedAtFullText`, `awaitingFullText`.
   */
  readonly refs?: Readonly<Record<string, string>>;
}
