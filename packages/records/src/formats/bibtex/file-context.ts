import { LONGEST_ENTRY } from "../../limits.ts";
import type { Macros } from "./parse-block.ts";

/** What a BibTeX file says beside its entries. */
export interface FileContext {
  /** The @string definitions by name as written, in file order. */
  readonly strings: ReadonlyMap<string, string>;
  readonly preambles: readonly string[];
}

export interface GrowingContext extends FileContext {
  /** The text of a macro by its name in lower case; months stand for themselves. */
  readonly macros: Macros;
  /** False when the file's macros together exceed the limits of memory; it is not kept then. */
  readonly define: (name: string, value: string) => boolean;
  readonly addPreamble: (text: string) => boolean;
}

/** The macros that every BibTeX style defines. Their names are kept: what a month is called depends on the language. */
export const MONTH_MACROS: readonly string[] = [
  "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
]; // prettier-ignore

const MONTHS: ReadonlySet<string> = new Set(MONTH_MACROS);

export function createFileContext(): GrowingContext {
  const strings = new Map<string, string>();
  const byName = new Map<string, string>();
  const preambles: string[] = [];
  let size = 0;
  const takes = (length: number): boolean => {
    if (size + length > LONGEST_ENTRY) return false;
    size += length;
    return true;
  };
  return {
    strings,
    preambles,
    macros: (name) => byName.get(name) ?? (MONTHS.has(name) ? name : undefined),
    define: (name, value) => {
      if (!takes(name.length + value.length)) return false;
      strings.set(name, value);
      byName.set(name.toLowerCase(), value);
      return true;
    },
    addPreamble: (text) => {
      if (!takes(text.length)) return false;
      preambles.push(text);
      return true;
    },
  };
}
