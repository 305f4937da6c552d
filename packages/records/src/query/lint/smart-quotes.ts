import { charactersIn } from "./characters.ts";
import type { LintRule } from "./rule.ts";

/** Quotation marks of a word processor, which a search interface does not take for quotation marks. */
export const smartQuotes: LintRule = {
  codes: ["smart-quotes"],
  press: "Spelling, syntax and line numbers",
  check: ({ text }) =>
    charactersIn(text, /[\u201c-\u201f\u2033\u00ab\u00bb\u2018-\u201b]/g).map(({ char, place, times }) => ({
      code: "smart-quotes",
      severity: "error",
      place,
      message: `${char} is a quotation mark of a word processor${times > 1 ? ` (${times} times in this line)` : ""}`,
      found: char,
      expected: /[\u2018-\u201b]/.test(char) ? "'" : '"',
      fix: "Replace it with a straight one.",
    })),
};
