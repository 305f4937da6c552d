import { ANSWER_SCHEMA, type ModelParameters } from "@coppice/screening";
import type { Endpoint } from "./endpoint.ts";
import { postJson, type PostOptions } from "./post-json.ts";
import { ProviderError, type ProviderAnswer, type VoteProvider } from "./provider.ts";

export interface OpenAiOptions extends Omit<PostOptions, "host" | "signal"> {
  readonly model: string;
}

/** Votes by the chat completions of an OpenAI-compatible API. With `isStructured` the endpoint is asked to hold the answer to our schema. */
export function openAiVotes(
  { chat, host }: Endpoint,
  {
    model,
    parameters,
    isStructured,
    ...post
  }: OpenAiOptions & { readonly parameters: ModelParameters; readonly isStructured: boolean },
): VoteProvider {
  const { temperature, seed, maxTokens } = parameters;
  return {
    name: "openai-compatible",
    host,
    model,
    parameters,
    ask: async ({ instructions, question }, signal) => {
      const body = {
        model,
        messages: [
          { role: "system", content: instructions },
          { role: "user", content: question },
        ],
        ...(temperature === null ? {} : { temperature }),
        ...(seed === null ? {} : { seed }),
        ...(maxTokens === null ? {} : { max_tokens: maxTokens }),
        ...(isStructured ? { response_format: RESPONSE_FORMAT } : {}),
      };
      return answerOf(await postJson(chat, body, { ...post, host, signal }), host, post.key);
    },
  };
}

const RESPONSE_FORMAT = {
  type: "json_schema",
  json_schema: { name: "vote", strict: true, schema: ANSWER_SCHEMA },
};

function answerOf(value: unknown, host: string, key: string | undefined): ProviderAnswer {
  const reply = fields(value);
  const choice = fields(listOf(reply?.["choices"])?.[0]);
  const message = fields(choice?.["message"]);
  if (reply === undefined || choice === undefined || message === undefined)
    throw new ProviderError("bad-response", `${host}: its answer has no choices[0].message`);
  const { content, refusal } = message;
  if (content !== null && content !== undefined && typeof content !== "string")
    throw new ProviderError("bad-response", `${host}: choices[0].message.content is no text`);
  const served = typeof reply["model"] === "string" ? reply["model"] : null;
  // An endpoint that repeats the key, in an answer of all places, must not get it into a file.
  const clean = (text: string): string => (key === undefined ? text : text.replaceAll(key, "[key]"));
  const raw = clean(content ?? "");
  if (typeof refusal === "string" && refusal !== "")
    return { raw, served, refusal: { reason: "declined", message: clean(refusal) } };
  if (choice["finish_reason"] === "content_filter")
    return { raw, served, refusal: { reason: "declined", message: "the endpoint's filter held it back" } };
  if (choice["finish_reason"] === "length")
    return { raw, served, refusal: { reason: "cut-off", message: "the answer reached its greatest length" } };
  return { raw, served };
}

function fields(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === "object" && value !== null
    ? (value as Readonly<Record<string, unknown>>)
    : undefined;
}

const listOf = (value: unknown): readonly unknown[] | undefined => (Array.isArray(value) ? value : undefined);
