import { subscript, superscript } from "../text/inline-markup.ts";

/**
 * A title or abstract as a reader sees it, for values that databases export with the marks of other media: HTML and XML
 * tags and entities (also escaped twice), Greek letters by name ("TNF-(alpha)"), spaces of other widths, soft hyphens and
 * ligatures. Raised and lowered text becomes Unicode or keeps a mark ("x²", "CO₂", "C_max"). The value itself stays in the
 * record's `raw`.
 *
 * Only tags that HTML, JATS or Embase use are taken for tags: "p <0.05 and >0.01" stays. Text garbled by a wrong encoding
 * is not repaired; `findGarbled` names it.
 *
 * @example plainText("IL-6 &amp;lt; 5&nbsp;pg/mL in <i>vivo</i> (10<sup>-3</sup>)") // "IL-6 < 5 pg/mL in vivo (10⁻³)"
 */
export function plainText(value: string): string {
  if (!QUICK.test(value) || !MARKED.test(value)) return value;
  let text = value;
  if (text.includes("&")) text = decodeTwice(text);
  if (text.includes("<")) text = withoutTags(text);
  text = text.replace(
    GREEK,
    (whole: string, behind: string | undefined, before: string | undefined) =>
      GREEK_LETTERS.get((behind ?? before ?? "").toLowerCase()) ?? whole,
  );
  return text
    .replace(/\u00ad|\u200b|\u200c|\u200d|\u2060|\ufeff/g, "")
    .replace(/[\u00a0\u2000-\u200a\u202f\u205f\u3000]/g, " ")
    .replace(/[\ufb00-\ufb06]/g, (ligature) => ligature.normalize("NFKC"))
    .replace(/ {2,}/g, " ")
    .trim();
}

/** What all marks begin with; most values have none of it. */
const QUICK = /[&<([{\u00a0\u00ad\u202f\u205f\u2060\u3000\ufeff\ufb00-\ufb06]|[\u2000-\u200b]|\u200c|\u200d/;

const MARKED =
  /[&<\u00a0\u00ad\u202f\u205f\u2060\u3000\ufeff\ufb00-\ufb06]|[\u2000-\u200b]|\u200c|\u200d|[([{](?:alpha|beta|gamma|delta|epsilon|zeta|eta|theta|iota|kappa|lambda|mu|nu|xi|pi|rho|sigma|tau|upsilon|phi|chi|psi|omega)[)\]}]/i;

/** The name of a Greek letter in brackets that a letter, figure or dash touches: "TNF-(alpha)", "(beta)2", "PPAR{gamma}". */
const GREEK =
  /(?<=[\p{L}\p{N}-])[([{]([A-Za-z]{2,7})[)\]}]|[([{]([A-Za-z]{2,7})[)\]}](?=[\p{N}-]|\p{L}(?!\p{L}{3}))/gu;

const GREEK_LETTERS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    alpha: "α", beta: "β", gamma: "γ", delta: "δ", epsilon: "ε", zeta: "ζ", eta: "η", theta: "θ", iota: "ι", kappa: "κ",
    lambda: "λ", mu: "μ", nu: "ν", xi: "ξ", omicron: "ο", pi: "π", rho: "ρ", sigma: "σ", tau: "τ", upsilon: "υ", phi: "φ",
    chi: "χ", psi: "ψ", omega: "ω",
  }),
); // prettier-ignore

/** Entities decoded; what was escaped twice ("&amp;lt;") once more. */
function decodeTwice(text: string): string {
  const once = decode(text);
  return /&(?:amp|lt|gt|quot|apos|nbsp|#\d{1,7}|#x[\da-f]{1,6});/i.test(once) ? decode(once) : once;
}

function decode(text: string): string {
  return text.replace(/&(#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,30});/gi, (whole, name: string) => {
    if (!name.startsWith("#")) return ENTITIES.get(name) ?? ENTITIES.get(name.toLowerCase()) ?? whole;
    const number = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    if (number >= 0x80 && number <= 0x9f) return WINDOWS_1252[number - 0x80] ?? whole;
    const isCharacter =
      (number >= 32 && number <= 0x10ffff && !(number >= 0xd800 && number <= 0xdfff)) || number === 9;
    return isCharacter ? String.fromCodePoint(number) : number === 10 || number === 13 ? " " : whole;
  });
}

/** Characters that HTML gives for the numbers 128 to 159, as browsers read them. */
const WINDOWS_1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

/** The named entities of HTML 4 that text has, beside XML's own. */
const ENTITIES: ReadonlyMap<string, string> = new Map(
  `amp & lt < gt > quot " apos ' iexcl ¡ cent ¢ pound £ curren ¤ yen ¥ brvbar ¦ sect § uml ¨ copy © ordf ª laquo « not ¬ reg ®
  macr ¯ deg ° plusmn ± sup2 ² sup3 ³ acute ´ micro µ para ¶ middot · cedil ¸ sup1 ¹ ordm º raquo » frac14 ¼ frac12 ½ frac34 ¾
  iquest ¿ Agrave À Aacute Á Acirc Â Atilde Ã Auml Ä Aring Å AElig Æ Ccedil Ç Egrave È Eacute É Ecirc Ê Euml Ë Igrave Ì Iacute Í
  Icirc Î Iuml Ï ETH Ð Ntilde Ñ Ograve Ò Oacute Ó Ocirc Ô Otilde Õ Ouml Ö times × Oslash Ø Ugrave Ù Uacute Ú Ucirc Û Uuml Ü
  Yacute Ý THORN Þ szlig ß agrave à aacute á acirc â atilde ã auml ä aring å aelig æ ccedil ç egrave è eacute é ecirc ê euml ë
  igrave ì iacute í icirc î iuml ï eth ð ntilde ñ ograve ò oacute ó ocirc ô otilde õ ouml ö divide ÷ oslash ø ugrave ù uacute ú
  ucirc û uuml ü yacute ý thorn þ yuml ÿ OElig Œ oelig œ Scaron Š scaron š Yuml Ÿ fnof ƒ circ ˆ tilde ˜ Alpha Α Beta Β Gamma Γ
  Delta Δ Epsilon Ε Zeta Ζ Eta Η Theta Θ Iota Ι Kappa Κ Lambda Λ Mu Μ Nu Ν Xi Ξ Omicron Ο Pi Π Rho Ρ Sigma Σ Tau Τ Upsilon Υ
  Phi Φ Chi Χ Psi Ψ Omega Ω alpha α beta β gamma γ delta δ epsilon ε zeta ζ eta η theta θ iota ι kappa κ lambda λ mu μ nu ν xi ξ
  omicron ο pi π rho ρ sigmaf ς sigma σ tau τ upsilon υ phi φ chi χ psi ψ omega ω ndash – mdash — lsquo ‘ rsquo ’ sbquo ‚
  ldquo “ rdquo ” bdquo „ dagger † Dagger ‡ bull • hellip … permil ‰ prime ′ Prime ″ lsaquo ‹ rsaquo › euro € trade ™ larr ←
  uarr ↑ rarr → darr ↓ harr ↔ rArr ⇒ forall ∀ part ∂ exist ∃ empty ∅ nabla ∇ isin ∈ notin ∉ prod ∏ sum ∑ minus − lowast ∗ radic √
  prop ∝ infin ∞ and ∧ or ∨ cap ∩ cup ∪ int ∫ sim ∼ cong ≅ asymp ≈ ne ≠ equiv ≡ le ≤ ge ≥ sub ⊂ sup ⊃ oplus ⊕ otimes ⊗ perp ⊥
  sdot ⋅ lang ⟨ rang ⟩ loz ◊ hyphen ‐ dash ‐ horbar ― leq ≤ geq ≥ lsquor ‚ rsquor ’ ldquor „ rdquor ”`
    .split(/\s+/)
    .flatMap((word, place, words): [string, string][] => (place % 2 === 0 ? [[word, words[place + 1]!]] : []))
    .concat(
      ["nbsp", "ensp", "emsp", "thinsp", "hairsp", "numsp", "puncsp"].map((name): [string, string] => [
        name,
        " ",
      ]),
      ["shy", "zwnj", "zwj", "lrm", "rlm"].map((name): [string, string] => [name, ""]),
    ),
);

/** Tags that fall away; their text stays. */
const INLINE =
  "i|b|u|s|em|strong|span|small|big|font|tt|code|a|scp|sc|italic|bold|roman|sans|underline|monospace|abbr|cite|q|mark|styled-content|named-content|inline-formula|tex-math|inf|ext-link|xref|nobr|wbr|math|mrow|mi|mn|mo|mtext|semantics|mstyle";

/** Tags that part words. */
const BLOCK =
  "p|br|div|sec|title|label|li|ul|ol|list|list-item|h[1-6]|tr|td|th|table|abstract|hr|blockquote|section|header";

const TAG = new RegExp(
  `</?(?:(?:jats|mml|m|xhtml|html):)?(${INLINE}|(${BLOCK}))(?:\\s[^<>]{0,500})?\\s*/?>|<!--[^>]{0,500}-->|<!\\[CDATA\\[|\\]\\]>`,
  "gi",
);

const RAISED = /<((?:jats:|mml:)?(sup|sub|inf))(?:\s[^<>]{0,200})?>([^<>]{0,200})<\/\1\s*>/gi;

function withoutTags(text: string): string {
  return text
    .replace(RAISED, (_, __, kind: string, inner: string) =>
      kind.toLowerCase() === "sup" ? superscript(inner) : subscript(inner),
    )
    .replace(TAG, (_, __, block: string | undefined) => (block === undefined ? "" : " "))
    .replace(/<\/?(?:jats:|mml:)?(?:sup|sub)>/gi, "");
}

/**
 * The first word garbled by reading UTF-8 as Windows-1252 ("KÃ¶ln", "donâ€™t"); undefined when the text has none. Such text
 * is left as it is: which bytes were lost on the way cannot be known from the text alone.
 */
export function findGarbled(text: string): string | undefined {
  if (!SUSPICIOUS.test(text)) return undefined;
  const match = GARBLED.exec(text);
  if (match === null) return undefined;
  const from = text.lastIndexOf(" ", match.index) + 1;
  const to = text.indexOf(" ", match.index);
  return text.slice(Math.max(from, match.index - 30), Math.min(to < 0 ? text.length : to, match.index + 30));
}

const SUSPICIOUS = /[\u00c2-\u00f0]/;

/** Windows-1252's characters for the bytes 128 to 159, those of everyday punctuation left out. */
const RARE = "\u0080-\u009f‚ƒ„†‡ˆ‰Š‹ŒŽ˜™š›œžŸ";

/**
 * Pairs and triples that UTF-8's bytes give: "Ã" and "Â" before what follows them there, "Ä", "Î", "Ï" before signs that no text
 * has behind a letter, "Å" too ("Å²" and "Å±" are ångströms), "â€™" and its like.
 */
const GARBLED = new RegExp(
  `\u00c3[\u00a1-\u00bf${RARE}]|\u00c2[\u00a1-\u00bf]|[\u00c4\u00ce\u00cf][\u00a1-\u00bf${RARE}]|\u00c5[\u00a1-\u00af\u00b4-\u00b6\u00b8-\u00ba\u00bc-\u00be${RARE}]|\u00e2(?:€[\u00a0-\u00bf${RARE}“”"]|[\u0080-\u00bf${RARE}]{2})|[\u00e0-\u00ef][\u00a1-\u00bf${RARE}]{2}|\u00f0[${RARE}][\u00a0-\u00bf${RARE}]{2}`,
  "u",
);
