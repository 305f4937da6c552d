import type { KnownFound, LineRun, Recall, StrategyRun, TranslationLoss } from "@coppice/records";

/** Lines of a strategy in a table are cut here. */
const WIDTH = 70;

/** What each line of a strategy finds, as a table. */
export function runText(run: StrategyRun): string {
  const rows = run.lines.map((line) => [
    String(line.label),
    String(line.hits.length),
    String(line.undecided.length),
    String(line.cumulative),
    short(line.query),
  ]);
  const text = table([["line", "found", "undecided", "so far", "query"], ...rows]);
  const whole = run.final === undefined ? "" : `\nThe whole (line ${run.final.label}) finds ${run.final.hits.length} of ${run.records} records${undecidedText(run.final)}.\n`; // prettier-ignore
  return `${text}${whole}${lackingText(run.lines)}`;
}

/** Which known studies each line finds, and why the whole misses some. */
export function recallText({ known, absent, lines, whole, misses }: Recall): string {
  const rows = lines.map((line) => [
    String(line.label),
    `${line.found.length} of ${known.length}`,
    String(line.undecided.length),
    names(line),
    short(line.query),
  ]);
  const share = whole.recall === null ? "" : `, recall ${percent(whole.recall)}`;
  const atMost = whole.undecided.length === 0 ? "" : ` (at most ${percent(whole.recallAtMost ?? 0)}: ${whole.undecided.length} undecided)`; // prettier-ignore
  const parts = [
    table([["line", "known", "undecided", "missed", "query"], ...rows]),
    `\nThe whole finds ${whole.found.length} of ${known.length} known studies${share}${atMost}.\n`,
    ...(absent.length === 0 ? [] : [`Not among the records, so not judged: ${absent.join(", ")}.\n`]),
    ...misses.map(({ known: name, title, why }) => {
      const steps = why.map(({ label, place, text }) => `    line ${label} (${place.line}:${place.column}): ${text}\n`);
      return `\n${name}${title === undefined ? "" : `, ${title}`}\n${steps.join("")}`;
    }),
    lackingText(lines),
  ];
  return parts.join("");
} // prettier-ignore

/** One line a kind of loss, with the places of all of its kind. */
export function lossLines(losses: readonly TranslationLoss[], file: string): readonly string[] {
  const byKind = new Map<string, TranslationLoss[]>();
  for (const loss of losses) {
    const kind = `${loss.what}\n${loss.why}\n${loss.instead}`;
    const known = byKind.get(kind);
    if (known === undefined) byKind.set(kind, [loss]);
    else known.push(loss);
  }
  return [...byKind.values()].map(([first, ...others]) => {
    const { line, column, what, why, instead } = first!;
    const also = others.length === 0 ? "" : ` (also ${others.map((loss) => `${loss.line}:${loss.column}`).join(", ")})`; // prettier-ignore
    return `${file}:${line}:${column}: ${what}: ${why}. Instead: ${instead}.${also}`;
  });
}

function names({ missed }: KnownFound): string {
  return missed.length === 0
    ? "-"
    : missed.length > 3
      ? `${missed.slice(0, 3).join(" ")} …`
      : missed.join(" ");
}

/** What was lacking in the lines, each thing once, with the most records it left undecided. */
function lackingText(lines: readonly LineRun[]): string {
  const most = new Map<string, number>();
  for (const { lacking } of lines)
    for (const { what, records } of lacking) most.set(what, Math.max(most.get(what) ?? 0, records));
  if (most.size === 0) return "";
  const rows = [...most].map(
    ([what, records]) => `  ${what} (${records} ${records === 1 ? "record" : "records"})`,
  );
  return `\nUndecided for want of:\n${rows.join("\n")}\n`;
}

function undecidedText({ undecided }: LineRun): string {
  return undecided.length === 0 ? "" : `; ${undecided.length} undecided`;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)}%`;
}

function short(query: string): string {
  return query.length > WIDTH ? `${query.slice(0, WIDTH - 1)}…` : query;
}

/** Columns of equal width; the last one as long as it is. */
function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows
    .map((row) => row.map((cell, column) => (column === row.length - 1 ? cell : cell.padEnd(widths[column]! + 2))).join(""))
    .map((line) => `${line.trimEnd()}\n`)
    .join("");
} // prettier-ignore
