import { readFile } from "node:fs/promises";
import { readRecords, writeRecords, type Problem, type RecordFormat } from "@coppice/records";
import { ActionError } from "./action-error.ts";

export interface Converted {
  readonly text: string;
  readonly format: string;
  readonly encoding: string;
  readonly records: number;
  readonly problems: readonly Problem[];
  readonly losses: readonly string[];
}

/**
 * Reads bibliographic records in whatever format the file's content shows, and writes them in another. What the new
 * format cannot hold is listed in `losses`.
 *
 * @throws ActionError when the file cannot be read or holds no record
 */
export async function convertRecords(
  file: string,
  to: RecordFormat,
  from?: RecordFormat,
): Promise<Converted> {
  const bytes = await readFile(file).catch((error: unknown) => {
    throw new ActionError(
      `${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    );
  });
  const read = readRecords(new Uint8Array(bytes), { file, ...(from === undefined ? {} : { format: from }) });
  if (read.records.length === 0)
    throw new ActionError(`${file} holds no record that could be read.`, read.problems);
  const { text, losses } = writeRecords(read.records, to);
  return {
    text,
    format: read.format,
    encoding: read.encoding,
    records: read.records.length,
    problems: read.problems,
    losses: summarise(losses),
  };
}

/** One line a field: how many records have it, and why the format cannot hold it. */
function summarise(losses: ReturnType<typeof writeRecords>["losses"]): readonly string[] {
  const byField = new Map<string, { readonly reason: string; records: number }>();
  for (const { field, reason } of losses) {
    const known = byField.get(field);
    if (known) known.records += 1;
    else byField.set(field, { reason, records: 1 });
  }
  return [...byField].map(
    ([field, { reason, records }]) =>
      `${field} of ${records} ${records === 1 ? "record" : "records"} (${reason})`,
  );
}
