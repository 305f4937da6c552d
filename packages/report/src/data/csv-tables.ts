import { isRatio } from "@coppice/meta";
import { csvCell } from "@coppice/records";
import type { Finding } from "@coppice/review";
import type { ReportInput } from "../input.ts";
import { pooledFits } from "./pooled-fits.ts";
import { effectsOf } from "./provenance.ts";

type Cell = string | number | undefined | null;

/** Every table of the report as CSV with full precision, by file name. */
export function csvTables(input: ReportInput): ReadonlyMap<string, string> {
  const { checked, findings, claims, flow } = input;
  const { review, refused } = checked;
  const tables = new Map<string, readonly (readonly Cell[])[]>();
  tables.set("studies", [
    [
      "id",
      "label",
      "year",
      "design",
      "randomised",
      "population",
      "diagnosis",
      "intervention",
      "dose",
      "comparator",
      "blinding",
      "n_randomised",
      "n_analysed",
      "pmid",
      "doi",
      "note",
    ],
    ...review.studies.map((s) => [
      s.id,
      s.label,
      s.year,
      s.design,
      s.randomised,
      s.population,
      s.diagnosis,
      s.intervention,
      s.dose,
      s.comparator,
      s.blinding,
      s.n_randomised,
      s.n_analysed,
      s.pmid,
      s.doi,
      s.note,
    ]),
  ]);
  tables.set("effects", [
    [
      "id",
      "study",
      "measure",
      "time_hours",
      "scale",
      "yi",
      "vi",
      "se",
      "ci_lower",
      "ci_upper",
      "ai",
      "n1i",
      "ci",
      "n2i",
      "formula",
      "results",
      "notes",
    ],
    ...findings
      .flatMap(effectsOf)
      .map((e) => [
        e.id,
        e.study,
        e.measure,
        e.timeHours,
        e.scale,
        e.yi,
        e.vi,
        e.se,
        e.ciLower,
        e.ciUpper,
        e.counts?.ai,
        e.counts?.n1i,
        e.counts?.ci,
        e.counts?.n2i,
        e.formula,
        e.results.join("; "),
        e.notes.join("; "),
      ]),
  ]);
  tables.set("pooled", [POOLED, ...findings.flatMap(pooledRows)]);
  tables.set("time-course", [
    ["analysis", "study", "time_hours", "measure", "yi", "vi", "ci_lower", "ci_upper", "effect", "results"],
    ...findings.flatMap(timeCourseRows),
  ]);
  tables.set("unused", [
    ["analysis", "study", "results", "reason"],
    ...findings.flatMap(({ analysis, unused }) =>
      unused.map((entry) => [analysis.id, entry.study, entry.results.join("; "), entry.reason]),
    ),
  ]);
  tables.set("refused", [
    ["result", "file", "line", "reason"],
    ...refused.map((r) => [r.result, r.file, r.line, r.reason]),
  ]);
  tables.set("claims", [
    ["id", "citation", "outcome", "measure", "estimate", "ci_lower", "ci_upper", "p_stated", "status", "p_recomputed", "p_low", "p_high", "se", "z", "midpoint", "confirm_in_article", "findings"],
    ...claims.map(({ claim, status, recomputed, confirmInArticle, findings: said }) => [
      claim.id, claim.citation, claim.outcome, claim.measure, claim.estimate?.text, claim.ci_lower?.text, claim.ci_upper?.text, claim.p_stated?.text, status,
      recomputed?.p, recomputed?.pRange.low, recomputed?.pRange.high, recomputed?.se, recomputed?.z, recomputed?.midpoint, confirmInArticle ? "yes" : "no", said.join("; "),
    ]),
  ]); // prettier-ignore
  tables.set("risk-of-bias", [
    ["study", "instrument", "domain", "judgement", "outcome", "assessor", "rationale"],
    ...review.judgements.map((j) => [
      j.study,
      j.instrument,
      j.domain,
      j.judgement,
      j.outcome,
      j.assessor,
      j.rationale,
    ]),
  ]);
  tables.set("mechanisms", [
    [
      "id",
      "subject",
      "relation",
      "object",
      "sign",
      "from",
      "to",
      "effect",
      "evidence",
      "species",
      "system",
      "citation",
      "contradicts",
      "note",
    ],
    ...review.mechanisms.map((m) => [
      m.id,
      m.subject,
      m.relation,
      m.object,
      m.sign,
      m.from,
      m.to,
      m.effect,
      m.evidence,
      m.species,
      m.system,
      m.citation,
      m.contradicts?.join("; "),
      m.note,
    ]),
  ]);
  if (flow !== undefined) {
    tables.set("prisma", [
      ["column", "box", "n"],
      ...[
        ["databases", flow.databases] as const,
        ...(flow.other === undefined ? [] : [["other", flow.other] as const]),
      ].flatMap(([name, stream]) => [
        ...(
          [
            "identified",
            "duplicatesRemoved",
            "screened",
            "excludedAtScreening",
            "awaitingScreening",
            "sought",
            "notRetrieved",
            "assessed",
            "awaitingFullText",
            "includedReports",
          ] as const
        ).map((box) => [name, box, stream[box]]),
        ...stream.otherRemoved.map(({ reason, n }) => [name, `removed: ${reason}`, n]),
        ...stream.excludedAtFullText.map(({ reason, n }) => [name, `excluded: ${reason}`, n]),
      ]),
      ["both", "reports included", flow.included.reports],
      ["both", "studies included", flow.included.studies],
    ]);
  }
  return new Map(
    [...tables].map(([name, rows]) => [
      name,
      rows.map((row) => `${row.map(csvCell).join(",")}\r\n`).join(""),
    ]),
  );
}

const POOLED = [
  "id", "what", "measure", "k", "method", "test", "estimate", "se", "ci_lower", "ci_upper", "p", "tau2", "tau2_ci_lower", "tau2_ci_upper", "i2",
  "i2_from_q", "q", "q_df", "q_p", "pi_lower", "pi_upper", "estimate_shown", "ci_lower_shown", "ci_upper_shown", "note",
]; // prettier-ignore

/** Every pooled number under the id that the R script repeats, and the tests between subgroups. */
function pooledRows(finding: Finding): readonly (readonly Cell[])[] {
  const rows = pooledFits(finding).map(({ id, what, measure, fit, note }): readonly Cell[] => {
    if (fit === undefined)
      return [id, what, measure, 0, ...Array<undefined>(POOLED.length - 5).fill(undefined), note];
    const back = (x: number): number => (isRatio(measure) ? Math.exp(x) : x);
    const { estimate, ciLower, ciUpper } = fit;
    return [
      [id, what, measure, fit.k, fit.method, fit.test, estimate, fit.se, ciLower, ciUpper, fit.pValue],
      [fit.tau2, fit.tau2CiLower, fit.tau2CiUpper, fit.i2, fit.i2FromQ, fit.q, fit.qDf, fit.qPValue],
      [fit.piLower, fit.piUpper, back(estimate), back(ciLower), back(ciUpper), note],
    ].flat();
  });
  const between = finding.kind === "pairwise" ? finding.subgroups?.fit : undefined;
  if (between === undefined || between.qBetween === null) return rows;
  const test = new Map<string, Cell>([
    ["id", `${finding.analysis.id}/between`],
    ["what", "between subgroups"],
    ["measure", finding.measure],
    ["k", between.groups.length],
    ["q", between.qBetween],
    ["q_df", between.qBetweenDf],
    ["q_p", between.qBetweenPValue],
    ["note", `${between.tau2} tau2`],
  ]);
  return [...rows, POOLED.map((name) => test.get(name))];
}

/** Every point of every time course, those printed without an interval included. */
function timeCourseRows(finding: Finding): readonly (readonly Cell[])[] {
  if (finding.kind === "pairwise") return [];
  const { analysis, measure, points } = finding;
  return points.map((point) => {
    if (point.kind === "estimate-only")
      return [
        analysis.id,
        point.study,
        point.timeHours,
        measure,
        point.yi,
        undefined,
        undefined,
        undefined,
        undefined,
        point.result,
      ];
    const { study, timeHours, yi, vi, ciLower, ciUpper, id, results } = point.effect;
    return [analysis.id, study, timeHours, measure, yi, vi, ciLower, ciUpper, id, results.join("; ")];
  });
}
