import { closestName, type Problem } from "@coppice/records";
import type { CellTable } from "./read-cells.ts";
import { refusal, refuse } from "./read-cells.ts";

/** Which columns hold the votes: one a rater, or one for all with the rater's name beside it. */
export type VoteColumns =
  | {
      readonly layout: "wide";
      /** Place of the column with the records' ids, if there is one. */
      readonly id: number | undefined;
      readonly raters: readonly number[];
      readonly how: "named" | "recognised";
      /** Other columns that hold nothing but votes. */
      readonly unused: readonly number[];
    }
  | {
      readonly layout: "long";
      readonly id: number;
      readonly reviewer: number;
      readonly vote: number;
      readonly how: "named" | "recognised";
    };

/** What the options name. */
export interface NamedColumns {
  /** Columns, or the reviewers' names where these stand in a column. */
  readonly raters?: readonly string[];
  readonly id?: string;
  readonly reviewer?: string;
  readonly vote?: string;
}

/** Names without case, blanks and signs: "Record ID" is `recordid`. */
const plain = (name: string): string => name.toLowerCase().replaceAll(/[\s._#-]+/g, "");

const ID_NAMES = new Set(["record", "recordid", "id", "studyid", "pmid", "refid", "ref", "accessionnumber", "eppiid", "covidence", "doi"]); // prettier-ignore
const REVIEWER_NAMES = new Set(["reviewer", "reviewerid", "reviewername", "rater", "raterid", "screener", "coder", "assessor", "voter", "user"]); // prettier-ignore
const VOTE_NAMES = new Set(["vote", "decision", "rating", "judgement", "judgment"]);
/** Names of columns for one rater each. */
const RATER = /reviewer|rater|screener|coder|assessor|judge|voter?\b|^r[\s._-]?(\d|[a-d])$/i;
/** Names of what came of the votes: never taken unless named. */
const OUTCOME = /consensus|conflict|final|agree|adjudicat|resol|label|gold|truth/i;

/**
 * Finds the columns: those that options name, otherwise by their names. Long: a column for the reviewer, one for the vote, one
 * for the record. Wide: columns named for raters, at least half of whose entries are votes; or all columns beside the id, if
 * they hold nothing but votes. Anything less certain is asked about, not guessed.
 *
 * @param isVote - whether a text is a vote or says that there is none
 * @throws ActionError `unknown-column`, `too-few-raters`, `no-record-column`
 */
export function chooseColumns(
  table: CellTable,
  named: NamedColumns,
  isVote: (text: string) => "vote" | "empty" | "other",
): VoteColumns {
  const { file, header } = table;
  const names = header.map((cell) => cell.text.trim());
  const problems: Problem[] = [];
  const place = (name: string, option: string): number => {
    const at = names.indexOf(name);
    if (at < 0) problems.push(unknownColumn(table, name, option));
    return at;
  };
  const find = (known: ReadonlySet<string>): number | undefined => {
    const at = names.findIndex((name) => known.has(plain(name)));
    return at < 0 ? undefined : at;
  };
  const id = named.id === undefined ? find(ID_NAMES) : place(named.id, "--id");
  const reviewer = named.reviewer === undefined ? find(REVIEWER_NAMES) : place(named.reviewer, "--reviewer");
  const vote = named.vote === undefined ? find(VOTE_NAMES) : place(named.vote, "--vote");
  const isNamedWide = named.raters?.every((name) => names.includes(name)) === true;
  const asked = named.reviewer ?? named.vote;
  if (asked !== undefined || (!isNamedWide && reviewer !== undefined && vote !== undefined)) {
    for (const [column, what, option] of [[reviewer, "reviewer", "--reviewer"], [vote, "vote", "--vote"], [id, "record", "--id"]] as const)
      if (column === undefined) problems.push(lackingColumn(table, what, option)); // prettier-ignore
    refuse(file, problems);
    return { layout: "long", id: id!, reviewer: reviewer!, vote: vote!, how: asked === undefined ? "recognised" : "named" }; // prettier-ignore
  }
  if (named.raters !== undefined) {
    const raters = named.raters.map((name) => place(name, "--raters"));
    if (raters.length < 2) problems.push(tooFew(table, named.raters, []));
    refuse(file, problems);
    return { layout: "wide", id, raters, how: "named", unused: [] };
  }
  refuse(file, problems);

  const shares = names.map((_, column) => {
    const kinds = table.rows.map((cells) => isVote(cells[column]!.text));
    const votes = kinds.filter((kind) => kind === "vote").length;
    const others = kinds.filter((kind) => kind === "other").length;
    return votes === 0 ? 0 : votes / (votes + others);
  });
  const columns = names.flatMap((_, column) => (column === id ? [] : [column]));
  const pure = columns.filter((column) => shares[column] === 1);
  const able = columns.filter((column) => !OUTCOME.test(names[column]!));
  const byName = able.filter((column) => RATER.test(names[column]!) && shares[column]! >= 0.5);
  const isOnlyVotes = able.length === columns.length && pure.length === columns.length;
  const raters = byName.length >= 2 ? byName : isOnlyVotes && pure.length >= 2 ? pure : undefined;
  if (raters === undefined)
    throw refusal(file, [tooFew(table, byName.map((column) => names[column]!), pure.map((column) => names[column]!))]); // prettier-ignore
  return {
    layout: "wide",
    id,
    raters,
    how: "recognised",
    unused: pure.filter((column) => !raters.includes(column)),
  };
}

function unknownColumn({ file, header }: CellTable, name: string, option: string): Problem {
  const names = header.map((cell) => cell.text.trim()).filter((each) => each !== "");
  const closest = closestName(name, names);
  return {
    code: "unknown-column",
    severity: "error",
    message: `there is no column "${name}" (asked for by ${option})`,
    where: { file, line: header[0]!.line, field: name },
    found: name,
    expected: `one of ${names.join(", ")}`,
    ...(closest === undefined ? {} : { fix: `Did you mean "${closest}"?` }),
  };
}

function lackingColumn({ file, header }: CellTable, what: string, option: string): Problem {
  return {
    code: `no-${what}-column`,
    severity: "error",
    message: `no column is known to hold the ${what}`,
    where: { file, line: header[0]!.line },
    found: header.map((cell) => cell.text.trim()).join(", "),
    fix: `Name it with ${option} COLUMN.`,
  };
}

function tooFew({ file, header }: CellTable, found: readonly string[], able: readonly string[]): Problem {
  const names = header.map((cell) => cell.text.trim()).filter((each) => each !== "");
  return {
    code: "too-few-raters",
    severity: "error",
    message: `agreement needs two raters, and ${found.length === 0 ? "no column is known to hold the votes of one" : `only ${found.join(", ")} is known to hold votes`}`,
    where: { file, line: header[0]!.line },
    found: names.join(", "),
    expected: "a column of votes for each rater, or the columns record, reviewer, vote",
    fix:
      able.length > 1
        ? `Name the raters' columns: --raters A,B. These hold nothing but votes: ${able.join(", ")}.`
        : "Name the raters' columns with --raters A,B; words of your own with --categories.",
  };
}
