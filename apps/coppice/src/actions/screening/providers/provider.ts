import type { StatedRefusal, VotePrompt, VoteSource } from "@coppice/screening";

/** What a model answered, as it came, or that it would not. */
export interface ProviderAnswer {
  readonly raw: string;
  /** As the endpoint named the model that answered; null where it did not say. */
  readonly served: string | null;
  readonly refusal?: StatedRefusal;
}

/** Something that can be asked for an opinion on a record. */
export interface VoteProvider {
  readonly name: VoteSource["provider"];
  readonly host: string;
  readonly model: string;
  readonly parameters: VoteSource["parameters"];
  /** @throws ProviderError; the signal's reason when it is aborted */
  ask(prompt: VotePrompt, signal: AbortSignal): Promise<ProviderAnswer>;
}

/** Something that gives texts places in a space where like texts lie near each other. */
export interface EmbeddingProvider {
  readonly name: "openai-compatible" | "onnx";
  readonly model: string;
  /**
   * One vector a text, in the order of the texts, all of one length.
   *
   * @throws ProviderError; the signal's reason when it is aborted
   */
  embed(texts: readonly string[], signal?: AbortSignal): Promise<readonly Float32Array[]>;
}

/**
 * What can go wrong with a provider; a closed list.
 *
 * - `unauthorised`: the endpoint wants a key, or another one (401, 403)
 * - `not-found`: there is nothing at this address (404, 405)
 * - `redirected`: the endpoint points elsewhere; nothing is sent to a host that was not named
 * - `request-refused`: the endpoint does not take the request (other 4xx)
 * - `rate-limited`, `server-error`, `timeout`, `connection`: still so after the last attempt
 * - `bad-response`: an answer that is not of the API's shape
 * - `not-recorded`: a replay does not hold the prompt
 * - `not-installed`: an optional package is missing
 * - `bad-model`: a model file that cannot be used
 */
export type ProviderErrorCode =
  | "unauthorised"
  | "not-found"
  | "redirected"
  | "request-refused"
  | "rate-limited"
  | "server-error"
  | "timeout"
  | "connection"
  | "bad-response"
  | "not-recorded"
  | "not-installed"
  | "bad-model";

const HOPELESS: readonly ProviderErrorCode[] = [
  "unauthorised",
  "not-found",
  "redirected",
  "not-installed",
  "bad-model",
];

export class ProviderError extends Error {
  readonly code: ProviderErrorCode;

  constructor(code: ProviderErrorCode, message: string) {
    super(message);
    this.name = "ProviderError";
    this.code = code;
  }

  /** Whether every other request would fail too. */
  get isHopeless(): boolean {
    return HOPELESS.includes(this.code);
  }
}
