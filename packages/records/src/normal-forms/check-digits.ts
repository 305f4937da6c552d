/**
 * Whether eight characters are an ISSN whose check digit is right (modulus 11, weights 8 to 2, X for 10). Hyphens are
 * optional.
 *
 * @see ISO 3297, annex A
 */
export function isIssn(text: string): boolean {
  return /^\d{4}-?\d{3}[\dX]$/i.test(text) && weighted(text.replace("-", "")) % 11 === 0;
}

/**
 * Whether a text is an ISBN of ten or thirteen digits whose check digit is right; hyphens and blanks are optional.
 *
 * @see ISO 2108; ISBN Users' Manual, "Check digit"
 */
export function isIsbn(text: string): boolean {
  const digits = text.replace(/[-\u2010-\u2013 ]/g, "");
  if (/^\d{9}[\dX]$/i.test(digits)) return weighted(digits) % 11 === 0;
  if (!/^97[89]\d{10}$/.test(digits)) return false;
  const sum = Array.from(digits, Number).reduce((all, digit, at) => all + digit * (at % 2 === 0 ? 1 : 3), 0);
  return sum % 10 === 0;
}

/** Digits weighted by their place from the end, the last one by 1. */
function weighted(digits: string): number {
  return Array.from(digits).reduce(
    (sum, digit, at) => sum + (/x/i.test(digit) ? 10 : Number(digit)) * (digits.length - at),
    0,
  );
}

/**
 * Whether sixteen characters in groups or not are an ORCID iD whose check digit is right.
 *
 * @see ISO/IEC 7064, MOD 11-2; ORCID, "Structure of the ORCID Identifier"
 */
export function isOrcid(text: string): boolean {
  const digits = text.replaceAll("-", "");
  if (!/^\d{15}[\dX]$/i.test(digits)) return false;
  let total = 0;
  for (let at = 0; at < 15; at += 1) total = (total + Number(digits[at])) * 2;
  const check = (12 - (total % 11)) % 11;
  return digits.slice(15).toUpperCase() === (check === 10 ? "X" : String(check));
}

/**
 * The ISSNs of a text in the form 2045-1253, each once. Those with a wrong check digit are among them: `isIssn` tells which, and
 * what the source says is kept and marked, not dropped.
 */
export function findIssns(text: string): readonly string[] {
  const found = text.match(/(?<!\d|\d-)\d{4}-?\d{3}[\dXx](?![\d-]|[Xx]\b)/g) ?? [];
  return [...new Set(found.map((issn) => `${issn.slice(0, 4)}-${issn.slice(-4).toUpperCase()}`))];
}

const ISBN =
  /(?<![\dXx])(?:97[89][-\u2010-\u2013 ]?)?\d(?:[-\u2010-\u2013 ]?\d){8}[-\u2010-\u2013 ]?[\dXx](?![\dXx])/g;

/** The numbers of ten or thirteen digits in a text, as printed ("ISBN 978-3-86680-192-9"), with a right check digit or not. */
export function findIsbns(text: string): readonly string[] {
  if (text.length < 10) return [];
  return (text.match(ISBN) ?? []).filter((isbn) => {
    const { length } = isbn.replace(/[-\u2010-\u2013 ]/g, "");
    return length === 10 || length === 13;
  });
}
