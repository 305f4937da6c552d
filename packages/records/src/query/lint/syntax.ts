import type { LintRule } from "./rule.ts";

/** What the parser itself could not read. */
export const syntax: LintRule = {
  codes: [
    "unbalanced-bracket",
    "unbalanced-quote",
    "unbalanced-square-bracket",
    "operator-without-term",
    "operator-repeated",
    "missing-operator",
    "implicit-and",
    "tag-without-term",
    "tag-after-bracket",
    "missing-final-dot",
    "unread-command",
    "too-deep",
    "proximity-unquoted",
    "proximity-field",
    "proximity-truncation",
    "duplicate-line-number",
  ],
  press: "Spelling, syntax and line numbers",
  check: ({ problems }) => problems,
};
