/** The closed list of MEDLINE tags (NLM, MEDLINE/PubMed Data Element Descriptions), with five older ones and ERIC's ISSN seen in real files. */
const KNOWN =
  "PMID OWN STAT DCOM LR IS VI IP DP TI PG LID AB CI FAU AU AUID AD LA GR PT DEP PL TA JT JID PMC PMCR MID OTO OT OTABT " +
  "OAB OABL COIS EDAT MHDA CRDT CDAT PHST AID PST SO SB MH RN NM SI SFM STO CN FIR IR IRAD RF TT BTI CTI CP CTDT EN ISBN " +
  "VTI PB ED FED EDDT DA PS FPS GN PUBM CON CIN EIN EFR CRI CRF PRIN PROF RPI RPF RIN ROF UIN UOF SPIN ORI ECI ECF DRIN " +
  "DDIN OID GS OCI NR DRDT ISSN";

export const MEDLINE_TAGS: ReadonlySet<string> = new Set(KNOWN.split(" "));

/** Tags whose values are identifiers, codes, names of few words or dates, so that a tag inside them is never text. */
export const IDENTIFIER_TAGS: ReadonlySet<string> = new Set(
  (
    "PMID OWN STAT DCOM LR IS VI IP DP PG LID AUID LA PT DEP PL TA JT JID PMC PMCR MID OTO EDAT MHDA CRDT CDAT PHST AID " +
    "PST SB OID DA"
  ).split(" "),
);

/** A tag, found by its four columns without cutting them out of the text. */
export interface TagOfLine {
  readonly tag: string;
  readonly isIdentifier: boolean;
}

const TAGS_BY_COLUMNS: ReadonlyMap<number, TagOfLine> = new Map(
  [...MEDLINE_TAGS].map((tag) => [
    packColumns(tag.padEnd(4), 0),
    { tag, isIdentifier: IDENTIFIER_TAGS.has(tag) },
  ]),
);

const SPACE = 32;
const DASH = 45;

/**
 * The tag of the line that stands in a text from one position to another: capitals and digits in columns 1 to 4, "-" in
 * column 5, a blank or nothing after it. Undefined when the line has none.
 */
export function tagOfLine(text: string, from: number, to: number): TagOfLine | undefined {
  if (to - from < 5 || text.charCodeAt(from + 4) !== DASH) return undefined;
  if (to - from > 5 && text.charCodeAt(from + 5) !== SPACE) return undefined;
  return TAGS_BY_COLUMNS.get(packColumns(text, from)) ?? otherTag(text, from);
}

/** Four columns of ASCII as one number; -1 where one of them is not. */
function packColumns(text: string, from: number): number {
  const a = text.charCodeAt(from);
  const b = text.charCodeAt(from + 1);
  const c = text.charCodeAt(from + 2);
  const d = text.charCodeAt(from + 3);
  return (a | b | c | d) < 128 ? (a << 21) | (b << 14) | (c << 7) | d : -1;
}

/** A tag that is not in the list is kept as it is. */
function otherTag(text: string, from: number): TagOfLine | undefined {
  const tag = /^[A-Z][A-Z0-9]{1,3}(?= *$)/.exec(text.slice(from, from + 4))?.[0];
  return tag === undefined ? undefined : { tag, isIdentifier: false };
}
