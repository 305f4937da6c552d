import { plainDoi, plainPmid } from "./plain-identifiers.ts";

/**
 * A DOI in lower case without resolver or prefix; undefined when the text is none. Percent codes are decoded
 * ("s0006-3223%2899%29…"); a closing bracket without its opening one, and stops, commas and quotes at the end, belong to
 * the sentence around it.
 *
 * @example normaliseDoi("https://doi.org/10.1177/2045125313507739") // "10.1177/2045125313507739"
 * @see DOI Handbook, chapter 2 (syntax; names are case-insensitive)
 */
export function normaliseDoi(text: string): string | undefined {
  return plainDoi(text) ?? normaliseAnyDoi(text);
}

export function normaliseAnyDoi(text: string): string | undefined {
  const bare = text
    .trim()
    .replace(/^doi:?\s*/i, "")
    .replace(/^(?:https?:\/\/)?(?:[a-z]+\.)*doi\.org\/+/i, "")
    .replace(/^doi:?\s*/i, "")
    .replace(/%([2-7][0-9a-f])/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
  const trimmed = trimSentence(bare);
  return /^10\.\d{4,9}(?:\.\d+)*\/\S+$/.test(trimmed) ? trimmed.toLowerCase() : undefined;
}

/** Without the marks at its end that belong to the sentence around it. */
function trimSentence(text: string): string {
  const shorter = text.replace(/[.,;:'"\s]+$/, "");
  const close = shorter.slice(-1);
  const open = { ")": "(", "]": "[" }[close];
  const unbalanced = open !== undefined && shorter.split(open).length < shorter.split(close).length;
  if (unbalanced) return trimSentence(shorter.slice(0, -1));
  return shorter;
}

/** The first DOI inside a longer text (a citation, a link), in normal form. */
export function findDoi(text: string): string | undefined {
  const found = /(?<![\d.])10\.\d{4,9}(?:\.\d+)*(?:\/|%2f)[^\s"<>]+/i.exec(text)?.[0];
  return found === undefined ? undefined : normaliseDoi(found);
}

/** A PubMed id: 1 to 8 digits, leading zeros dropped; zero is none. */
export function normalisePmid(text: string): string | undefined {
  return plainPmid(text) ?? normaliseAnyPmid(text);
}

export function normaliseAnyPmid(text: string): string | undefined {
  return /^(?:pmid:?\s*)?0*([1-9]\d{0,7})(?:\s*\[pmid\])?$/i.exec(text.trim())?.[1];
}

/** A PubMed Central id with its prefix and without version: PMC3952483. */
export function normalisePmcid(text: string): string | undefined {
  const digits = /^(?:pmcid:?\s*)?(?:pmc)?\s*0*([1-9]\d{0,8})(?:\.\d+)?$/i.exec(text.trim())?.[1];
  return digits === undefined ? undefined : `PMC${digits}`;
}

/** The four groups of an ORCID iD, from a bare number or a link. */
export function findOrcid(text: string): string | undefined {
  const match = /(?<!\d)(\d{4})-?(\d{4})-?(\d{4})-?(\d{3}[\dXx])(?!\d)/.exec(text);
  return match === null ? undefined : match.slice(1).join("-").toUpperCase();
}
