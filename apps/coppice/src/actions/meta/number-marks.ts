import type { Problem } from "@coppice/records";
import { isWhole, type CellRule, type ParsedNumber } from "./cell-rules.ts";

/** What a comma or a point in a number is, where both can be the decimal sign. */
type Mark = "comma" | "point" | "comma-or-thousands" | "point-or-thousands";

interface Place {
  readonly line: number;
  readonly column: number;
  readonly field: string;
}

interface Cell extends Place {
  readonly text: string;
}

/** The marks of a file, noted cell by cell: one that can be read in two ways is settled by the others, or is an error. */
export interface NumberMarks {
  /** The error of a cell that no other cell can settle: a count with a mark before three digits. */
  readonly note: (text: string, rule: CellRule | undefined, place: Place) => ParsedNumber | undefined;
  /** Whether a cell shows that the comma is the decimal sign. */
  readonly decimalComma: () => boolean;
  /** The cells that stay ambiguous, the first fifty of each kind; those of columns that hold no numbers do not count. */
  readonly problems: (file: string, isNumeric: (field: string) => boolean) => readonly Problem[];
}

const MOST_KEPT = 50;
const THOUSANDS = /^[+-]?[1-9]\d{0,2}([,.])\d{3}$/;
const DECIMAL = /^[+-]?\d*([,.])\d+(?:[eE][+-]?\d+)?$/;

/**
 * Marks of a file whose cells are separated by semicolons. "0,5" and "12,50" show a decimal comma, "0.5" a decimal point; "12,500"
 * is 12500 or 12.5, and "1.250" beside decimal commas is 1250 or 1.25.
 */
export function numberMarks(): NumberMarks {
  const first = new Map<Mark, Cell>();
  const pending: Record<"comma-or-thousands" | "point-or-thousands", Cell[]> = {
    "comma-or-thousands": [],
    "point-or-thousands": [],
  };
  return {
    note: (text, rule, place) => {
      const mark = markOf(text);
      if (mark === undefined) return undefined;
      if (mark === "comma" || mark === "point") {
        if (!first.has(mark)) first.set(mark, { text, ...place });
        return undefined;
      }
      if (isWhole(rule)) return { ok: false, ...ambiguous(text, true) };
      if (pending[mark].length < MOST_KEPT) pending[mark].push({ text, ...place });
      return undefined;
    },
    decimalComma: () => first.has("comma"),
    problems: (file, isNumeric) => {
      const comma = first.get("comma");
      const cells = [
        ...(comma === undefined || first.has("point") ? pending["comma-or-thousands"] : []),
        ...(comma === undefined ? [] : pending["point-or-thousands"]),
      ].filter(({ field }) => isNumeric(field));
      return cells.map(({ text, ...place }) => ({
        ...ambiguous(text, false, comma),
        severity: "error" as const,
        where: { file, ...place },
        found: text,
      }));
    },
  };
}

function markOf(text: string): Mark | undefined {
  const thousands = THOUSANDS.exec(text)?.[1];
  if (thousands !== undefined) return thousands === "," ? "comma-or-thousands" : "point-or-thousands";
  const decimal = DECIMAL.exec(text)?.[1];
  return decimal === undefined ? undefined : decimal === "," ? "comma" : "point";
}

function ambiguous(text: string, count: boolean, evidence?: Cell) {
  const [whole, fraction] = [text.replace(/[,.]/, ""), String(Number(text.replace(",", ".")))];
  const shown =
    evidence === undefined
      ? ""
      : `: the file has decimal commas ("${evidence.text}" in line ${evidence.line})${text.includes(",") ? " and decimal points" : ""}`;
  return {
    code: "ambiguous-number",
    message: `"${text}" can be ${whole} or ${fraction}${shown}`,
    expected: "a number that can be read in one way",
    fix: count
      ? `Write ${whole}, without separators of thousands.`
      : `Write ${whole} or ${fraction}: no separators of thousands, one decimal sign in the whole file.`,
  };
}
