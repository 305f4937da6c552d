import type { Choice } from "./choices.ts";
import type { Studies } from "./load-studies.ts";
import { repeatedStudies } from "./repeated-studies.ts";
import { counted, textTable } from "./text-table.ts";

/** Rows of a table that the text shows; all are in results.json. */
export const SHOWN = 60;

/** A heading, its line, and what stands below it. */
export function heading(text: string, lines: readonly string[]): readonly string[] {
  return [text, "-".repeat(text.length), ...lines];
}

/** What was read, which rows were left out, and every choice. */
export function inputLines(studies: Studies, choices: readonly Choice[]): readonly string[] {
  const { table, dropped } = studies;
  const { total, listed, byReason } = dropped;
  const title = `Meta-analysis of ${table.file}`;
  return [
    title,
    "=".repeat(title.length),
    `${counted(table.rows, "row")}, ${counted(studies.yi.length, "study", "studies")} used, ${total === 0 ? "none" : counted(total, "row")} left out`,
    ...(total > SHOWN
      ? Object.entries(byReason).map(([reason, rows]) => `  left out: ${counted(rows, "row")}: ${reason}`)
      : []),
    ...listed
      .slice(0, total > SHOWN ? 5 : SHOWN)
      .map(({ line, reason }) => `  left out: line ${line}: ${reason}`),
    ...(total > SHOWN ? [`  … and ${counted(total - 5, "further row")}`] : []),
    ...dependenceLines(studies),
    "",
    ...textTable(choices.map(({ name, value }) => [name, value])).map((line, i) => {
      const { name, value, how } = choices[i]!;
      const width = choices.reduce((most, each) => Math.max(most, each.name.length), 0);
      return line === "" ? "" : `${name.padEnd(width)}  ${value}${how === "" ? "" : ` [${how}]`}`;
    }),
  ];
}

function dependenceLines(studies: Studies): readonly string[] {
  const repeated = repeatedStudies(studies);
  return repeated === undefined ? [] : ["", `WARNING: ${repeated.message}`];
}
