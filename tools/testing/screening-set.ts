import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { splitCsv } from "@coppice/records";

/** A labelled set of ../shared/corpora/screening. */
export interface ScreeningSet {
  readonly records: readonly { readonly title: string; readonly abstract: string }[];
  /** 1 relevant, 0 irrelevant. */
  readonly labels: Int8Array;
}

export function readScreeningSet(path: string): ScreeningSet {
  const { rows } = splitCsv(gunzipSync(readFileSync(path)).toString("utf8"));
  const head = rows[0]!.map(({ text }) => text);
  const column = (key: string): string[] => rows.slice(1).map((row) => row[head.indexOf(key)]?.text ?? "");
  const abstracts = column("abstract");
  return {
    records: column("title").map((title, row) => ({ title, abstract: abstracts[row]! })),
    labels: Int8Array.from(column("label_included"), (text) => (Number(text) === 1 ? 1 : 0)),
  };
}
