import type { RecallPoint } from "@coppice/screening";

export interface TextCurve {
  readonly label: string;
  /** One point a column, by rising share. */
  readonly points: readonly RecallPoint[];
}

/** Columns of a curve, the first of which is at nothing read. */
export const CURVE_STEPS = 50;
const ROWS = 10;
const LETTERS = "abcdefghijklmnopqrstuvwxyz";

/**
 * Recall curves in letters: one letter a model, a dot for the random order, the share read to the right and the share found
 * upwards. Where two models meet stands the first of them.
 */
export function textCurve(curves: readonly TextCurve[]): readonly string[] {
  const columns = curves[0]!.points.length;
  const grid = Array.from({ length: ROWS + 1 }, () => new Array<string>(columns).fill(" "));
  const put = (column: number, recall: number, letter: string): void => {
    grid[Math.round(recall * ROWS)]![column] = letter;
  };
  for (let column = 0; column < columns; column += 1) put(column, column / (columns - 1), "·");
  curves.forEach(({ points }, at) => {
    points.forEach(({ mean }, column) => {
      if (letterAt(curves, column, mean, at)) put(column, mean, LETTERS[at % LETTERS.length]!);
    });
  });
  const rows = grid.map((cells, row) => {
    const scale = row % 5 === 0 ? `${(100 * row) / ROWS} %`.padStart(5) : "     ";
    return `${scale} |${cells.join("")}`.trimEnd();
  });
  const half = Math.floor(columns / 2);
  return [
    "found",
    ...rows.toReversed(),
    `      +${"-".repeat(columns)}`,
    `  read 0 %${"50 %".padStart(half)}${"100 %".padStart(columns - half - 3)}`,
    `       ${curves.map(({ label }, at) => `${LETTERS[at % LETTERS.length]!} ${label}`).join("   ")}   · random order`,
  ];
}

/** Whether no earlier model stands at the same place. */
function letterAt(curves: readonly TextCurve[], column: number, recall: number, at: number): boolean {
  const row = Math.round(recall * ROWS);
  return curves.slice(0, at).every(({ points }) => Math.round(points[column]!.mean * ROWS) !== row);
}
