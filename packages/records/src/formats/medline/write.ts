import type { BibRecord, RawField } from "../../model.ts";
import { formatName } from "../../normal-forms/names.ts";

/** Fields in the standard line form: tag in four columns, "- ", continuation lines indented by six. */
export function writeMedlineFields(fields: readonly RawField[]): string {
  return fields.map(({ tag, value }) => wrap(`${tag.padEnd(4)}- ${value}`)).join("\n");
}

/** Records as MEDLINE text: entries that came from MEDLINE exactly as their fields were, others field by field. */
export function writeMedline(records: readonly BibRecord[]): string {
  return records.map((record, index) => `${writeMedlineFields(fieldsOf(record, index + 1))}\n`).join("\n");
}

function fieldsOf(record: BibRecord, number: number): readonly RawField[] {
  if (record.source.format === "medline") return record.raw;
  const fields: RawField[] = [];
  const add = (tag: string, value: string | undefined): void => {
    if (value !== undefined && value !== "") fields.push({ tag, value: value.replace(/\s+/g, " "), line: 0 });
  };
  add("PMID", record.ids.pmid ?? String(number));
  record.journal?.issn.forEach(({ value, kind }) => add("IS", kind === undefined ? value : `${value} (${kind})`));
  add("VI", record.volume);
  add("IP", record.issue);
  add("DP", record.date && dateText(record.date));
  add("TI", record.title);
  add("PG", record.pages?.text);
  add("LID", record.ids.doi && `${record.ids.doi} [doi]`);
  add("AB", record.abstract);
  for (const author of record.authors) {
    if (author.collective !== undefined) add("CN", author.collective);
    else {
      add("FAU", formatName(author));
      author.affiliations.forEach((affiliation) => add("AD", affiliation));
    }
  }
  record.languages.forEach((language) => add("LA", language));
  record.publicationTypes.forEach((type) => add("PT", type));
  add("TA", record.journal?.abbreviation);
  add("JT", record.journal?.title);
  add("PMC", record.ids.pmcid);
  record.keywords.forEach((keyword) => add("OT", keyword));
  record.meshTerms.forEach((term) => add("MH", term));
  return fields;
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

function dateText({ year, month, day }: NonNullable<BibRecord["date"]>): string {
  return [year, month === undefined ? undefined : MONTHS[month - 1], month === undefined ? undefined : day].filter((part) => part !== undefined).join(" ");
}

const WIDTH = 87;

/** Breaks at blanks only, so that joining the lines by one blank gives the value back; longer words stay whole. */
function wrap(text: string): string {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > WIDTH && line.length > 6 && word !== "") {
      lines.push(line);
      line = `      ${word}`;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line].join("\n");
}
