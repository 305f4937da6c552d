import type { FieldUse } from "./field.ts";

/** Whose language a strategy is written in. */
export type SearchInterface = "pubmed" | "ovid";

/** Where something begins in the text of a strategy; both from 1, in characters. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** A search strategy: numbered lines that name each other, or a single query. */
export interface Strategy {
  readonly interface: SearchInterface;
  /** Whether the text numbered its lines; if not, `label` counts them. */
  readonly numbered: boolean;
  readonly lines: readonly StrategyLine[];
  /** Comment lines after the last line. */
  readonly after: readonly string[];
}

export interface StrategyLine {
  /** The number by which other lines name this one. */
  readonly label: number;
  readonly place: Place;
  /** Nothing, where a number stands without a query or nothing of the query could be read. */
  readonly query: Query | null;
  /** How many records the database found, as printed at the end of the line. */
  readonly count?: number;
  /** Comment lines before this one. */
  readonly before: readonly string[];
  /** Comments in square brackets (Ovid), without legends of fields and names of subheadings. */
  readonly comments: readonly string[];
}

/** What one line asks for. */
export type Query =
  | Term
  | Heading
  | FloatingSubheadings
  | Near
  | Adjacent
  | Fielded
  | Frequency
  | Combination
  | LineReference
  | LineSpan
  | DateRange
  | RecentDates
  | Limited
  | Deduplicated
  | InDatabase;

interface QueryNode {
  readonly place: Place;
  /** Whether the text puts it in brackets of its own; printed back as it was. */
  readonly bracketed: boolean;
}

/** Words, with the interface's own wildcards; without fields where the text names none. */
export interface Term extends QueryNode {
  readonly kind: "term";
  readonly text: string;
  readonly quoted: boolean;
  readonly fields: readonly FieldUse[];
}

/** A subject heading: PubMed `Ketamine/therapeutic use[mh]`, Ovid `exp *Ketamine/tu`. */
export interface Heading extends QueryNode {
  readonly kind: "heading";
  readonly term: string;
  readonly quoted: boolean;
  /** With the narrower headings: PubMed's default, Ovid's `exp`. */
  readonly explode: boolean;
  /** As a main topic only: `[majr]`, `*`. */
  readonly major: boolean;
  /** Names or two-letter codes, as written; any one of them. */
  readonly subheadings: readonly string[];
}

/** Ovid `/dt,th`: subheadings of whatever heading. */
export interface FloatingSubheadings extends QueryNode {
  readonly kind: "subheadings";
  readonly codes: readonly string[];
}

/** PubMed `"hip pain"[tiab:~4]`: all words, in any order, with at most `distance` other words between them. */
export interface Near extends QueryNode {
  readonly kind: "near";
  readonly text: string;
  readonly distance: number;
  readonly field: FieldUse;
}

/** Ovid `a adj3 b`: in any order, at most `distance - 1` words between; `adj` (null): next to each other, in order. */
export interface Adjacent extends QueryNode {
  readonly kind: "adjacent";
  readonly operands: readonly Query[];
  readonly distance: number | null;
}

/** Fields after a bracket: `(a or b).ti,ab.` */
export interface Fielded extends QueryNode {
  readonly kind: "fielded";
  readonly of: Query;
  readonly fields: readonly FieldUse[];
}

/** Ovid `ketamine.ab. /freq=2`: at least so often. */
export interface Frequency extends QueryNode {
  readonly kind: "frequency";
  readonly of: Query;
  readonly count: number;
}

export type Operator = "and" | "or" | "not";

/** Two or more operands; `not` takes each of the others from the first. */
export interface Combination extends QueryNode {
  readonly kind: "combination";
  readonly operator: Operator;
  readonly operands: readonly Query[];
}

/** `#3`, `3` */
export interface LineReference extends QueryNode {
  readonly kind: "line";
  readonly label: number;
}

/** Ovid `or/1-5,7` */
export interface LineSpan extends QueryNode {
  readonly kind: "lines";
  readonly operator: "and" | "or";
  readonly spans: readonly { readonly from: number; readonly to: number }[];
}

export interface DateText {
  readonly year: number;
  readonly month?: number;
  readonly day?: number;
}

/** Both ends included; null: open. A single date has the same at both ends. */
export interface DateRange extends QueryNode {
  readonly kind: "dates";
  readonly from: DateText | null;
  readonly to: DateText | null;
  readonly field: FieldUse;
}

/** PubMed `"last 5 years"[dp]` */
export interface RecentDates extends QueryNode {
  readonly kind: "recent";
  readonly count: number;
  readonly unit: "days" | "months" | "years";
  readonly field: FieldUse;
}

export type Limit =
  | { readonly kind: "years"; readonly from: number | null; readonly to: number | null }
  | { readonly kind: "language"; readonly language: string }
  | { readonly kind: "humans" }
  | { readonly kind: "animals" }
  /** As written: a publication type, an age group, a date of entry. */
  | { readonly kind: "other"; readonly text: string };

/** Ovid `limit 5 to (english language and yr="2000 -Current")`: all of the groups, any one of each. */
export interface Limited extends QueryNode {
  readonly kind: "limit";
  readonly of: Query;
  readonly limits: readonly (readonly Limit[])[];
}

/** Ovid `remove duplicates from 9` */
export interface Deduplicated extends QueryNode {
  readonly kind: "deduplicate";
  readonly of: Query;
}

/** Ovid `9 use medall`, or `use medall` by itself (`of` null). */
export interface InDatabase extends QueryNode {
  readonly kind: "database";
  readonly of: Query | null;
  readonly database: string;
}
