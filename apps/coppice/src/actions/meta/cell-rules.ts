/** What a number of a study can be. */
export type CellRule =
  "count" | "size" | "time" | "sd" | "variance" | "probability" | "correlation" | "number";

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
    : { ok: false, code, message: `${text} is not ${expected}`, expected, fix };
}

function notANumber(text: string): ParsedNumber {
  const lower = text.toLowerCase();
  const fix =
    /^[+-]?(nan|inf|infinity|#div\/0!|#n\/a|#num!|#value!)$/.exec(lower) !== null
      ? "It comes from a calculation that failed: correct that, or leave the cell empty if the value is not known."
      : /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text)
        ? `Write ${text.replaceAll(",", "")}, without separators of thousands.`
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

const RULES: Readonly<
  Record<
    CellRule,
    {
      readonly holds: (value: number) => boolean;
      readonly code: string;
      readonly expected: string;
      readonly fix: string;
    }
  >
> = {
  number: { holds: () => true, code: "not-a-number", expected: "a number", fix: "" },
  count: {
    holds: (value) => value >= 0,
    code: "impossible-counts",
    expected: "a count of 0 or more",
    fix: "Correct the count, or leave the cell empty if it is not known.",
  },
  size: {
    holds: (value) => value >= 1,
    code: "nonpositive-n",
    expected: "a number of participants of 1 or more",
    fix: "Correct the number, or leave the cell empty if it is not known.",
  },
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
  probability: {
    holds: (value) => value >= 0 && value <= 1,
    code: "not-a-probability",
    expected: "a number from 0 to 1",
    fix: "Write 5 percent as 0.05; leave the cell empty if it is not known.",
  },
};
