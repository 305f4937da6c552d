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
 * PMID, PMCID or DOI and were kept apart are warned of, and so are decisions of people that contradict each other.
 *
 * Record ids must be unique; the result does not depend on the order of the records.
 */
export function findDuplicates(records: readonly BibRecord[], options: LinkOptions = {}): Linkage {
  const index = new LinkageIndex();
  for (const record of records) index.add(record);
  const { groups, links, conflicts, contradicted } = index.link(options);
  const problems = [...problemsOf(records, conflicts), ...contradicted.map(contradictionProblem(records))];
  return { groups, links, problems };
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

/** A decision that was not followed, because others forbid it. */
const contradictionProblem =
  (records: readonly BibRecord[]) =>
  ({ a, b }: { readonly a: string; readonly b: string }): Problem => {
    const { file, line, ordinal } = records.find(({ id }) => id === b)!.source;
    return {
      code: "contradicting-decisions",
      severity: "warning",
      message: `${a} and ${b} were decided to be the same, but other decisions keep them apart; they were not linked`,
      where: { file, line, record: ordinal },
      fix: "Take one of the decisions back.",
    };
  };

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
