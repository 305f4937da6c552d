import { printOvid } from "./ovid/print.ts";
import { printPubmed } from "./pubmed/print.ts";
import { splitLines } from "./split-lines.ts";
import type { Query, SearchInterface, Strategy, StrategyLine } from "./tree.ts";

/** A query in the language of an interface. */
export function printQuery(query: Query, searchInterface: SearchInterface): string {
  return searchInterface === "pubmed" ? printPubmed(query) : printOvid(query);
}

/**
 * The strategy as text, one line a query: `parseStrategy` reads the same tree back. A strategy without numbers gets
 * them where its lines would not be told apart otherwise (a line that begins with "or").
 */
export function printStrategy(strategy: Strategy): string {
  if (strategy.numbered) return printLines(strategy);
  const text = printLines(strategy);
  const again = splitLines(text, strategy.interface);
  const isSame =
    !again.numbered &&
    again.after.length === strategy.after.length &&
    again.lines.length === strategy.lines.filter((line) => printLine(line, strategy) !== "").length;
  return isSame ? text : printLines({ ...strategy, numbered: true });
}

function printLines(strategy: Strategy): string {
  const lines = strategy.lines.flatMap((line) => [...line.before, printLine(line, strategy)]);
  const printed = [...lines, ...strategy.after].filter((line) => line !== "");
  return printed.map((line) => `${line}\n`).join("");
}

function printLine(line: StrategyLine, { interface: searchInterface, numbered }: Strategy): string {
  const query = line.query === null ? "" : printQuery(line.query, searchInterface);
  const parts = [query, ...line.comments.map((comment) => `[${comment}]`)].filter((part) => part !== "");
  const number = !numbered ? "" : searchInterface === "pubmed" ? `#${line.label} ` : `${line.label}. `;
  const count = line.count === undefined || parts.length === 0 ? "" : `\t${line.count}`;
  return `${number}${parts.join(" ")}${count}`.trimEnd();
}
