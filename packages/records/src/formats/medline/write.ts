import type { BibRecord, RawField } from "../../model.ts";
import { formatMedlineDate } from "../../normal-forms/dates.ts";
import { formatName } from "../../normal-forms/names.ts";

/** Fields in the standard line form: tag in four columns, "- ", continuation lines indented by six. */
export function writeMedlineFields(fields: readonly RawField[]): string {
  return fields.map(({ tag, value }) => (tag === "" ? value : wrap(`${tag.padEnd(4)}- ${value}`))).join("\n");
}

/** Records as MEDLINE text: entries that came from MEDLINE exactly as their fields were, others field by field. */
export function writeMedline(records: readonly BibRecord[]): string {
  return records.map((record) => `${writeMedlineFields(fieldsOf(record))}\n`).join("\n");
}

function fieldsOf(record: BibRecord): readonly RawField[] {
  if (record.source.format === "medline") return record.raw;
  const fields: RawField[] = [];
  const add = (tag: string, ...values: readonly (string | undefined)[]): void => {
    for (const value of values) {
      const text = value?.replace(/\s+/g, " ").trim() ?? "";
      if (text !== "") fields.push({ tag, value: text, line: 0 });
    }
  };
  const { ids, journal } = record;
  // Without a PMID the entry begins with its owner, as ERIC's do: an invented number would be another paper's.
  if (ids.pmid === undefined) add("OWN", "NOTNLM");
  add("PMID", ids.pmid);
  add(
    "IS",
    ...(journal?.issn ?? []).map(({ value, kind }) => (kind === undefined ? value : `${value} (${kind})`)),
  );
  add("VI", record.volume);
  add("IP", record.issue);
  add("DP", record.date && formatMedlineDate(record.date));
  add("TI", record.title);
  add("PG", record.pages?.text);
  add("LID", ids.doi && `${ids.doi} [doi]`);
  add("AB", record.abstract);
  for (const author of record.authors) {
    if (author.collective !== undefined) add("CN", author.collective);
    else
      add(
        author.given === undefined ? "AU" : "FAU",
        author.given === undefined ? shortName(author) : formatName(author),
      );
    add("AD", ...author.affiliations);
  }
  add("LA", ...record.languages);
  add(
    "SI",
    ...(ids.registrations ?? []).filter((id) => id.startsWith("NCT")).map((id) => `ClinicalTrials.gov/${id}`),
  );
  add("PT", ...record.publicationTypes);
  add("TT", record.originalTitle);
  add("PL", journal?.country);
  add("TA", journal?.abbreviation);
  add("JT", journal?.title);
  add("JID", journal?.nlmId);
  add("MH", ...record.meshTerms);
  add("PMC", ids.pmcid);
  add("OT", ...record.keywords);
  add("COIS", record.conflictOfInterest);
  add("GN", ...(record.notes ?? []));
  return fields;
}

/** "King ML Jr": initials without stops, close together. */
function shortName({ family, initials, suffix }: BibRecord["authors"][number]): string {
  const close = initials
    ?.replaceAll(".", " ")
    .trim()
    .replace(/(?<=\b\p{Lu})\s+(?=\p{Lu}\b)/gu, "");
  return [family, close, suffix].filter((part) => part !== undefined).join(" ");
}

const WIDTH = 87;
const INDENT = "      ";

/** Breaks at single blanks only, so that joining the lines by one blank gives the value back; longer words stay whole. */
function wrap(text: string): string {
  const lines: string[] = [];
  let from = 0;
  let indent = "";
  for (;;) {
    const room = WIDTH - indent.length;
    let at =
      text.length - from <= room ? -1 : breakBefore(text, from + room, from === 0 ? INDENT.length : from);
    if (at < 0 && text.length - from > room) at = breakAfter(text, from + room);
    lines.push(indent + (at < 0 ? text.slice(from) : text.slice(from, at)));
    if (at < 0) return lines.join("\n");
    from = at + 1;
    indent = INDENT;
  }
}

function breakBefore(text: string, from: number, stop: number): number {
  for (let at = from; at > stop; at -= 1) if (isBreak(text, at)) return at;
  return -1;
}

function breakAfter(text: string, from: number): number {
  for (let at = from; at < text.length - 1; at += 1) if (isBreak(text, at)) return at;
  return -1;
}

function isBreak(text: string, at: number): boolean {
  return text[at] === " " && !isBlank(text[at - 1]) && !isBlank(text[at + 1]);
}

/** The end of the text counts: nothing would stand on the next line. */
function isBlank(mark: string | undefined): boolean {
  return mark === undefined || mark === " " || mark === "\t";
}
