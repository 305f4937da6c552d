import type { Effect, ReportRow, ResultRow, Review } from "@coppice/review";
import { effectsOf } from "../data/provenance.ts";
import { formatNumber } from "@coppice/plots";
import { anchor, h, type Content, type Html } from "../html/element.ts";
import { citation } from "../html/links.ts";
import { interval, MEASURE_NAMES, shown } from "../format.ts";
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
    ...input.findings.flatMap((finding) => (finding.kind === "time-course" ? finding.points.flatMap((point) => (point.kind === "effect" ? [] : [point.result])) : [])),
  ]);
  return h(
    "section",
    { id: "provenance", "aria-labelledby": "provenance-title" },
    h("h2", { id: "provenance-title" }, "Provenance"),
    h("p", {}, "From each effect back to the line of the folder and the document its numbers were read in. The same as a graph: provenance.json."),
    h("h3", {}, "Effects"),
    ...effects.map((effect) => effectCard(effect, results)),
    h("h3", {}, "Results"),
    ...[...named].sort().flatMap((id) => {
      const row = results.get(id);
      return row === undefined ? [] : [resultCard(row, reports, review)];
    }),
  );
}

function effectCard(effect: Effect, results: ReadonlyMap<string, ResultRow>): Html {
  const scale = effect.measure === "OR" || effect.measure === "RR" ? " (logarithm)" : "";
  return h(
    "article",
    { class: "card", id: anchor("effect", effect.id), tabindex: "-1" },
    h("h4", {}, `${effect.label}: ${MEASURE_NAMES[effect.measure]} ${shown(effect.measure, effect.yi)} (${interval(effect.measure, effect.ciLower, effect.ciUpper)})`),
    h("p", {}, `y${scale} = ${formatNumber(effect.yi, 6)}, v = ${formatNumber(effect.vi, 6)}`),
    h("p", { class: "formula" }, effect.formula),
    h(
      "ul",
      {},
      ...effect.inputs.map((part) => {
        const row = results.get(part.result);
        return h("li", {}, `${part.name} = ${part.value}, from `, h("a", { href: `#${anchor("result", part.result)}` }, part.result), ` (${part.at.file}:${part.at.line}, ${part.field}${row === undefined ? "" : `, ${row.origin}`})`);
      }),
    ),
    effect.notes.length === 0 ? undefined : h("p", { class: "muted" }, effect.notes.join("; ")),
  );
}

function resultCard(row: ResultRow, reports: ReadonlyMap<string, ReportRow>, review: Review): Html {
  const report = reports.get(row.report);
  const study = review.studies.find(({ id }) => id === row.study);
  const numbers = (["n", "events", "percent", "mean", "sd", "se", "median", "estimate", "ci_lower", "ci_upper"] as const).flatMap((field) => (row[field] === undefined ? [] : [`${field} = ${row[field]}`]));
  const details: Content[] = [
    `${row.outcome}${row.scale === undefined ? "" : ` (${row.scale})`}, ${row.arm}${row.versus === undefined ? "" : ` versus ${row.versus}`}, ${row.time ?? "no time"}: ${numbers.join(", ")}. `,
    row.origin === "derived" ? `Derived: ${row.derivation ?? ""}. ` : "As reported. ",
    "Read in: ",
    report === undefined ? row.report : citation(report),
    row.locator === undefined ? "" : `, ${row.locator}`,
    ".",
    row.quote === undefined ? "" : ` “${row.quote}”`,
    row.note === undefined ? "" : ` Note: ${row.note}.`,
  ];
  return h(
    "article",
    { class: "card", id: anchor("result", row.id), tabindex: "-1" },
    h("h4", {}, `${row.id}, ${study?.label ?? row.study}`),
    h("p", {}, ...details),
    h("p", { class: "muted" }, `${row.at.file}:${row.at.line}${report?.strength === undefined ? "" : `; source: ${report.strength}`}`),
  );
}
