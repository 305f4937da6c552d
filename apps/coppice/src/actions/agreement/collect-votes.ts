import { closestName, type CsvCell, type Problem } from "@coppice/records";
import { isNoVote, plainWord, VOTE_WORDS, voteOf, type Ratings } from "@coppice/screening";
import { ActionError } from "../action-error.ts";
import { refuse, type CellTable } from "./read-cells.ts";
import type { VoteColumns } from "./vote-columns.ts";

/** Reads the words of votes: Coppice's own, or categories that the user names. */
export interface VoteReader {
  /** The number of the category in `all`; null for no vote, undefined for a word that is not known. */
  readonly read: (text: string) => number | null | undefined;
  readonly all: readonly string[];
  /** Places in `all` that are categories although nobody voted for them. */
  readonly kept: readonly number[];
  /** Words to choose from, for messages. */
  readonly words: readonly string[];
}

/**
 * @param categories - in their order; otherwise include, maybe (where somebody says so) and exclude
 * @throws ActionError when fewer than two are named, or two that are the same
 */
export function voteReader(categories: readonly string[] | undefined): VoteReader {
  if (categories === undefined) {
    const all = ["include", "maybe", "exclude"] as const satisfies readonly (keyof typeof VOTE_WORDS)[];
    const read = (text: string): number | null | undefined => {
      const vote = voteOf(text);
      return vote === "none" ? null : vote === undefined ? undefined : all.indexOf(vote);
    };
    return { read, all, kept: [0, 2], words: all.flatMap((category) => VOTE_WORDS[category]) };
  }
  const words = categories.map(plainWord);
  if (categories.length < 2 || words.some((word, place) => word === "" || words.indexOf(word) !== place))
    throw new ActionError("--categories needs two names or more, each another.", [], "call");
  return {
    read: (text) => {
      const place = words.indexOf(plainWord(text));
      return place >= 0 ? place : isNoVote(text) ? null : undefined;
    },
    all: categories,
    kept: categories.map((_, place) => place),
    words: categories,
  };
}

/** Votes as they are measured, and what was noticed on the way. */
export interface Collected {
  readonly ratings: Ratings;
  readonly warnings: readonly Problem[];
}

/**
 * The votes of a table: one row a record and one place a rater, categories that occur or are kept.
 *
 * @throws ActionError `unknown-vote` (with the nearest word), `duplicate-record`, `empty-cell`, `contradicting-votes`,
 *   `unknown-reviewer`, `too-few-raters`, `no-votes`
 */
export function collectVotes(
  table: CellTable,
  columns: VoteColumns,
  reader: VoteReader,
  asked: readonly string[] | undefined,
): Collected {
  const problems: Problem[] = [];
  const found =
    columns.layout === "wide"
      ? collectWide(table, columns, reader, problems)
      : collectLong(table, columns, reader, asked, problems);
  refuse(table.file, problems);
  const used = new Set<number | null>(found.votes.flat());
  if (![...used].some((vote) => vote !== null))
    refuse(table.file, [
      {
        code: "no-votes",
        severity: "error",
        message: "there is no vote in the table",
        where: { file: table.file },
        expected: `votes such as ${reader.words.slice(0, 3).join(", ")}`,
      },
    ]);
  const places = reader.all.flatMap((_, place) =>
    used.has(place) || reader.kept.includes(place) ? [place] : [],
  );
  return {
    ratings: {
      raters: found.raters,
      categories: places.map((place) => reader.all[place]!),
      votes: found.votes.map((row) => row.map((vote) => (vote === null ? null : places.indexOf(vote)))),
    },
    warnings: found.warnings,
  };
}

interface Found {
  readonly raters: readonly string[];
  readonly votes: readonly (readonly (number | null)[])[];
  readonly warnings: readonly Problem[];
}

function collectWide(
  table: CellTable,
  { id, raters }: VoteColumns & { readonly layout: "wide" },
  reader: VoteReader,
  problems: Problem[],
): Found {
  const { file, header, rows } = table;
  const lines = new Map<string, number>();
  const votes = rows.map((cells, row) => {
    const key = id === undefined ? "" : cells[id]!.text.trim();
    const before = lines.get(key);
    if (key !== "" && before !== undefined) {
      const name = header[id!]!.text.trim();
      problems.push({
        code: "duplicate-record",
        severity: "error",
        message: `record ${key} stands on line ${before} already`,
        where: { ...placeOf(file, cells[id!]!), record: row + 1, field: name },
        found: key,
        fix: `Delete one of the lines; or, if "${name}" is not the record's id, name the column that is with --id.`,
      });
    } else lines.set(key, cells[0]!.line);
    return raters.map((column) => {
      const cell = cells[column]!;
      const vote = reader.read(cell.text);
      if (vote === undefined) problems.push(unknownVote(table, cell, column, row, reader));
      return vote ?? null;
    });
  });
  return { raters: raters.map((column) => header[column]!.text.trim()), votes, warnings: [] };
}

function collectLong(
  table: CellTable,
  { id, reviewer, vote: voteColumn }: VoteColumns & { readonly layout: "long" },
  reader: VoteReader,
  asked: readonly string[] | undefined,
  problems: Problem[],
): Found {
  const { file, header, rows } = table;
  const warnings: Problem[] = [];
  /** The votes of each record by reviewer, with their lines. */
  const records = new Map<string, Map<string, { readonly vote: number; readonly line: number; readonly text: string }>>(); // prettier-ignore
  const reviewers = new Set<string>();
  rows.forEach((cells, row) => {
    const [key, name] = [cells[id]!.text.trim(), cells[reviewer]!.text.trim()];
    for (const [text, column] of [[key, id], [name, reviewer]] as const)
      if (text === "")
        problems.push({
          code: "empty-cell",
          severity: "error",
          message: `the row names no ${column === id ? "record" : "reviewer"}`,
          where: { ...placeOf(file, cells[column]!), record: row + 1, field: header[column]!.text.trim() },
          fix: "Fill the cell in, or delete the row.",
        }); // prettier-ignore
    const cell = cells[voteColumn]!;
    const vote = reader.read(cell.text);
    if (vote === undefined) problems.push(unknownVote(table, cell, voteColumn, row, reader));
    if (key === "" || name === "") return;
    reviewers.add(name);
    const known = records.get(key) ?? new Map<string, never>();
    records.set(key, known);
    if (vote === undefined || vote === null) return;
    const before = known.get(name);
    if (before === undefined) {
      known.set(name, { vote, line: cell.line, text: cell.text.trim() });
      return;
    }
    const isSame = before.vote === vote;
    (isSame ? warnings : problems).push({
      code: isSame ? "repeated-vote" : "contradicting-votes",
      severity: isSame ? "warning" : "error",
      message: isSame
        ? `${name} voted on record ${key} on line ${before.line} already, in the same way; the vote counts once`
        : `${name} voted "${cell.text.trim()}" on record ${key}, and "${before.text}" on line ${before.line}`,
      where: { ...placeOf(file, cell), record: row + 1, field: header[voteColumn]!.text.trim() },
      found: cell.text.trim(),
      fix: isSame
        ? "Delete one of the lines."
        : "Keep the vote that was cast before the reviewers settled it.",
    });
  });
  const raters = asked ?? [...reviewers];
  for (const name of raters) {
    if (reviewers.has(name)) continue;
    const closest = closestName(name, [...reviewers]);
    problems.push({
      code: "unknown-reviewer",
      severity: "error",
      message: `there is no reviewer "${name}" (asked for by --raters)`,
      where: { file, field: header[reviewer]!.text.trim() },
      found: name,
      expected: `one of ${[...reviewers].join(", ")}`,
      ...(closest === undefined ? {} : { fix: `Did you mean "${closest}"?` }),
    });
  }
  if (raters.length < 2 && problems.length === 0)
    problems.push({
      code: "too-few-raters",
      severity: "error",
      message:
        asked === undefined
          ? `agreement needs two raters, and all votes are those of ${raters[0] ?? "nobody"}`
          : "agreement needs two raters, and --raters names one",
      where: { file, field: header[reviewer]!.text.trim() },
      fix: "Give the votes of each reviewer before they were settled.",
    });
  const votes = [...records.values()].map((known) => raters.map((name) => known.get(name)?.vote ?? null));
  return { raters, votes, warnings };
}

function unknownVote(
  { file, header }: CellTable,
  cell: CsvCell,
  column: number,
  row: number,
  reader: VoteReader,
): Problem {
  const text = cell.text.trim();
  const word = plainWord(text);
  const first = /^[\p{L}\d]+/u.exec(word)?.[0] ?? "";
  const closest = reader.words.includes(first) ? first : closestName(word, reader.words);
  return {
    code: "unknown-vote",
    severity: "error",
    message: `"${text}" is not a vote`,
    where: { ...placeOf(file, cell), record: row + 1, field: header[column]!.text.trim() },
    found: text,
    expected: reader.all.join(", "),
    fix: `${closest === undefined ? "" : `Did you mean "${closest}"? `}Votes in other words: --categories A,B in their order.`,
  };
}

function placeOf(
  file: string,
  { line, column }: CsvCell,
): { readonly file: string; readonly line: number; readonly column: number } {
  return { file, line, column };
}
