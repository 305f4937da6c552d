import type { PairwiseFit } from "@coppice/meta";
import type { Effect, Finding, Measure, PairwiseFinding, TimeCourseFinding } from "@coppice/review";
import type { ReportInput } from "../input.ts";
import { indexReview, type ReviewIndex } from "../review-index.ts";
import { effectData } from "./effect-data.ts";
import { rComment, rNumber, rString, rVector } from "./r-text.ts";
import { SCRIPT_HEAD } from "./script-head.ts";

/**
 * An R script that repeats every model of the report with metafor (3.8-1 or newer) and nothing else. Its data stand in
 * it: counts and means where escalc gives the effect from them, otherwise effect and variance. It stops if an effect
 * differs from the report's, and writes `id,quantity,value` with the names of {@link rQuantities}.
 */
export function writeRScript(input: ReportInput): string {
  const { review } = input.checked;
  const index = indexReview(review);
  const sections = input.findings.flatMap((finding) => [
    "",
    rComment(`---- ${finding.analysis.id}: ${finding.analysis.title}`),
    ...(finding.kind === "pairwise" ? pairwiseSection(index, finding) : timeCourseSection(index, finding)),
  ]);
  return [
    rComment(review.protocol.title),
    rComment(
      "Every model of the report again, with metafor alone. Run it: Rscript analysis.R [file for the results]",
    ),
    "",
    SCRIPT_HEAD.trimEnd(),
    ...sections,
    "",
    "write.csv(results, out, row.names = FALSE)",
    'cat("OK\\n")',
    "",
  ].join("\n");
}

function pairwiseSection(index: ReviewIndex, finding: PairwiseFinding): readonly string[] {
  const { analysis, measure, effects, fit, subgroups, sensitivity } = finding;
  if (fit === undefined) return [rComment("no study had usable results")];
  return [
    ...dataLines(index, analysis.id, measure, effects),
    ...modelLines(analysis.id, "dat$yi", "dat$vi", fit),
    ...(subgroups === undefined ? [] : subgroupLines(analysis.id, effects, subgroups)),
    ...sensitivity.flatMap((entry) =>
      entry.fit === undefined
        ? [rComment(`${entry.title}: no model (${entry.note ?? "no study is left"})`)]
        : [
            rComment(`${entry.title}: ${entry.effects.map(({ study }) => study).join(", ")}`),
            `yi <- ${rVector(entry.effects.map(({ yi }) => rNumber(yi)))}`,
            `vi <- ${rVector(entry.effects.map(({ vi }) => rNumber(vi)))}`,
            ...modelLines(`${analysis.id}/sensitivity/${entry.id}`, "yi", "vi", entry.fit),
          ],
    ),
    ...finding.alsoMeasured.flatMap((other) =>
      other.fit === undefined
        ? []
        : [
            rComment(`The same studies as ${other.measure}`),
            ...dataLines(index, `${analysis.id}/${other.measure}`, other.measure, other.effects),
            ...modelLines(`${analysis.id}/${other.measure}`, "dat$yi", "dat$vi", other.fit),
          ],
    ),
  ];
}

function timeCourseSection(index: ReviewIndex, finding: TimeCourseFinding): readonly string[] {
  const { analysis, measure, points, windows } = finding;
  const effects = points.flatMap((point) => (point.kind === "effect" ? [point.effect] : []));
  if (effects.length === 0) return [rComment("no effect with a variance")];
  const row = new Map(effects.map(({ id }, index) => [id, index + 1]));
  return [
    ...dataLines(index, analysis.id, measure, effects),
    ...windows.flatMap(({ label, effects: used, fit }) => {
      if (fit === undefined) return [rComment(`${label}: no effect`)];
      const rows = rVector(used.map((id) => rNumber(row.get(id))));
      return [
        rComment(label),
        `rows <- ${rows}`,
        ...modelLines(`${analysis.id}/${label}`, "dat$yi[rows]", "dat$vi[rows]", fit),
      ];
    }),
  ];
}

/** `dat` with yi and vi: computed from counts or means where those are in the folder, given otherwise. */
function dataLines(
  index: ReviewIndex,
  id: string,
  measure: Measure,
  effects: readonly Effect[],
): readonly string[] {
  const data = effects.map((effect) => effectData(index, effect));
  const columns: [name: string, values: readonly string[]][] = [
    ["study", effects.map(({ study }) => rString(study))],
  ];
  const numbers = (
    names: readonly string[],
    valueOf: (name: string, index: number) => number | undefined,
  ): void => {
    for (const name of names) columns.push([name, effects.map((_, index) => rNumber(valueOf(name, index)))]);
  };
  const own = (values: object | undefined, name: string): number | undefined => {
    const value: unknown = Object.entries(values ?? {}).find(([key]) => key === name)?.[1];
    return typeof value === "number" ? value : undefined;
  };
  const fromCounts = data.some(({ kind }) => kind === "counts");
  const fromMeans = data.some(({ kind }) => kind === "means");
  const counts = (index: number) => (data[index]?.kind === "counts" ? data[index].counts : undefined);
  const means = (index: number) => (data[index]?.kind === "means" ? data[index].means : undefined);
  if (fromCounts) numbers(COUNTS, (name, index) => own(counts(index), name));
  if (fromMeans) numbers(MEANS, (name, index) => own(means(index), name));
  numbers(["given_yi"], (_, index) => (data[index]?.kind === "given" ? effects[index]?.yi : undefined));
  numbers(["given_vi"], (_, index) => (data[index]?.kind === "given" ? effects[index]?.vi : undefined));
  const names = fromCounts ? COUNTS : fromMeans ? MEANS : undefined;
  return [
    "dat <- data.frame(",
    columns.map(([name, values]) => `  ${name} = ${rVector(values)}`).join(",\n"),
    ")",
    ...(names === undefined
      ? ["dat$yi <- dat$given_yi", "dat$vi <- dat$given_vi"]
      : [
          `es <- escalc(measure = ${rString(measure)}, ${names.map((name) => `${name} = ${name}`).join(", ")}, data = dat)`,
          "dat$yi <- ifelse(is.na(dat$given_yi), as.numeric(es$yi), dat$given_yi)",
          "dat$vi <- ifelse(is.na(dat$given_vi), as.numeric(es$vi), dat$given_vi)",
        ]),
    `compare(${rString(id)}, dat$yi, dat$vi, ${rVector(effects.map(({ yi }) => rNumber(yi)))}, ${rVector(effects.map(({ vi }) => rNumber(vi)))})`,
  ];
}

const COUNTS = ["ai", "n1i", "ci", "n2i"] as const;
const MEANS = ["m1i", "sd1i", "n1i", "m2i", "sd2i", "n2i"] as const;

function modelLines(id: string, yi: string, vi: string, { options }: PairwiseFit): readonly string[] {
  const tau2 = options.tau2 === undefined ? "" : `, tau2 = ${rNumber(options.tau2)}`;
  return [
    `fit <- pool(${yi}, ${vi}, ${rString(options.method)}, ${rString(options.test)}, ${rNumber(percent(options.ciLevel))}${tau2})`,
    `describe(${rString(id)}, fit)`,
    ...(options.tau2 === undefined ? [`heterogeneity(${rString(id)}, fit)`] : []),
  ];
}

function subgroupLines(
  id: string,
  effects: readonly Effect[],
  { by, fit }: NonNullable<PairwiseFinding["subgroups"]>,
): readonly string[] {
  const { method, test, ciLevel } = fit.options;
  const levels = fit.groups.map(({ level }) => rString(level));
  const levelOf = new Map(fit.groups.flatMap(({ level, rows }) => rows.map((row) => [row, level] as const)));
  const levelOfRow = effects.map((_, row) => rString(levelOf.get(row) ?? ""));
  const shared = fit.tau2 === "common" && method !== "EE";
  const several = fit.groups.length > 1;
  const model = `rma(yi = yi, vi = vi, mods = ~ g - 1, data = dat, method = ${rString(method)}, control = control)`;
  return [
    rComment(`Subgroups by ${by}, ${shared ? "one tau2 for all" : "each its own model"}`),
    `dat$g <- factor(${rVector(levelOfRow)}, levels = ${rVector(levels)})`,
    `shared <- ${!shared ? "NULL" : several ? `${model}$tau2` : `pool(dat$yi, dat$vi, ${rString(method)}, "z", 95)$tau2`}`,
    "parts <- lapply(levels(dat$g), function(level) {",
    "  rows <- dat$g == level",
    `  fit <- pool(dat$yi[rows], dat$vi[rows], ${rString(method)}, ${rString(test)}, ${rNumber(percent(ciLevel))}, tau2 = shared)`,
    `  describe(paste0(${rString(`${id}/subgroup/`)}, level), fit)`,
    "  tau2 <- if (is.null(shared)) fit$tau2 else shared",
    "  data.frame(mean = as.numeric(fit$beta), v = 1 / sum(1 / (dat$vi[rows] + tau2)), tau2 = tau2)",
    "})",
    ...(several
      ? [
          "parts <- do.call(rbind, parts)",
          'between <- rma(yi = mean, vi = v, data = parts, method = "EE")',
          `add(${rString(`${id}/between`)}, c(q = between$QE, q_p = between$QEp))`,
        ]
      : []),
  ];
}

function percent(level: number): number {
  return Number((level * 100).toPrecision(12));
}

/** The report's own numbers under the ids and quantities the script writes, for comparison. */
export function rQuantities(findings: readonly Finding[]): ReadonlyMap<string, number> {
  const numbers = new Map<string, number>();
  const put = (id: string, values: Readonly<Record<string, number | null>>): void => {
    for (const [quantity, value] of Object.entries(values))
      if (value !== null) numbers.set(`${id},${quantity}`, value);
  };
  const describe = (id: string, fit: PairwiseFit): void =>
    put(id, {
      estimate: fit.estimate,
      se: fit.se,
      ci_lower: fit.ciLower,
      ci_upper: fit.ciUpper,
      p: fit.pValue,
      k: fit.k,
    });
  const whole = (id: string, fit: PairwiseFit | undefined): void => {
    if (fit === undefined) return;
    describe(id, fit);
    if (fit.k === 1) return;
    put(id, {
      tau2: fit.tau2,
      i2: fit.i2,
      i2_from_q: fit.i2FromQ,
      q: fit.q,
      q_p: fit.qPValue,
      pi_lower: fit.piLower,
      pi_upper: fit.piUpper,
    });
    put(id, { tau2_ci_lower: fit.tau2CiLower, tau2_ci_upper: fit.tau2CiUpper });
  };
  for (const finding of findings) {
    const { id } = finding.analysis;
    if (finding.kind === "time-course") {
      for (const { label, fit } of finding.windows) whole(`${id}/${label}`, fit);
      continue;
    }
    whole(id, finding.fit);
    for (const entry of finding.sensitivity) whole(`${id}/sensitivity/${entry.id}`, entry.fit);
    for (const other of finding.alsoMeasured) whole(`${id}/${other.measure}`, other.fit);
    for (const { level, fit } of finding.subgroups?.fit.groups ?? [])
      describe(`${id}/subgroup/${level}`, fit);
    const { qBetween = null, qBetweenPValue = null } = finding.subgroups?.fit ?? {};
    put(`${id}/between`, { q: qBetween, q_p: qBetweenPValue });
  }
  return numbers;
}
