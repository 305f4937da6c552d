import type { BibRecord } from "../model.ts";
import type { Problem } from "../problem.ts";
import { LinkageIndex, type Link, type LinkOptions } from "./linkage-index.ts";

export interface Linkage {
  /** A partition of all record ids: each group describes one report. */
  readonly groups: readonly (readonly string[])[];
  /** One fewer than the records of each group: together they hold the groups. */
  readonly links: readonly Link[];
  readonly problems: readonly Problem[];
}

/**
 * Finds records of one report, as far as no person is needed: what `LinkageIndex` merges by itself. Pairs that share a
 * PMID, PMCID or DOI and were kept apart are warned of.
 *
 * Record ids must be unique; the result does not depend on the order of the records.
 */
export function findDuplicates(records: readonly BibRecord[], options: LinkOptions = {}): Linkage {
  const index = new LinkageIndex();
  for (const record of records) index.add(record);
  const { groups, links, conflicts } = index.link(options);
  return { groups, links, problems: problemsOf(records, conflicts) };
}

type Conflicts = ReturnType<LinkageIndex["link"]>["conflicts"];

/** One warning for each identifier that records share which were kept apart. */
function problemsOf(records: readonly BibRecord[], conflicts: Conflicts): readonly Problem[] {
  if (conflicts.length === 0) return [];
  const recordOf = new Map(records.map((record) => [record.id, record]));
  const byIdentifier = new Map<string, { readonly ids: Set<string>; readonly reason: string }>();
  for (const { a, b, key, reason } of conflicts) {
    const { ids } = recordOf.get(a)!;
    const value = { DOI: ids.doi, PMID: ids.pmid, PMCID: ids.pmcid }[key];
    const name = `${key} ${value ?? ""}`;
    const known = byIdentifier.get(name) ?? { ids: new Set(), reason };
    byIdentifier.set(name, known);
    known.ids.add(a).add(b);
  }
  return [...byIdentifier]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, { ids, reason }]) => conflictProblem([...ids].sort(), name, reason, recordOf));
}

const NAMED = 4;

function conflictProblem(
  ids: readonly string[],
  name: string,
  reason: string,
  recordOf: ReadonlyMap<string, BibRecord>,
): Problem {
  const last = recordOf.get(ids.at(-1)!)!;
  const more = ids.length > NAMED ? ` and ${ids.length - NAMED} more` : "";
  return {
    code: "conflicting-duplicates",
    severity: "warning",
    message: `${ids.slice(0, NAMED).join(", ")}${more} share ${name}, but ${reason}; they were not linked`,
    where: { file: last.source.file, line: last.source.line, record: last.source.ordinal },
    fix: "Compare the records: one of the identifiers is wrong, or the DOI is that of a whole issue.",
  };
}
