import type { QueryProblem } from "../query-problem.ts";
import type { SourceText } from "../source-text.ts";
import type { Query } from "../tree.ts";
import { readLimits } from "./limits.ts";

const LIMIT = /^limit\s+(\d{1,5}|\([^]*?\))\s+to\s+([^]+)$/i;
const DEDUPLICATE = /^(?:remove\s+duplicates\s+from|dedup)\s+([^]+)$/i;
const USE = /^(?:([^]*(?:\)|(?:^|[\s(])\d{1,5}))\s+)?use\s+([a-z][a-z0-9]*)$/i;
const DOTS = /^\.\.\S+/;

/**
 * Reads a whole line of Ovid: its commands stand at the beginning or end of a line, so they are taken off before the
 * query inside them is read by `readPart(from, to)`.
 *
 * @see Ovid, "Advanced Searching Techniques", "Postqualification of Results Sets"
 */
export function readCommand(
  source: SourceText,
  start: number,
  end: number,
  report: (problem: QueryProblem) => void,
  readPart: (from: number, to: number) => Query | null,
): Query | null {
  const raw = source.text.slice(start, end);
  const from = start + raw.length - raw.trimStart().length;
  const text = withoutComments(raw.trim());
  const place = source.placeOf(from);
  const dots = DOTS.exec(text);
  if (dots !== null) {
    report({
      code: "unread-command",
      severity: "error",
      place,
      message: `${dots[0]} is a command of Ovid's command line that is not read`,
      found: dots[0],
      fix: "Write it as a query, a limit (limit 3 to …) or a database (3 use medall).",
    });
    return null;
  }
  const limit = LIMIT.exec(text);
  if (limit !== null) {
    const inside = from + text.indexOf(limit[1]!, "limit".length);
    const of = readPart(inside, inside + limit[1]!.length);
    // What stands after the limits is read for its comments alone.
    readPart(from + text.length, end);
    return of === null ? null : { kind: "limit", of, limits: readLimits(limit[2]!), place, bracketed: false };
  }
  const deduplicate = DEDUPLICATE.exec(text);
  if (deduplicate !== null) {
    const of = readPart(from + text.length - deduplicate[1]!.length, end);
    return of === null ? null : { kind: "deduplicate", of, place, bracketed: false };
  }
  const use = USE.exec(text);
  if (use !== null) {
    const of = use[1] === undefined ? null : readPart(from, from + use[1].length);
    readPart(from + text.length, end);
    return { kind: "database", of, database: use[2]!.toLowerCase(), place, bracketed: false };
  }
  return readPart(start, end);
}

/** Without the comments in square brackets that stand at the end: a command ends before them. */
function withoutComments(text: string): string {
  let rest = text;
  while (rest.endsWith("]")) {
    const open = rest.indexOf("[", rest.lastIndexOf("]", rest.length - 2) + 1);
    if (open < 0) break;
    rest = rest.slice(0, open).trimEnd();
  }
  return rest;
}
