import { isRatio, type HeterogeneityMethod } from "@coppice/meta";
import { formatEffect, formatNumber } from "@coppice/plots";
import type { Measure } from "@coppice/review";

/** Names of measures as a reader knows them. */
export const MEASURE_NAMES: Readonly<Record<Measure, string>> = {
  OR: "Odds ratio",
  RR: "Risk ratio",
  RD: "Risk difference",
  MD: "Mean difference",
  SMD: "Standardised mean difference (Hedges’ g)",
};

/** An effect of the analysis scale as readers see it: ratios back from their logarithm. */
export function shown(measure: Measure, value: number): string {
  return formatEffect(isRatio(measure) ? Math.exp(value) : value, 2);
}

export function interval(measure: Measure, lower: number | null, upper: number | null): string {
  return lower === null || upper === null ? "–" : `${shown(measure, lower)} to ${shown(measure, upper)}`;
}

export function pText(p: number): string {
  if (p < 0.001) return "< 0.001";
  return `= ${p < 0.01 ? p.toFixed(3) : p.toFixed(2)}`;
}

export function percentText(x: number): string {
  return `${formatNumber(x, 0)}%`;
}

export function hoursText(hours: number): string {
  if (hours < 1) return `${Math.round(hours * 60)} min`;
  return hours < 48 ? `${Number(hours.toFixed(1))} h` : `${Number((hours / 24).toFixed(1))} d`;
}

export function levelText(level: number): string {
  return `${Number((level * 100).toFixed(1))}%`;
}

/** A message of the engine as a reader expects it in print: τ², true minus signs. */
export function typeset(text: string): string {
  return text
    .replaceAll("tau2", "τ²")
    .replace(/\bse2\b/g, "se²")
    .replaceAll("Hartung-Knapp", "Hartung–Knapp")
    .replaceAll(" - ", " − ")
    .replace(/(^|[\s(])-(?=[\d.])/g, "$1−");
}

/** Numbers that belong together stay on one line. */
export function unbroken(text: string): string {
  return text
    .replace(/\b(CI|I²|k|df|p|Q|τ²|ρ|interval) (?=[\d−=<])/g, "$1\u00a0")
    .replace(/% (?=CI|interval|prediction)/g, "%\u00a0")
    .replace(/ ([=<]) /g, "\u00a0$1\u00a0")
    .replace(/(?<=[\d.]) to (?=[\d−])/g, "\u00a0to\u00a0");
}

/** A p value of a table: bounds below 0.0001, otherwise two significant digits. */
export function pCell(p: number): string {
  return p < 0.0001 ? "< 0.0001" : String(Number(p.toPrecision(2)));
}

/** A message as a sentence; a symbol at its beginning (τ²) keeps its case. */
export function sentence(text: string): string {
  const whole = text.replace(/^[a-z]/, (letter) => letter.toUpperCase());
  return /[.!?]$/.test(whole) ? whole : `${whole}.`;
}

/** How τ² was estimated, as part of a sentence. */
export const MODELS: Readonly<Record<HeterogeneityMethod, string>> = {
  EE: "an equal-effects model",
  DL: "a random-effects model (τ² by DerSimonian–Laird)",
  DLIT: "a random-effects model (τ² by DerSimonian–Laird, iterated)",
  HE: "a random-effects model (τ² by Hedges)",
  HS: "a random-effects model (τ² by Hunter–Schmidt)",
  HSk: "a random-effects model (τ² by Hunter–Schmidt for small samples)",
  SJ: "a random-effects model (τ² by Sidik–Jonkman)",
  SJIT: "a random-effects model (τ² by Sidik–Jonkman, iterated)",
  ML: "a random-effects model (τ² by maximum likelihood)",
  REML: "a random-effects model (τ² by restricted maximum likelihood, REML)",
  EB: "a random-effects model (τ² by empirical Bayes)",
  PM: "a random-effects model (τ² by Paule–Mandel)",
  PMM: "a random-effects model (τ² by Paule–Mandel, median-unbiased)",
  GENQ: "a random-effects model (τ² by a generalised Q statistic)",
  GENQM: "a random-effects model (τ² by a generalised Q statistic, median-unbiased)",
};

/** What an interval and its test rest on, as part of a sentence. */
export const TEST_NAMES = {
  z: "normal distribution (Wald)",
  t: "t distribution",
  knha: "Hartung–Knapp",
  adhoc: "Hartung–Knapp with its floor (never narrower than the ordinary interval)",
} as const;

export function plural(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`;
}

/** A measure's name where space is short: columns, axes, sentences. */
export function shortName(measure: Measure): string {
  return measure === "SMD" ? "Hedges’ g" : MEASURE_NAMES[measure];
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
