import type { BibRecord } from "../model.ts";
import type { Problem } from "../problem.ts";
import { Clusters, type Member } from "./clusters.ts";
import { reportKind } from "./report-kind.ts";
import { foldTitle, titleKey } from "./title-key.ts";

/** Two records that were joined, and by what. */
export interface Link {
  readonly a: string;
  readonly b: string;
  readonly reason: string;
}

export interface Linkage {
  /** A partition of all record ids: each group describes one report. */
  readonly groups: readonly (readonly string[])[];
  /** One fewer than the records of each group: together they hold the groups. */
  readonly links: readonly Link[];
  readonly problems: readonly Problem[];
}

/**
 * Finds records of the same report by identity: the same PMID, PMCID or DOI, or the same title (of 30 letters or more)
 * with the same year and first page or volume.
 *
 * A wrong join hides a report, so doubt keeps records apart, also where other records would join them by chaining:
 * - different PMIDs never join (a DOI or PMCID they share is reported as a warning);
 * - an erratum, comment, retraction notice or preprint never joins a report of another kind, except by PMID;
 * - a DOI whose records differ both in title and in first page is that of an issue: it joins equal titles only, and is
 *   reported;
 * - equal titles do not join where DOIs or first pages differ, nor a record without them to one of several such.
 *
 * Record ids must be unique; the result does not depend on the order of the records. A later version weighs evidence
 * (probabilistic linkage) instead of asking for identity.
 */
export function findDuplicates(records: readonly BibRecord[]): Linkage {
  const members = records.map(memberOf).sort((a, b) => compare(a.id, b.id));
  const clusters = new Clusters(members);
  const links: Link[] = [];
  const problems: Problem[] = [];
  for (const key of KEYS) {
    for (const [value, sharing] of shared(members, key.keyOf)) {
      const { groups, conflict } = key.isFinal ? { groups: [sharing] } : joinable(sharing, key.isIdentifier);
      const warn = (who: readonly Member[], why: string): void => {
        if (key.isIdentifier) problems.push(conflictProblem(who, `${key.name} ${value}`, why));
      };
      if (conflict !== undefined) warn(sharing, conflict);
      for (const group of groups) {
        const joined: Member[] = [];
        for (const member of group) {
          const partner = joined.find(
            (other) => key.isFinal || clusters.mayJoin(other, member, key.isIdentifier),
          );
          if (partner === undefined) {
            if (joined.length > 0) warn([joined[0]!, member], "other records join them to different reports");
            joined.push(member);
          } else if (clusters.join(partner, member)) {
            links.push({ a: partner.id, b: member.id, reason: `same ${key.name}` });
          }
        }
      }
    }
  }
  return { groups: clusters.groups(), links, problems };
}

interface Key {
  readonly name: string;
  readonly keyOf: (member: Member) => string | undefined;
  /** An identifier shared across a conflict is worth a warning; a title is not. */
  readonly isIdentifier: boolean;
  /** The same PMID is the same record of PubMed, whatever else differs. */
  readonly isFinal: boolean;
}

/** In the order they are trusted. */
const KEYS: readonly Key[] = [
  { name: "PMID", keyOf: ({ pmid }) => pmid, isIdentifier: true, isFinal: true },
  { name: "PMCID", keyOf: ({ pmcid }) => pmcid, isIdentifier: true, isFinal: false },
  { name: "DOI", keyOf: ({ doi }) => doi, isIdentifier: true, isFinal: false },
  {
    name: "title, year and first page",
    keyOf: ({ titleYear, firstPage }) => (titleYear && firstPage ? `${titleYear}|${firstPage}` : undefined),
    isIdentifier: false,
    isFinal: false,
  },
  {
    name: "title, year and volume",
    keyOf: ({ titleYear, volume }) => (titleYear && volume ? `${titleYear}|${volume}` : undefined),
    isIdentifier: false,
    isFinal: false,
  },
];

function memberOf(record: BibRecord): Member {
  const { id, ids, title, date, pages, volume } = record;
  const key = title === undefined ? undefined : titleKey(title);
  const folded = foldTitle(title ?? "");
  return {
    id,
    record,
    pmid: ids.pmid,
    pmcid: ids.pmcid,
    doi: ids.doi,
    kind: reportKind(record),
    title: folded === "" ? undefined : folded,
    titleYear: key === undefined || date === undefined ? undefined : `${key}|${date.year}`,
    firstPage: pages?.first.toLowerCase(),
    volume: volume?.toLowerCase().replace(/^v(?:ol)?\.?\s*/, ""),
  };
}

/** Members that share a key, two or more, in the order of the keys. */
function shared(
  members: readonly Member[],
  keyOf: Key["keyOf"],
): readonly (readonly [string, readonly Member[]])[] {
  const byKey = new Map<string, Member[]>();
  for (const member of members) {
    const key = keyOf(member);
    if (key === undefined) continue;
    const known = byKey.get(key);
    if (known === undefined) byKey.set(key, [member]);
    else known.push(member);
  }
  return [...byKey].filter(([, sharing]) => sharing.length > 1).sort(([a], [b]) => compare(a, b));
}

/** The groups within records that share a key that may be joined, and why others may not. */
function joinable(
  sharing: readonly Member[],
  isIdentifier: boolean,
): { readonly groups: readonly (readonly Member[])[]; readonly conflict?: string } {
  const groups: (readonly Member[])[] = [];
  let conflict: string | undefined;
  for (const kin of byKind(sharing)) {
    if (hasTwo(kin, ({ pmid }) => pmid)) conflict ??= "their PMIDs differ";
    else if (!isIdentifier && hasTwo(kin, ({ doi }) => doi)) conflict ??= "their DOIs differ";
    else if (!isIdentifier && hasTwo(kin, ({ firstPage }) => firstPage))
      conflict ??= "their first pages differ";
    else if (isIdentifier && describesSeveral(kin)) {
      conflict ??= "their titles and first pages differ";
      groups.push(...shared(kin, ({ title }) => title).map(([, copies]) => copies));
    } else groups.push(kin);
  }
  return { groups, ...(conflict === undefined ? {} : { conflict }) };
}

/** Members of one kind each; those that do not say theirs are left out where it is open which kind they are. */
function byKind(members: readonly Member[]): readonly (readonly Member[])[] {
  const kinds = [...new Set(members.flatMap(({ kind }) => kind ?? []))].sort();
  return kinds.length < 2 ? [members] : kinds.map((kind) => members.filter((member) => member.kind === kind));
}

function hasTwo(group: readonly Member[], of: (member: Member) => string | undefined): boolean {
  return new Set(group.map(of).filter((value) => value !== undefined)).size > 1;
}

/** Abstracts of a supplement may all carry its DOI: two of them differ both in title and in first page. */
function describesSeveral(group: readonly Member[]): boolean {
  const placed = group.filter(({ title, firstPage }) => title !== undefined && firstPage !== undefined);
  return placed.some((one) =>
    placed.some((other) => one.title !== other.title && one.firstPage !== other.firstPage),
  );
}

const NAMED = 4;

function conflictProblem(group: readonly Member[], key: string, conflict: string): Problem {
  const last = group.at(-1)!.record;
  const named = group
    .slice(0, NAMED)
    .map(({ id }) => id)
    .join(", ");
  const more = group.length > NAMED ? ` and ${group.length - NAMED} more` : "";
  return {
    code: "conflicting-duplicates",
    severity: "warning",
    message: `${named}${more} share ${key}, but ${conflict}; they were not linked`,
    where: { file: last.source.file, line: last.source.line, record: last.source.ordinal },
    fix: "Compare the records: one of the identifiers is wrong, or the DOI is that of a whole issue.",
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
