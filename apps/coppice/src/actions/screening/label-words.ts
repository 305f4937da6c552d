import type { BibRecord } from "@coppice/records";

/** Columns that people and programs keep their label of a record in, compared without case, spaces and signs. */
const LABEL_COLUMNS = [
  "labelincluded", "label", "included", "include", "relevant", "inclusion", "decision", "finaldecision", "finalincluded", "asreviewlabel", "screening",
]; // prettier-ignore

const WORDS: Readonly<Record<string, "relevant" | "irrelevant">> = {
  "1": "relevant", yes: "relevant", y: "relevant", true: "relevant", in: "relevant", include: "relevant", included: "relevant", relevant: "relevant",
  "0": "irrelevant", no: "irrelevant", n: "irrelevant", false: "irrelevant", out: "irrelevant", exclude: "irrelevant", excluded: "irrelevant", irrelevant: "irrelevant",
}; // prettier-ignore

/** What a record says of itself: a label, nothing, votes that differ, or something that is none of these. */
export type Label = "relevant" | "irrelevant" | "none" | "differing" | { readonly unknown: string };

const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, "");

/** The column that holds labels, among the columns of a table. */
export function labelColumnOf(columns: readonly string[]): string | undefined {
  for (const name of LABEL_COLUMNS) {
    const column = columns.find((each) => plain(each) === name);
    if (column !== undefined) return column;
  }
  return undefined;
}

export function labelOfCell(cell: string | undefined): Label {
  const word = (cell ?? "").trim().toLowerCase();
  // ASReview writes -1 for what was not screened; spreadsheets write 1.0.
  if (word === "" || word === "-1" || word === "na") return "none";
  return WORDS[word.replace(/\.0+$/, "")] ?? { unknown: (cell ?? "").trim() };
}

/** Fields that hold notes: RIS, Refer, and the names of tables, BibTeX and XML. */
const NOTES = new Set(["n1", "rn", "%z", "notes", "note"]);

/**
 * Labels in the notes of a record: ASReview's (`ASReview_relevant`), and Rayyan's (`RAYYAN-INCLUSION: {"Ann"=>"Included"}`), where maybe is
 * a wish to read on, as in a review folder.
 */
export function labelOfNotes({ raw }: BibRecord): Label {
  for (const { tag, value } of raw) {
    if (!NOTES.has(tag.toLowerCase())) continue;
    const own = /\bASReview_(relevant|irrelevant|not_seen)\b/i.exec(value)?.[1]?.toLowerCase();
    if (own !== undefined) return own === "not_seen" ? "none" : (own as "relevant" | "irrelevant");
    const rayyan = /RAYYAN-INCLUSION:\s*\{([^}]*)\}/i.exec(value)?.[1];
    if (rayyan === undefined) continue;
    const votes = new Set([...rayyan.matchAll(/=>\s*"([^"]*)"/g)].map((match) => rayyanVote(match[1]!)));
    const unknown = [...votes].find((vote) => typeof vote === "object");
    return unknown ?? (votes.size > 1 ? "differing" : ([...votes][0] ?? "none"));
  }
  return "none";
}

function rayyanVote(word: string): Label {
  return word.trim().toLowerCase() === "maybe" ? "relevant" : labelOfCell(word);
}
