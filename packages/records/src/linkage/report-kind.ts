import type { BibRecord } from "../model.ts";
import { remembered } from "./remembered.ts";

/**
 * What a record says it describes. `original` is an article that says so; most exports say nothing, which is `unstated`.
 * The numbers stand in the index, so they never change their meaning.
 */
export const REPORT_KINDS = [
  "unstated",
  "original",
  "erratum",
  "comment",
  "retraction",
  "concern",
  "preprint",
  "protocol",
  "registration",
  "dissertation",
  "abstract",
] as const;

export type ReportKind = (typeof REPORT_KINDS)[number];

const TYPES: readonly (readonly [kind: ReportKind, types: RegExp])[] = [
  ["erratum", /^(?:published )?errat(?:um|a)|corrigend|^correction/i],
  ["retraction", /^retraction(?: of publication| notice)?$/i],
  ["concern", /expression of concern/i],
  ["comment", /^comment|^reply$|author reply/i],
  ["preprint", /preprint|posted.content/i],
  ["registration", /trial registry|registry record|^ctri?$|clinical trial record/i],
  ["dissertation", /^thes(?:is|es)$|dissertation/i],
  [
    "abstract",
    /(?:conference|meeting|congress) ?(?:abstract|paper|proceeding)|^abstract(?: report)?$|^cpaper$/i,
  ],
  [
    "original",
    /^journal article|clinical trial|randomi[sz]ed controlled|^(?:systematic )?review$|^article$|meta-analysis/i,
  ],
];

/** Words at the head of a title that name a notice; what follows them is the title of the article it is about. */
const HEADS: readonly (readonly [kind: ReportKind, title: RegExp])[] = [
  [
    "erratum",
    /^\W*(?:(?:author|publisher)(?:['’]?s)? )?(?:errat(?:um|a)\b|corrigend(?:um|a)\b|addendum\b|corrections?(?= ?(?:to\b|[:.([])))(?:\s*(?:to|for|in|regarding|notice))?\b(?:\s*\([^)]{0,60}\))?[\s:.,"“'‘[]*/i,
  ],
  [
    "retraction",
    /^\W*(?:notice of )?retraction(?:(?: notice| note)?(?: to| of|:)|(?= ?[[:.]))(?:\s*(?:to|of))?[\s:.,"“'‘[]*/i,
  ],
  ["concern", /^\W*(?:editorial )?expression of concern(?: (?:about|regarding|to|on|over))?[\s:.,"“'‘[]*/i],
  [
    "comment",
    /^\W*(?:(?:(?:the )?authors?['’]?s? (?:reply|response|comment)|(?:in )?reply|response|rebuttal|comments?|commentary|letter(?: to the editor)?|re)\b\s*(?:to|on|regarding|by the authors?|from the authors?)?(?=\s*[:"“.([‘]|\s+(?<=(?:on|to)\s)))[\s:.,"“'‘[]*/i,
  ],
  ["protocol", /^\W*(?:study |trial )?protocol(?: for)?\s*:[\s"“'‘[]*/i],
];

/** Notes behind a title that say the record is a notice on the article of that title (Web of Science). */
const TAILS: readonly (readonly [kind: ReportKind, title: RegExp])[] = [
  ["retraction", /\s*\((?:retraction of|retraction\b)[^)]{0,80}\)\W*$/i],
  ["erratum", /\s*\((?:vol(?:ume)?\b|correction|erratum)[^)]{0,100}\)\W*$/i],
  ["comment", /\s*[([](?:author(?:s|['’]s|s['’])? reply|reply|comment)[)\]]\W*$/i],
  ["protocol", /[\s:.,–—-]+(?:a |the )?(?:study |trial |review )?protocol (?:for|of) an? [^:.]{0,90}\W*$/i],
  [
    "protocol",
    /[\s:.,–—-]+(?:an? )?(?:(?:study|trial|research|review) protocol|protocol)\W*$|\s*\(protocol\)\W*$/i,
  ],
];

/** What every head begins with, and what every tail ends with: most titles do neither. */
const MAY_HAVE_HEAD = /^\W*(?:author|publisher|errat|corrig|addend|correct|notice|retract|editorial|express|the|in|reply|resp|rebut|comment|letter|re|study|trial|protocol)/i; // prettier-ignore
const MAY_HAVE_TAIL = /[)\]]\W*$|protocol/i;

export interface NamedTitle {
  readonly kind: ReportKind | undefined;
  /** Without the words that name the notice. */
  readonly title: string;
}

/** Reads a notice's own words off a title. A retracted article ("RETRACTED: …") is still the article. */
export function kindOfTitle(title: string): NamedTitle {
  const shown = title.replace(/^\W*(?:retracted(?: article)?|withdrawn)\s*:\s*/i, "");
  for (const [kind, form] of MAY_HAVE_HEAD.test(shown) ? HEADS : []) {
    const match = form.exec(shown);
    if (match !== null) return { kind, title: shown.slice(match[0].length) };
  }
  for (const [kind, form] of MAY_HAVE_TAIL.test(shown) ? TAILS : []) {
    const match = form.exec(shown);
    if (match !== null && match.index > 0) return { kind, title: shown.slice(0, match.index) };
  }
  return { kind: undefined, title: shown };
}

const PREPRINT_DOI = /^10\.(?:1101\/(?:\d{4}\.|\d{6})|21203\/rs\.|2139\/ssrn|20944\/preprints|31234\/|31219\/|48550\/arxiv|22541\/|12688\/f1000|26434\/chemrxiv|36227\/techrxiv)/; // prettier-ignore
const PREPRINT_JOURNAL = /\b(?:biorxiv|medrxiv|arxiv|psyarxiv|chemrxiv|techrxiv|research square|ssrn|preprints?(?:\.org)?|authorea)\b/i; // prettier-ignore
const REGISTRY_JOURNAL = /clinicaltrials\.gov|\bictrp\b|isrctn registry|clinical trials? registry|eu clinical trials register|^https?:\/\/(?:www\.)?(?:clinicaltrials|trialsearch)/i; // prettier-ignore
const DISSERTATION_JOURNAL = /dissertations? abstracts|\b(?:ph\.? ?d\.?|doctoral|master'?s) (?:thesis|dissertation)|^proquest dissertations/i; // prettier-ignore
const ABSTRACT_JOURNAL = /\bconference\s*:|\b(?:conference|congress|symposium|annual meeting) abstracts?\b/i;

/** Whether the place or the DOI is a preprint server's. */
export function isOnPreprintServer({ journal, ids }: Pick<BibRecord, "journal" | "ids">): boolean {
  return (
    PREPRINT_JOURNAL.test(journal?.title ?? journal?.abbreviation ?? "") || PREPRINT_DOI.test(ids.doi ?? "")
  );
}

/** What a record describes: by its title's words, then its journal and DOI, then its publication types. */
export function reportKind({ title, publicationTypes, journal, ids }: BibRecord): ReportKind {
  const named = kindOfTitle(title ?? "").kind;
  if (named !== undefined && named !== "protocol") return named;
  const place = kindOfPlace(journal?.title ?? journal?.abbreviation ?? "");
  if (place === "preprint" || PREPRINT_DOI.test(ids.doi ?? "")) return "preprint";
  if (place === "registration" || place === "dissertation") return place;
  if (named !== undefined) return named;
  if (place === "abstract") return place;
  return TYPES[Math.min(...publicationTypes.map(rankOfType))]?.[0] ?? "unstated";
}

const kindOfPlace = remembered((place): ReportKind => {
  if (PREPRINT_JOURNAL.test(place)) return "preprint";
  if (REGISTRY_JOURNAL.test(place)) return "registration";
  if (DISSERTATION_JOURNAL.test(place)) return "dissertation";
  return ABSTRACT_JOURNAL.test(place) ? "abstract" : "unstated";
});

/** Place of the first kind that a publication type names, beyond all where it names none. */
const rankOfType = remembered((type) => {
  const at = TYPES.findIndex(([, form]) => form.test(type));
  return at < 0 ? TYPES.length : at;
});
