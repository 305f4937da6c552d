/**
 * A DOI in lower case without resolver or prefix; undefined when the text is none. Percent codes are decoded
 * ("s0006-3223%2899%29…"); a closing bracket or quote without its opening one, and full stops and commas at the end,
 * belong to the sentence around it.
 *
 * @example normaliseDoi("https://doi.org/10.1177/2045125313507739") // "10.1177/2045125313507739"
 * @see The DOI Handbook, 2.2 (syntax; case-insensitive by ISO 26324)
 */
export function normaliseDoi(text: string): string | undefined {
  let bare = text
    .trim()
    .replace(/^(?:https?:\/\/)?(?:[a-z.]*\.)?doi\.org\//i, "")
    .replace(/^doi:?\s*/i, "")
    .replace(/%([2-7][0-9a-f])/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
  for (;;) {
    const shorter = bare.replace(/[.,;:'"\s]+$/, "");
    const open = shorter.endsWith(")") ? "(" : shorter.endsWith("]") ? "[" : undefined;
    const unbalanced = open !== undefined && shorter.split(open).length < shorter.split(shorter.slice(-1)).length;
    const next = unbalanced ? shorter.slice(0, -1) : shorter;
    if (next === bare) break;
    bare = next;
  }
  return /^10\.\d{4,9}(?:\.\d+)*\/\S+$/.test(bare) ? bare.toLowerCase() : undefined;
}

/** The first DOI inside a longer text (a citation, a link), in normal form. */
export function findDoi(text: string): string | undefined {
  const found = /(?<![\d.])10\.\d{4,9}(?:\.\d+)*(?:\/|%2f)[^\s"<>]+/i.exec(text)?.[0];
  return found === undefined ? undefined : normaliseDoi(found);
}

/** A PubMed id: 1 to 8 digits, leading zeros dropped; zero is none. */
export function normalisePmid(text: string): string | undefined {
  return /^(?:pmid|pubmed)?:?\s*0*([1-9]\d{0,7})(?:\s*\[pmid\])?$/i.exec(text.trim())?.[1];
}

/** A PubMed Central id with its prefix and without version: PMC3952483. */
export function normalisePmcid(text: string): string | undefined {
  const digits = /^(?:pmcid:?\s*)?(?:pmc)?\s*0*([1-9]\d{0,8})(?:\.\d+)?$/i.exec(text.trim())?.[1];
  return digits === undefined ? undefined : `PMC${digits}`;
}

/** Every ClinicalTrials.gov number in a text, upper case, once each. */
export function findNctNumbers(text: string): readonly string[] {
  return [...new Set((text.match(/\bNCT\d{8}\b/gi) ?? []).map((number) => number.toUpperCase()))];
}

/** The four groups of an ORCID iD, from a bare number or a link. */
export function findOrcid(text: string): string | undefined {
  const match = /(\d{4})-?(\d{4})-?(\d{4})-?(\d{3}[\dXx])(?!\d)/.exec(text);
  return match === null ? undefined : match.slice(1).join("-").toUpperCase();
}
