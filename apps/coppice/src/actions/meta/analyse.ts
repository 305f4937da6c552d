import {
  baujat,
  copasModel,
  cumulative,
  designFromFormula,
  fitPairwise,
  fitRegression,
  fitSubgroups,
  influence,
  InputError,
  leaveOneOut,
  limitMetaAnalysis,
  petPeese,
  rankTest,
  regressionTest,
  tableRegressionTest,
  trimAndFill,
  type BaujatPoints,
  type CopasModel,
  type DataColumn,
  type FormulaDesign,
  type Influence,
  type LimitMetaAnalysis,
  type PairwiseFit,
  type PartialFits,
  type PetPeese,
  type RankTest,
  type RegressionFit,
  type RegressionTest,
  type SubgroupsFit,
  type TrimAndFill,
  type TwoByTwo,
} from "@coppice/meta";
import { DomainError } from "@coppice/meta/special";
import { ActionError, type OnProgress } from "../action-error.ts";
import { located } from "./compute-effects.ts";
import type { Studies } from "./load-studies.ts";
import type { MetaOptions } from "./options.ts";
import { tableOf } from "./study-counts.ts";

/** All that is computed of a set of studies. */
export interface MetaAnalysis {
  readonly fit: PairwiseFit;
  readonly regression?: Regression;
  readonly subgroups?: Subgroups;
  readonly bias?: BiasTests;
  readonly leaveOneOut?: PartialFits;
  readonly cumulative?: PartialFits;
  readonly influence?: Influence;
  readonly baujat?: BaujatPoints;
  /** What was left out of the whole, and why. */
  readonly skipped: readonly Skipped[];
}

export interface Skipped {
  readonly what: string;
  readonly why: string;
}

export interface Regression {
  readonly formula: FormulaDesign;
  readonly fit: RegressionFit;
  /** Studies without a value that the formula needs. */
  readonly dropped: readonly { readonly place: number; readonly reason: string }[];
}

export interface Subgroups {
  readonly column: string;
  readonly fit: SubgroupsFit;
  /** Places of the studies that the fit's rows stand for. */
  readonly places: readonly number[];
}

/** Each where the data allow it; one that they do not allow is among the skipped, with the reason. */
export interface BiasTests {
  readonly egger: RegressionTest | undefined;
  readonly classicalEgger: RegressionTest | undefined;
  readonly begg: RankTest | undefined;
  readonly trimAndFill: TrimAndFill | undefined;
  readonly petPeese: PetPeese | undefined;
  readonly limit: LimitMetaAnalysis | undefined;
  readonly copas: CopasModel | undefined;
  /** Of odds ratios computed from tables. */
  readonly harbord: RegressionTest | undefined;
  readonly peters: RegressionTest | undefined;
}

/** A fit without each study takes k times as long as one fit. */
const MOST_REFITS = 2000;
/** Pairs of studies: k². */
const MOST_PAIRS = 10_000;
/** Studies in each of the hundreds of thousands of likelihoods of a selection model. */
const MOST_SELECTED = 500;
/** Studies that trim and fill sorts again and again. */
const MOST_FILLED = 1_000_000;
/** What takes long, in its order. */
const STEPS = ["fit the model", "moderators and subgroups", "small-study effects", "diagnostics"];
/** Numbers of a design matrix. */
const MOST_DESIGN = 8_000_000;

/**
 * The whole analysis of a set of studies.
 *
 * @throws ActionError with the line of what cannot be
 */
export function analyse(studies: Studies, options: MetaOptions, onProgress?: OnProgress): MetaAnalysis {
  const { yi, vi } = studies;
  const k = yi.length;
  const skipped: Skipped[] = [];
  const at = <T>(work: () => T): T => located(studies.table, (row) => studies.line(row), work);
  const step = (done: number): void =>
    onProgress?.({ label: STEPS[done] ?? "analysed", done, total: STEPS.length });
  step(0);
  const fit = at(() => fitPairwise(yi, vi, options.fit));
  step(1);
  const model = { yi, vi, options: options.fit };
  const regression = options.mods === undefined ? undefined : regress(studies, options.mods, options);
  const subgroups = options.subgroup === undefined ? undefined : inGroups(studies, options.subgroup, options);
  step(2);
  const bias = options.bias ? biasTests(studies, options, skipped) : undefined;
  step(3);
  let parts: Pick<MetaAnalysis, "leaveOneOut" | "cumulative" | "influence" | "baujat"> = {};
  const refits = ["leave-one-out", "cumulative", "influence", "Baujat"];
  if (k > MOST_REFITS)
    skip(skipped, refits, `${k} studies: each takes one fit a study, which is done for up to ${MOST_REFITS}`);
  else if (k < 2) skip(skipped, refits, "one study");
  else {
    // Among weights of one's own there may be too many zeros.
    const part = <T>(what: string, work: () => T): T | undefined =>
      studies.weights === undefined ? at(work) : attempt(skipped, what, work);
    const few = k < 3;
    if (few) skip(skipped, ["influence", "Baujat"], "two studies: without one of them nothing is pooled");
    const [cumulated, without, influences, points] = [
      part("cumulative", () => cumulative(model, orderOf(studies, options.order))),
      part("leave-one-out", () => leaveOneOut(model)),
      few ? undefined : part("influence", () => influence(model)),
      few ? undefined : part("Baujat", () => baujat(model)),
    ];
    parts = {
      ...(cumulated && { cumulative: cumulated }),
      ...(without && { leaveOneOut: without }),
      ...(influences && { influence: influences }),
      ...(points && { baujat: points }),
    };
  }
  step(STEPS.length);
  return {
    fit,
    ...(regression && { regression }),
    ...(subgroups && { subgroups }),
    ...(bias && { bias }),
    ...parts,
    skipped,
  };
}

function skip(skipped: Skipped[], what: readonly string[], why: string): void {
  for (const each of what) skipped.push({ what: each, why });
}

function regress(studies: Studies, formula: string, options: MetaOptions): Regression {
  const names = studies.formulaColumns;
  const columns: Record<string, DataColumn> = {};
  for (const name of names) columns[name] = studies.column(name);
  const at = <T>(work: () => T): T => located(studies.table, (row) => studies.line(row), work);
  const size = studies.yi.length * (names.length + 1);
  if (size > MOST_DESIGN)
    throw problemOf(studies, {
      code: "too-large",
      message: `a regression of ${studies.yi.length} studies on ${names.length} columns would take more memory than is safe`,
      expected: `at most ${MOST_DESIGN} numbers in the design`,
      fix: "Take a sample of the rows, or summarise them by the values of the moderators first.",
    });
  const design = at(() => designFromFormula(formula, columns));
  for (const name of names) {
    const values = new Set(design.rows.map((row) => columns[name]![row]!));
    if (values.size === 1)
      throw problemOf(studies, {
        code: "constant-moderator",
        field: name,
        message: `${name} is ${JSON.stringify([...values][0])} in all ${design.rows.length} studies: it explains no difference between them`,
        found: String([...values][0]),
        expected: "at least two different values",
        fix: `Take ${name} out of --mods.`,
      });
  }
  const lineOf = (row: number): number => studies.line(design.rows[row]!);
  const { weights } = studies;
  const fit = located(studies.table, lineOf, () =>
    fitRegression(
      design.rows.map((place) => studies.yi[place]!),
      design.rows.map((place) => studies.vi[place]!),
      design.design,
      weights === undefined
        ? options.fit
        : { ...options.fit, weights: design.rows.map((place) => weights[place]!) },
    ),
  );
  return {
    formula: design,
    fit,
    dropped: design.dropped.map(({ row, reason }) => ({ place: row, reason })),
  };
}

function inGroups(studies: Studies, column: string, options: MetaOptions): Subgroups {
  const values = studies.column(column);
  const places = studies.yi.map((_, place) => place).filter((place) => values[place] !== null);
  const levels = places.map((place) => String(values[place]));
  const distinct = new Set(levels);
  const wrong = { field: column, found: [...distinct].join(", ") };
  if (distinct.size < 2)
    throw problemOf(studies, {
      code: "constant-moderator",
      ...wrong,
      message:
        distinct.size === 0
          ? `${column} is empty in all studies`
          : `${column} is "${[...distinct][0]!}" in all studies: there is one subgroup`,
      expected: "at least two subgroups",
      fix: "Leave out --subgroup, or name another column.",
    });
  if (distinct.size > 50)
    throw problemOf(studies, {
      code: "too-many-subgroups",
      field: column,
      found: `${distinct.size} values`,
      message: `${column} has ${distinct.size} different values`,
      expected: "at most 50 subgroups",
      fix: `Group the values first, or use the numbers as a moderator: --mods "~ ${column}".`,
    });
  const fit = located(
    studies.table,
    (row) => studies.line(places[row]!),
    () =>
      fitSubgroups(
        places.map((place) => studies.yi[place]!),
        places.map((place) => studies.vi[place]!),
        levels,
        { ...options.fit, groupTau2: options.subgroupTau2 ?? "common" },
      ),
  );
  return { column, fit, places };
}

function biasTests(studies: Studies, options: MetaOptions, skipped: Skipped[]): BiasTests | undefined {
  const { yi, vi } = studies;
  if (yi.length < 3) {
    skip(skipped, ["bias tests"], "they need three studies or more");
    return undefined;
  }
  if (vi.every((v) => Math.abs(v / vi[0]! - 1) < 1e-7)) {
    skip(skipped, ["bias tests"], "all standard errors are equal");
    return undefined;
  }
  const upTo = (most: number): string | undefined =>
    yi.length > most ? `${yi.length} studies; it is done for up to ${most}` : undefined;
  const { ciLevel, method } = options.fit;
  const level = ciLevel === undefined ? {} : { ciLevel };
  const model = method === undefined ? level : { ...level, method };
  const tables = tablesOf(studies);
  const onTables = tables.length >= 3;
  const run = <T>(what: string, work: () => T, why?: string): T | undefined =>
    attempt(skipped, what, work, why);
  return {
    egger: run("Egger's test", () => regressionTest(yi, vi, options.fit)),
    classicalEgger: run("classical Egger's test", () =>
      regressionTest(yi, vi, { model: "weighted-regression", ...level }),
    ),
    begg: run("rank test", () => rankTest(yi, vi), upTo(MOST_PAIRS)),
    petPeese: run("PET-PEESE", () => petPeese(yi, vi, level)),
    limit: run("limit meta-analysis", () => limitMetaAnalysis(yi, vi, model)),
    copas: run("Copas selection model", () => copasModel(yi, vi, model), upTo(MOST_SELECTED)),
    harbord: onTables ? run("Harbord's test", () => tableRegressionTest("harbord", tables)) : undefined,
    peters: onTables ? run("Peters' test", () => tableRegressionTest("peters", tables)) : undefined,
    trimAndFill: run(
      "trim and fill",
      () => trimAndFill(yi, vi, options.fit),
      studies.weights === undefined
        ? upTo(MOST_FILLED)
        : "studies that are filled in have no weight of their own",
    ),
  };
}

/** A test that the data do not allow is left out with that reason, and ends nothing else. */
function attempt<T>(skipped: Skipped[], what: string, work: () => T, why?: string): T | undefined {
  if (why !== undefined) {
    skip(skipped, [what], why);
    return undefined;
  }
  try {
    return work();
  } catch (error) {
    if (!(error instanceof InputError || error instanceof DomainError)) throw error;
    skip(skipped, [what], error.message);
    return undefined;
  }
}

/** Tables that can be tested as such: odds ratios, each with events and others. */
function tablesOf(studies: Studies): readonly TwoByTwo[] {
  const { inputs, yi } = studies;
  if (inputs.given || inputs.measure.code !== "OR") return [];
  return yi.flatMap((_, place): readonly TwoByTwo[] => {
    const table = tableOf(studies, place);
    return table === undefined || (table.ai + table.ci) * (table.bi + table.di) === 0 ? [] : [table];
  });
}

/** Places by a column, as numbers or as texts; empty cells last, ties as they stand. */
function orderOf(studies: Studies, order: string | undefined): readonly number[] {
  const places = studies.yi.map((_, place) => place);
  if (order === undefined) return places;
  const sign = order.startsWith("-") ? -1 : 1;
  const values = studies.column(order.replace(/^-/, ""));
  return places.sort((a, b) => {
    const [x, y] = [values[a] ?? null, values[b] ?? null];
    if (x === null || y === null) return Number(x === null) - Number(y === null) || a - b;
    const difference =
      typeof x === "number" && typeof y === "number" ? x - y : String(x).localeCompare(String(y), "en");
    return sign * difference || a - b;
  });
}

function problemOf(
  studies: Studies,
  {
    code,
    message,
    field,
    ...rest
  }: {
    readonly code: string;
    readonly message: string;
    readonly field?: string;
    readonly found?: string;
    readonly expected: string;
    readonly fix: string;
  },
): ActionError {
  const { file, header, headerPlaces } = studies.table;
  const place = (field === undefined ? undefined : headerPlaces[header.indexOf(field)]) ?? { line: 1 };
  return new ActionError(`${file} cannot be analysed this way.`, [
    {
      code,
      severity: "error",
      message,
      where: { file, ...place, ...(field === undefined ? {} : { field }) },
      ...rest,
    },
  ]);
}
