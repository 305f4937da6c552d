import type { LineGrammar, LineMeaning } from "../line-entry-reader.ts";

const FIELD = /^\s?%([A-Z0-9@!#$&?()*+,.<=>[\]^~-])(?:\s+(.*)|)$/;

/** Tags that stand alone in their field; a further line of another is its next line. */
const ONE_LINE = /^[0-9A-JLNPRSTUVY@]$/;

/**
 * Refer, as EndNote and others write it (.enw): "%A Author"; a further %0 begins a new entry (several at the head are its types), and so does the first field
 * after a blank line, except after an abstract or note, which may hold blank lines: there only a tag that the entry has
 * already begins a new one. A line without a tag goes on with the value before. The grammar of one file: it keeps what the
 * entry has.
 *
 * @see refer(1), EndNote "Refer export"
 */
export function referGrammar(): LineGrammar {
  let seen = new Set<string>();
  let afterBlank = false;
  return {
    expected: "entries of lines such as %0 Journal Article, %A Author, %T Title",
    hasEndMark: undefined,
    meaningOf: (content, open): LineMeaning => {
      const match = FIELD.exec(content);
      if (match === null) {
        if (content.trim() === "") {
          afterBlank = true;
          return { kind: "nothing" };
        }
        return { kind: "more", value: content.trim(), join: ONE_LINE.test(open ?? "") ? " " : "\n" };
      }
      const tag = match[1]!;
      const value = (match[2] ?? "").trim();
      const mayGoOn = open === "X" || open === "Z";
      const isNew =
        open === undefined ||
        (tag === "0" && seen.has("0") && seen.size > 1) ||
        (afterBlank && (!mayGoOn || seen.has(tag)));
      afterBlank = false;
      if (isNew) seen = new Set();
      seen.add(tag);
      return { kind: isNew ? "start" : "field", tag, value };
    },
  };
}
