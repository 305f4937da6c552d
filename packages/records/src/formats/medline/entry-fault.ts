import type { RawField } from "../../model.ts";
import type { Problem } from "../../problem.ts";

/** What makes an entry unreadable, if anything. */
export function faultOf(fields: readonly RawField[]): Omit<Problem, "severity"> | undefined {
  const pmid = fields.find(({ tag }) => tag === "PMID");
  if (pmid !== undefined && !/^\d+$/.test(pmid.value)) {
    return {
      code: "invalid-pmid",
      message: `"${pmid.value.slice(0, 40)}" is not a PMID; the entry was not read`,
      where: { file: "", line: pmid.line, field: "PMID" },
      found: pmid.value.slice(0, 80),
      expected: "digits",
      fix: "Correct the line, or export the record again.",
    };
  }
  const named = pmid !== undefined || fields.some(({ tag, value }) => NAMING_TAGS.has(tag) && value !== "");
  if (named) return undefined;
  return {
    code: "empty-entry",
    message: "the entry has no PMID, title or abstract; it was not read",
    where: { file: "", line: fields[0]!.line },
    found: fields
      .map(({ tag }) => tag)
      .join(" ")
      .slice(0, 80),
    fix: "The lines may have been torn from the entry above: export the file again.",
  };
}

const NAMING_TAGS: ReadonlySet<string> = new Set(["TI", "TT", "BTI", "AB"]);
