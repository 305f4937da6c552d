import type { BibRecord, RawField } from "../../model.ts";
import { medlineFields } from "./medline-fields.ts";

/** Fields in the standard line form: tag in four columns, "- ", continuation lines indented by six. */
export function writeMedlineFields(fields: readonly RawField[]): string {
  return fields.map(({ tag, value }) => (tag === "" ? value : wrap(`${tag.padEnd(4)}- ${value}`))).join("\n");
}

/** Records as MEDLINE text: entries that came from MEDLINE exactly as their fields were, others field by field. */
export function writeMedline(records: readonly BibRecord[]): string {
  return records
    .map((record) => {
      const fields = record.source.format === "medline" ? record.raw : medlineFields(record);
      return `${writeMedlineFields(fields)}\n`;
    })
    .join("\n");
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
