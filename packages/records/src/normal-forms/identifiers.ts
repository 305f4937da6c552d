/** A DOI in lower case without resolver or prefix; undefined when the text is none. */
export function normaliseDoi(text: string): string | undefined {
  const bare = text
    .trim()
    .replace(/^(?:https?:\/\/)?(?:dx\.)?doi\.org\//i, "")
    .replace(/^doi:?\s*/i, "")
    .replace(/[.,;\s]+$/, "");
  return /^10\.\d{4,9}\/\S+$/.test(bare) ? bare.toLowerCase() : undefined;
}

/** A PubMed id: 1 to 8 digits, leading zeros dropped. */
export function normalisePmid(text: string): string | undefined {
  const digits = /^(?:pmid:?\s*)?0*(\d{1,8})(?:\s*\[pmid\])?$/i.exec(text.trim())?.[1];
  return digits;
}

/** A PubMed Central id with its prefix: PMC3952483. */
export function normalisePmcid(text: string): string | undefined {
  const digits = /^(?:pmc)?\s*0*(\d{1,9})(?:\.\d+)?$/i.exec(text.trim())?.[1];
  return digits === undefined ? undefined : `PMC${digits}`;
}
