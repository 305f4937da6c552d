/** Rows of cells as lines, columns as wide as their widest cell: the first to the left, the others to the right. */
export function tableLines(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, j) => Math.max(...rows.map((row) => (row[j] ?? "").length)));
  return rows.map((row) =>
    row
      .map((cell, j) => (j === 0 ? cell.padEnd(widths[j]!) : cell.padStart(widths[j]!)))
      .join("  ")
      .trimEnd(),
  );
}

/** Four decimals, as metafor prints; "–" for what does not exist. */
export function decimals(value: number | null | undefined, digits = 4): string {
  if (value === null || value === undefined) return "–";
  if (!Number.isFinite(value)) return String(value);
  const text = value.toFixed(digits);
  return Number(text) === 0 ? (0).toFixed(digits) : text;
}

/** " = 0.0321", " < .0001". */
export function pText(p: number): string {
  return p < 0.0001 ? "< .0001" : `= ${p.toFixed(4)}`;
}

/** The same for a cell of a table. */
export function pCell(p: number): string {
  return p < 0.0001 ? "<.0001" : p.toFixed(4);
}

/** A level as people say it: 0.95 is "95%". */
export function levelText(level: number): string {
  return `${Number((100 * level).toPrecision(6))}%`;
}
