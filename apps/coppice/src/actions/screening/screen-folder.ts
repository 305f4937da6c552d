import { formatName, MARK_WORDS, type BibRecord, type Problem } from "@coppice/records";
import { markedReports, readReview, recordsAtStage, type Review } from "@coppice/review";
import type { TermShare } from "@coppice/screening";
import { readFolder, sha256 } from "@coppice/store";

import { ActionError } from "../action-error.ts";
import { modelNamed } from "./models.ts";
import { questionOf } from "./questions.ts";
import { stopAdvisor, type Advice } from "./screen-advice.ts";
import { ScreenQueue } from "./screen-queue.ts";
import type { Decision, Vote } from "./screen-table.ts";
import { openVotesFile } from "./votes-file.ts";

export type Stage = "title-abstract" | "full-text";

export interface ScreenOptions {
  /** Id of the reviewer who votes. */
  readonly reviewer: string;
  readonly stage: Stage;
  readonly model: string;
  readonly seed: number;
  /** So many records come in a random order before the model chooses. */
  readonly randomFirst: number;
  readonly now: () => Date;
}

/** A record as it is read. */
export interface ScreenRecord {
  readonly id: string;
  readonly title: string;
  readonly authors: readonly string[];
  readonly journal: string;
  readonly year: string;
  /** "PMID 123", "doi 10.…". */
  readonly numbers: readonly string[];
  readonly types: readonly string[];
  readonly keywords: readonly string[];
  readonly abstract: readonly { readonly label?: string; readonly text: string }[];
  /** "Retracted (PT: Retracted Publication)". */
  readonly marks: readonly string[];
  /** What moved it up or down. */
  readonly terms: readonly TermShare[];
}

export interface ScreenProgress {
  readonly read: number;
  readonly left: number;
  /** Votes for inclusion, those in doubt among them. */
  readonly found: number;
  /** Exclusions since the last of them. */
  readonly run: number;
  readonly advice: Advice;
}

/** What a reviewer says of the record that is shown. */
export type CastVote = Pick<Vote, "decision" | "reason" | "study" | "note">;

/** What became of a vote: saved; or not, because this reviewer voted on the record in another window. */
export type VoteOutcome = "saved" | "voted-elsewhere";

/** One reviewer at one stage of one review. */
export interface Screening {
  readonly title: string;
  readonly reviewer: { readonly id: string; readonly name: string };
  readonly stage: Stage;
  readonly file: string;
  readonly protocol: {
    readonly question: readonly string[];
    readonly include: readonly string[];
    readonly exclude: readonly { readonly id: string; readonly text: string }[];
  };
  readonly studies: readonly string[];
  /** Columns the table of votes lacks, whose contents are therefore not kept. */
  readonly missingColumns: readonly string[];
  /** What is wrong in the searches: records that cannot be read cannot be shown. Nothing that depends on votes. */
  readonly problems: readonly Problem[];
  readonly current: () => ScreenRecord | undefined;
  readonly progress: () => ScreenProgress;
  /**
   * Votes on the record that is shown: when this returns, the vote is on the disk.
   *
   * @throws ActionError, FolderError: the vote was not saved
   */
  readonly vote: (cast: CastVote) => Promise<VoteOutcome>;
  /**
   * Takes back this reviewer's last vote, whose record is shown again.
   *
   * @returns the vote; "used" where a vote at full text rests on it; undefined where there is none
   */
  readonly undo: () => Promise<Vote | "used" | undefined>;
  readonly skip: () => void;
  /** To be called while a record is read: makes the order anew in large reviews. */
  readonly prepare: () => void;
}

/**
 * Opens a review for a reviewer at a stage.
 *
 * @throws ActionError a reviewer who is not in review.yaml or is no person, nothing to read, faults in the protocol or the votes
 * @throws FolderError no such folder, or votes could not be saved in it
 */
export async function openScreening(folder: string, options: ScreenOptions): Promise<Screening> {
  const { stage, now } = options;
  const checked = readReview(await readFolder(folder), { sha256 });
  const file = `decisions/${stage}.csv`;
  const { review } = checked;
  if (review === undefined)
    throw new ActionError(`The review in ${folder} cannot be read.`, checked.problems);
  const blocking = checked.problems.filter(
    ({ severity, where }) =>
      severity === "error" &&
      (where.file === "review.yaml" || where.file === file || (stage === "full-text" && where.file === "decisions/title-abstract.csv")), // prettier-ignore
  );
  if (blocking.length > 0) throw new ActionError("These must be mended before votes can be added.", blocking);
  const reviewer = reviewerOf(review, options.reviewer);
  const records = recordsAtStage(review, stage);
  if (records.length === 0) throw nothingToRead(folder, review, stage);
  const votes = openVotesFile(folder, stage, reviewer.id);
  const columns = votes.columns();
  const needed = stage === "full-text" ? ["reason", "study"] : [];
  const lacking = needed.filter((name) => !columns.includes(name));
  if (lacking.length > 0)
    throw new ActionError(
      `${file} has no column ${lacking.join(" and no column ")}, which votes at full text need. Add it to the first line, and an empty cell to every other line.`,
    );

  const rowOf = new Map(records.map(({ id }, row) => [id, row]));
  const reportOf = new Map(review.records.map(({ id, report }) => [id, report]));
  const rowOfVote = ({ record }: Vote): number | undefined => rowOf.get(reportOf.get(record) ?? record);
  const queue = new ScreenQueue(
    records.map(({ record }) => ({
      title: record.title ?? "",
      abstract: record.abstract ?? "",
      keywords: record.keywords,
    })),
    {
      model: modelNamed(options.model),
      question: questionOf(review),
      seed: options.seed,
      randomFirst: options.randomFirst,
    },
  );
  const marks = new Map(
    markedReports(review).map(({ report, marks: found }) => [
      report,
      found.map(({ kind, evidence: [first] }) => `${MARK_WORDS[kind]}${first === undefined ? "" : ` (${first.field}: ${first.value})`}`), // prettier-ignore
    ]),
  );
  const follow = (): void => {
    followVotes(queue, votes.own(), rowOfVote);
  };
  follow();
  const advise = stopAdvisor(records.length);
  const usedAtFullText = new Set(stage === "title-abstract" ? review.votes.fullText.map(({ record }) => record) : []); // prettier-ignore
  let shown = queue.next();

  return {
    title: review.protocol.title,
    reviewer,
    stage,
    file,
    protocol: {
      question: questionTexts(review),
      include: review.protocol.eligibility.include,
      exclude: review.protocol.eligibility.exclude,
    },
    studies: review.studies.map(({ id }) => id),
    missingColumns: ["reason", "date", "note"].filter((name) => !columns.includes(name)),
    problems: checked.problems.filter(
      ({ severity, where }) => severity === "error" && where.file.startsWith("searches/"),
    ),
    current: () => {
      if (shown === undefined) return undefined;
      const { id, record } = records[shown.row]!;
      return shownRecord(id, record, marks.get(id) ?? [], shown.terms);
    },
    progress: () => progressOf(queue, records.length, advise),
    vote: async (cast) => {
      if (shown === undefined) throw new Error("there is no record to vote on");
      const { row } = shown;
      const vote = { ...cast, record: records[row]!.id, reviewer: reviewer.id, date: stamp(now()) };
      const isFree = (own: readonly Vote[]): boolean => own.every((each) => rowOfVote(each) !== row);
      const isSaved = await votes.add(vote, isFree);
      follow();
      shown = queue.next();
      return isSaved ? "saved" : "voted-elsewhere";
    },
    undo: async () => {
      const last = await votes.takeBack(({ record }) => !usedAtFullText.has(reportOf.get(record) ?? record));
      if (last?.isGone === false) return "used";
      follow();
      const row = last === undefined ? undefined : rowOfVote(last.vote);
      if (row !== undefined) queue.showAgain(row);
      shown = queue.next();
      return last?.vote;
    },
    skip: () => {
      if (shown !== undefined) queue.skip(shown.row);
      shown = queue.next();
    },
    prepare: () => {
      queue.prepare();
    },
  };
}

/** Brings the queue to what the file says: what another window of the same reviewer did counts too. */
function followVotes(
  queue: ScreenQueue,
  own: readonly Vote[],
  rowOfVote: (vote: Vote) => number | undefined,
): void {
  const said = new Map<number, Decision>();
  for (const vote of own) {
    const row = rowOfVote(vote);
    if (row !== undefined) said.set(row, vote.decision);
  }
  for (const row of [...queue.votes.keys()]) if (!said.has(row)) queue.set(row, undefined);
  for (const [row, decision] of said) if (queue.votes.get(row) !== decision) queue.set(row, decision);
}

function progressOf(
  queue: ScreenQueue,
  total: number,
  advise: ReturnType<typeof stopAdvisor>,
): ScreenProgress {
  const labels = [...queue.votes.values()].map((decision) =>
    decision === "include" || decision === "maybe" ? 1 : 0,
  );
  const found = labels.filter((label) => label === 1).length;
  return {
    read: labels.length,
    left: total - labels.length,
    found,
    run: labels.length - 1 - labels.lastIndexOf(1),
    advice: advise(labels),
  };
}

function reviewerOf({ protocol: { reviewers } }: Review, id: string): { id: string; name: string } {
  const found = reviewers.find((each) => each.id === id);
  const people = reviewers.filter(({ kind }) => kind === "person").map((each) => each.id);
  const known = people.length === 0 ? "It names no person yet" : `It names ${people.join(", ")}`;
  const example = /^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(id) ? id : "ana";
  const how = `${known}; add yourself under reviewers: - { id: ${example}, name: Your name, kind: person }`;
  if (id.trim() === "") throw new ActionError(`Say who votes: --as <id> of a reviewer in review.yaml. ${how}`, [], "call"); // prettier-ignore
  if (found === undefined) throw new ActionError(`review.yaml has no reviewer "${id}". ${how}`, [], "call");
  if (found.kind !== "person")
    throw new ActionError(`${id} is a ${found.kind}, not a person: it cannot vote here. ${how}`, [], "call");
  return found;
}

function nothingToRead(folder: string, review: Review, stage: Stage): ActionError {
  if (review.records.length === 0)
    return new ActionError(
      `${folder} has no records: add the exports of your searches, each with a YAML file, to searches/ (docs/review-folder.md).`,
    );
  return new ActionError(
    stage === "full-text"
      ? `No record has come to full text yet: vote include or maybe at title and abstract first (coppice screen ${folder} --as <reviewer>)${review.protocol.votesPerRecord === 2 ? "; two reviewers must agree" : ""}.`
      : `All records of ${folder} were found by other methods, which are judged at full text: coppice screen ${folder} --stage full-text --as <reviewer>`,
  );
}

const questionTexts = ({ protocol: { question } }: Review): readonly string[] => [
  question.population,
  question.intervention,
  ...question.outcomes,
];

/** "2026-03-04T05:06:07Z" */
const stamp = (time: Date): string => `${time.toISOString().slice(0, 19)}Z`;

function shownRecord(
  id: string,
  record: BibRecord,
  marks: readonly string[],
  terms: readonly TermShare[],
): ScreenRecord {
  const { ids, journal, date, abstract, abstractSections } = record;
  return {
    id,
    title: record.title ?? "",
    authors: record.authors.map(formatName),
    journal: journal?.title ?? journal?.abbreviation ?? "",
    year: date === undefined ? "" : String(date.year),
    numbers: [
      ...(ids.pmid === undefined ? [] : [`PMID ${ids.pmid}`]),
      ...(ids.doi === undefined ? [] : [`doi ${ids.doi}`]),
      ...(ids.registrations ?? []),
    ],
    types: record.publicationTypes,
    keywords: record.keywords,
    abstract:
      abstractSections !== undefined && abstractSections.length > 0
        ? abstractSections.map(({ label, text }) => (label === undefined ? { text } : { label, text }))
        : abstract === undefined || abstract === ""
          ? []
          : abstract.split(/\n+/).map((text) => ({ text })),
    marks,
    terms,
  };
}
