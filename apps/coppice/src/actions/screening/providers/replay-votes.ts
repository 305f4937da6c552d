import { promptText, type ModelVote } from "@coppice/screening";
import { ActionError } from "../../action-error.ts";
import { ProviderError, type VoteProvider } from "./provider.ts";
import { sha256OfText } from "./text-hash.ts";

/**
 * Answers from a file of votes instead of a model: what was answered to the same prompt, by its hash. Nothing is sent. The last
 * answer to a prompt counts.
 *
 * @throws ActionError when the file is empty, or holds answers of several models or parameters
 */
export function replayVotes(file: string, votes: readonly ModelVote[]): VoteProvider {
  const first = votes[0];
  if (first === undefined) throw new ActionError(`${file} holds no answers to replay.`, [], "call");
  const { model, host, parameters } = first;
  const sources = new Set(votes.map((vote) => JSON.stringify([vote.model, vote.host, vote.parameters])));
  if (sources.size > 1)
    throw new ActionError(
      `${file} holds answers of ${sources.size} models, hosts or parameters. Replay one at a time: keep each in a file of its own.`,
      [],
      "call",
    );
  const answers = new Map(votes.map((vote) => [vote.promptSha256, vote]));
  return {
    name: "replay",
    model,
    host,
    parameters,
    ask: (prompt) => {
      const found = answers.get(sha256OfText(promptText(prompt)));
      if (found === undefined)
        return Promise.reject(
          new ProviderError(
            "not-recorded",
            `${file} holds no answer to this prompt: text, criteria or wording differ`,
          ),
        );
      const { raw, served } = found;
      if (found.kind === "no-vote" && (found.reason === "declined" || found.reason === "cut-off"))
        return Promise.resolve({ raw, served, refusal: { reason: found.reason, message: found.message } });
      return Promise.resolve({ raw, served });
    },
  };
}
