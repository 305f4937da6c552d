import { createHash } from "node:crypto";
import type { VoteSource } from "./model-vote.ts";

export const sha256 = (text: string): string => createHash("sha256").update(text, "utf8").digest("hex");

export const SOURCE: VoteSource = {
  model: "made",
  served: null,
  provider: "replay",
  host: "made.invalid",
  instructionsSha256: sha256("instructions"),
  parameters: { temperature: 0, seed: 1, maxTokens: 500 },
};
