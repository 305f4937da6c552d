import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { stdin } from "node:process";
import { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import {
  createRecordReader,
  ENTRY_CUT_OFF,
  type Deletion,
  type Problem,
  type ReadSummary,
  type RecordBatch,
  type RecordFormat,
} from "@coppice/records";
import { ActionError } from "../action-error.ts";

/** One file that was read to its end. */
export interface FileSummary extends ReadSummary {
  readonly file: string;
  /** As they are on disk, packed or not. */
  readonly bytes: number;
  readonly records: number;
  /** Entries that were not read, one error each. */
  readonly errors: number;
  /** Records that the source takes back (DeleteCitation of PubMed's files), when there are any. */
  readonly deletions?: readonly Deletion[];
}

export interface ReadFileOptions {
  /** Decided by the content when absent. */
  readonly format?: RecordFormat;
  readonly keepText?: boolean;
  readonly signal?: AbortSignal;
  /** Told after each piece: bytes read so far and in all (0 when it is not known). */
  readonly onBytes?: (done: number, total: number) => void;
}

/** How much is read at once. */
const PIECE = 1 << 17;

/** Unpacked bytes from which on the ratio is looked at, and the ratio that no bibliographic file reaches. */
const RATIO_FROM = 1 << 24;
const RATIO_LIMIT = 250;

/**
 * Reads a file of records in pieces and gives each batch to `take`, which may take its time: the file waits. `-` is
 * standard input; a file that is gzip (by its content) is unpacked on the way. One that is cut off or damaged, or that
 * unpacks to more than any real file does, ends in one error, with all that was read before it. A file that ends within an
 * entry is faulty, packed or not: what the reader says of that entry is an error here, though the entry is a record too.
 *
 * @throws ActionError when the file cannot be read at all
 */
export async function readRecordFile(
  path: string,
  options: ReadFileOptions,
  take: (batch: RecordBatch) => void | Promise<void>,
): Promise<FileSummary> {
  const file = path === "-" ? "standard input" : path;
  const total = path === "-" ? 0 : await sizeOf(path);
  const reader = createRecordReader({
    file,
    ...(options.format === undefined ? {} : { format: options.format }),
    ...(options.keepText === undefined ? {} : { keepText: options.keepText }),
  });
  let bytes = 0;
  let records = 0;
  let errors = 0;
  let damage: Problem | undefined;
  const deletions: Deletion[] = [];
  const give = async (batch: RecordBatch): Promise<void> => {
    records += batch.records.length;
    for (const { severity } of batch.problems) if (severity === "error") errors += 1;
    for (const deletion of batch.deletions) deletions.push(deletion);
    const problems = batch.problems.map(withCutAsError);
    if (batch.records.length > 0 || problems.length > 0) await take({ ...batch, problems });
  };
  const source = path === "-" ? stdin : createReadStream(path, { highWaterMark: PIECE });
  source.on("data", (piece: string | Buffer) => {
    bytes += piece.length;
  });
  source.pause();
  try {
    for await (const piece of unpacked(source)) {
      options.signal?.throwIfAborted();
      await give(reader.push(piece));
      options.onBytes?.(bytes, total);
    }
  } catch (error) {
    if (!(error instanceof GzipDamage)) throw readable(file, error);
    damage = error.problem(file);
  } finally {
    source.destroy();
  }
  const { records: last, problems, deletions: lastDeletions, ...summary } = reader.end();
  await give({ records: last, problems, deletions: lastDeletions });
  // They are of the file, and none of its entries.
  const ofFile = [...(damage === undefined ? [] : [damage]), ...deletionWarnings(file, deletions)];
  if (ofFile.length > 0) await take({ records: [], problems: ofFile, deletions: [] });
  return {
    ...summary,
    file,
    bytes,
    records,
    errors,
    count: records + errors,
    ...(deletions.length === 0 ? {} : { deletions }),
  };
}

/** PMIDs that are named of those the source takes back. */
const NAMED_DELETIONS = 20;

function deletionWarnings(file: string, deletions: readonly Deletion[]): readonly Problem[] {
  const [first] = deletions;
  if (first === undefined) return [];
  const named = deletions.slice(0, NAMED_DELETIONS).map(({ pmid }) => pmid);
  const more = deletions.length - named.length;
  return [
    {
      code: "deleted-citations",
      severity: "warning",
      message: `PubMed has deleted ${deletions.length === 1 ? "1 citation" : `${deletions.length} citations`}: PMID ${named.join(", ")}${more > 0 ? ` and ${more} more` : ""}`,
      where: { file, line: first.line },
      found: "DeleteCitation",
      fix: "Records of them in earlier files no longer count: take them out.",
    },
  ];
}

function withCutAsError(problem: Problem): Problem {
  return problem.code === ENTRY_CUT_OFF ? { ...problem, severity: "error" } : problem;
}

async function sizeOf(path: string): Promise<number> {
  const found = await stat(path).catch((error: unknown) => {
    throw readable(path, error);
  });
  if (!found.isFile()) throw new ActionError(`${path} is not a file.`, [], "call");
  return found.size;
}

function readable(file: string, error: unknown): unknown {
  if (error instanceof Error && "code" in error && typeof error.code === "string" && "syscall" in error)
    return new ActionError(`${file} cannot be read: ${error.message}`, [], "call");
  return error;
}

/** A packed file that cannot be unpacked to its end. */
class GzipDamage extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }

  problem(file: string): Problem {
    return {
      code: this.code,
      severity: "error",
      message: this.message,
      where: { file },
      fix: "Download or export the file again.",
    };
  }
}

/** The bytes of a file; unpacked when its first two bytes are those of gzip (RFC 1952). */
async function* unpacked(source: Readable): AsyncGenerator<Uint8Array> {
  const pieces = (source as AsyncIterable<Buffer>)[Symbol.asyncIterator]();
  let head: Buffer = Buffer.alloc(0);
  while (head.length < 2) {
    const next = await pieces.next();
    if (next.done === true) break;
    head = Buffer.concat([head, next.value]);
  }
  let packed = 0;
  const all = async function* (): AsyncGenerator<Buffer> {
    packed += head.length;
    if (head.length > 0) yield head;
    for (let next = await pieces.next(); next.done !== true; next = await pieces.next()) {
      packed += next.value.length;
      yield next.value;
    }
  };
  if (head[0] !== 0x1f || head[1] !== 0x8b) {
    yield* all();
    return;
  }
  const gunzip = createGunzip({ chunkSize: PIECE });
  const packedSource = Readable.from(all(), { objectMode: false });
  packedSource.on("error", (error) => gunzip.destroy(error));
  packedSource.pipe(gunzip);
  let out = 0;
  try {
    for await (const part of gunzip as AsyncIterable<Buffer>) {
      out += part.length;
      if (out > RATIO_FROM && out > packed * RATIO_LIMIT)
        throw new GzipDamage(
          "gzip-bomb",
          `the file unpacks to more than ${RATIO_LIMIT} times its size; it was read no further`,
        );
      yield part;
    }
  } catch (error) {
    if (!(error instanceof Error && "code" in error && String(error.code).startsWith("Z_"))) throw error;
    throw new GzipDamage(
      "gzip-damaged",
      `the packed file is cut off or damaged (${error.message}); it was read up to there`,
    );
  } finally {
    packedSource.destroy();
  }
}
