import type { BibRecord } from "../model.ts";
import type { Problem } from "../problem.ts";

/** A year that is none: the text stays in `raw`, the record has no date. `tags` are those that hold a year. */
export function faultyYear({ date, raw, source }: BibRecord, tags: readonly string[]): readonly Problem[] {
  if (date !== undefined) return [];
  const field = raw.find(({ tag, value }) => tags.includes(tag) && /[^\s/]/.test(value));
  if (field === undefined) return [];
  return [
    {
      code: "not-a-year",
      severity: "warning",
      message: `"${field.value.slice(0, 40)}" has no year from 1500 to 2099; the record was read without a date`,
      where: { file: source.file, line: field.line, record: source.ordinal, field: field.tag },
      found: field.value.slice(0, 80),
      expected: "a year",
    },
  ];
}
