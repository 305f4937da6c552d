import type { ForestColumn } from "./data.ts";

/**
 * The cells of a row as one line of text: groups side by side with "v", events over totals as "8/18", other columns
 * with their header: "12.1 (3.0), n 20 v 15.4 (4.1), n 18".
 */
export function compactCells(
  columns: readonly ForestColumn[],
  cells: Readonly<Record<string, string>>,
): string {
  const grouped: string[] = [];
  const alone: string[] = [];
  for (const members of groupsOf(columns)) {
    const shown = members.filter(({ id }) => (cells[id] ?? "") !== "");
    if (shown.length === 0) continue;
    const texts = shown.map(({ id }) => cells[id]!);
    if (members[0]!.group === undefined) alone.push(`${headerText(members[0]!)} ${texts[0]!}`);
    else if (shown.length === 2 && isEventsOverTotal(members)) grouped.push(texts.join("/"));
    else
      grouped.push(
        shown
          .map((column, index) =>
            column === members[0] ? texts[index]! : `${headerText(column)} ${texts[index]!}`,
          )
          .join(", "),
      );
  }
  return [...(grouped.length > 0 ? [grouped.join(" v ")] : []), ...alone].join(" · ");
}

/** Columns of one group together; each column without a group alone. */
function groupsOf(columns: readonly ForestColumn[]): readonly (readonly ForestColumn[])[] {
  const groups = new Map<string, ForestColumn[]>();
  for (const column of columns) {
    const key = column.group === undefined ? `column ${column.id}` : `group ${column.group}`;
    groups.set(key, [...(groups.get(key) ?? []), column]);
  }
  return [...groups.values()];
}

function isEventsOverTotal(members: readonly ForestColumn[]): boolean {
  const [first, second, ...others] = members.map(headerText);
  return /^events$/i.test(first ?? "") && /^(total|n)$/i.test(second ?? "") && others.length === 0;
}

function headerText({ header }: ForestColumn): string {
  return typeof header === "string" ? header : header.join(" ");
}
