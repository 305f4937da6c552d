import { join } from "node:path";
import type { Problem } from "@coppice/records";
import {
  askedKey,
  drawAudit,
  promptFor,
  promptText,
  voteOfAnswer,
  type ModelVote,
  type VotePrompt,
} from "@coppice/screening";
import { ActionError, type OnProgress } from "../../action-error.ts";
import { ProviderError, type VoteProvider } from "../providers/provider.ts";
import { sha256OfText } from "../providers/text-hash.ts";
import { criteriaOf, readCriteria } from "./read-criteria.ts";
import { readVoteRecords, type VoteRecord, type VoteRecords } from "./read-vote-records.ts";
import { openVoteWriter, readVoteFile, VOTE_FILE, type VoteWriter } from "./vote-file.ts";

export interface AskOptions {
  readonly provider: VoteProvider;
  /** Text file of criteria; a review folder has its own. */
  readonly criteria?: string;
  /** Where votes are kept; in a review folder decisions/model-votes.jsonl. */
  readonly out?: string;
  readonly idColumn?: string;
  readonly only: "all" | "labelled" | "unlabelled";
  /** The first so many of them. */
  readonly limit?: number;
  /** So many of them at random, all sets of that size equally likely; all where there are no more. */
  readonly sample?: { readonly size: number; readonly seed: number };
  /** Records asked at once. */
  readonly concurrency: number;
  /** Ask again where the model was asked the same and gave no valid vote. */
  readonly askAgain: boolean;
  /** Told what would be sent before anything is; false: send nothing. */
  readonly confirm: (plan: AskPlan) => Promise<boolean>;
  readonly signal: AbortSignal;
  readonly onProgress: OnProgress;
  /** The time now, ISO 8601, UTC. */
  readonly now: () => string;
}

export interface AskPlan {
  readonly toAsk: number;
  /** Asked before, with the same prompt, model, host and parameters. */
  readonly done: number;
  /** Neither title nor abstract: nothing to ask about. */
  readonly withoutText: number;
  readonly out: string;
}

export interface AskResult extends AskPlan {
  /** How it ended; `failing`: so many records in a row failed that it was given up. */
  readonly end: "done" | "cancelled" | "failing" | "not-sent";
  readonly stored: readonly ModelVote[];
  /** Records that could not be asked: nothing is stored of them, and a further run asks them. */
  readonly failed: readonly { readonly record: string; readonly message: string }[];
  readonly notes: readonly string[];
  readonly problems: readonly Problem[];
}

interface Question {
  readonly record: VoteRecord;
  readonly prompt: VotePrompt;
  readonly promptSha256: string;
  readonly instructionsSha256: string;
}

/** Failures in a row after which the endpoint is taken for dead. */
const MOST_FAILURES = 5;

/**
 * Asks a model about records and keeps each vote on the disk as it comes. What was asked before is not asked again.
 *
 * @throws ActionError input that cannot be used; an endpoint that refuses every request (votes so far are kept)
 */
export async function askModel(path: string, options: AskOptions): Promise<AskResult> {
  const { provider, signal } = options;
  const read = await readVoteRecords(path, options.idColumn === undefined ? {} : { id: options.idColumn });
  const out = options.out ?? (read.review === undefined ? undefined : join(path, VOTE_FILE));
  if (out === undefined)
    throw new ActionError(
      `Name the file for the votes of ${path} by --out, such as votes.jsonl.`,
      [],
      "call",
    );
  const file = await readVoteFile(out);
  const done = new Set(
    file.votes.filter(({ kind }) => kind === "vote" || !options.askAgain).map((vote) => askedKey(vote)),
  );
  const all = await questions(read, options);
  const { model, host, parameters } = provider;
  const open = all.asked.filter(
    ({ record, promptSha256 }) =>
      !done.has(askedKey({ record: record.id, promptSha256, model, host, parameters })),
  );
  const plan: AskPlan = {
    toAsk: open.length,
    done: all.asked.length - open.length,
    withoutText: all.withoutText,
    out,
  };
  const about = { ...plan, notes: read.notes, problems: [...read.problems, ...file.problems] };
  if (open.length === 0) return { ...about, end: "done", stored: [], failed: [] };
  if (!(await options.confirm(plan)) || signal.aborted)
    return { ...about, end: signal.aborted ? "cancelled" : "not-sent", stored: [], failed: [] };
  const writer = await openVoteWriter(out, file);
  try {
    return { ...about, ...(await askAll(open, writer, options)) };
  } finally {
    await writer.close();
  }
}

async function questions(
  read: VoteRecords,
  { criteria: file, only, limit, sample }: AskOptions,
): Promise<{ readonly asked: readonly Question[]; readonly withoutText: number }> {
  if (file === undefined && read.review === undefined)
    throw new ActionError(
      `A model has to be told the criteria: name a text file by --criteria (lines such as: include: a randomised trial).`,
      [],
      "call",
    );
  const criteria = file === undefined ? criteriaOf(read.review!) : await readCriteria(file);
  const chosen = read.records.filter(({ label }) => only === "all" || (label !== null) === (only === "labelled"));
  const shown = chosen.filter(({ shown: { title, abstract } }) => `${title}${abstract}`.trim() !== "");
  const drawn =
    sample === undefined ? shown : drawAudit(shown, Math.min(sample.size, shown.length), sample.seed);
  const asked = drawn.slice(0, limit).map((record): Question => {
    const prompt = promptFor(record.shown, criteria);
    return {
      record,
      prompt,
      promptSha256: sha256OfText(promptText(prompt)),
      instructionsSha256: sha256OfText(prompt.instructions),
    };
  });
  return { asked, withoutText: chosen.length - shown.length };
} // prettier-ignore

async function askAll(
  open: readonly Question[],
  writer: VoteWriter,
  { provider, concurrency, signal, onProgress, now }: AskOptions,
): Promise<Pick<AskResult, "end" | "stored" | "failed">> {
  const stored: ModelVote[] = [];
  const failed: { record: string; message: string }[] = [];
  const halt = new AbortController();
  const either = AbortSignal.any([signal, halt.signal]);
  let next = 0;
  let inARow = 0;
  let stop: { readonly end: "failing" } | { readonly error: unknown } | undefined;
  const total = open.length;
  const isOver = (): boolean => either.aborted;
  const worker = async (): Promise<void> => {
    while (!isOver() && next < total) {
      const question = open[next]!;
      next += 1;
      try {
        const vote = await ask(question, provider, either, now);
        await writer.add(vote);
        stored.push(vote);
        inARow = 0;
      } catch (error) {
        if (isOver()) return;
        if (!(error instanceof ProviderError) || error.isHopeless) stop ??= { error };
        else {
          failed.push({ record: question.record.id, message: error.message });
          inARow += 1;
          if (inARow >= MOST_FAILURES) stop ??= { end: "failing" };
        }
        if (stop !== undefined) halt.abort();
      }
      onProgress({ label: provider.model, done: stored.length + failed.length, total });
    }
  };
  onProgress({ label: provider.model, done: 0, total });
  await Promise.all(Array.from({ length: Math.min(concurrency, total) }, worker));
  onProgress({ label: provider.model, done: total, total });
  if (stop !== undefined && "error" in stop) throw given(stop.error, stored.length);
  return { end: signal.aborted ? "cancelled" : (stop?.end ?? "done"), stored, failed };
}

async function ask(
  { record, prompt, promptSha256, instructionsSha256 }: Question,
  provider: VoteProvider,
  signal: AbortSignal,
  now: () => string,
): Promise<ModelVote> {
  const { raw, served, refusal } = await provider.ask(prompt, signal);
  const { model, host, parameters, name } = provider;
  const source = { model, served, provider: name, host, instructionsSha256, parameters };
  return voteOfAnswer({ source, record: record.id, shown: record.shown, promptSha256, at: now() }, raw, refusal);
} // prettier-ignore

/** What no other request would mend, in the words of the program. */
function given(error: unknown, stored: number): unknown {
  if (!(error instanceof ProviderError)) return error;
  const fix = error.code === "unauthorised" ? " Name the variable that holds the key by --key-env." : "";
  return new ActionError(`${error.message}.${fix} ${stored} votes were stored.`, [], "call");
}
