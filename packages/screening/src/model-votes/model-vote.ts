/** What a model thinks of a record. */
export type ModelAnswer = "include" | "exclude" | "unsure";

/** A passage the model gave, and where it stands: places in UTF-16 units of the field as it is, `end` behind the last. */
export type CheckedQuote =
  | {
      readonly text: string;
      readonly isFound: true;
      readonly field: "title" | "abstract";
      readonly start: number;
      readonly end: number;
    }
  | { readonly text: string; readonly isFound: false };

/**
 * Whether the quotes hold: all of them stand in the text; there are none; or one at least does not, and then the vote is not to be
 * trusted.
 */
export type Evidence = "quoted" | "unquoted" | "unsupported";

/**
 * Why an answer is no vote; a closed list.
 *
 * - `not-json`: the answer is no JSON object
 * - `wrong-shape`: JSON, but not of the shape asked for
 * - `declined`: the model or its filter would not answer
 * - `cut-off`: the answer ended at the limit of its length
 * - `empty`: nothing was answered
 */
export type NoVoteReason = (typeof NO_VOTE_REASONS)[number];
export const NO_VOTE_REASONS = ["not-json", "wrong-shape", "declined", "cut-off", "empty"] as const;

/** What the model was run with; null: left to the endpoint. */
export interface ModelParameters {
  readonly temperature: number | null;
  readonly seed: number | null;
  readonly maxTokens: number | null;
}

/** How an answer was come by. Votes of one source can be compared; others have other errors. */
export interface VoteSource {
  /** As it was asked for. */
  readonly model: string;
  /** As the endpoint named what answered; null where it did not say. */
  readonly served: string | null;
  readonly provider: "openai-compatible" | "replay";
  /** Host and port of the endpoint, never more of its address. */
  readonly host: string;
  /** SHA-256 of the instructions (UTF-8): wording and criteria. */
  readonly instructionsSha256: string;
  readonly parameters: ModelParameters;
}

/**
 * A model's vote, or its failure to give one, kept as what it is. It is no reviewer's vote: it stands in a file of its own, and
 * nothing that counts people reads that file.
 */
export type ModelVote = VoteSource & {
  readonly version: 1;
  /** Id of the record. */
  readonly record: string;
  /** SHA-256 of the whole prompt, see `promptText`. */
  readonly promptSha256: string;
  /** The answer as it came. */
  readonly raw: string;
  /** ISO 8601, UTC. */
  readonly at: string;
} & (
    | {
        readonly kind: "vote";
        readonly answer: ModelAnswer;
        /** Probability of inclusion as the model says it; null where it says none. */
        readonly score: number | null;
        readonly evidence: Evidence;
        readonly quotes: readonly CheckedQuote[];
      }
    | { readonly kind: "no-vote"; readonly reason: NoVoteReason; readonly message: string }
  );

/** One text for each source. */
export function sourceKey(source: VoteSource): string {
  const { model, served, provider, host, instructionsSha256, parameters } = source;
  return JSON.stringify([model, served, provider, host, instructionsSha256, parametersOf(parameters)]);
}

/** One text for each question asked: the same record, prompt, model, host and parameters. */
export function askedKey(
  vote: Pick<ModelVote, "record" | "promptSha256" | "model" | "host" | "parameters">,
): string {
  const { record, promptSha256, model, host, parameters } = vote;
  return JSON.stringify([record, promptSha256, model, host, parametersOf(parameters)]);
}

const parametersOf = ({ temperature, seed, maxTokens }: ModelParameters) => [temperature, seed, maxTokens];
