import { NO_VOTE_REASONS, type CheckedQuote, type ModelParameters, type ModelVote } from "./model-vote.ts";

/** One vote as a line of model-votes.jsonl, without its end. */
export function writeVoteLine(vote: ModelVote): string {
  return JSON.stringify(vote);
}

/** A line that is read, or what is wrong with it. */
export type ReadVoteLine =
  | { readonly isRead: true; readonly vote: ModelVote }
  | { readonly isRead: false; readonly field: string; readonly message: string };

/** Reads a line strictly: every field there, of its kind, and none that is not known. */
export function readVoteLine(line: string): ReadVoteLine {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { isRead: false, field: "", message: "the line is no JSON" };
  }
  try {
    return { isRead: true, vote: voteOf(value) };
  } catch (error) {
    if (!(error instanceof Misshapen)) throw error;
    return { isRead: false, field: error.field, message: `${error.field} is not ${error.expected}` };
  }
}

class Misshapen extends Error {
  readonly field: string;
  readonly expected: string;

  constructor(field: string, expected: string) {
    super(`${field}: ${expected}`);
    this.field = field;
    this.expected = expected;
  }
}

type Fields = Readonly<Record<string, unknown>>;

function voteOf(value: unknown): ModelVote {
  const kind = oneOf(fieldsOf(value, "the line")["kind"], "kind", ["vote", "no-vote"] as const);
  const fields = fieldsOf(value, "the line", [...COMMON, ...(kind === "vote" ? OF_VOTES : OF_NO_VOTES)]);
  if (fields["version"] !== 1) throw new Misshapen("version", "1");
  const at = text(fields["at"], "at");
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(at)) throw new Misshapen("at", "a time such as 2026-01-31T08:00:00Z"); // prettier-ignore
  const base = {
    version: 1 as const,
    record: named(fields["record"], "record"),
    model: named(fields["model"], "model"),
    served: fields["served"] === null ? null : text(fields["served"], "served"),
    provider: oneOf(fields["provider"], "provider", ["openai-compatible", "replay"] as const),
    host: named(fields["host"], "host"),
    instructionsSha256: hash(fields["instructionsSha256"], "instructionsSha256"),
    promptSha256: hash(fields["promptSha256"], "promptSha256"),
    parameters: parameters(fields["parameters"]),
    raw: text(fields["raw"], "raw"),
    at,
  };
  if (kind === "no-vote") {
    const reason = oneOf(fields["reason"], "reason", NO_VOTE_REASONS);
    return { ...base, kind, reason, message: text(fields["message"], "message") };
  }
  const quotes = fields["quotes"];
  if (!Array.isArray(quotes)) throw new Misshapen("quotes", "a list");
  return {
    ...base,
    kind,
    answer: oneOf(fields["answer"], "answer", ["include", "exclude", "unsure"] as const),
    score: numberOrNull(fields["score"], "score", (score) => score >= 0 && score <= 1),
    evidence: oneOf(fields["evidence"], "evidence", ["quoted", "unquoted", "unsupported"] as const),
    quotes: quotes.map(quote),
  };
}

const COMMON = [
  "version", "kind", "record", "model", "served", "provider", "host", "instructionsSha256", "promptSha256", "parameters", "raw", "at",
]; // prettier-ignore
const OF_VOTES = ["answer", "score", "evidence", "quotes"];
const OF_NO_VOTES = ["reason", "message"];

function quote(value: unknown, place: number): CheckedQuote {
  const at = `quotes[${place}]`;
  const isFound = fieldsOf(value, at)["isFound"];
  if (isFound === false)
    return { text: text(fieldsOf(value, at, ["text", "isFound"])["text"], at), isFound: false };
  if (isFound !== true) throw new Misshapen(`${at}.isFound`, "true or false");
  const fields = fieldsOf(value, at, ["text", "isFound", "field", "start", "end"]);
  return {
    text: text(fields["text"], `${at}.text`),
    isFound: true,
    field: oneOf(fields["field"], `${at}.field`, ["title", "abstract"] as const),
    start: whole(fields["start"], `${at}.start`),
    end: whole(fields["end"], `${at}.end`),
  };
}

function parameters(value: unknown): ModelParameters {
  const fields = fieldsOf(value, "parameters", ["temperature", "seed", "maxTokens"]);
  const read = (name: string): number | null =>
    numberOrNull(fields[name], `parameters.${name}`, Number.isFinite);
  return { temperature: read("temperature"), seed: read("seed"), maxTokens: read("maxTokens") };
}

/** An object; with `known`, one of exactly those fields. */
function fieldsOf(value: unknown, what: string, known?: readonly string[]): Fields {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new Misshapen(what, "a JSON object");
  const fields = value as Fields;
  if (known === undefined) return fields;
  const strange = Object.keys(fields).find((name) => !known.includes(name));
  if (strange !== undefined) throw new Misshapen(JSON.stringify(strange), `a field of ${what}`);
  return fields;
}

function text(value: unknown, field: string): string {
  if (typeof value !== "string") throw new Misshapen(field, "a text");
  return value;
}

function named(value: unknown, field: string): string {
  if (typeof value !== "string" || value === "") throw new Misshapen(field, "a text with something in it");
  return value;
}

function hash(value: unknown, field: string): string {
  if (typeof value !== "string" || !/^[0-9a-f]{64}$/.test(value))
    throw new Misshapen(field, "a SHA-256 of 64 hexadecimal digits");
  return value;
}

function whole(value: unknown, field: string): number {
  if (typeof value !== "number" || !Number.isSafeInteger(value) || value < 0)
    throw new Misshapen(field, "a whole number");
  return value;
}

function numberOrNull(value: unknown, field: string, isRight: (value: number) => boolean): number | null {
  if (value === null) return null;
  if (typeof value !== "number" || !isRight(value))
    throw new Misshapen(field, field === "score" ? "a number from 0 to 1, or null" : "a number, or null");
  return value;
}

function oneOf<const Value extends string>(value: unknown, field: string, values: readonly Value[]): Value {
  const found = values.find((each) => each === value);
  if (found === undefined) throw new Misshapen(field, `one of ${values.join(", ")}`);
  return found;
}
