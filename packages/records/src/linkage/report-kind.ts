import type { BibRecord } from "../model.ts";

export type ReportKind = "original" | "erratum" | "comment" | "retraction" | "concern" | "preprint";

const TYPES: readonly (readonly [kind: ReportKind, types: RegExp])[] = [
  ["erratum", /^(?:published )?errat(?:um|a)|corrigend|^correction/i],
  ["retraction", /^retraction(?: of publication| notice)?$/i],
  ["concern", /expression of concern/i],
  ["comment", /^comment|^reply$|author reply/i],
  ["preprint", /preprint/i],
  [
    "original",
    /^journal article|clinical trial|randomi[sz]ed controlled|^(?:systematic )?review$|^article$|meta-analysis/i,
  ],
];

const TITLES: readonly (readonly [kind: ReportKind, title: RegExp])[] = [
  [
    "erratum",
    /^\W*(?:(?:author|publisher)(?:'s)? )?(?:errat(?:um|a)\b|corrigend(?:um|a)\b|corrections?(?: to)?\s*:)/i,
  ],
  ["retraction", /^\W*retraction(?: notice)?(?: to| of)?\s*:/i],
  ["concern", /^\W*(?:editorial )?expression of concern/i],
  ["comment", /^\W*(?:authors?'? )?(?:reply|response)(?: to)?\s*:|^\W*comments? on\b|^\W*re:/i],
];

/**
 * What a record says it describes, by its title's first words and then by its publication types; undefined when it says
 * nothing (RIS and tables often do not). A retracted article is still the original.
 */
export function reportKind({ title, publicationTypes }: BibRecord): ReportKind | undefined {
  const byTitle = TITLES.find(([, form]) => form.test(title ?? ""))?.[0];
  return byTitle ?? TYPES.find(([, form]) => publicationTypes.some((type) => form.test(type)))?.[0];
}
