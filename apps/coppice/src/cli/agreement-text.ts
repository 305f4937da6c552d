import { REASON_WORDS, type Agreement, type Coefficient, type PairAgreement } from "@coppice/screening";
import type { MeasuredAgreement } from "../actions/agreement/run-agreement.ts";
import { counted, decimals, levelText, textTable } from "../actions/meta/text-table.ts";

/** Above this the rarer category weighs so little in kappa that the text says so. */
const HIGH_PREVALENCE = 0.8;
/** On fewer records large-sample intervals are rough. */
const FEW = 30;
/** Tables of more pairs are in the JSON only. */
const MOST_TABLES = 6;

/** What was read, the table of each two raters, and the coefficients, in sentences and tables. */
export function agreementText(result: MeasuredAgreement): string {
  const { agreement } = result;
  const { raters, pairs } = agreement;
  const shown = pairs.length <= MOST_TABLES ? pairs : [];
  const parts = [
    readLines(result),
    ...(raters.length > 2 ? [allLines(agreement), pairLines(agreement)] : []),
    ...shown.map((pair) => [
      ...tableLines(pair, agreement.categories),
      "",
      ...(raters.length > 2 ? [] : twoLines(agreement, pair)),
    ]),
    noteLines(agreement),
  ];
  return `${parts
    .map((lines) => lines.join("\n").trimEnd())
    .filter((text) => text !== "")
    .join("\n\n")}\n`;
}

function readLines({ file, layout, how, columns, unused, agreement }: MeasuredAgreement): readonly string[] {
  const { raters, categories, units, pairedUnits, missing } = agreement;
  const places = units * raters.length;
  const where =
    layout === "wide"
      ? `a column for each rater: ${columns.votes.join(", ")}`
      : `a row for each vote (columns ${columns.id ?? ""}, ${columns.reviewer ?? ""}, ${columns.votes.join(", ")}), raters ${raters.join(", ")}`;
  const ids = layout === "long" ? "" : columns.id === null ? " No column is known to hold the records' ids." : ` Records by "${columns.id}".`; // prettier-ignore
  return [
    `${file}: ${counted(units, "record")}; ${where} (${how === "named" ? "as you named them" : "recognised by name"}).${ids}`,
    `A vote is ${alternatives(categories)}. ${missing === 0 ? "No vote is missing" : `${missing} of ${counted(places, "vote")} ${missing === 1 ? "is" : "are"} missing`}; ${counted(pairedUnits, "record has", "records have")} the votes of two raters or more.`,
    "These must be the votes before adjudication, as each rater cast them alone: what was settled together agrees by making.",
    ...(unused.length === 0 ? [] : [`Not used, though votes could stand there: ${unused.join(", ")}.`]),
  ];
}

function tableLines(pair: PairAgreement, categories: readonly string[]): readonly string[] {
  const { table, raters, units } = pair;
  const sums = categories.map((_, j) => table.reduce((sum, row) => sum + row[j]!, 0));
  const rows = [
    [`${raters[0]} \\ ${raters[1]}`, ...categories, "all"],
    ...categories.map((category, i) => [
      category,
      ...table[i]!.map(String),
      String(table[i]!.reduce((sum, count) => sum + count, 0)),
    ]),
    ["all", ...sums.map(String), String(units)],
  ];
  const agreed = table.reduce((sum, row, k) => sum + row[k]!, 0);
  const chance = pair.kappa.chance;
  return [
    ...textTable(rows),
    "",
    units === 0
      ? `No record has the votes of both ${raters[0]} and ${raters[1]}.`
      : `${raters[0]} (rows) and ${raters[1]} (columns) agree on ${agreed} of ${units} records (${percent(agreed / units)}); by chance they would on ${percent(chance ?? 0)}.`,
  ];
}

type Row = readonly [name: string, coefficient: Coefficient];

function twoLines(agreement: Agreement, pair: PairAgreement): readonly string[] {
  const { categories, weights, fleiss, alpha } = agreement;
  const positive = categories.length === 2 && categories.includes("include");
  const rows: readonly Row[] = [
    ["Observed agreement", pair.observed],
    ["Cohen's kappa", pair.kappa.coefficient],
    ...weighted(weights, "Weighted kappa", pair.weightedKappa?.coefficient),
    ["PABAK", pair.pabak],
    ["Gwet's AC1", pair.ac1],
    ...weighted(weights, "Gwet's AC2", pair.ac2),
    ["Fleiss' kappa (Scott's pi)", fleiss.coefficient],
    ...alphaRows(alpha),
    ...pair.byCategory.map(({ category, agreement: own }): Row => {
      const sign = positive ? (category === "include" ? " (positive)" : " (negative)") : "";
      return [`Agreement on ${category}${sign}`, own];
    }),
  ];
  const indices: readonly (readonly string[])[] =
    pair.prevalenceIndex === null
      ? []
      : [
          ["Prevalence index", decimals(pair.prevalenceIndex)],
          ["Bias index", decimals(pair.biasIndex)],
        ];
  const isRare = (pair.prevalenceIndex ?? 0) > HIGH_PREVALENCE && pair.kappa.coefficient.kind !== "undefined";
  return [
    ...coefficientTable(rows, agreement.ciLevel, indices),
    "",
    ...missingLines(rows),
    ...(isRare
      ? [`One vote is far rarer than the other (prevalence index ${decimals(pair.prevalenceIndex, 2)}): kappa can be low then though raters agree, and PABAK and AC1 high though they rarely agree on the rarer vote. Report them beside the agreement on ${rarer(pair, categories)}.`] // prettier-ignore
      : []),
  ];
}

function allLines(agreement: Agreement): readonly string[] {
  const { raters, observed, fleiss, ac1, ac2, alpha, weights, ciLevel } = agreement;
  const rows: readonly Row[] = [
    ["Observed agreement", observed],
    ["Fleiss' kappa", fleiss.coefficient],
    ["Gwet's AC1", ac1],
    ...weighted(weights, "Gwet's AC2", ac2 ?? undefined),
    ...alphaRows(alpha),
  ];
  return [`All ${raters.length} raters:`, ...coefficientTable(rows, ciLevel, []), "", ...missingLines(rows)];
}

function pairLines({ pairs, ciLevel, weights }: Agreement): readonly string[] {
  const kappaOf = (pair: PairAgreement): Coefficient => (pair.weightedKappa ?? pair.kappa).coefficient;
  const rows = pairs.map((pair) => [
    pair.raters.join(" and "),
    String(pair.units),
    decimals(pair.observed.estimate),
    decimals(kappaOf(pair).estimate),
    rangeText(kappaOf(pair)),
    decimals(pair.pabak.estimate),
    decimals(pair.ac1.estimate),
  ]);
  const kappa = weights === null ? "kappa" : `kappa (${weights})`;
  const missing = pairs.map((pair): Row => [`The ${kappa} of ${pair.raters.join(" and ")}`, kappaOf(pair)]);
  return [
    "Each two of them, on the records that both voted on:",
    ...textTable([
      ["", "records", "observed", kappa, `${levelText(ciLevel)} interval`, "PABAK", "AC1"],
      ...rows,
    ]),
    "",
    ...missingLines(missing),
  ];
}

function noteLines({
  pairs,
  raters,
  fleiss,
  alpha,
  bootstrap,
  seed,
  replicates,
}: Agreement): readonly string[] {
  const [first] = pairs;
  const simple = raters.length === 2 && first !== undefined && first.kappa.seSimple !== null ? ` (the simple one of Cohen 1960 is ${decimals(first.kappa.seSimple)})` : ""; // prettier-ignore
  const drawn = alpha.map((each) => each.replicates).filter((count) => count > 0);
  const fewest = Math.min(...drawn);
  const few = pairs.filter(({ units }) => units > 0 && units < FEW);
  const isKappa = pairs.some(({ kappa }) => kappa.coefficient.kind === "interval");
  return [
    ...(isKappa
      ? [`Kappa: interval from the large-sample standard error of Fleiss, Cohen and Everitt 1969${simple}.`]
      : []),
    ...(fleiss.coefficient.kind === "interval"
      ? [`Fleiss' kappa and AC1: standard errors of Gwet${fleiss.seNull === null ? "" : `; for a test of no agreement beyond chance that of Fleiss' kappa is ${decimals(fleiss.seNull)}`}.`] // prettier-ignore
      : []),
    ...(drawn.length === 0
      ? []
      : [`Alpha: percentiles of ${replicates} bootstrap samples of ${bootstrap === "units" ? "records" : "pairs of votes"} (seed ${seed})${fewest < replicates ? `; ${replicates - fewest} of them held one category only and count for nothing` : ""}.`]), // prettier-ignore
    ...(few.length === 0
      ? []
      : [`Fewer than ${FEW} records${raters.length > 2 ? " with the votes of two raters" : ""}: these intervals hold for many records and are rough here.`]), // prettier-ignore
  ];
}

function weighted(
  weights: string | null,
  name: string,
  coefficient: Coefficient | null | undefined,
): readonly Row[] {
  return weights === null || coefficient === null || coefficient === undefined
    ? []
    : [[`${name} (${weights})`, coefficient]];
}

function alphaRows(alpha: Agreement["alpha"]): readonly Row[] {
  return alpha.map(({ metric, coefficient }) => [`Krippendorff's alpha (${metric})`, coefficient]);
}

function coefficientTable(
  rows: readonly Row[],
  ciLevel: number,
  further: readonly (readonly string[])[],
): readonly string[] {
  return textTable([
    ["", "value", "se", `${levelText(ciLevel)} interval`],
    ...rows.map(([name, coefficient]) => [
      name,
      decimals(coefficient.estimate),
      decimals(coefficient.se),
      rangeText(coefficient),
    ]),
    ...further,
  ]);
}

/** Why a value or an interval is missing, one line a reason. */
function missingLines(rows: readonly Row[]): readonly string[] {
  const lines = rows.flatMap(([name, { kind, reason }]) => {
    if (reason === null) return [];
    return [`${name} has no ${kind === "undefined" ? "value" : "interval"}: ${REASON_WORDS[reason]}.`];
  });
  return [...new Set(lines)];
}

function rarer({ table }: PairAgreement, categories: readonly string[]): string {
  return table[0]![0]! < table[1]![1]! ? categories[0]! : categories[1]!;
}

function rangeText({ ciLower, ciUpper }: Coefficient): string {
  return ciLower === null ? "-" : `${decimals(ciLower)} to ${decimals(ciUpper)}`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)}%`;
}

/** "a, b or c". */
function alternatives(names: readonly string[]): string {
  return `${names.slice(0, -1).join(", ")} or ${names.at(-1) ?? ""}`;
}
