import { without, type Change } from "./changes.testing.ts";

const NOTICE_FORMS: readonly ((title: string) => string)[] = [
  (title) => `Erratum: ${title}`,
  (title) => `Erratum to: ${title}`,
  (title) => `Correction: ${title}`,
  (title) => `Corrigendum to "${title}"`,
  (title) => `${title} (vol 12, pg 412, 2009)`,
  (title) => `Retraction: ${title}`,
  (title) => `Retraction notice to "${title}"`,
  (title) => `Expression of concern: ${title}`,
  (title) => `Author reply: ${title}`,
  (title) => `Reply to: ${title}`,
  (title) => `Comment on: ${title}`,
  (title) => `Re: ${title}`,
  (title) => `Commentary on "${title}"`,
  (title) => `Author Correction: ${title}`,
];

/** Notices beside the article they are about. */
export const NOTICES: readonly (readonly [string, Change])[] = [
  [
    "notice with its article, next volume",
    (a, i) => [
      a,
      {
        ...a,
        title: NOTICE_FORMS[i % NOTICE_FORMS.length]!(a.title),
        doi: `${a.doi}.n`,
        page: "999",
        volume: String(Number(a.volume) + 1),
      },
    ],
  ],
  [
    "notice with its article, no page and no DOI",
    (a, i) => [
      without(a, "page", "doi"),
      { ...without(a, "doi", "page"), title: NOTICE_FORMS[i % NOTICE_FORMS.length]!(a.title) },
    ],
  ],
  [
    "notice that carries the DOI of its article",
    (a, i) => [a, { ...without(a, "page"), title: NOTICE_FORMS[i % NOTICE_FORMS.length]!(a.title) }],
  ],
  [
    "two notices on one article",
    (a, i) =>
      [NOTICE_FORMS[0]!(a.title), NOTICE_FORMS[5 + (i % 8)]!(a.title)].map((title) => ({
        ...without(a, "page", "doi"),
        title,
      })),
  ],
  [
    "notice by its type alone",
    (a) => [
      { ...a, types: ["Journal Article"] },
      { ...without(a, "doi"), page: "998", types: ["Published Erratum"] },
    ],
  ],
];
