import { checkQuotes } from "./check-quotes.ts";
import type { ModelVote, NoVoteReason, VoteSource } from "./model-vote.ts";
import { parseAnswer } from "./parse-answer.ts";
import type { ShownRecord } from "./prompt-for.ts";

/** Everything about a vote that does not stand in the answer. */
export interface AskedRecord {
  readonly source: VoteSource;
  readonly record: string;
  readonly shown: ShownRecord;
  readonly promptSha256: string;
  /** ISO 8601, UTC; given by the caller, who has a clock. */
  readonly at: string;
}

/** Why an endpoint gave no answer to read, where it said so itself. */
export interface StatedRefusal {
  readonly reason: Extract<NoVoteReason, "declined" | "cut-off">;
  readonly message: string;
}

/** The vote that an answer is: parsed strictly, its quotes looked up in what was shown; or a `no-vote` that says why not. */
export function voteOfAnswer(asked: AskedRecord, raw: string, refusal?: StatedRefusal): ModelVote {
  const { source, record, promptSha256, at } = asked;
  const base = { version: 1, record, ...source, promptSha256, raw, at } as const;
  if (refusal !== undefined) return { ...base, kind: "no-vote", ...refusal };
  const parsed = parseAnswer(raw);
  if (parsed.kind === "no-answer")
    return { ...base, kind: "no-vote", reason: parsed.reason, message: parsed.message };
  const { answer, score } = parsed;
  return { ...base, kind: "vote", answer, score, ...checkQuotes(parsed.quotes, asked.shown) };
}
