/** A number with fixed decimals and a true minus sign. */
export function formatNumber(x: number, decimals: number): string {
  const text = Math.abs(x).toFixed(decimals);
  return x < 0 && Number(text) !== 0 ? `−${text}` : text;
}

/**
 * A ratio or difference for a table column: about three significant digits, never more decimals than asked; thousands
 * from 10 000 on are set apart by a narrow no-break space; beyond 10⁹ and below 10⁻⁴ one digit and a power of ten.
 */
export function formatEffect(x: number, decimals: number): string {
  const size = Math.abs(x);
  const sign = x < 0 ? "−" : "";
  if (size === Infinity) return `${sign}∞`;
  if (size >= 1e9 || (size > 0 && size < 1e-4)) return sign + powerOfTen(size);
  if (size >= 10_000) return formatNumber(x, 0).replace(/\d(?=(?:\d{3})+$)/g, "$&\u202f");
  if (size > 0 && size < 0.5 * 10 ** -decimals) return sign + String(Number(size.toPrecision(1)));
  if (size >= 100) return formatNumber(x, 0);
  return formatNumber(x, size >= 10 ? Math.min(decimals, 1) : decimals);
}

function powerOfTen(size: number): string {
  const [digit, exponent] = size.toExponential(0).split("e");
  const raised = Array.from(exponent!.replace("+", ""), (character) =>
    character === "-" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹".charAt(Number(character)),
  );
  return `${digit!}×10${raised.join("")}`;
}
