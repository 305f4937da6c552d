import type { Endpoint } from "./endpoint.ts";
import type { OpenAiOptions } from "./openai-votes.ts";
import { postJson } from "./post-json.ts";
import { ProviderError, type EmbeddingProvider } from "./provider.ts";

/** Texts in one request. */
const BATCH = 64;

/** Vectors by the embeddings of an OpenAI-compatible API, so many texts at once. */
export function openAiEmbeddings(
  { embeddings, host }: Endpoint,
  { model, ...post }: OpenAiOptions,
): EmbeddingProvider {
  return {
    name: "openai-compatible",
    model,
    embed: async (texts, signal = new AbortController().signal) => {
      const vectors: Float32Array[] = [];
      for (let from = 0; from < texts.length; from += BATCH) {
        const input = texts.slice(from, from + BATCH);
        const reply = await postJson(
          embeddings,
          { model, input, encoding_format: "float" },
          { ...post, host, signal },
        );
        vectors.push(...vectorsOf(reply, input.length, host));
      }
      if (vectors.some(({ length }) => length !== vectors[0]!.length))
        throw new ProviderError("bad-response", `${host}: its vectors differ in length`);
      return vectors;
    },
  };
}

/** Each vector at the place its `index` names: the order of the list is not promised. */
function vectorsOf(reply: unknown, count: number, host: string): readonly Float32Array[] {
  const wrong = (what: string): ProviderError => new ProviderError("bad-response", `${host}: ${what}`);
  if (typeof reply !== "object" || reply === null || !("data" in reply) || !Array.isArray(reply.data))
    throw wrong("its answer has no list data");
  const vectors = new Array<Float32Array | undefined>(count).fill(undefined);
  for (const item of reply.data as readonly unknown[]) {
    if (typeof item !== "object" || item === null || !("index" in item) || !("embedding" in item))
      throw wrong("an item of data has no index or no embedding");
    const { index, embedding } = item;
    if (typeof index !== "number" || !(index in vectors) || vectors[index] !== undefined)
      throw wrong(`an item of data has the index ${JSON.stringify(index)} for one of ${count} texts`);
    if (!Array.isArray(embedding) || embedding.length === 0 || !embedding.every(Number.isFinite))
      throw wrong(`the embedding ${index} is no list of numbers`);
    vectors[index] = Float32Array.from(embedding as readonly number[]);
  }
  const whole = vectors.filter((vector) => vector !== undefined);
  if (whole.length < count) throw wrong(`${count} texts were sent, ${whole.length} vectors came back`);
  return whole;
}
