import type { LineGrammar, LineMeaning } from "../line-entry-reader.ts";

const FIELD = /^([A-Z][A-Z0-9]) {1,2}-(?: +(.*)|\s*)$/;

/** Tags whose further lines are further values. */
const LISTS: ReadonlySet<string> = new Set(["AU", "A1", "IN", "MH", "OD", "KW", "SH", "ID", "CR", "RF"]);

/** Field names of Ovid's display with labels; a line that holds one of them alone begins the field. */
const LABELS: ReadonlySet<string> = new Set([
  "Abstract", "Accession Number", "Author", "Author Keywords", "Author e-mail", "Authors", "Book Title", "CAS Registry Number",
  "Candidate Terms", "Chapter Title", "Clinical Trial Number", "Comments", "Correspondence Address", "Country of Publication",
  "DOI Number", "Database", "Date of Publication", "Digital Object Identifier", "Document Type", "EMTREE Headings",
  "Emtree Heading", "Entry Week", "Institution", "ISBN", "ISSN", "Journal Subset", "Journal", "Keyword", "Keyword Heading",
  "Keywords", "Language", "Link to the Ovid Full Text or citation", "Local Messages", "MeSH Subject Headings",
  "NLM Journal Code", "NLM Journal Name", "Original Title", "PMID", "Publication Type", "Publisher", "Registry Number", "Score",
  "Source", "Status", "Subject Headings", "Summary Language", "Title", "Unique Identifier", "URL", "Version ID",
  "Year of Publication",
]); // prettier-ignore

/**
 * Ovid's text: entries begin with their number, "<3001. >" or "<1>"; fields are tagged lines ("TI  - …", continued by six
 * blanks) or a label on a line of its own with the value indented below it.
 */
export const ovidGrammar: LineGrammar = {
  expected: "entries that begin with <1. >",
  hasEndMark: undefined,
  meaningOf: (content, open): LineMeaning => {
    const trimmed = content.trim();
    if (/^<\d+\s*\.?\s*>$/.test(trimmed)) return { kind: "start" };
    if (trimmed === "") return { kind: "nothing" };
    if (content.startsWith(" ") || content.startsWith("\t"))
      return { kind: "more", value: trimmed, join: LISTS.has(open ?? "") ? "next" : "\n" };
    const match = FIELD.exec(content);
    if (match !== null) return { kind: "field", tag: match[1]!, value: (match[2] ?? "").trim() };
    if (open !== undefined && LABELS.has(trimmed)) return { kind: "field", tag: trimmed, value: "" };
    return { kind: "more", value: trimmed, join: "\n" };
  },
};
