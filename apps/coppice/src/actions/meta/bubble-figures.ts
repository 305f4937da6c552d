import { predictEffects } from "@coppice/meta";
import type { BubblePlotData } from "@coppice/plots";
import type { Regression } from "./analyse.ts";
import type { Studies } from "./load-studies.ts";
import { noEffect } from "./measures.ts";
import { measureOf } from "./scatter-figures.ts";

/** Predictions along the line. */
const STEPS = 60;
/** Categories that can stand side by side. */
const MOST_LEVELS = 12;

/**
 * One bubble plot for each moderator, a number or a category, that enters the model once, by itself; the others are held at their
 * means.
 */
export function bubblesData(studies: Studies, { formula, fit }: Regression): readonly BubblePlotData[] {
  const { names, rows } = formula.design;
  const means = names.map((_, j) => rows.reduce((sum, row) => sum + row[j]!, 0) / rows.length);
  const holds = (term: string, name: string): boolean =>
    term === name || term.split(/[^\w.]+/).includes(name);
  const common = (name: string, id: string): Omit<BubblePlotData, "points" | "line"> => ({
    id: `bubble-${id}`,
    title: `Effects by ${name}`,
    measure: measureOf(studies),
    moderator: name,
    ciLevel: fit.ciLevel,
    ...noEffect(studies.inputs.measure),
  });
  const points = (xOf: (row: number) => number): BubblePlotData["points"] =>
    rows.map((_, i) => {
      const place = formula.rows[i]!;
      return {
        label: studies.label(place),
        x: xOf(i),
        yi: studies.yi[place]!,
        weight: fit.weights[i]!,
        ref: `study-${place}`,
      };
    });
  const line = (
    at: readonly { readonly x: number; readonly row: readonly number[] }[],
  ): BubblePlotData["line"] =>
    predictEffects(
      fit,
      at.map(({ row }) => row),
    ).map(({ estimate, ciLower, ciUpper, piLower, piUpper }, i) => ({
      x: at[i]!.x,
      estimate,
      ciLower,
      ciUpper,
      ...(piLower === null || piUpper === null ? {} : { piLower, piUpper }),
    }));
  const byNumber = (name: string): readonly BubblePlotData[] => {
    const j = names.indexOf(name);
    if (j < 0 || names.filter((term) => holds(term, name)).length !== 1) return [];
    const values = rows.map((row) => row[j]!);
    const [low, high] = values.reduce(([a, b], x) => [Math.min(a, x), Math.max(b, x)], [Infinity, -Infinity]);
    const at = Array.from({ length: STEPS + 1 }, (_, i) => {
      const x = low + ((high - low) * i) / STEPS;
      return { x, row: means.map((mean, column) => (column === j ? x : mean)) };
    });
    return [{ ...common(name, String(j)), points: points((i) => values[i]!), line: line(at) }];
  };
  const byCategory = (name: string): readonly BubblePlotData[] => {
    const entry = Object.entries(formula.levels).find(([text]) => holds(text, name));
    if (entry === undefined || entry[1].length > MOST_LEVELS) return [];
    const [text, levels] = entry;
    const columns = levels.map((level) => names.indexOf(`${text}${level}`));
    const own = new Set(columns.filter((column) => column >= 0));
    // A term with several variables changes the differences between the categories.
    const mine = (part: string): boolean => levels.some((level) => part === `${text}${level}`);
    if (names.some((term) => term.includes(":") && term.split(":").some(mine))) return [];
    const levelOf = (i: number): number => {
      const found = columns.findIndex((column) => column >= 0 && rows[i]![column] === 1);
      return found >= 0 ? found : columns.findIndex((column) => column < 0);
    };
    const at = levels.map((_, x) => ({
      x,
      row: means.map((mean, column) => (own.has(column) ? Number(columns[x] === column) : mean)),
    }));
    return [{ ...common(name, `${name}-levels`), levels, points: points(levelOf), line: line(at) }];
  };
  return studies.formulaColumns.flatMap((name) => [...byNumber(name), ...byCategory(name)]);
}
