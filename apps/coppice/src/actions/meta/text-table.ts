/** Rows of cells as lines: the first column to the left, the others to the right. */
export function textTable(rows: readonly (readonly string[])[], indent = ""): readonly string[] {
  const widths = (rows[0] ?? []).map((_, j) =>
    rows.reduce((most, row) => Math.max(most, (row[j] ?? "").length), 0),
  );
  return rows.map((row) =>
    `${indent}${row.map((cell, j) => (j === 0 ? cell.padEnd(widths[j]!) : cell.padStart(widths[j]!))).join("  ")}`.trimEnd(),
  );
}

/** Four decimals as metafor prints; "-" for what does not exist. */
export function decimals(value: number | null | undefined, digits = 4): string {
  if (value === null || value === undefined || Number.isNaN(value)) return "-";
  if (!Number.isFinite(value)) return value > 0 ? "Inf" : "-Inf";
  const text = value.toFixed(digits);
  return Number(text) === 0 ? (0).toFixed(digits) : text;
}

/** "0.0321", "<.0001". */
export function pCell(p: number): string {
  return p < 0.0001 ? "<.0001" : p.toFixed(4);
}

/** "= 0.0321", "< .0001". */
export function pText(p: number): string {
  return p < 0.0001 ? "< .0001" : `= ${p.toFixed(4)}`;
}

export function levelText(level: number): string {
  return `${Number((100 * level).toPrecision(6))}%`;
}

/** "1 study", "13 studies". */
export function counted(n: number, one: string, many = `${one}s`): string {
  return `${n.toLocaleString("en").replaceAll(",", " ")} ${n === 1 ? one : many}`;
}
