import { detectInterface } from "./detect-interface.ts";
import { parseOvid } from "./ovid/parse.ts";
import { parsePubmed } from "./pubmed/parse.ts";
import type { QueryProblem } from "./query-problem.ts";
import { sourceText, type SourceText } from "./source-text.ts";
import { splitLines, type LineText } from "./split-lines.ts";
import type { SearchInterface, Strategy, StrategyLine } from "./tree.ts";

export interface ParsedStrategy {
  readonly strategy: Strategy;
  /** Mistakes of the language, in the order of the text; what else may be wrong is found by `lintStrategy`. */
  readonly problems: readonly QueryProblem[];
  /** The text, for messages about its characters. */
  readonly text: string;
}

/**
 * Reads a search strategy for PubMed or Ovid into a tree, whatever the text: what cannot be read is a problem at its
 * line and column, and the rest is read.
 *
 * @param searchInterface - whose language it is; by default what the text shows (`detectInterface`)
 */
export function parseStrategy(
  text: string,
  searchInterface: SearchInterface = detectInterface(text),
): ParsedStrategy {
  const source = sourceText(text);
  const problems: QueryProblem[] = [];
  const report = (problem: QueryProblem): void => void problems.push(problem);
  const split = splitLines(text, searchInterface);
  const seen = new Set<number>();
  const lines = split.lines.map((line) => {
    if (seen.has(line.label))
      report({
        code: "duplicate-line-number",
        severity: "error",
        place: source.placeOf(line.at),
        message: `Two lines have the number ${line.label}; references to it mean the first`,
        found: String(line.label),
        fix: "Number the lines anew.",
      });
    seen.add(line.label);
    return readLine(source, line, searchInterface, report);
  });
  problems.sort((a, b) => a.place.line - b.place.line || a.place.column - b.place.column);
  const { numbered, after } = split;
  return { strategy: { interface: searchInterface, numbered, lines, after }, problems, text };
}

function readLine(
  source: SourceText,
  { label, at, start, end, count, before }: LineText,
  searchInterface: SearchInterface,
  report: (problem: QueryProblem) => void,
): StrategyLine {
  const { query, comments } =
    searchInterface === "pubmed"
      ? { query: parsePubmed(source, start, end, report), comments: [] }
      : parseOvid(source, start, end, report);
  return {
    label,
    place: source.placeOf(at),
    query,
    before,
    comments,
    ...(count === undefined ? {} : { count }),
  };
}
