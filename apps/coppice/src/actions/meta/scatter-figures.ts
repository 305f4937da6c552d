import { radial, type PairwiseFit } from "@coppice/meta";
import { normalCdf, normalQuantile, studentTCdf } from "@coppice/meta/special";
import type {
  BaujatPlotData,
  DraperyPlotData,
  FunnelPlotData,
  GoshPlotData,
  LabbePlotData,
  PlotMeasure,
  RadialPlotData,
} from "@coppice/plots";
import type { MetaAnalysis } from "./analyse.ts";
import { subsetMembers, type GoshPlan, type PooledSubsets } from "./gosh-subsets.ts";
import type { Studies } from "./load-studies.ts";
import { noEffect } from "./measures.ts";
import { decimals } from "./text-table.ts";

type Point = readonly [number, number];

/** Points of a band or curve. */
const STEPS = 120;

/** The measure as figures name it. */
export function measureOf({ inputs: { measure } }: Studies): PlotMeasure {
  return { label: measure.label, scale: measure.scale };
}

/** Contours of significance where 0 means no effect; trim and fill and Egger's line where they were computed. */
export function funnelData(studies: Studies, { fit, bias }: MetaAnalysis): FunnelPlotData {
  const { yi, vi } = studies;
  const filled = bias?.trimAndFill;
  const egger = bias?.egger;
  return {
    id: "funnel",
    title: `Funnel plot of ${studies.table.file}`,
    measure: measureOf(studies),
    points: yi.map((y, place) => ({
      label: studies.label(place),
      yi: y,
      sei: Math.sqrt(vi[place]!),
      ref: `study-${place}`,
    })),
    centre: fit.estimate,
    limits: { level: fit.ciLevel, z: normalQuantile((1 + fit.ciLevel) / 2) },
    ...(studies.inputs.measure.compares
      ? {
          contours: {
            nullValue: studies.inputs.measure.none ?? 0,
            bounds: [0.1, 0.05, 0.01].map((p) => ({ p, z: normalQuantile(1 - p / 2) })),
          },
        }
      : {}),
    ...(filled === undefined || filled.k0 === 0
      ? {}
      : {
          filled: {
            points: filled.yi.flatMap((y, i) =>
              filled.filled[i] === true ? [{ yi: y, sei: Math.sqrt(filled.vi[i]!) }] : [],
            ),
            centre: filled.fit.estimate,
          },
        }),
    ...(egger === undefined ? {} : { regression: { intercept: egger.fit.beta[0]!, slope: egger.slope } }),
  };
}

export function baujatData(studies: Studies, points: NonNullable<MetaAnalysis["baujat"]>): BaujatPlotData {
  return {
    id: "baujat",
    title: `Baujat plot of ${studies.table.file}`,
    xLabel: "Contribution to heterogeneity",
    yLabel: "Influence on the pooled effect",
    points: points.x.flatMap((x, place) => {
      const y = points.y[place] ?? null;
      return y === null ? [] : [{ label: studies.label(place), x, y, ref: `study-${place}` }];
    }),
  };
}

export function radialData(
  studies: Studies,
  fit: PairwiseFit,
  options: Parameters<typeof radial>[2],
): RadialPlotData {
  const { x, y, slope, ciLower, ciUpper } = radial(studies.yi, studies.vi, options);
  return {
    id: "radial",
    title: `Radial plot of ${studies.table.file}`,
    measure: measureOf(studies),
    points: x.map((at, place) => ({
      label: studies.label(place),
      x: at,
      y: y[place]!,
      ref: `study-${place}`,
    })),
    slope,
    ciLower,
    ciUpper,
    band: { level: fit.ciLevel, z: normalQuantile((1 + fit.ciLevel) / 2) },
    xLabel: fit.tau2 > 0 ? "Precision, 1/√(vi + τ²)" : "Precision, 1/√vi",
  };
}

/** Outcome of the first group at an effect, given that of the second; for measures of risks and rates. */
const FIRST_GROUP: Readonly<Record<string, (second: number, effect: number) => number>> = {
  RR: (second, effect) => second * Math.exp(effect),
  OR: odds,
  PETO: odds,
  RD: (second, effect) => second + effect,
  AS: (second, effect) =>
    Math.sin(Math.min(Math.PI / 2, Math.max(0, Math.asin(Math.sqrt(second)) + effect))) ** 2,
  IRR: (second, effect) => second * Math.exp(effect),
  IRD: (second, effect) => second + effect,
  IRSD: (second, effect) => Math.max(0, Math.sqrt(second) + effect) ** 2,
};

function odds(second: number, effect: number): number {
  const one = second * Math.exp(effect);
  return one / (1 - second + one);
}

/** Undefined for measures that do not compare risks or rates, and for effects that stand in the file. */
export function labbeData(studies: Studies, fit: PairwiseFit): LabbePlotData | undefined {
  const { measure, given } = studies.inputs;
  const first = FIRST_GROUP[measure.code];
  if (given || first === undefined) return undefined;
  const rates = measure.needs.includes("x1i");
  const { input, arms } = studies;
  const outcomes = studies.yi.map((_, place): Point => {
    if (rates)
      return [input("x2i", place)! / input("t2i", place)!, input("x1i", place)! / input("t1i", place)!];
    const share = (events: "ai" | "ci", others: "bi" | "di", total: "n1i" | "n2i"): number => {
      const n = input(total, place) ?? input(events, place)! + input(others, place)!;
      return input(events, place)! / n;
    };
    return [share("ci", "di", "n2i"), share("ai", "bi", "n1i")];
  });
  const end = rates ? outcomes.reduce((most, [x, y]) => Math.max(most, x, y), 0) : 1;
  const curve = Array.from({ length: STEPS + 1 }, (_, i): Point => {
    const x = (end * i) / STEPS;
    return [x, first(x, fit.estimate)];
  });
  const shown = measure.scale === "log" ? Math.exp(fit.estimate) : fit.estimate;
  const word = rates ? "Rate" : "Risk";
  return {
    id: "labbe",
    title: `L’Abbé plot of ${studies.table.file}`,
    xLabel: `${word} in ${arms?.[1] ?? "the second group"}`,
    yLabel: `${word} in ${arms?.[0] ?? "the first group"}`,
    unit: rates ? "rate" : "risk",
    points: outcomes.map(([x, y], place) => ({
      label: studies.label(place),
      x,
      y,
      weight: fit.weights[place]!,
      ref: `study-${place}`,
    })),
    pooled: curve.filter(([, y]) => y >= 0 && (rates || y <= 1)),
    pooledText: `pooled ${measure.label.toLowerCase()} ${decimals(shown, 2)}`,
  };
}

/** All subsets with the study that moves most in a second colour, where every subset's members are known cheaply. */
export function goshData(
  studies: Studies,
  { fit, influence }: MetaAnalysis,
  plan: GoshPlan,
  { estimate, i2 }: PooledSubsets,
): GoshPlotData {
  const cook = influence?.cookD.map((value) => value ?? 0) ?? [];
  const most = cook.indexOf(cook.reduce((largest, value) => Math.max(largest, value), -Infinity));
  return {
    id: "gosh",
    title: `Pooled effects of ${plan.size} subsets of ${studies.table.file}`,
    measure: measureOf(studies),
    estimate,
    heterogeneity: i2,
    yLabel: fit.method === "EE" ? "I², % (from Q)" : "I², % (from τ²)",
    yRange: [0, 100],
    ...(most < 0
      ? {}
      : { highlight: { label: studies.label(most), has: (subset: number) => subsetMembers(plan, subset).includes(most) } }), // prettier-ignore
    all: { estimate: fit.estimate, heterogeneity: fit.i2 },
  };
}

/** p-value functions of the studies (normal), of the pooled effect (as its interval) and of a new study's effect. */
export function draperyData(studies: Studies, fit: PairwiseFit): DraperyPlotData {
  const none = noEffect(studies.inputs.measure).nullValue ?? fit.estimate;
  const reach = 3.2 * fit.se + 2 * Math.sqrt(fit.tau2);
  const [low, high] = studies.yi.reduce<readonly [number, number]>(
    ([a, b], y) => [Math.min(a, y), Math.max(b, y)],
    [Math.min(none, fit.estimate - reach), Math.max(none, fit.estimate + reach)],
  );
  const range: readonly [number, number] = [low - 0.08 * (high - low), high + 0.08 * (high - low)];
  const { prediction } = fit.options;
  const predictionDf = prediction === "t" ? fit.k - 1 : prediction === "hts" ? fit.k - 2 : prediction === "simple" ? null : fit.df; // prettier-ignore
  const spread = Math.sqrt(fit.tau2 + (prediction === "simple" ? 0 : fit.se ** 2));
  return {
    id: "drapery",
    title: `Drapery plot of ${studies.table.file}`,
    measure: measureOf(studies),
    ...noEffect(studies.inputs.measure),
    range,
    studies: studies.yi.map((y, place) => ({
      label: studies.label(place),
      curve: pCurve(y, Math.sqrt(studies.vi[place]!), null, range),
      ref: `study-${place}`,
    })),
    pooled: { label: "pooled", estimate: fit.estimate, curve: pCurve(fit.estimate, fit.se, fit.df, range) },
    ...(fit.piLower === null || spread === 0
      ? {}
      : {
          prediction: {
            label:
              fit.tau2 === 0 && predictionDf === fit.df
                ? "effect of a new study: the same line, as τ² = 0"
                : "effect of a new study",
            curve: pCurve(fit.estimate, spread, predictionDf, range),
          },
        }),
  };
}

/** Two-sided p against each effect of the range; dense about the estimate, where the curve is sharp. */
function pCurve(
  estimate: number,
  se: number,
  df: number | null,
  [low, high]: readonly [number, number],
): Point[] {
  const half = STEPS / 2;
  const offsets = Array.from({ length: STEPS + 1 }, (_, i) => Math.sinh(((i - half) / half) * 2.6) / 1.5);
  const inside = offsets.map((z) => estimate + z * se).filter((x) => x >= low && x <= high);
  return [low, ...inside, high].map((x): Point => {
    const statistic = -Math.abs((x - estimate) / se);
    return [x, 2 * (df === null ? normalCdf(statistic) : studentTCdf(statistic, df))];
  });
}
