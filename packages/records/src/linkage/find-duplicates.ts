import type { BibRecord } from "../model.ts";
import type { Problem } from "../problem.ts";

export interface Link {
  readonly a: string;
  readonly b: string;
  readonly reason: string;
}

export interface Linkage {
  /** A partition of all record ids: each group describes one report. */
  readonly groups: readonly (readonly string[])[];
  readonly links: readonly Link[];
  readonly problems: readonly Problem[];
}

/**
 * Finds records of the same report by identity: the same PMID, PMCID or DOI, or the same long title with the same year
 * and first page or volume. Two different PMIDs, or one record being an erratum, comment or retraction notice, forbid a
 * link, also one that other records would make by chaining. The result does not depend on the order of the records. A
 * later version weighs evidence instead of asking for identity.
 */
export function findDuplicates(records: readonly BibRecord[]): Linkage {
  const byKey = new Map<string, BibRecord[]>();
  for (const record of records) {
    for (const key of keysOf(record)) byKey.set(key, [...(byKey.get(key) ?? []), record]);
  }
  const groups = new Map<string, BibRecord[]>(records.map((record) => [record.id, [record]]));
  const links: Link[] = [];
  const problems: Problem[] = [];
  for (const key of [...byKey.keys()].sort()) {
    const members = [...(byKey.get(key) ?? [])].sort((a, b) => (a.id < b.id ? -1 : 1));
    for (let i = 1; i < members.length; i += 1) {
      const [a, b] = [members[0]!, members[i]!];
      const [left, right] = [groups.get(a.id)!, groups.get(b.id)!];
      if (left === right) continue;
      const conflict = left.flatMap((one) => right.map((other) => conflictOf(one, other))).find((found) => found !== undefined);
      if (conflict !== undefined) {
        problems.push({
          code: "conflicting-duplicates",
          severity: "warning",
          message: `${a.id} and ${b.id} share ${key.replace(":", " ")} but ${conflict}; they were not linked`,
          where: { file: b.source.file, line: b.source.line, record: b.source.ordinal },
        });
        continue;
      }
      links.push({ a: a.id, b: b.id, reason: `same ${key.slice(0, key.indexOf(":"))}` });
      left.push(...right);
      for (const record of right) groups.set(record.id, left);
    }
  }
  const distinct = new Set(records.map((record) => groups.get(record.id)!));
  return { groups: [...distinct].map((group) => group.map(({ id }) => id)), links, problems };
}

/** Keys in the order they are trusted: ids sort before titles. */
function keysOf({ ids, title, date, pages, volume }: BibRecord): readonly string[] {
  const words = (title ?? "").normalize("NFKD").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
  const place = pages?.first ?? volume;
  return [
    ...(ids.pmid === undefined ? [] : [`PMID:${ids.pmid}`]),
    ...(ids.doi === undefined ? [] : [`DOI:${ids.doi}`]),
    ...(ids.pmcid === undefined ? [] : [`PMCID:${ids.pmcid}`]),
    ...(words.length >= 30 && date !== undefined && place !== undefined ? [`title, year and page:${words}|${date.year}|${place}`] : []),
  ];
}

const NOTICE = /erratum|corrigend|comment|retraction|expression of concern|editorial|reply/i;

function conflictOf(a: BibRecord, b: BibRecord): string | undefined {
  if (a.ids.pmid !== undefined && b.ids.pmid !== undefined && a.ids.pmid !== b.ids.pmid) return "have different PMIDs";
  const [left, right] = [a, b].map((record) => record.publicationTypes.some((type) => NOTICE.test(type)) || NOTICE.test((record.title ?? "").slice(0, 40)));
  return left === right ? undefined : "one is a notice (erratum, comment, retraction) and the other is not";
}
