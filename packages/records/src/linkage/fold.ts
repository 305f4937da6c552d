/** Letters that Unicode decomposition leaves whole, and Greek letters as databases spell them. */
const SPELLED: Readonly<Record<string, string>> = {
  α: "alpha", β: "beta", γ: "gamma", δ: "delta", ε: "epsilon", ζ: "zeta", η: "eta", θ: "theta", κ: "kappa",
  λ: "lambda", μ: "mu", ν: "nu", ξ: "xi", π: "pi", ρ: "rho", σ: "sigma", τ: "tau", φ: "phi", χ: "chi", ψ: "psi",
  ω: "omega", ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ð: "d", ł: "l", þ: "th", ı: "i",
}; // prettier-ignore

const NAMED_ENTITIES: Readonly<Record<string, string>> = {
  amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " ", alpha: "α", beta: "β", gamma: "γ", delta: "δ",
  epsilon: "ε", kappa: "κ", lambda: "λ", mu: "μ", omega: "ω", ndash: "-", mdash: "-",
}; // prettier-ignore

const isAscii = (text: string): boolean => {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 127) return false;
  return true;
};

/** Character references as characters, tags of markup dropped. */
export function plainText(text: string): string {
  let plain = text;
  if (plain.includes("&")) {
    plain = plain
      .replace(/&#(x?)([0-9a-f]{2,6});/gi, (_, hex: string, digits: string) => {
        const code = Number.parseInt(digits, hex === "" ? 10 : 16);
        return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : " ";
      })
      .replace(/&([a-z]{2,7});/gi, (whole, name: string) => NAMED_ENTITIES[name.toLowerCase()] ?? whole);
  }
  return plain.includes("<") ? plain.replace(/<\/?[a-z][^<>]{0,80}>/gi, "") : plain;
}

/** Lower case, without accents, Greek letters spelled; apostrophes dropped. */
export function foldCase(text: string): string {
  const lower = text.toLowerCase();
  if (isAscii(lower)) return lower.includes("'") || lower.includes("`") ? lower.replace(/['`]/g, "") : lower;
  return lower
    .replace(/[αβγδεζηθκλμνξπρσςτφχψωßæœøđðłþı]/g, (letter) => SPELLED[letter] ?? "s")
    .normalize("NFKD")
    .replace(/[\u0300-\u036f'`’‘ʼ]/g, "")
    .replace(/[αβγδεζηθκλμνξπρστφχψω]/g, (letter) => SPELLED[letter]!);
}

/** The words of a text: runs of letters and digits, folded; in order. */
export function foldWords(text: string): readonly string[] {
  const folded = foldCase(text);
  return folded.match(isAscii(folded) ? /[a-z0-9]+/g : /[\p{L}\p{N}]+/gu) ?? [];
}

/** Words that two printings of one title add, drop or write as a sign. */
const SILENT: ReadonlySet<string> = new Set([
  "a", "an", "the", "and", "of", "in", "on", "for", "with", "to", "by", "from", "at", "as", "or", "is", "are", "vs",
  "versus", "using", "et", "de", "la", "le", "les", "des", "du", "der", "die", "das", "und", "el", "los", "las", "y",
]); // prettier-ignore

export const isSilent = (word: string): boolean => SILENT.has(word);

/** FNV-1a over UTF-16 units, 32 bits. */
export function hash32(text: string, seed = 0x811c9dc5): number {
  let hash = seed;
  for (let at = 0; at < text.length; at++) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  return scramble(hash);
}

/** Spreads the bits of an integer over all 32 (the finaliser of MurmurHash3). */
export function scramble(value: number): number {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** 53 bits of a text as a number, so that a hundred million values stay apart. */
export function hash53(text: string): number {
  return hash32(text) * 2 ** 21 + (hash32(text, 0x1234567) >>> 11);
}
