import type { BibRecord } from "@coppice/records";

/** Columns that people and programs keep their label of a record in, compared without case, spaces and signs. */
const LABEL_COLUMNS = [
  "labelincluded", "label", "included", "include", "relevant", "inclusion", "decision", "finaldecision", "asreviewlabel", "screening",
]; // prettier-ignore

const WORDS: Readonly<Record<string, "relevant" | "irrelevant">> = {
  "1": "relevant", yes: "relevant", y: "relevant", true: "relevant", in: "relevant", include: "relevant", included: "relevant", relevant: "relevant",
  "0": "irrelevant", no: "irrelevant", n: "irrelevant", false: "irrelevant", out: "irrelevant", exclude: "irrelevant", excluded: "irrelevant", irrelevant: "irrelevant",
}; // prettier-ignore

/** What a cell says: a label, nothing, or something that is neither. */
export type Label = "relevant" | "irrelevant" | "none" | { readonly unknown: string };

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

/** Labels in the notes of a record: ASReview's RIS exports, and Rayyan's, whose votes must agree. */
export function labelOfNotes({ raw }: BibRecord): Label {
  const notes = raw
    .filter(({ tag }) => ["N1", "RN", "NOTES", "notes"].includes(tag))
    .map(({ value }) => value);
  for (const note of notes) {
    const own = /\bASReview_(relevant|irrelevant|not_seen)\b/i.exec(note)?.[1]?.toLowerCase();
    if (own !== undefined) return own === "not_seen" ? "none" : (own as "relevant" | "irrelevant");
    const rayyan = /RAYYAN-INCLUSION:\s*\{([^}]*)\}/i.exec(note)?.[1];
    if (rayyan === undefined) continue;
    const votes = new Set([...rayyan.matchAll(/=>\s*"([^"]*)"/g)].map((match) => match[1]!.toLowerCase()));
    if (votes.size === 1) return labelOfCell([...votes][0]);
    if (votes.size > 1) return { unknown: `votes that differ: ${[...votes].join(", ")}` };
  }
  return "none";
}
