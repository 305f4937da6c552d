import type { ModelAnswer, NoVoteReason } from "./model-vote.ts";

/** What an answer says, or why it is none. */
export type ParsedAnswer =
  | {
      readonly kind: "answer";
      readonly answer: ModelAnswer;
      readonly score: number | null;
      readonly quotes: readonly string[];
    }
  | { readonly kind: "no-answer"; readonly reason: NoVoteReason; readonly message: string };

const KEYS = ["answer", "score", "quotes"];
const FENCE = /^```(?:json)?[ \t]*\r?\n([\s\S]*?)\r?\n```$/;

/**
 * Reads an answer strictly: one JSON object with exactly `answer`, `score` and `quotes`, white space around it or one code fence
 * (```json), which many models cannot leave out. Nothing is guessed from prose, and nothing is put right.
 */
export function parseAnswer(raw: string): ParsedAnswer {
  const trimmed = raw.trim();
  if (trimmed === "") return none("empty", "the answer is empty");
  const text = FENCE.exec(trimmed)?.[1] ?? trimmed;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return none("not-json", "the answer is no JSON");
  }
  if (!isObject(value)) return none("not-json", "the answer is no JSON object");
  const strange = Object.keys(value).filter((key) => !KEYS.includes(key));
  const missing = KEYS.filter((key) => !Object.hasOwn(value, key));
  if (strange.length > 0)
    return wrong(`it has the key ${JSON.stringify(strange[0])}, which was not asked for`);
  if (missing.length > 0) return wrong(`it has no ${missing.join(", no ")}`);
  const { answer, score, quotes } = value;
  if (answer !== "include" && answer !== "exclude" && answer !== "unsure")
    return wrong("its answer is not include, exclude or unsure");
  if (score !== null && !(typeof score === "number" && score >= 0 && score <= 1))
    return wrong("its score is not a number from 0 to 1, nor null");
  if (!Array.isArray(quotes) || !quotes.every((quote) => typeof quote === "string"))
    return wrong("its quotes are no list of texts");
  return { kind: "answer", answer, score, quotes };
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const none = (reason: NoVoteReason, message: string): ParsedAnswer => ({
  kind: "no-answer",
  reason,
  message,
});
const wrong = (message: string): ParsedAnswer =>
  none("wrong-shape", `the answer is not of the shape asked for: ${message}`);
