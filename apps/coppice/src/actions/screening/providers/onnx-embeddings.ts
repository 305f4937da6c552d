import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { ProviderError, type EmbeddingProvider } from "./provider.ts";
import { wordPieces } from "./word-piece.ts";

export interface OnnxOptions {
  /** An encoder of BERT's kind, such as all-MiniLM-L6-v2: model.onnx. */
  readonly model: string;
  /** Its vocab.txt. */
  readonly vocabulary: string;
  /** Tokens of a text at most; default 256. */
  readonly longest?: number;
  /** Default false: lower case, without accents. */
  readonly isCased?: boolean;
  /** The package to import, where it is not under its own name. */
  readonly runtime?: string;
}

/** What is used of onnxruntime-node. */
interface Runtime {
  readonly InferenceSession: { readonly create: (path: string) => Promise<Session> };
  readonly Tensor: new (type: "int64", data: BigInt64Array, dims: readonly number[]) => unknown;
}

interface Session {
  readonly inputNames: readonly string[];
  readonly outputNames: readonly string[];
  readonly run: (feeds: Readonly<Record<string, unknown>>) => Promise<Readonly<Record<string, unknown>>>;
}

/** Texts in one run. */
const BATCH = 16;
const INPUTS = ["input_ids", "attention_mask", "token_type_ids"];

/**
 * Vectors by a model in a file, on this machine: the mean of a text's token vectors, of length 1. Needs the optional package
 * `onnxruntime-node`.
 *
 * @throws ProviderError `not-installed`, `bad-model` (a file that cannot be read, or is no encoder of this kind)
 */
export async function onnxEmbeddings({
  model,
  vocabulary,
  longest = 256,
  isCased = false,
  runtime = "onnxruntime-node",
}: OnnxOptions): Promise<EmbeddingProvider> {
  const { InferenceSession, Tensor } = await loadRuntime(runtime);
  const lines = await readFile(vocabulary, "utf8").catch((error: unknown) => notUsable(vocabulary, error));
  const tokens = wordPieces(lines.replace(/\r?\n$/, "").split(/\r?\n/), { longest, isCased });
  const session = await InferenceSession.create(model).catch((error: unknown) => notUsable(model, error));
  const strange = session.inputNames.find((name) => !INPUTS.includes(name));
  if (strange !== undefined || !session.inputNames.includes("input_ids"))
    throw new ProviderError(
      "bad-model",
      `${model} takes ${session.inputNames.join(", ")}, where an encoder of texts takes ${INPUTS.join(", ")}`,
    );
  const output = session.outputNames.includes("last_hidden_state")
    ? "last_hidden_state"
    : session.outputNames[0]!;
  return {
    name: "onnx",
    model: basename(model),
    embed: async (texts, signal) => {
      const vectors: Float32Array[] = [];
      for (let from = 0; from < texts.length; from += BATCH) {
        signal?.throwIfAborted();
        const rows = texts.slice(from, from + BATCH).map(tokens);
        const width = Math.max(...rows.map(({ length }) => length));
        const tensor = (of: (row: readonly number[], place: number) => number): unknown => {
          const cells = rows.flatMap((row) => Array.from({ length: width }, (_, i) => BigInt(of(row, i))));
          return new Tensor("int64", BigInt64Array.from(cells), [rows.length, width]);
        };
        const all: Readonly<Record<string, unknown>> = {
          input_ids: tensor((row, i) => row[i] ?? 0),
          attention_mask: tensor((row, i) => (i < row.length ? 1 : 0)),
          token_type_ids: tensor(() => 0),
        };
        const feeds = Object.fromEntries(session.inputNames.map((name) => [name, all[name]]));
        const result = await session.run(feeds).catch((error: unknown) => notUsable(model, error));
        const lengths = rows.map(({ length }) => length);
        vectors.push(...meanVectors(result[output], lengths, width, model));
      }
      return vectors;
    },
  };
}

/** Means over each text's own tokens, scaled to length 1. */
function meanVectors(
  tensor: unknown,
  lengths: readonly number[],
  width: number,
  model: string,
): readonly Float32Array[] {
  const { data, dims } = (tensor ?? {}) as { readonly data?: unknown; readonly dims?: readonly number[] };
  if (!(data instanceof Float32Array) || dims?.length !== 3 || dims[0] !== lengths.length || dims[1] !== width)
    throw new ProviderError("bad-model", `${model} does not give a vector for each token`);
  const size = dims[2]!;
  return lengths.map((length, row) => {
    const sum = new Float64Array(size);
    for (let token = 0; token < length; token += 1)
      for (let i = 0; i < size; i += 1) sum[i]! += data[(row * width + token) * size + i]!;
    const norm = Math.hypot(...sum);
    return Float32Array.from(sum, (value) => (norm === 0 ? 0 : value / norm));
  });
} // prettier-ignore

async function loadRuntime(name: string): Promise<Runtime> {
  let found: unknown;
  try {
    found = await import(name);
  } catch (error) {
    if (!(error instanceof Error) || !("code" in error) || error.code !== "ERR_MODULE_NOT_FOUND") throw error;
    throw new ProviderError(
      "not-installed",
      `The optional package ${name} is not installed. Install it in Coppice's folder (npm install --no-save ${name}, about 290 MB), or use an OpenAI-compatible endpoint.`,
    );
  }
  const { default: inner } = found as { readonly default?: unknown };
  const runtime = (inner ?? found) as Partial<Runtime>;
  if (runtime.InferenceSession === undefined || runtime.Tensor === undefined)
    throw new ProviderError("not-installed", `${name} is not the runtime that was expected.`);
  return runtime as Runtime;
}

function notUsable(file: string, error: unknown): never {
  throw new ProviderError(
    "bad-model",
    `${file} cannot be used: ${error instanceof Error ? error.message : "unknown"}`,
  );
}
