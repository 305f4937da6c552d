import type { ChosenOptions } from "@coppice/meta";
import { backTransform } from "./back-transform.ts";
import type { ChosenInputs } from "./choose-columns.ts";
import type { Studies } from "./load-studies.ts";
import type { MetaOptions } from "./options.ts";

/** One choice that shaped the numbers, and whether the user made it. */
export interface Choice {
  readonly name: string;
  readonly value: string;
  readonly how: "chosen" | "default" | "recognised" | "";
}

const TESTS: Readonly<Record<ChosenOptions["test"], string>> = {
  z: "z (normal)",
  t: "t",
  knha: "knha (Hartung-Knapp)",
  adhoc: "adhoc (Hartung-Knapp, never narrower than t)",
};

const PREDICTIONS: Readonly<Record<ChosenOptions["prediction"], string>> = {
  default: "default (normal with test z, otherwise t with k - p)",
  t: "t (k - p degrees of freedom)",
  hts: "hts (t with k - p - 1: Higgins, Thompson & Spiegelhalter)",
  simple: "simple (normal, tau2 alone)",
};

/** Everything that shaped the numbers, defaults included, in the order of the work. */
export function choicesOf(studies: Studies, options: MetaOptions, chosen: ChosenOptions): readonly Choice[] {
  const { fit } = options;
  return [
    ...inputChoices(studies, options),
    { name: "method", value: methodText(chosen), how: how(fit.method ?? fit.tau2) },
    ...(options.weights === undefined
      ? []
      : [
          {
            name: "weights",
            value: `${options.weights}, in place of inverse variances`,
            how: "chosen" as const,
          },
        ]),
    { name: "test", value: TESTS[chosen.test], how: how(fit.test) },
    { name: "level", value: String(chosen.ciLevel), how: how(fit.ciLevel) },
    { name: "prediction", value: PREDICTIONS[chosen.prediction], how: how(fit.prediction) },
    ...(options.mods === undefined ? [] : [{ name: "mods", value: options.mods, how: "chosen" as const }]),
    ...(options.subgroup === undefined
      ? []
      : [
          {
            name: "subgroup",
            value: `${options.subgroup}, tau2 ${options.subgroupTau2 ?? "common"}`,
            how: options.subgroupTau2 === undefined ? ("default" as const) : ("chosen" as const),
          },
        ]),
    {
      name: "order",
      value: options.order ?? "as in the file (cumulative analysis)",
      how: how(options.order),
    },
  ];
}

function how(given: unknown): Choice["how"] {
  return given === undefined ? "default" : "chosen";
}

/** What was read, and how effects were made of it. */
export function inputChoices(studies: Studies, options: MetaOptions): readonly Choice[] {
  const { inputs, names, choices, table } = studies;
  const { measure } = inputs;
  const back = backTransform(studies);
  const scale =
    measure.scale === "log"
      ? ", analysed as its logarithm"
      : back === undefined
        ? ""
        : `, shown as ${back.label} too`;
  const columns = (named: "named" | "recognised"): string =>
    inputs.columns
      .filter((each) => each.how === named)
      .map(({ input, column }) => (input === column ? input : `${input} = ${column}`))
      .join(", ");
  const columnChoices = [
    { name: "columns", value: columns("recognised"), how: "recognised" as const },
    { name: "columns", value: columns("named"), how: "chosen" as const },
    { name: "not used", value: notUsed(inputs), how: "" as const },
  ].filter(({ value }) => value !== "");
  return [
    {
      name: "measure",
      value: `${measure.code} (${measure.label}${scale})${inputs.given && measure.code !== "GEN" ? ", effects as they stand in the file" : ""}`,
      how: how(options.measure),
    },
    ...columnChoices,
    {
      name: "studies",
      value:
        names.columns.length === 0
          ? "named by their line (name a column with --study)"
          : names.columns.map((name) => name).join(" "),
      how: names.how === "named" ? "chosen" : names.how === "recognised" ? "recognised" : "default",
    },
    ...(table.separator === "," && table.encoding === "utf-8"
      ? []
      : [
          {
            name: "file",
            value: `separated by ${{ ",": "commas", ";": `semicolons, decimals by a ${table.decimalComma ? "comma" : "point"}`, "\t": "tabs" }[table.separator]}, ${table.encoding}`,
            how: "recognised" as const,
          },
        ]),
    ...(options.fractionalCounts === true
      ? [{ name: "counts", value: "may be fractions", how: "chosen" as const }]
      : []),
    ...effectChoices(choices, options),
  ];
}

/** Recognised columns that would have given the same in another way. */
function notUsed({ unused, columns }: ChosenInputs): string {
  if (unused.length === 0) return "";
  const names = unused.map(({ column }) => column).join(", ");
  const why = columns.some(({ how }) => how === "named") ? "columns were chosen" : "they come first";
  return `${names} (the effects are computed from ${columns.map(({ column }) => column).join(", ")}: ${why})`;
}

function methodText({ method, tau2 }: ChosenOptions): string {
  if (method === "EE") return "EE (equal effects)";
  return tau2 === undefined ? method : `tau2 = ${tau2}, given`;
}

const SAID: Readonly<Record<string, (value: unknown) => string>> = {
  vtype: (value) => `variance type ${String(value)}`,
  correct: (value) => (value === true ? "corrected for small samples" : "not corrected for small samples"),
  add: (value) => `add ${String(value)}`,
  to: (value) =>
    `to ${{ only0: "studies with a zero cell", all: "all studies", if0all: "all studies if any has a zero cell", none: "none" }[String(value)] ?? String(value)} (${String(value)})`,
  drop00: (value) => (value === true ? "double-zero studies left out" : "double-zero studies kept"),
};

/** Variance and zero cells, in words. */
function effectChoices(choices: Studies["choices"], options: MetaOptions): readonly Choice[] {
  const text = (names: readonly string[]): string =>
    names.flatMap((name) => (name in choices ? [SAID[name]!(choices[name])] : [])).join(", ");
  const { add, to, drop00 } = options.zeroCells;
  const zero = add ?? to ?? drop00;
  return [
    {
      name: "variance",
      value: text(["vtype", "correct"]),
      how: how(options.vtype ?? options.correct),
    },
    {
      name: "zero cells",
      value: text(["add", "to", "drop00"]),
      how: zero === undefined ? "default" : "chosen",
    },
  ].filter(({ value }) => value !== "") as readonly Choice[];
}
