import {
  isRatio,
  meansEffects,
  pairedEffect,
  pairedMeanDifference,
  pairedStandardizedMeanDifference,
  twoByTwoEffects,
} from "@coppice/meta";
import { normalQuantile } from "@coppice/meta/special";
import type { ResultRow } from "../model/columns.ts";
import type { Measure, Outcome } from "../model/review-yaml-schema.ts";
import type { Effect, EffectInput } from "./findings.ts";
import type { Selection } from "./select-results.ts";

export interface EffectRequest {
  readonly analysisId: string;
  readonly outcome: Outcome;
  readonly measure: Measure;
  /** Assumed within-person correlation of crossover trials. */
  readonly correlation: number;
  /** Whether a scale's better direction differs from the outcome's (its sign is then turned). */
  readonly isReversedScale: (scale: string | undefined) => boolean;
}

interface Computed {
  readonly yi: number;
  readonly vi: number;
  readonly formula: string;
  readonly inputs: readonly EffectInput[];
  readonly notes: readonly string[];
  readonly counts?: NonNullable<Effect["counts"]>;
}

/**
 * The effect of one study from its selected results, with the formula in numbers and every input's place.
 *
 * Crossover trials with separate arms use v = v1 + v2 − 2 ρ √(v1 v2) (for SMD, Bonett 2008) with the correlation ρ as
 * extracted or assumed; ρ = 0 is the formula of independent arms. MD and SMD on a scale whose better direction differs from
 * the outcome's are turned, with a note. Printed contrasts are taken as printed: their standard error, or their interval's width.
 *
 * @throws InputError when the numbers allow no such effect (named by the caller as unused)
 */
export function effectOf(selection: Selection, request: EffectRequest): Effect {
  const computed = compute(selection, request);
  const continuous = request.measure === "SMD" || request.measure === "MD";
  const turned = continuous && request.isReversedScale(selection.scale);
  const yi = turned ? -computed.yi : computed.yi;
  const se = Math.sqrt(computed.vi);
  const margin = normalQuantile(0.975) * se;
  const notes = [
    ...selection.notes,
    ...computed.notes,
    ...(turned ? ["sign turned: on this scale the other direction is better"] : []),
  ];
  return {
    id: `${request.analysisId}/${selection.study.id}`,
    study: selection.study.id,
    label: selection.study.label,
    design: selection.study.design,
    comparator: selection.control.comparator,
    measure: request.measure,
    timeHours: selection.timeHours,
    scale: selection.scale,
    yi,
    vi: computed.vi,
    se,
    ciLower: yi - margin,
    ciUpper: yi + margin,
    formula: computed.formula,
    inputs: computed.inputs,
    results: [...new Set(computed.inputs.map(({ result }) => result))],
    notes,
    ...(computed.counts === undefined ? {} : { counts: computed.counts }),
  };
}

function compute(selection: Selection, request: EffectRequest): Computed {
  if (selection.kind === "contrast") return fromContrast(selection, request);
  const { measure } = request;
  if (measure === "MD" || measure === "SMD") {
    if (selection.kind === "paired") throw new Error("joint counts were selected for a continuous measure");
    return fromMeans(selection, request, measure);
  }
  return selection.kind === "paired"
    ? fromPairedCounts(selection, request, measure)
    : fromCounts(selection, request, measure);
}

type Of<Kind extends Selection["kind"]> = Extract<Selection, { readonly kind: Kind }>;

function fromContrast(
  { row, control }: Of<"contrast">,
  { measure, outcome, isReversedScale }: EffectRequest,
): Computed {
  const ratio = isRatio(measure);
  const onScale = (x: number): number => (ratio ? Math.log(x) : x);
  const inputs = [input("estimate", row, "estimate")];
  let se: number;
  let how: string;
  if (row.se !== undefined) {
    inputs.push(input("se", row, "se"));
    se = row.se;
    how = `se = ${row.se} as printed${ratio ? ", taken as that of the logarithm" : ""}`;
  } else {
    inputs.push(input("ci_lower", row, "ci_lower"), input("ci_upper", row, "ci_upper"));
    const [lower, upper] = [numberOf(row, "ci_lower"), numberOf(row, "ci_upper")];
    const level = row.ci_level ?? 0.95;
    se = (onScale(upper) - onScale(lower)) / (2 * normalQuantile(1 - (1 - level) / 2));
    how = `se = (${ratio ? "ln " : ""}${upper} − ${ratio ? "ln " : ""}${lower}) / (2 × ${normalQuantile(1 - (1 - level) / 2).toFixed(3)})`;
  }
  // On the scale the numbers were printed on: it may point the other way than the outcome (turned afterwards).
  const lowerIsBetter =
    (outcome.better === "lower") !== (!ratio && measure !== "RD" && isReversedScale(row.scale));
  const favours = row.direction === "positive-favours-arm" && lowerIsBetter;
  const swapped = (row.direction === "versus-minus-arm") !== (row.arm === control.id);
  const sign = favours !== swapped ? -1 : 1;
  return {
    yi: sign * onScale(numberOf(row, "estimate")),
    vi: se * se,
    formula: `${measure} as printed${ratio ? ", logarithm taken" : ""}${sign < 0 ? ", sign turned to intervention minus control" : ""}; ${how}`,
    inputs,
    notes:
      row.ci_level === undefined && row.se === undefined
        ? ["the interval is taken as a 95 % interval: its level was not extracted"]
        : [],
  };
}

function fromPairedCounts(
  { row, control }: Of<"paired">,
  { correlation }: EffectRequest,
  measure: "OR" | "RR" | "RD",
): Computed {
  const [drug, other] =
    row.arm === control.id ? (["events_versus", "events"] as const) : (["events", "events_versus"] as const);
  const counts = {
    n: numberOf(row, "n"),
    events1: numberOf(row, drug),
    events2: numberOf(row, other),
  };
  const both = row.events_both;
  const pairing = both === undefined ? { correlation: row.correlation ?? correlation } : { both };
  const effect = pairedEffect(measure, counts, pairing);
  const fields = [
    "n",
    "events",
    "events_versus",
    ...(both === undefined ? [] : (["events_both"] as const)),
  ] as const;
  return {
    yi: effect.yi,
    vi: effect.vi,
    formula: `${measure} from ${counts.events1} and ${counts.events2} events of the same ${counts.n} people, v = v1 + v2 − 2 × ${effect.correlation.toFixed(3)} × √(v1 v2)`,
    inputs: fields.map((field) => input(field, row, field)),
    notes: [
      both === undefined
        ? `crossover: within-person correlation ${effect.correlation} ${row.correlation === undefined ? "assumed" : "as extracted"}`
        : `${both} people had the event both times`,
    ],
    counts: { ai: counts.events1, n1i: counts.n, ci: counts.events2, n2i: counts.n },
  };
}

function fromCounts(selection: Of<"arms">, request: EffectRequest, measure: "OR" | "RR" | "RD"): Computed {
  const { interventionRows, controlRows } = selection;
  const [ai, n1i, ci, n2i] = [
    sum(interventionRows, "events"),
    sum(interventionRows, "n"),
    sum(controlRows, "events"),
    sum(controlRows, "n"),
  ];
  const inputs = [...interventionRows, ...controlRows].flatMap((row) => [
    input(`events, ${row.arm}`, row, "events"),
    input(`n, ${row.arm}`, row, "n"),
  ]);
  const pairing = pairingOf(selection, request, n1i === n2i);
  const notes = [...combinedNotes(interventionRows, controlRows), ...pairing.notes];
  const counts = { ai, n1i, ci, n2i };
  const cells = [ai, n1i - ai, ci, n2i - ci] as const;
  const zero = cells.includes(0);
  if (pairing.correlation !== undefined) {
    const { correlation } = pairing;
    const { yi, vi } = pairedEffect(measure, { n: n1i, events1: ai, events2: ci }, { correlation });
    return {
      yi,
      vi,
      formula: `${measure} from ${ai} and ${ci} events of the same ${n1i} people, v = v1 + v2 − 2 × ${correlation} × √(v1 v2)`,
      inputs,
      notes: [...notes, ...(zero ? ["0.5 added to events and non-events because one is zero"] : [])],
      counts,
    };
  }
  const { yi, vi, options } = twoByTwoEffects(measure, [{ ai, bi: n1i - ai, ci, di: n2i - ci }]);
  const add = zero ? Number(options["add"]) : 0;
  const [a, b, c, d] = cells.map((cell) => cell + add);
  const formulas = {
    OR: `ln((${a} × ${d}) / (${b} × ${c})), v = 1/${a} + 1/${b} + 1/${c} + 1/${d}`,
    RR: `ln((${a}/${n1i + 2 * add}) / (${c}/${n2i + 2 * add})), v = 1/${a} − 1/${n1i + 2 * add} + 1/${c} − 1/${n2i + 2 * add}`,
    RD: `${a}/${n1i + 2 * add} − ${c}/${n2i + 2 * add}, v = p1(1 − p1)/n1 + p2(1 − p2)/n2`,
  };
  return {
    yi: defined(yi[0]),
    vi: defined(vi[0]),
    formula: formulas[measure],
    inputs,
    notes: [...notes, ...(zero ? [`${add} added to each cell because one is zero`] : [])],
    counts,
  };
}

function fromMeans(selection: Of<"arms">, request: EffectRequest, measure: "MD" | "SMD"): Computed {
  const { interventionRows, controlRows } = selection;
  const [first, second] = [combineArms(interventionRows), combineArms(controlRows)];
  const inputs = [...interventionRows, ...controlRows].flatMap((row) => [
    input(`mean, ${row.arm}`, row, "mean"),
    row.sd === undefined ? input(`se, ${row.arm}`, row, "se") : input(`sd, ${row.arm}`, row, "sd"),
    input(`n, ${row.arm}`, row, "n"),
  ]);
  const pairing = pairingOf(selection, request, first.n === second.n);
  const notes = [
    ...combinedNotes(interventionRows, controlRows),
    ...([...interventionRows, ...controlRows].some((row) => row.sd === undefined) ? ["SD = SE × √n"] : []),
    ...(interventionRows.some((row) => row.kind === "change") ? ["change from baseline"] : []),
    ...pairing.notes,
  ];
  const numbers = `${show(first.mean)} − ${show(second.mean)}`;
  if (pairing.correlation !== undefined) {
    const { correlation } = pairing;
    const row = { n: first.n, m1: first.mean, sd1: first.sd, m2: second.mean, sd2: second.sd };
    const [effect, formula] =
      measure === "MD"
        ? [
            pairedMeanDifference(row, correlation),
            `${numbers}, v = (sd1² + sd2² − 2 × ${correlation} sd1 sd2)/${first.n}`,
          ]
        : [
            pairedStandardizedMeanDifference(row, correlation),
            `g = J × (${numbers}) / √((sd1² + sd2²)/2), v = 2(1 − ${correlation})/${first.n} + g²(1 + ${correlation}²)/(4 × ${first.n})`,
          ];
    return { ...effect, formula, inputs, notes };
  }
  const { yi, vi } = meansEffects(measure, [
    { m1i: first.mean, sd1i: first.sd, n1i: first.n, m2i: second.mean, sd2i: second.sd, n2i: second.n },
  ]);
  const formula =
    measure === "MD"
      ? `${numbers}, v = ${show(first.sd)}²/${first.n} + ${show(second.sd)}²/${second.n}`
      : `g = J × (${numbers}) / pooled SD, v = 1/${first.n} + 1/${second.n} + g²/(2 × ${first.n + second.n})`;
  return { yi: defined(yi[0]), vi: defined(vi[0]), formula, inputs, notes };
}

interface ArmPairing {
  /** The correlation to use; undefined when the arms count as independent. */
  readonly correlation: number | undefined;
  readonly notes: readonly string[];
}

/**
 * How the arms of a trial belong together. Parallel arms are independent, and so are the arms of one period of a crossover
 * (different people). Otherwise a crossover's arms are the same people, correlated as extracted or as assumed.
 */
function pairingOf(
  { study, period, interventionRows, controlRows }: Of<"arms">,
  request: EffectRequest,
  sameSize: boolean,
): ArmPairing {
  if (study.design !== "crossover") return { correlation: undefined, notes: [] };
  if (period !== undefined) {
    return {
      correlation: undefined,
      notes: [`crossover, period ${period} alone: its arms are different people`],
    };
  }
  const extracted = [...interventionRows, ...controlRows]
    .map((row) => row.correlation)
    .find((value) => value !== undefined);
  const correlation = extracted ?? request.correlation;
  if (correlation === 0) {
    return {
      correlation: undefined,
      notes: ["crossover: arms treated as independent (within-person correlation 0 assumed)"],
    };
  }
  if (!sameSize) {
    return { correlation: undefined, notes: ["crossover: arms of different size, treated as independent"] };
  }
  const origin = extracted === undefined ? "assumed" : "as extracted";
  return { correlation, notes: [`crossover: within-person correlation ${correlation} ${origin}`] };
}

/** Several arms as one (Cochrane Handbook 6.5, section 6.5.2.10): weighted mean, SD from within and between squares. */
function combineArms(rows: readonly ResultRow[]): {
  readonly n: number;
  readonly mean: number;
  readonly sd: number;
} {
  return rows
    .map((row) => {
      const n = numberOf(row, "n");
      return { n, mean: numberOf(row, "mean"), sd: row.sd ?? numberOf(row, "se") * Math.sqrt(n) };
    })
    .reduce((a, b) => {
      const n = a.n + b.n;
      const squares =
        (a.n - 1) * a.sd ** 2 + (b.n - 1) * b.sd ** 2 + ((a.n * b.n) / n) * (a.mean - b.mean) ** 2;
      return { n, mean: (a.n * a.mean + b.n * b.mean) / n, sd: Math.sqrt(squares / (n - 1)) };
    });
}

function combinedNotes(...groups: readonly (readonly ResultRow[])[]): readonly string[] {
  return groups
    .filter((rows) => rows.length > 1)
    .map((rows) => `arms combined: ${rows.map(({ arm }) => arm).join(" + ")}`);
}

function input(name: string, row: ResultRow, field: NumberField): EffectInput {
  return { name, value: numberOf(row, field), result: row.id, at: row.at, field };
}

type NumberField =
  | "n"
  | "events"
  | "events_versus"
  | "events_both"
  | "mean"
  | "sd"
  | "se"
  | "estimate"
  | "ci_lower"
  | "ci_upper";

function numberOf(row: ResultRow, field: NumberField): number {
  const value = row[field];
  if (value === undefined) throw new Error(`${row.id} was selected without ${field}`);
  return value;
}

function sum(rows: readonly ResultRow[], field: NumberField): number {
  return rows.reduce((total, row) => total + numberOf(row, field), 0);
}

function defined(value: number | null | undefined): number {
  if (value === null || value === undefined) throw new Error("an effect that was checked to exist does not");
  return value;
}

function show(x: number): string {
  return String(Number(x.toFixed(3)));
}
