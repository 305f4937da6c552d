import type { Comparison } from "./comparators.ts";
import { kindOf } from "./kind-of.ts";
import type { RecordColumns } from "./record-columns.ts";
import type { ReportKind } from "./report-kind.ts";
import { statedKind } from "./stated-relations.ts";

/** How two reports belong together that are counted apart. */
export const FAMILY_KINDS = [
  "erratum",
  "comment",
  "retraction",
  "concern",
  "preprint-article",
  "protocol-report",
  "registration-report",
  "registrations",
  "dissertation-report",
  "cochrane-versions",
  "abstract-report",
  "abstracts",
  "companion",
  "update",
] as const;

export type FamilyKind = (typeof FAMILY_KINDS)[number];

/** Families in which both reports are versions of one text; a stated policy may merge them. */
export const VERSIONS: ReadonlySet<FamilyKind> = new Set(["preprint-article", "cochrane-versions"]);

const BY_KIND: Readonly<Partial<Record<ReportKind, FamilyKind>>> = {
  erratum: "erratum",
  retraction: "retraction",
  concern: "concern",
  comment: "comment",
  preprint: "preprint-article",
  registration: "registration-report",
  protocol: "protocol-report",
  dissertation: "dissertation-report",
};

/** In words, for the list of families. */
export const FAMILY_WORDS: Readonly<Record<FamilyKind, string>> = {
  erratum: "one is a correction of the other",
  comment: "one is a comment on, or a reply to, the other",
  retraction: "one is the notice that retracts the other",
  concern: "one is an expression of concern about the other",
  "preprint-article": "a preprint and its article",
  "protocol-report": "a protocol and its report",
  "registration-report": "a registration and a report of the trial",
  registrations: "registrations of one trial",
  "dissertation-report": "a dissertation and another print of it",
  "cochrane-versions": "versions of one Cochrane review",
  "abstract-report": "a meeting abstract and another report of the same title",
  abstracts: "one meeting abstract, printed at two places",
  update: "one is an update of the other",
  companion: "the same or nearly the same title at another place",
};

/**
 * The family of two reports that are not one, undefined where they are strangers. Titles must agree but for additions, and
 * authors must be shared, except for notices, which others write. Where a record says what the other is to it, that decides.
 */
export function familyOf(
  columns: RecordColumns,
  a: number,
  b: number,
  comparison: Comparison,
): FamilyKind | undefined {
  const { fixed } = columns;
  const c = comparison;
  const stated = statedKind(columns, a, b);
  if (stated !== undefined && stated !== "update") return stated;
  if (fixed.cochrane[a] !== 0 && fixed.cochrane[a] === fixed.cochrane[b]) return "cochrane-versions";
  const [one, other] = [kindOf(columns, a), kindOf(columns, b)];
  if (stated !== undefined)
    return (one === "preprint") !== (other === "preprint") ? "preprint-article" : "update";
  const registered = sharesRegistration(columns, a, b);
  if (one === "registration" && other === "registration") {
    return registered || c.title === "equal" ? "registrations" : undefined;
  }
  if ((one === "registration" || other === "registration") && registered) return "registration-report";
  const isNear =
    c.title === "equal" ||
    c.title === "spelling" ||
    c.title === "contained" ||
    (c.title === "close" && c.titles.exchanged < 2);
  if (!isNear || c.titles.marksDiffer || c.titles.shared < LEAST_BITS) return undefined;
  const isShared = c.authors === "same" || c.authors === "first" || c.authors === "shared";
  for (const kind of NOTICES) {
    if ((one === kind) !== (other === kind)) return BY_KIND[kind];
  }
  if (!isShared && c.authors !== "missing") return undefined;
  for (const kind of OTHERS) {
    if ((one === kind) !== (other === kind)) return BY_KIND[kind];
  }
  if (c.year === "different" && c.title !== "equal") return undefined;
  const [isAbstract, isOtherAbstract] = [isMeeting(columns, a), isMeeting(columns, b)];
  if (isAbstract && isOtherAbstract) return "abstracts";
  return isAbstract || isOtherAbstract ? "abstract-report" : "companion";
}

const NOTICES: readonly ReportKind[] = ["erratum", "retraction", "concern", "comment"];
const OTHERS: readonly ReportKind[] = ["registration", "preprint", "dissertation", "protocol"];

/** Titles that share fewer bits ("Editorial", "Reply") make no family. */
const LEAST_BITS = 12;

/** Says so, stands in a supplement, or on a page with a letter that no article number is. */
function isMeeting(columns: RecordColumns, at: number): boolean {
  const { fixed, texts } = columns;
  if (kindOf(columns, at) === "abstract" || fixed.isSupplement[at] === 1) return true;
  return /^(?:s|a|p|b|iii|ii|i|iv|v|vi|vii|viii|ix|x)$/.test(texts.strings[fixed.pagePrefix[at]!]!);
}

export function sharesRegistration({ fixed, registrations }: RecordColumns, a: number, b: number): boolean {
  for (let i = fixed.registrationStart[a]!; i < fixed.registrationStart[a + 1]!; i++) {
    for (let j = fixed.registrationStart[b]!; j < fixed.registrationStart[b + 1]!; j++) {
      if (registrations[i] === registrations[j]) return true;
    }
  }
  return false;
}
