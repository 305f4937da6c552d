import type { RecordDraft } from "../draft.ts";
import { parseName } from "../normal-forms/names.ts";

/** A person whose fields are still to come; the name is a new one for each call, so that it need not be copied. */
export function newPerson(name: string): RecordDraft["authors"][number] {
  return parseName(name) as RecordDraft["authors"][number];
}
