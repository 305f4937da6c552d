import type { LineGrammar, LineMeaning } from "../line-entry-reader.ts";

/** Tags whose further lines are further values: people, groups, addresses, references. */
const LISTS: ReadonlySet<string> = new Set([
  "AU", "AF", "BA", "BF", "BE", "ED", "GP", "CA", "C1", "C3", "CR", "AE", "RI", "OI",
]); // prettier-ignore

const FIELD = /^([A-Z][A-Z0-9])(?: (.*))?$/;

/**
 * Web of Science's tagged text ("field tags"): a tag of two letters and a blank, further lines indented by three; entries
 * from PT to ER. FN, VR and EF belong to the file.
 *
 * @see Clarivate, Web of Science Core Collection Field Tags
 */
export const wosGrammar: LineGrammar = {
  expected: "entries from PT to ER",
  hasEndMark: "ER",
  meaningOf: (content, open): LineMeaning => {
    const isIndented = content.startsWith(" ") || content.startsWith("\t");
    const match = isIndented ? null : FIELD.exec(content.trimEnd());
    if (match === null) {
      // Copied text loses its indentation: the line goes on with the field all the same.
      const value = content.trim();
      if (value === "" && !isIndented) return { kind: "nothing" };
      return { kind: "more", value, join: LISTS.has(open ?? "") ? "next" : open === "AB" ? "\n" : " " };
    }
    const tag = match[1]!;
    const value = (match[2] ?? "").trim();
    if (tag === "FN" || tag === "VR" || tag === "EF") return { kind: "nothing" };
    if (tag === "PT" && (open === undefined || value.length <= 1)) return { kind: "start", tag, value };
    if (tag === "ER") return { kind: "end" };
    return open === undefined ? { kind: "start", tag, value } : { kind: "field", tag, value };
  },
};
