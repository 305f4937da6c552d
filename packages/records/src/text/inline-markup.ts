const SUPERSCRIPTS: Readonly<Record<string, string>> = {
  "0": "⁰", "1": "¹", "2": "²", "3": "³", "4": "⁴", "5": "⁵", "6": "⁶", "7": "⁷", "8": "⁸", "9": "⁹", "+": "⁺",
  "-": "⁻", "−": "⁻", "–": "⁻", "=": "⁼", "(": "⁽", ")": "⁾", n: "ⁿ",
}; // prettier-ignore

const SUBSCRIPTS: Readonly<Record<string, string>> = {
  "0": "₀", "1": "₁", "2": "₂", "3": "₃", "4": "₄", "5": "₅", "6": "₆", "7": "₇", "8": "₈", "9": "₉", "+": "₊",
  "-": "₋", "−": "₋", "–": "₋", "=": "₌", "(": "₍", ")": "₎",
}; // prettier-ignore

/**
 * Raised text on a plain line: "x²", "CD4⁺", "10⁻³", where Unicode has the characters; "^ab" or "^(ab c)" otherwise, so
 * that "10 to the minus 3" never becomes "10-3". Marks that stand raised by custom (®, ™, *, †) stay as they are.
 */
export function superscript(text: string): string {
  return raised(text, SUPERSCRIPTS, "^");
}

/** Lowered text on a plain line: "CO₂", "C_max". */
export function subscript(text: string): string {
  return raised(text, SUBSCRIPTS, "_");
}

function raised(text: string, table: Readonly<Record<string, string>>, mark: string): string {
  const inner = text.trim();
  const signs = Array.from(inner);
  if (signs.length > 0 && signs.every((sign) => table[sign] !== undefined))
    return text.replace(inner, signs.map((sign) => table[sign]!).join(""));
  if (!/[\p{L}\p{N}]/u.test(inner)) return text;
  return text.replace(inner, () =>
    /^[\p{L}\p{N}]+$/u.test(inner) ? `${mark}${inner}` : `${mark}(${inner})`,
  );
}
