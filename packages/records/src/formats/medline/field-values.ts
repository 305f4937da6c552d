import type { RecordDraft } from "../../draft.ts";
import type { Grant } from "../../model.ts";

type HeadingDraft = NonNullable<RecordDraft["meshHeadings"]>[number];

/** "2045-1253 (Print)": the number and what it numbers, in lower case. */
export function parseIssn(text: string): { readonly value: string; readonly kind?: string } {
  const plain = PLAIN_ISSN_KINDS.get(text.slice(9));
  if (plain !== undefined && /^\S{9}$/.test(text.slice(0, 9)))
    return { value: text.slice(0, 9), kind: plain };
  const match = /^(\S+)\s+\((.+)\)$/.exec(text);
  return match === null ? { value: text } : { value: match[1]!, kind: match[2]!.toLowerCase() };
}

/** "ISSN-1234-4567" or "EISSN-2375-5636"; ERIC also writes the prefix alone. */
export function parseEricIssn(text: string): { readonly value: string; readonly kind?: string } | undefined {
  const match = /^(E?)(?:ISSN-)?(\d{4}-?\d{3}[\dXx])$/.exec(text);
  if (match === null) return undefined;
  return match[1] === "E" ? { value: match[2]!, kind: "electronic" } : { value: match[2]! };
}

/** What PubMed writes after the nine characters of a number. */
const PLAIN_ISSN_KINDS: ReadonlyMap<string, string> = new Map([
  [" (Print)", "print"],
  [" (Electronic)", "electronic"],
  [" (Linking)", "linking"],
]);

/**
 * "G0901868/MRC_/Medical Research Council/United Kingdom": number, acronym, agency, country. The number may hold slashes
 * itself; with three parts the acronym is missing; fewer are an agency alone.
 */
export function parseGrant(text: string): Grant {
  const parts = text.split("/");
  if (parts.length < 3) return { agency: text };
  const country = parts.at(-1)!;
  const agency = parts.at(-2)!;
  const acronym = parts.length > 3 ? parts.at(-3)! : "";
  const id = parts.slice(0, parts.length > 3 ? -3 : -2).join("/");
  return {
    ...(id === "" ? {} : { id }),
    ...(acronym === "" ? {} : { acronym }),
    agency,
    ...(country === "" ? {} : { country }),
  };
}

/** "Ketamine/*therapeutic use/adverse effects": a heading and its qualifiers, a star before each main topic. */
export function parseMeshHeading(text: string): HeadingDraft {
  const slash = text.indexOf("/");
  const end = slash < 0 ? text.length : slash;
  const heading: HeadingDraft = { ...partOfHeading(text, 0, end), qualifiers: [] };
  for (let from = end + 1; from <= text.length;) {
    const next = text.indexOf("/", from);
    const to = next < 0 ? text.length : next;
    heading.qualifiers.push(partOfHeading(text, from, to));
    from = to + 1;
  }
  return heading;
}

function partOfHeading(text: string, from: number, to: number): { term: string; major: boolean } {
  const major = text.startsWith("*", from);
  return { term: text.slice(major ? from + 1 : from, to), major };
}

/** Registries of trials as MEDLINE names them; other data banks (GENBANK, Dryad) hold no registrations. */
const REGISTRATION =
  /^(?:ClinicalTrials\.gov|ISRCTN|EudraCT|EU-?CTR|CTIS|ANZCTR|CTRI|ChiCTR|CRiS|DRKS|IRCT|JapicCTI|JMA|jRCT|JPRN|KCT|LBCTR|NTR|OMON|PACTR|RBR|ReBec|REPEC|RPCEC|SLCTR|TCTR|UMIN-?CTR|UMIN)[^/]*\/(\S.*)$/i;

/** "ClinicalTrials.gov/NCT01234567": the number, where the data bank registers trials. */
export function parseRegistration(text: string): string | undefined {
  return REGISTRATION.exec(text)?.[1];
}

/** "690G0D6V8H (Ketamine)": number and name; 0 stands for no number. */
export function parseSubstance(text: string): { readonly name: string; readonly registryNumber?: string } {
  const match = /^((?:EC )?\S+) \((.+)\)$/.exec(text);
  if (match === null) return { name: text };
  const [, registryNumber = "", name = ""] = match;
  return registryNumber === "0" ? { name } : { name, registryNumber };
}
