import { closestName, type Problem } from "@coppice/records";
import { ActionError } from "../action-error.ts";
import {
  GIVEN_SETS,
  INPUT_NAMES,
  inputSets,
  INPUTS,
  MEASURES,
  type InputName,
  type MeasureInfo,
} from "./measures.ts";
import { missingColumn } from "./read-table.ts";

/** Which column of the file holds which input. */
export interface ChosenColumn {
  readonly input: InputName;
  readonly column: string;
  /** Whether an option named it, or its header was recognised. */
  readonly how: "named" | "recognised";
}

export interface ChosenInputs {
  readonly measure: MeasureInfo;
  /** Whether effects stand in the file (also the logarithms of a ratio) instead of what they are computed from. */
  readonly given: boolean;
  readonly columns: readonly ChosenColumn[];
  /** Recognised columns that say the same in another way, and are not used. */
  readonly unused: readonly ChosenColumn[];
}

/**
 * The columns of a measure's inputs: those that options name, and for the rest headers that are spelt as metafor's arguments
 * (or a few other well-known names). Of the sets of inputs that would do, the one with most named columns is taken, so that a
 * recognised column never takes the place of a named one. Without the measure's own inputs, effects that stand in the file are
 * taken as they are.
 *
 * @throws ActionError when an option names a column that is not there or cannot be used, or too few inputs are found
 */
export function chooseInputs(
  file: string,
  header: readonly string[],
  asked: {
    readonly measure?: string | undefined;
    /** Whether given effects are logarithms of ratios. */
    readonly exp?: boolean | undefined;
    readonly named: ReadonlyMap<InputName, string>;
  },
): ChosenInputs {
  const wrong = [...asked.named].filter(([, column]) => !header.includes(column));
  if (wrong.length > 0)
    throw new ActionError(
      `${file} lacks columns that were asked for.`,
      wrong.map(([input, column]) => missingColumn(file, column, header, `--${input}`)),
      "call",
    );
  const found = new Map(
    INPUT_NAMES.flatMap((input): readonly (readonly [InputName, ChosenColumn])[] => {
      const named = asked.named.get(input);
      const column = named ?? recognise(input, header);
      if (column === undefined) return [];
      return [[input, { input, column, how: named === undefined ? "recognised" : "named" }]];
    }),
  );
  const generic = MEASURES.find(({ code }) => code === (asked.measure ?? "GEN"))!;
  const measure: MeasureInfo = asked.exp === true ? { ...generic, label: "Ratio", scale: "log" } : generic;
  if (asked.exp === true && generic.code !== "GEN")
    throw new ActionError(
      `--exp says that effects given as they are (yi) are logarithms; ${generic.code} has a scale of its own.`,
      [],
      "call",
    );
  // Effects named by an option are wanted, even where their numbers could be used.
  const own = asked.named.has("yi") ? [] : inputSets(measure);
  const count = (set: readonly InputName[]): number => set.filter((input) => asked.named.has(input)).length;
  const set = [...own, ...GIVEN_SETS]
    .filter((each) => each.every((input) => found.has(input)))
    .reduce<readonly InputName[] | undefined>(
      (best, each) => (best === undefined || count(each) > count(best) ? each : best),
      undefined,
    );
  if (set === undefined)
    throw new ActionError(
      `${file} lacks columns that ${asked.measure === undefined ? "an analysis" : measure.code} needs.`,
      [tooFew(file, header, measure, asked.measure !== undefined, found)],
    );
  // Events with totals beside them: both are read, so that they can be held against each other.
  const also: readonly InputName[] = set.includes("bi")
    ? (["n1i", "n2i"] as const).filter((input) => found.has(input))
    : [];
  const inputs = [...new Set([...set, ...also])];
  const idle = [...asked.named].filter(([input]) => !inputs.includes(input));
  if (idle.length > 0)
    throw new ActionError(
      `${file} cannot be analysed with these columns.`,
      idle.map(([input, column]) => idleColumn(file, input, column, inputs, found)),
      "call",
    );
  const others = new Set([...own, ...GIVEN_SETS].flat());
  return {
    measure,
    given: set[0] === "yi",
    columns: inputs.map((input) => found.get(input)!),
    unused: [...found.values()].filter(
      ({ input, column }) =>
        others.has(input) &&
        !inputs.includes(input) &&
        !inputs.some((each) => found.get(each)!.column === column),
    ),
  };
}

/** A column that an option names and nothing is computed from: the user meant something else. */
function idleColumn(
  file: string,
  input: InputName,
  column: string,
  used: readonly InputName[],
  found: ReadonlyMap<InputName, ChosenColumn>,
): Problem {
  const other = { lower: "upper", upper: "lower" } as const;
  const missing = input === "lower" || input === "upper" ? other[input] : undefined;
  const half = missing !== undefined && !found.has(missing);
  return {
    code: "unused-column",
    severity: "error",
    message: half
      ? `--${input} ${column} names one end of the interval, and there is no column for the other`
      : `--${input} ${column} is not used: the effects are taken from ${used.map((each) => found.get(each)!.column).join(", ")}`,
    where: { file, line: 1, field: column },
    found: `--${input} ${column}`,
    expected: "columns that belong together",
    fix: half
      ? `Name it with --${missing} COLUMN.`
      : `Leave out --${input}, or the options for ${used.map((each) => `--${each}`).join(", ")}.`,
  };
}

/** A header spelt as the input is, as an alias is, or so but for case. */
function recognise(input: InputName, header: readonly string[]): string | undefined {
  const names = [input, ...INPUTS[input].known];
  for (const name of names) {
    const exact = header.find((each) => each === name);
    if (exact !== undefined) return exact;
  }
  return header.find((each) => names.some((name) => name.toLowerCase() === each.toLowerCase()));
}

function tooFew(
  file: string,
  header: readonly string[],
  measure: MeasureInfo,
  chosen: boolean,
  found: ReadonlyMap<InputName, ChosenColumn>,
): Problem {
  const sets = inputSets(measure);
  const nearest = sets.reduce((best, set) =>
    set.filter((input) => found.has(input)).length > best.filter((input) => found.has(input)).length
      ? set
      : best,
  );
  const missing = nearest.filter((input) => !found.has(input));
  const others = MEASURES.filter((each) =>
    inputSets(each).some((set) => set.every((input) => found.has(input))),
  ).slice(0, 4);
  const used = new Set([...found.values()].map(({ column }) => column));
  const free = header.filter((name) => name !== "" && !used.has(name));
  const close = missing.flatMap((input) => {
    const name = [input, ...INPUTS[input].known]
      .map((known) => closestName(known, free))
      .find((near) => near !== undefined);
    return name === undefined ? [] : [`--${input} ${name}`];
  });
  return {
    code: "missing-column",
    severity: "error",
    message: `no column for ${missing.map((input) => `${input} (${INPUTS[input].means})`).join(", ")}`,
    where: { file, line: 1 },
    found: header.join(", "),
    expected: sets.map((set) => set.join(" ")).join(", or "),
    fix: [
      `The header has: ${header.filter((name) => name !== "").join(", ")}.`,
      ...(others.length > 0 && !chosen
        ? [
            `Say what to compute from it with --measure: ${others.map(({ code }) => code).join(", ")} would do.`,
          ]
        : close.length > 0
          ? [`Did you mean ${close.join(" ")}?`]
          : [`Name the column with ${missing.map((input) => `--${input} COLUMN`).join(" ")}.`]),
    ].join(" "),
  };
}
