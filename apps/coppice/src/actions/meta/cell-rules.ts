/** What a number of a study can be. */
export type CellRule =
  | "count"
  | "size"
  | "fractional-count"
  | "fractional-size"
  | "time"
  | "sd"
  | "variance"
  | "probability"
  | "correlation"
  | "weight"
  | "number";

export type ParsedNumber =
  /** NaN: the cell is empty. */
  | { readonly ok: true; readonly value: number }
  | {
      readonly ok: false;
      readonly code: string;
      readonly message: string;
      readonly expected: string;
      readonly fix: string;
    };

/** Whether the rule asks for a whole number. */
export function isWhole(rule: CellRule | undefined): boolean {
  return rule === "count" || rule === "size";
}

const EMPTY = new Set(["", "NA", "."]);
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/**
 * A cell as a number. Empty cells, NA and a lone point are missing values; the text NaN is not: it comes from a calculation
 * that failed.
 */
export function parseNumber(text: string, decimalComma: boolean, rule: CellRule = "number"): ParsedNumber {
  if (EMPTY.has(text)) return { ok: true, value: Number.NaN };
  const plain = decimalComma && text.includes(",") ? text.replace(",", ".") : text;
  if (!NUMBER.test(plain)) return notANumber(text);
  const value = Number(plain);
  if (!Number.isFinite(value)) return notANumber(text);
  const { holds, code, expected, fix } = RULES[rule];
  return holds(value)
    ? { ok: true, value }
    : isWhole(rule) && !Number.isInteger(value)
      ? { ok: false, ...fractional(text) }
      : { ok: false, code, message: `${text} is not ${expected}`, expected, fix };
}

/** Counts of people are whole; those that were made smaller for clusters are not, and the user says so. */
function fractional(text: string) {
  return {
    code: "fractional-count",
    message: `${text} is not a whole number`,
    expected: "a whole number of people or events",
    fix: "Correct it; if the counts were adjusted (for clusters, say) and are meant to be fractions, add --fractional-counts.",
  };
}

function notANumber(text: string): ParsedNumber {
  const lower = text.toLowerCase();
  const fix =
    /^[+-]?(nan|inf|infinity|#div\/0!|#n\/a|#num!|#value!)$/.exec(lower) !== null
      ? "It comes from a calculation that failed: correct that, or leave the cell empty if the value is not known."
      : /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text)
        ? `Write ${text.replaceAll(",", "")}, without separators of thousands.`
        : /^[+-]?\d{1,3}(\.\d{3})+,\d+$/.test(text)
          ? `Write ${text.replaceAll(".", "").replace(",", ".")}, without separators of thousands.`
          : /^[+-]?\d*,\d+$/.test(text)
            ? `Write ${text.replace(",", ".")}: decimals are set apart by a point (a comma only where semicolons separate the cells).`
            : text.endsWith("%")
              ? `Write ${Number(text.slice(0, -1)) / 100 || "the proportion"}.`
              : text.startsWith("−")
                ? `Write -${text.slice(1)}, with a hyphen.`
                : "Leave the cell empty (or NA) if the value is not known.";
  return {
    ok: false,
    code: "not-a-number",
    message: `"${text}" is not a number`,
    expected: "a number",
    fix,
  };
}

interface Rule {
  readonly holds: (value: number) => boolean;
  readonly code: string;
  readonly expected: string;
  readonly fix: string;
}

const COUNT: Rule = {
  holds: (value) => value >= 0,
  code: "impossible-counts",
  expected: "a count of 0 or more",
  fix: "Correct the count, or leave the cell empty if it is not known.",
};

const SIZE: Rule = {
  holds: (value) => value >= 1,
  code: "nonpositive-n",
  expected: "a number of participants of 1 or more",
  fix: "Correct the number, or leave the cell empty if it is not known.",
};

const RULES: Readonly<Record<CellRule, Rule>> = {
  number: { holds: () => true, code: "not-a-number", expected: "a number", fix: "" },
  count: { ...COUNT, holds: (value) => COUNT.holds(value) && Number.isInteger(value) },
  "fractional-count": COUNT,
  size: { ...SIZE, holds: (value) => SIZE.holds(value) && Number.isInteger(value) },
  "fractional-size": SIZE,
  time: {
    holds: (value) => value > 0,
    code: "nonpositive-time",
    expected: "a time greater than 0",
    fix: "Correct the person-time, or leave the cell empty if it is not known.",
  },
  sd: {
    holds: (value) => value > 0,
    code: "nonpositive-sd",
    expected: "a standard deviation greater than 0",
    fix: "Look it up in the source; a standard error is not meant here. Leave the cell empty if it is not known.",
  },
  variance: {
    holds: (value) => value > 0,
    code: "nonpositive-variance",
    expected: "greater than 0, as a variance or standard error must be",
    fix: "Look it up in the source; leave the cell empty if it is not known.",
  },
  correlation: {
    holds: (value) => Math.abs(value) <= 1,
    code: "correlation-not-feasible",
    expected: "a correlation from -1 to 1",
    fix: "Look it up in the source; leave the cell empty if it is not known.",
  },
  weight: {
    holds: (value) => value >= 0,
    code: "negative-weight",
    expected: "a weight of 0 or more",
    fix: "Correct the weight, give 0 to a study that is not to count, or leave the cell empty to leave the study out.",
  },
  probability: {
    holds: (value) => value >= 0 && value <= 1,
    code: "not-a-probability",
    expected: "a number from 0 to 1",
    fix: "Write 5 percent as 0.05; leave the cell empty if it is not known.",
  },
};
