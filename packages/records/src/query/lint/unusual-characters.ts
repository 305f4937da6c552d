import { charactersIn } from "./characters.ts";
import type { LintRule } from "./rule.ts";

const NAMES: Readonly<Record<string, string>> = {
  "\u00a0": "a no-break space",
  "\u00ad": "a soft hyphen, which is not seen",
  "\u200b": "a space without width, which is not seen",
  "\ufeff": "a byte order mark, which is not seen",
};

/** Characters outside of ASCII: dashes for hyphens, invisible spaces, letters with accents. */
export const unusualCharacters: LintRule = {
  codes: ["unusual-character"],
  press: "Spelling, syntax and line numbers",
  check: ({ text }) =>
    charactersIn(text, /[^\t\n\r -~\u201c-\u201f\u2033\u00ab\u00bb\u2018-\u201b]/gu).map(({ char, place }) => {
      const dash = /[\u2010-\u2015\u2212]/.test(char);
      const letter = /\p{L}/u.test(char);
      const name = NAMES[char] ?? (dash ? `${char} is a dash, not a hyphen` : char);
      return {
        code: "unusual-character",
        severity: "warning",
        place,
        message: dash ? name : letter ? `${char} is a letter outside of the plain alphabet` : `This is ${name}, not a character of the plain alphabet`,
        found: char,
        ...(dash ? { expected: "-" } : {}),
        fix: letter ? "Search the spelling without accents too, if the interface does not do so." : "Type it anew.",
      };
    }), // prettier-ignore
};
