import { join } from "node:path";
import type { Problem } from "@coppice/records";
import {
  calibrate,
  calibratedVote,
  checkQuotes,
  mayBeUsedFor,
  sourceKey,
  type CalibratedVote,
  type Calibration,
  type ModelVote,
  type PermittedUse,
  type PilotRule,
  type VoteSource,
} from "@coppice/screening";
import { ActionError } from "../../action-error.ts";
import { labelOfCell } from "../label-words.ts";
import { demandColumn, readVoteRecords, type VoteRecords } from "./read-vote-records.ts";
import { readVoteFile, VOTE_FILE } from "./vote-file.ts";

export interface CalibrateOptions {
  /** A file of votes; in a review folder decisions/model-votes.jsonl. */
  readonly votes?: string;
  /** A column of the table that holds a model's votes, instead. */
  readonly voteColumn?: string;
  readonly scoreColumn?: string;
  readonly labelColumn?: string;
  readonly idColumn?: string;
  readonly rule: PilotRule;
  readonly ciLevel?: number;
  readonly bins?: number;
}

/** One source of votes compared with people. */
export interface CalibratedSource {
  readonly source: VoteSource | { readonly column: string };
  readonly calibration: Calibration;
  readonly rule: PilotRule;
  readonly use: PermittedUse;
}

export interface CalibratedVotes {
  readonly file: string;
  readonly records: number;
  readonly sources: readonly CalibratedSource[];
  readonly notes: readonly string[];
  readonly problems: readonly Problem[];
}

/**
 * Calibrates a model's votes against people's labels: those of a file of votes, each source by itself, or those of a column.
 *
 * @throws ActionError no labels, no votes, cells that are no vote, votes whose quotes are not checked as their text says
 */
export async function calibrateVotes(path: string, options: CalibrateOptions): Promise<CalibratedVotes> {
  const { labelColumn, idColumn, voteColumn, rule, ciLevel, bins } = options;
  const read = await readVoteRecords(path, {
    ...(labelColumn === undefined ? {} : { label: labelColumn }),
    ...(idColumn === undefined ? {} : { id: idColumn }),
  });
  const labels = new Map(read.records.flatMap(({ id, label }) => (label === null ? [] : [[id, label] as const])));
  if (labels.size === 0)
    throw new ActionError(
      read.review === undefined
        ? `${path} has no labels of people to compare with; name their column by --label.`
        : `${path} has no votes of people on title and abstract that agree: there is nothing to calibrate on.`,
      read.problems,
    );
  const groups =
    voteColumn === undefined
      ? await votesOfFile(read, options)
      : { sources: [{ source: { column: voteColumn }, votes: votesOfColumn(read, voteColumn, options.scoreColumn) }], problems: [] };
  const sources = groups.sources.map(({ source, votes }) => {
    const calibration = calibrate(votes, labels, {
      ...(ciLevel === undefined ? {} : { ciLevel }),
      ...(bins === undefined ? {} : { bins }),
    });
    return { source, calibration, rule, use: mayBeUsedFor(calibration, rule) };
  });
  return { file: path, records: read.records.length, sources, notes: read.notes, problems: [...read.problems, ...groups.problems] };
} // prettier-ignore

interface Group {
  readonly source: CalibratedSource["source"];
  readonly votes: readonly CalibratedVote[];
}

async function votesOfFile(
  read: VoteRecords,
  { votes: named }: CalibrateOptions,
): Promise<{ readonly sources: readonly Group[]; readonly problems: readonly Problem[] }> {
  const file = named ?? (read.review === undefined ? undefined : join(read.path, VOTE_FILE));
  if (file === undefined)
    throw new ActionError("Name the model's votes by --votes <file.jsonl> or --vote-column <column>.", [], "call");
  const { votes, problems } = await readVoteFile(file);
  if (votes.length === 0) throw new ActionError(`${file} holds no votes. Ask a model first: coppice model-votes --help`, problems, "call");
  demandCheckedQuotes(file, votes, read);
  const bySource = new Map<string, Map<string, ModelVote>>();
  for (const vote of votes) {
    const key = sourceKey(vote);
    const ofSource = bySource.get(key) ?? new Map<string, ModelVote>();
    // The last vote on a record counts.
    bySource.set(key, ofSource.set(vote.record, vote));
  }
  const sources = [...bySource.values()].map((byRecord) => {
    const all = [...byRecord.values()];
    const { model, served, provider, host, instructionsSha256, parameters } = all[0]!;
    return { source: { model, served, provider, host, instructionsSha256, parameters }, votes: all.map(calibratedVote) };
  });
  return { sources, problems };
} // prettier-ignore

/** Quotes are looked up again: a file that says they hold, where they do not, was made or changed by something else. */
function demandCheckedQuotes(file: string, votes: readonly ModelVote[], read: VoteRecords): void {
  const shown = new Map(read.records.map((record) => [record.id, record.shown]));
  const wrong = votes.flatMap((vote): readonly Problem[] => {
    const record = shown.get(vote.record);
    if (vote.kind === "no-vote" || record === undefined) return [];
    const { evidence } = checkQuotes(
      vote.quotes.map(({ text }) => text),
      record,
    );
    if (evidence === vote.evidence) return [];
    return [
      {
        code: "quotes-not-as-stated",
        severity: "error",
        message: `the vote on ${vote.record} says its quotes are ${vote.evidence}; beside the text they are ${evidence}`,
        where: { file, field: "evidence" },
        found: vote.evidence,
        expected: evidence,
        fix: "Either the record's text was changed since, or the line was. Ask again, into a new file.",
      },
    ];
  });
  if (wrong.length > 0) throw new ActionError(`The votes in ${file} do not fit ${read.path}.`, wrong);
}

function votesOfColumn(
  { path, records, columns }: VoteRecords,
  column: string,
  scoreColumn: string | undefined,
): readonly CalibratedVote[] {
  demandColumn(path, columns, column);
  demandColumn(path, columns, scoreColumn);
  const faults: Problem[] = [];
  const votes = records.flatMap(({ id, cell, line }): readonly CalibratedVote[] => {
    const text = (cell(column) ?? "").trim();
    const label = /^(unsure|maybe|unclear)$/i.test(text) ? "unsure" : labelOfCell(text);
    const scoreText = scoreColumn === undefined ? "" : (cell(scoreColumn) ?? "").trim();
    const score = scoreText === "" || scoreText === "NA" ? null : Number(scoreText);
    if (typeof label === "object")
      faults.push(notA("vote", text, { file: path, line, field: column }, "include, exclude or unsure, yes or no, 1 or 0, or nothing"));
    if (score !== null && !(score >= 0 && score <= 1))
      faults.push(notA("score", scoreText, { file: path, line, field: scoreColumn! }, "a number from 0 to 1, or nothing"));
    if (label === "none" || typeof label === "object") return [];
    const answer = label === "unsure" ? label : label === "relevant" ? "include" : "exclude";
    return [{ record: id, answer, score, evidence: "unquoted" }];
  });
  if (faults.length > 0) throw new ActionError(`The votes of ${path} cannot be used.`, faults);
  if (votes.length === 0) throw new ActionError(`The column "${column}" of ${path} holds no votes.`);
  return votes;
} // prettier-ignore

const notA = (what: "vote" | "score", found: string, where: Problem["where"], expected: string): Problem => ({
  code: `not-a-${what}`,
  severity: "error",
  message: `"${found}" is no ${what}`,
  where,
  found,
  expected,
  fix: "Correct it, or leave it empty.",
});
