import { isRatio } from "@coppice/meta";
import type { Effect, ReportRow, ResultRow } from "@coppice/review";
import { effectsOf } from "../data/provenance.ts";
import { pooledFits, type PooledFit } from "../data/pooled-fits.ts";
import { formatNumber } from "@coppice/plots";
import { anchor, h, type Content, type Html } from "../html/element.ts";
import { citation } from "../html/links.ts";
import { interval, levelText, MEASURE_NAMES, sentence, shown, typeset } from "../format.ts";
import type { ReportInput } from "../input.ts";

/** Every effect with its formula and inputs, and every result used or named, with the place in the folder and its source. */
export function provenanceSection(input: ReportInput): Html {
  const { review } = input.checked;
  const results = new Map(review.results.map((row) => [row.id, row]));
  const reports = new Map(review.reports.map((row) => [row.id, row]));
  const effects = input.findings.flatMap(effectsOf);
  const named = new Set([
    ...effects.flatMap((effect) => effect.results),
    ...input.findings.flatMap((finding) => finding.unused.flatMap((entry) => entry.results)),
    ...input.findings.flatMap((finding) =>
      finding.kind === "time-course"
        ? finding.points.flatMap((point) => (point.kind === "effect" ? [] : [point.result]))
        : [],
    ),
  ]);
  const rows = [...named].sort().flatMap((id) => results.get(id) ?? []);
  const sources = new Set([...rows, ...review.mechanisms, ...review.claims].map(({ report }) => report));
  const labels = new Map(review.studies.map(({ id, label }) => [id, label]));
  return h(
    "section",
    { id: "provenance", "aria-labelledby": "provenance-title" },
    h("h2", { id: "provenance-title" }, "Provenance"),
    h(
      "p",
      {},
      "Every pooled estimate back to its effects, every effect to the numbers it was computed from, every number to its line in the folder and to the document it was read in.",
    ),
    effects.length === 0 ? h("p", {}, "No effect was computed.") : undefined,
    list(
      "Pooled estimates",
      input.findings.flatMap(pooledFits).flatMap((pooled) => pooledCard(pooled, labels)),
    ),
    list(
      "Effects",
      effects.map((effect) => effectCard(effect, results)),
    ),
    list(
      "Results",
      rows.map((row) => resultCard(row, reports, labels)),
    ),
    list("Sources", review.reports.filter(({ id }) => sources.has(id)).map(sourceCard)),
  );
}

function list(heading: string, cards: readonly Html[]): Content {
  return cards.length === 0 ? undefined : [h("h3", {}, `${heading} (${cards.length})`), cards];
}

/** A pooled estimate with what went into it and the weight of each effect. */
function pooledCard(
  { id, label, measure, fit, effects }: PooledFit,
  labels: ReadonlyMap<string, string>,
): readonly Html[] {
  if (fit === undefined) return [];
  const scale = isRatio(measure) ? ", on the logarithmic scale" : "";
  return [
    h(
      "article",
      { class: "card", id: anchor("pooled", id), tabindex: "-1" },
      h(
        "h4",
        {},
        `${label}: ${MEASURE_NAMES[measure]} ${shown(measure, fit.estimate)} (${interval(measure, fit.ciLower, fit.ciUpper)})`,
      ),
      h(
        "p",
        { class: "formula" },
        `Estimate = sum of w y / sum of w, w = 1/(v + τ²), τ² = ${formatNumber(fit.tau2, 6)} (${fit.method})${scale}: ${formatNumber(fit.estimate, 6)}, se ${formatNumber(fit.se, 6)}, ${levelText(fit.ciLevel)} CI ${formatNumber(fit.ciLower, 6)} to ${formatNumber(fit.ciUpper, 6)} (test ${fit.test}${fit.df === null ? "" : `, ${fit.df} df`}).`,
      ),
      h(
        "ul",
        {},
        effects.map((effect, index) => {
          const name = labels.get(effect.study) ?? effect.study;
          return h(
            "li",
            {},
            effect.id === undefined ? name : h("a", { href: `#${anchor("effect", effect.id)}` }, name),
            `: y = ${formatNumber(effect.yi, 4)}, v = ${formatNumber(effect.vi, 4)}, weight ${(fit.weights[index] ?? 0).toFixed(1)}%`,
          );
        }),
      ),
    ),
  ];
}

function effectCard(effect: Effect, results: ReadonlyMap<string, ResultRow>): Html {
  const scale = isRatio(effect.measure) ? " (logarithm)" : "";
  return h(
    "article",
    { class: "card", id: anchor("effect", effect.id), tabindex: "-1" },
    h(
      "h4",
      {},
      `${effect.label}: ${MEASURE_NAMES[effect.measure]} ${shown(effect.measure, effect.yi)} (${interval(effect.measure, effect.ciLower, effect.ciUpper)})`,
    ),
    h("p", {}, `y${scale} = ${formatNumber(effect.yi, 6)}, v = ${formatNumber(effect.vi, 6)}`),
    h("p", { class: "formula" }, effect.formula),
    h(
      "ul",
      {},
      effect.results.map((id) => {
        const row = results.get(id);
        const parts = effect.inputs.filter((part) => part.result === id);
        const at = parts[0]?.at;
        return h(
          "li",
          {},
          `${parts.map(({ name, value }) => `${name} = ${typeset(String(value))}`).join("; ")}: `,
          h("a", { href: `#${anchor("result", id)}` }, id),
          ` (${at === undefined ? "" : `${at.file}:${at.line}`}${row === undefined ? "" : `, ${row.origin}`})`,
        );
      }),
    ),
    effect.notes.length === 0
      ? undefined
      : h("p", { class: "side" }, sentence(typeset(effect.notes.join("; ")))),
  );
}

function resultCard(
  row: ResultRow,
  reports: ReadonlyMap<string, ReportRow>,
  labels: ReadonlyMap<string, string>,
): Html {
  const report = reports.get(row.report);
  const numbers = FIELDS.flatMap((field) =>
    row[field] === undefined ? [] : [`${field.replace("_", " ")} = ${typeset(String(row[field]))}`],
  );
  const what = [
    `${row.outcome}${row.scale === undefined ? "" : ` (${row.scale})`}`,
    `${row.arm}${row.versus === undefined ? "" : ` versus ${row.versus}`}`,
    row.time ?? "no time stated",
  ];
  return h(
    "article",
    { class: "card", id: anchor("result", row.id), tabindex: "-1" },
    h("h4", {}, `${row.id}, ${labels.get(row.study) ?? row.study}`),
    h("p", {}, `${what.join(", ")}: ${numbers.length === 0 ? "no number" : numbers.join(", ")}.`),
    h(
      "p",
      {},
      row.origin === "derived"
        ? sentence(`Derived: ${row.derivation ?? "how is not stated"}`)
        : "As reported.",
      " Read in ",
      report === undefined ? row.report : citation(report),
      row.locator === undefined ? "" : `, ${row.locator}`,
      ".",
      row.quote === undefined ? "" : [" ", h("q", {}, row.quote)],
      row.note === undefined ? "" : ` ${sentence(`Note: ${row.note}`)}`,
    ),
    h("p", { class: "side" }, `${row.at.file}:${row.at.line}`),
  );
}

const FIELDS = [
  "n",
  "events",
  "events_versus",
  "events_both",
  "percent",
  "mean",
  "sd",
  "se",
  "median",
  "estimate",
  "ci_lower",
  "ci_upper",
] as const;

function sourceCard(report: ReportRow): Html {
  return h(
    "article",
    { class: "card", id: anchor("report", report.id), tabindex: "-1" },
    h("h4", {}, `${report.id} (${report.kind})`),
    h("p", {}, citation(report), "."),
    report.strength === undefined ? undefined : h("p", {}, sentence(`How it was read: ${report.strength}`)),
    report.note === undefined ? undefined : h("p", {}, sentence(`Note: ${report.note}`)),
    h("p", { class: "side" }, `${report.at.file}:${report.at.line}`),
  );
}
