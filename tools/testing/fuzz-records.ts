import { createRecordReader, type BibRecord } from "@coppice/records";

/** A source of numbers from 0 to 1 that a seed reproduces (Mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Bytes that begin or end something in one of the formats. */
const MARKS = [
  "\n", "\r", "\r\n", "\0", "\ufeff", "PMID- 1\n", "TI  - ", "TY  - JOUR\n", "ER  - \n", "<PubmedArticle>", "</PubmedArticle>", "<record>",
  "</record>", "<!--", "]]>", "<![CDATA[", "<!DOCTYPE x [", "&amp;", "&x;", "@article{a,", "{", "}", "\"", "\\", "%0 Book\n", "%T ", "PT J\n",
  "ER\n", "<1. >\n", "[", "]", ",", ":", ";", "\t", "é", "\u{1f33f}", "\xff", "\xc3", "title,doi\n", "{\"resultList\":", "%PDF", "PK\u0003\u0004",
].map((text) => (text === "\xff" || text === "\xc3" ? Uint8Array.of(text.charCodeAt(0)) : new TextEncoder().encode(text))); // prettier-ignore

/** A file with a few things gone wrong: bytes changed, lost, doubled, moved, cut off, marks of formats thrown in. */
export function mutateBytes(bytes: Uint8Array, random: () => number): Uint8Array {
  let result = bytes;
  const rounds = 1 + Math.floor(random() * 6);
  for (let round = 0; round < rounds; round += 1) result = mutateOnce(result, random);
  return result;
}

function mutateOnce(bytes: Uint8Array, random: () => number): Uint8Array {
  const place = (): number => Math.floor(random() * (bytes.length + 1));
  const [a, b] = [place(), place()].sort((x, y) => x - y) as [number, number];
  const near = Math.min(bytes.length, a + Math.floor(random() * 40));
  switch (Math.floor(random() * 7)) {
    case 0: {
      const copy = bytes.slice();
      if (copy.length > 0) copy[a % copy.length] = Math.floor(random() * 256);
      return copy;
    }
    case 1:
      return joined(bytes.subarray(0, a), bytes.subarray(near));
    case 2:
      return bytes.subarray(0, a);
    case 3:
      return joined(bytes.subarray(0, a), MARKS[Math.floor(random() * MARKS.length)]!, bytes.subarray(a));
    case 4:
      return joined(bytes.subarray(0, near), bytes.subarray(a, near), bytes.subarray(near));
    case 5:
      return joined(bytes.subarray(0, a), bytes.subarray(b));
    default:
      return joined(bytes.subarray(b), bytes.subarray(0, a));
  }
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** What a round of fuzzing found wrong; undefined when nothing was. */
export function faultOf(bytes: Uint8Array, random: () => number): string | undefined {
  const started = performance.now();
  const records: BibRecord[] = [];
  let errors = 0;
  try {
    const reader = createRecordReader({ file: "fuzz", keepText: random() < 0.2 });
    const take = (batch: ReturnType<typeof reader.push>): void => {
      for (const record of batch.records) records.push(record);
      errors += batch.problems.filter(({ severity }) => severity === "error").length;
    };
    for (let at = 0; at < bytes.length;) {
      const size = 1 + Math.floor(random() * 65_536);
      take(reader.push(bytes.subarray(at, at + size)));
      at += size;
    }
    const end = reader.end();
    take(end);
    if (records.length + errors !== end.count)
      return `${records.length} records and ${errors} errors of ${end.count} entries`;
    const ids = new Set(records.map(({ id }) => id));
    if (ids.size !== records.length) return "two records have one id";
    if (bytes.length > 0 && end.count === 0 && end.deletions.length === 0)
      return "a file without entry and without error";
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
  const took = performance.now() - started;
  return took > 20_000 ? `it took ${Math.round(took)} ms` : undefined;
}
