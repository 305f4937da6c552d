import type { Problem } from "@coppice/records";
import type { VoteRow } from "../model/columns.ts";
import type { FoundRecord, Review } from "../model/review.ts";

export interface ReasonCount {
  readonly reason: string;
  readonly n: number;
}

/** One column of the PRISMA 2020 flow diagram (Page 2021, BMJ 372:n71): how records became reports of included studies. */
export interface FlowStream {
  readonly sources: readonly { readonly name: string; readonly n: number }[];
  readonly identified: number;
  readonly duplicatesRemoved: number;
  readonly otherRemoved: readonly ReasonCount[];
  readonly screened: number;
  readonly excludedAtScreening: number;
  readonly awaitingScreening: number;
  readonly sought: number;
  readonly notRetrieved: number;
  readonly assessed: number;
  readonly excludedAtFullText: readonly ReasonCount[];
  readonly awaitingFullText: number;
  readonly includedReports: number;
}

export interface PrismaFlow {
  readonly databases: FlowStream;
  /** Records found by other methods (reference lists, secondary sources, …), when there are any; these are not screened by title. */
  readonly other?: FlowStream;
  readonly included: { readonly studies: number; readonly reports: number };
  /** "records": counted from the records and votes of the folder; "stated": as the review printed them. */
  readonly basis: "records" | "stated";
  readonly statedIn?: string;
  readonly note?: string;
}

/**
 * Counts the flow from records and votes (or takes the stated counts) and checks that every box follows from the one
 * above. A review without searches and without stated counts has no flow, which is reported as a warning.
 */
export function prismaFlow(review: Review): {
  readonly flow: PrismaFlow | undefined;
  readonly problems: readonly Problem[];
} {
  const stated = review.protocol.flow;
  if (stated === undefined && review.searches.length === 0) {
    return {
      flow: undefined,
      problems: [
        {
          code: "no-flow",
          severity: "warning",
          message: "there is no search and no stated flow, so there is no PRISMA diagram",
          where: { file: "searches" },
          fix: "Add the exports with their YAML to searches/, or the printed counts as flow in review.yaml.",
        },
      ],
    };
  }
  const flow = stated === undefined ? countedFlow(review) : statedFlow(review, stated);
  const problems = stated === undefined ? checkVotesAgainstFlow(review) : [];
  return { flow, problems: [...problems, ...checkFlow(flow, review.studies.length)] };
}

/** Every box must follow from the boxes before it; a mismatch names both numbers. */
function checkFlow(flow: PrismaFlow, studies: number): readonly Problem[] {
  const problems: Problem[] = [];
  const expect = (box: string, found: number, expected: number, how: string): void => {
    if (found === expected) return;
    problems.push({
      code: "prisma-mismatch",
      severity: "error",
      message: `PRISMA flow: ${box} is ${found}, but ${how} gives ${expected}`,
      where: {
        file: flow.basis === "stated" ? "review.yaml" : "decisions",
        field: flow.basis === "stated" ? "flow" : box,
      },
      found: String(found),
      expected: String(expected),
      fix: "Every box must follow from the one above it: find the records that are missing or counted twice.",
    });
  };
  const streams: [string, FlowStream][] = [["databases", flow.databases]];
  if (flow.other) streams.push(["other methods", flow.other]);
  for (const [name, stream] of streams) {
    const removed = stream.duplicatesRemoved + total(stream.otherRemoved);
    expect(
      `records screened (${name})`,
      stream.screened,
      stream.identified - removed,
      "records identified less those removed",
    );
    expect(
      `reports sought (${name})`,
      stream.sought,
      stream.screened - stream.excludedAtScreening - stream.awaitingScreening,
      "records screened less those excluded or waiting",
    );
    expect(
      `reports assessed (${name})`,
      stream.assessed,
      stream.sought - stream.notRetrieved,
      "reports sought less those not retrieved",
    );
    expect(
      `reports included (${name})`,
      stream.includedReports,
      stream.assessed - total(stream.excludedAtFullText) - stream.awaitingFullText,
      "reports assessed less those excluded or waiting",
    );
  }
  expect(
    "reports included",
    flow.included.reports,
    flow.databases.includedReports + (flow.other?.includedReports ?? 0),
    "the sum of both columns",
  );
  expect("studies included", flow.included.studies, studies, "extraction/studies.csv");
  return problems;
}

function total(counts: readonly ReasonCount[]): number {
  return counts.reduce((sum, { n }) => sum + n, 0);
}

function statedFlow(review: Review, stated: NonNullable<Review["protocol"]["flow"]>): PrismaFlow {
  const searches = review.searches.map(({ about }) => ({ name: about.source, n: about.hits }));
  return {
    databases: {
      sources: searches,
      identified: searches.reduce((sum, { n }) => sum + n, 0),
      duplicatesRemoved: stated.duplicatesRemoved,
      otherRemoved: stated.otherRemoved,
      screened: stated.screened,
      excludedAtScreening: stated.excludedAtScreening,
      awaitingScreening: 0,
      sought: stated.sought,
      notRetrieved: stated.notRetrieved,
      assessed: stated.assessed,
      excludedAtFullText: stated.excludedAtFullText,
      awaitingFullText: 0,
      includedReports: stated.includedReports,
    },
    included: { studies: stated.includedStudies, reports: stated.includedReports },
    basis: "stated",
    statedIn: stated.source,
    ...(stated.note === undefined ? {} : { note: stated.note }),
  };
}

function countedFlow(review: Review): PrismaFlow {
  const isOther = new Map(review.searches.map(({ id, about }) => [id, about.kind === "other"]));
  const streamOf = (record: FoundRecord): "other" | "databases" =>
    isOther.get(record.search) === true ? "other" : "databases";
  const included = includedReports(review);
  const databases = countStream(review, "databases", streamOf);
  const other = review.searches.some(({ about }) => about.kind === "other")
    ? countStream(review, "other", streamOf)
    : undefined;
  return {
    databases,
    ...(other === undefined ? {} : { other }),
    included: { studies: new Set(included.map(({ study }) => study)).size, reports: included.length },
    basis: "records",
  };
}

function countStream(
  review: Review,
  stream: "databases" | "other",
  streamOf: (record: FoundRecord) => "databases" | "other",
): FlowStream {
  const records = review.records.filter((record) => streamOf(record) === stream);
  const reports = records.filter((record) => record.report === record.id);
  const first = titleAbstractDecisions(review);
  const second = fullTextDecisions(review);
  // Records found by other methods go straight to retrieval (PRISMA 2020, right-hand column).
  const passed =
    stream === "other" ? reports : reports.filter(({ id }) => first.get(id)?.outcome === "include");
  const excluded =
    stream === "other" ? 0 : reports.filter(({ id }) => first.get(id)?.outcome === "exclude").length;
  const outcomeOf = (id: string): string | undefined => second.get(id)?.outcome;
  const notRetrieved = passed.filter(({ id }) => outcomeOf(id) === "not-retrieved").length;
  const reasons = review.protocol.eligibility.exclude.map(({ id: reason, text }) => ({
    reason: text,
    n: passed.filter(({ id }) => outcomeOf(id) === "exclude" && second.get(id)?.reason === reason).length,
  }));
  const withoutReason = passed.filter(
    ({ id }) => outcomeOf(id) === "exclude" && second.get(id)?.reason === undefined,
  ).length;
  const includedHere = passed.filter(({ id }) => outcomeOf(id) === "include").length;
  return {
    sources: review.searches
      .filter(({ about }) => (about.kind === "other") === (stream === "other"))
      .map(({ about, records: found }) => ({ name: about.source, n: found.length })),
    identified: records.length,
    duplicatesRemoved: records.length - reports.length,
    otherRemoved: [],
    screened: reports.length,
    excludedAtScreening: excluded,
    awaitingScreening: reports.length - excluded - passed.length,
    sought: passed.length,
    notRetrieved,
    assessed: passed.length - notRetrieved,
    excludedAtFullText: [
      ...reasons.filter(({ n }) => n > 0),
      ...(withoutReason > 0 ? [{ reason: "no reason given", n: withoutReason }] : []),
    ],
    awaitingFullText: passed.filter(({ id }) => outcomeOf(id) === undefined || outcomeOf(id) === "waiting")
      .length,
    includedReports: includedHere,
  };
}

interface Decision {
  readonly outcome: "include" | "exclude" | "not-retrieved" | "waiting";
  readonly reason?: string;
  readonly study?: string;
}

/**
 * The records to be judged at a stage, one for each report, in the order of the searches: all found in databases and registers at
 * title and abstract; at full text those that the team's votes carried on, and those found by other methods.
 */
export function recordsAtStage(
  review: Review,
  stage: "title-abstract" | "full-text",
): readonly FoundRecord[] {
  const other = new Set(review.searches.filter(({ about }) => about.kind === "other").map(({ id }) => id));
  const reports = review.records.filter(({ id, report }) => id === report);
  if (stage === "title-abstract") return reports.filter(({ search }) => !other.has(search));
  const first = titleAbstractDecisions(review);
  return reports.filter(({ id, search }) => other.has(search) || first.get(id)?.outcome === "include");
}

/** "maybe" at title and abstract carries the record on to its full text. */
function titleAbstractDecisions(review: Review): ReadonlyMap<string, Decision> {
  const votes = review.votes.titleAbstract.map((vote) =>
    vote.decision === "maybe" ? { ...vote, decision: "include" as const } : vote,
  );
  return decisions(votes, review.protocol.votesPerRecord, "title-abstract");
}

function fullTextDecisions(review: Review): ReadonlyMap<string, Decision> {
  return decisions(review.votes.fullText, review.protocol.votesPerRecord, "full-text");
}

/**
 * What the team's rule makes of the votes: with one vote a record it stands; with two, both must agree and until then
 * the record waits. At full text they must agree on the reason and the study too.
 */
function decisions(
  votes: readonly VoteRow[],
  votesPerRecord: 1 | 2,
  stage: "title-abstract" | "full-text",
): ReadonlyMap<string, Decision> {
  const byRecord = new Map<string, VoteRow[]>();
  for (const vote of votes) byRecord.set(vote.record, [...(byRecord.get(vote.record) ?? []), vote]);
  return new Map(
    [...byRecord].map(([record, cast]): [string, Decision] => {
      const first = cast[0]!;
      const agreed =
        cast.length >= votesPerRecord &&
        cast.every(({ decision }) => decision === first.decision) &&
        (stage === "title-abstract" || (agree(cast, "reason") && agree(cast, "study")));
      if (!agreed || first.decision === "maybe") return [record, { outcome: "waiting" }];
      const study = cast.find((vote) => vote.study !== undefined)?.study;
      return [
        record,
        {
          outcome: first.decision,
          ...(first.reason === undefined ? {} : { reason: first.reason }),
          ...(study === undefined ? {} : { study }),
        },
      ];
    }),
  );
}

/** Whether all votes that fill in a field say the same. */
function agree(votes: readonly VoteRow[], field: "reason" | "study"): boolean {
  return new Set(votes.flatMap((vote) => vote[field] ?? [])).size <= 1;
}

/** The reports the full-text stage included, with the study each one describes. */
export function includedReports(
  review: Review,
): readonly { readonly record: string; readonly study: string | undefined }[] {
  return [...fullTextDecisions(review)]
    .filter(([, { outcome }]) => outcome === "include")
    .map(([record, { study }]) => ({ record, study }));
}

function checkVotesAgainstFlow(review: Review): readonly Problem[] {
  const problems: Problem[] = [];
  const first = titleAbstractDecisions(review);
  const byId = new Map(review.records.map((record) => [record.id, record]));
  const other = new Set(review.searches.filter(({ about }) => about.kind === "other").map(({ id }) => id));
  const add = (vote: VoteRow, code: string, message: string, fix: string): void => {
    problems.push({
      code,
      severity: "error",
      message,
      where: { ...vote.at, field: "record" },
      found: vote.record,
      fix,
    });
  };
  for (const vote of [...review.votes.titleAbstract, ...review.votes.fullText]) {
    const record = byId.get(vote.record);
    if (record !== undefined && record.report !== record.id) {
      add(
        vote,
        "vote-on-duplicate",
        `${vote.record} is a duplicate of ${record.report}`,
        `Vote on ${record.report} instead.`,
      );
    }
  }
  for (const vote of review.votes.titleAbstract) {
    if (other.has(byId.get(vote.record)?.search ?? "")) {
      add(
        vote,
        "vote-at-wrong-stage",
        `${vote.record} was found by other methods and is not screened by title`,
        "Vote in full-text.csv.",
      );
    }
  }
  for (const vote of review.votes.fullText) {
    const record = byId.get(vote.record);
    if (record !== undefined && !other.has(record.search) && first.get(vote.record)?.outcome !== "include") {
      add(
        vote,
        "vote-out-of-order",
        `${vote.record} was not included at title and abstract`,
        "Vote in title-abstract.csv first.",
      );
    }
    if (vote.decision === "include" && vote.study === undefined) {
      problems.push({
        code: "included-without-study",
        severity: "error",
        message: `${vote.record} is included without saying which study it reports`,
        where: { ...vote.at, field: "study" },
        expected: "a study of extraction/studies.csv",
      });
    }
    if (vote.decision === "exclude" && vote.reason === undefined) {
      problems.push({
        code: "excluded-without-reason",
        severity: "error",
        message: `${vote.record} is excluded at full text without a reason`,
        where: { ...vote.at, field: "reason" },
        expected: `one of ${review.protocol.eligibility.exclude.map(({ id }) => id).join(", ")}`,
      });
    }
  }
  const reported = new Set(includedReports(review).map(({ study }) => study));
  if (review.records.length > 0) {
    for (const study of review.studies) {
      if (reported.has(study.id)) continue;
      problems.push({
        code: "study-without-report",
        severity: "error",
        message: `no included report describes the study ${study.id}`,
        where: { ...study.at, field: "id" },
        found: study.id,
        expected: "an include vote in decisions/full-text.csv that names this study",
      });
    }
  }
  return problems;
}
