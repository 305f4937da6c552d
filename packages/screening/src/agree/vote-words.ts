/** What reviewers' words for their votes mean; other words need their own categories. */
export const VOTE_WORDS = {
  include: ["include", "included", "in", "yes", "y", "1", "true", "accept", "accepted", "relevant", "keep"],
  maybe: ["maybe", "unclear", "unsure", "uncertain", "undecided", "?"],
  exclude: ["exclude", "excluded", "out", "no", "n", "0", "false", "reject", "rejected", "irrelevant"],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** What a vote can be where no other categories are named, in their order. */
export type VoteCategory = keyof typeof VOTE_WORDS;

/** Entries that say that there is no vote, besides an empty one. */
const NO_VOTE = new Set(["na", "n/a", "not-retrieved", "not retrieved", "not screened", "pending"]);

const MEANING = new Map<string, VoteCategory>(
  (Object.keys(VOTE_WORDS) as VoteCategory[]).flatMap((category) =>
    VOTE_WORDS[category].map((word) => [word, category] as const),
  ),
);

/**
 * The category that a word means; case and blanks around it do not matter, and numbers are compared as numbers (1.0 is 1).
 *
 * @returns `none` for an entry that is no vote (empty, NA, not-retrieved, …), undefined for a word that is not known
 * @example voteOf("Included") // "include"
 */
export function voteOf(text: string): VoteCategory | "none" | undefined {
  const word = plainWord(text);
  return isNoVote(text) ? "none" : MEANING.get(word);
}

/** Whether an entry says that there is no vote. */
export function isNoVote(text: string): boolean {
  const word = plainWord(text);
  return word === "" || NO_VOTE.has(word);
}

/** Small letters without blanks around them; numbers in one spelling. */
export function plainWord(text: string): string {
  const word = text.trim().toLowerCase();
  return /^[+-]?\d+(\.\d+)?$/.test(word) ? String(Number(word)) : word;
}
