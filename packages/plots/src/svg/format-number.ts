/** A number with fixed decimals and a true minus sign. */
export function formatNumber(x: number, decimals: number): string {
  const text = Math.abs(x).toFixed(decimals);
  return x < 0 && Number(text) !== 0 ? `−${text}` : text;
}

/** A ratio or difference for a table column: about three significant digits, never more decimals than asked. */
export function formatEffect(x: number, decimals: number): string {
  const size = Math.abs(x);
  if (size >= 1000) return formatNumber(x, 0);
  if (size > 0 && size < 0.5 * 10 ** -decimals) return `${x < 0 ? "−" : ""}${Number(size.toPrecision(1))}`;
  return formatNumber(x, size >= 100 ? Math.min(decimals, 0) : size >= 10 ? Math.min(decimals, 1) : decimals);
}
