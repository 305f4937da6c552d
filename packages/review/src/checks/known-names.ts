import { closestName, type Problem } from "@coppice/records";
import type { Place } from "../model/row.ts";

/** Where a name was used: a table's row and column, or a place in a YAML file. */
export interface Use {
  readonly at: Place & { readonly column?: number };
  readonly field: string;
}

/**
 * A closed set of names (study ids, outcome ids, …) against which uses are checked; an unknown name gives a problem
 * with the closest valid one.
 */
export class KnownNames {
  readonly #names: ReadonlySet<string>;
  readonly #what: string;
  readonly #home: string;

  constructor(what: string, home: string, names: Iterable<string>) {
    this.#what = what;
    this.#home = home;
    this.#names = new Set(names);
  }

  has(name: string): boolean {
    return this.#names.has(name);
  }

  check(name: string | undefined, use: Use): readonly Problem[] {
    if (name === undefined || this.#names.has(name)) return [];
    const closest = closestName(name, [...this.#names]);
    return [
      {
        code: `unknown-${this.#what}`,
        severity: "error",
        message: `there is no ${this.#what} "${name}"`,
        where: {
          file: use.at.file,
          line: use.at.line,
          field: use.field,
          ...(use.at.column ? { column: use.at.column } : {}),
        },
        found: name,
        expected: `${/^[aeiou]/.test(this.#what) ? "an" : "a"} ${this.#what} of ${this.#home}`,
        fix:
          closest === undefined
            ? `Correct the name, or add it to ${this.#home}.`
            : `Did you mean "${closest}"?`,
      },
    ];
  }
}

/** Rows whose key was already used, each with the line of its first use. */
export function repeatedKeys<T extends { readonly at: Place }>(
  rows: readonly T[],
  what: string,
  field: string,
  key: (row: T) => string,
  shown: (row: T) => string = key,
): readonly Problem[] {
  const first = new Map<string, Place>();
  return rows.flatMap((row): readonly Problem[] => {
    const name = key(row);
    const earlier = first.get(name);
    if (earlier === undefined) {
      first.set(name, row.at);
      return [];
    }
    return [
      {
        code: `duplicate-${what}`,
        severity: "error",
        message: `${shown(row)} already stands in line ${earlier.line}`,
        where: { ...row.at, field },
        found: shown(row),
        expected: `each ${what} once`,
        fix: "Remove one of the two, or make them different.",
      },
    ];
  });
}
