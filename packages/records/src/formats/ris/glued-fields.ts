/** Tags that a lost line break leaves inside another value; others there are text. */
const GLUED_TAGS: ReadonlySet<string> = new Set(
  (
    "A1 A2 A3 A4 AD AN AU AV C1 C2 C3 C4 C5 C6 C7 C8 CA CN CP CY DA DB DO DP ED EP ER ET FU FX ID IS J2 J9 JA JF JI JO KW " +
    "L1 L2 L3 L4 LA LB LK M1 M2 M3 N1 OP PA PB PI PP PT PU PY RN RP SE SN SP ST T2 T3 U1 U2 U3 U4 U5 UR VL WE Y1 Y2"
  ).split(" "),
);

/** Titles and abstracts are prose: what looks like a tag in them stays. */
const PROSE_TAGS: ReadonlySet<string> = new Set(["AB", "N2", "TI", "T1"]);

const SPACE = 32;

export interface GluedField {
  readonly tag: string;
  readonly value: string;
}

/**
 * Takes apart a value in which line breaks were lost before further fields, as Web of Science and Rayyan export them:
 * "Univ Oslo, NorwayAD  - Univ Bergen", "10.1000/x     LK  - https://…". The first part is what remains under the
 * value's own tag. Undefined when nothing is glued.
 */
export function splitGluedFields(tag: string, value: string): readonly [string, ...GluedField[]] | undefined {
  if (PROSE_TAGS.has(tag) || !hasSpacedDash(value)) return undefined;
  const fields: { readonly tag: string; readonly at: number; readonly valueAt: number }[] = [];
  for (const match of value.matchAll(/([A-Z][A-Z0-9]) {2}-(?= |$)/g)) {
    if (GLUED_TAGS.has(match[1]!) && match.index > 0)
      fields.push({ tag: match[1]!, at: match.index, valueAt: match.index + match[0].length });
  }
  if (fields.length === 0) return undefined;
  return [
    value.slice(0, fields[0]!.at).trim(),
    ...fields.map((field, index) => ({
      tag: field.tag,
      value: value.slice(field.valueAt, fields[index + 1]?.at ?? value.length).trim(),
    })),
  ];
}

/** Two blanks and a dash; most values have no dash at all. */
function hasSpacedDash(value: string): boolean {
  for (let at = value.indexOf("-", 3); at >= 0; at = value.indexOf("-", at + 1)) {
    if (value.charCodeAt(at - 1) === SPACE && value.charCodeAt(at - 2) === SPACE) return true;
  }
  return false;
}
