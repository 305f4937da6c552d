import type { RawField } from "../../model.ts";
import { verbatimText } from "./latex/latex-text.ts";

/** The fields of an entry by name in lower case. Empty values do not count. */
export interface NamedFields {
  /** The first value of the first name that has one, as text. */
  readonly first: (...names: readonly string[]) => string | undefined;
  /** All values of the names as text, those of the first name first. */
  readonly all: (...names: readonly string[]) => readonly string[];
  /** The values of a name as links and numbers are read: escaped signs alone. */
  readonly verbatim: (name: string) => readonly string[];
  /** The values of a name as LaTeX. */
  readonly source: (name: string) => readonly string[];
}

export function fieldsByName(fields: readonly RawField[], decode: (latex: string) => string): NamedFields {
  const values = new Map<string, string | string[]>();
  for (let at = 1; at < fields.length; at += 1) {
    const { tag, value } = fields[at]!;
    if (value === "") continue;
    const name = tag.toLowerCase();
    const known = values.get(name);
    if (known === undefined) values.set(name, value);
    else if (typeof known === "string") values.set(name, [known, value]);
    else known.push(value);
  }
  const source = (name: string): readonly string[] => {
    const found = values.get(name);
    return found === undefined ? NONE : typeof found === "string" ? [found] : found;
  };
  return {
    source,
    first: (...names) => {
      for (const name of names) {
        const found = values.get(name);
        if (found === undefined) continue;
        for (const value of typeof found === "string" ? [found] : found) {
          const text = decode(value);
          if (text !== "") return text;
        }
      }
      return undefined;
    },
    all: (...names) => {
      let texts: string[] | undefined;
      for (const name of names) {
        const found = values.get(name);
        if (found === undefined) continue;
        for (const value of typeof found === "string" ? [found] : found) {
          const text = decode(value);
          if (text !== "") (texts ??= []).push(text);
        }
      }
      return texts ?? NONE;
    },
    verbatim: (name) => {
      const found = values.get(name);
      if (found === undefined) return NONE;
      return (typeof found === "string" ? [found] : found).map(verbatimText).filter((text) => text !== "");
    },
  };
}

const NONE: readonly string[] = [];
