/** Titles shorter than this ("Editorial", "Annual report 2014") are shared by many reports. */
const SHORTEST_TITLE = 30;

const GREEK: Readonly<Record<string, string>> = {
  α: "alpha", β: "beta", γ: "gamma", δ: "delta", ε: "epsilon", κ: "kappa", λ: "lambda", μ: "mu", ω: "omega",
}; // prettier-ignore

/**
 * A title as letters and digits alone, for comparison: without case, accents, markup, punctuation, the brackets of a
 * translated title and bracketed notes at the end ("[Erratum appears in …]", "[Chinese]").
 */
export function foldTitle(title: string): string {
  return title
    .replace(/<\/?[a-z][^>]*>/gi, "")
    .replace(/(\S)(?:\s*\[[^\]]*\]\.?)+\s*$/, "$1")
    .toLowerCase()
    .replace(/[αβγδεκλμω]/g, (letter) => GREEK[letter]!)
    .normalize("NFKD")
    .replace(/[^\p{L}\p{N}]+/gu, "");
}

/** The folded title where it has 30 letters or more, so that it tells reports apart. */
export function titleKey(title: string): string | undefined {
  const key = foldTitle(title);
  return key.replace(/\P{L}/gu, "").length >= SHORTEST_TITLE ? key : undefined;
}
