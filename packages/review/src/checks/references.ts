import type { Problem } from "@coppice/records";
import { INSTRUMENTS } from "../appraisal/instruments.ts";
import { studyColumns } from "../model/columns.ts";
import type { Analysis } from "../model/review-yaml-schema.ts";
import type { Locate } from "../model/locate.ts";
import { fittingMeasures } from "../model/fitting-measures.ts";
import type { Review } from "../model/review.ts";
import { KnownNames, repeatedKeys } from "./known-names.ts";

/** Checks every reference between the files of a review. Pure: all problems at once, in file order. */
export function checkReferences(review: Review, locate: Locate): readonly Problem[] {
  const names = knownNames(review);
  return [
    ...checkProtocol(review, names, locate),
    ...checkVotes(review, names),
    ...checkExtraction(review, names),
    ...checkAppraisal(review, names),
    ...checkClaimsAndMechanisms(review, names),
  ];
}

type Names = ReturnType<typeof knownNames>;

function knownNames(review: Review) {
  const { protocol } = review;
  const yaml = "review.yaml";
  return {
    scale: new KnownNames(
      "scale",
      yaml,
      protocol.scales.map(({ id }) => id),
    ),
    outcome: new KnownNames(
      "outcome",
      yaml,
      protocol.outcomes.map(({ id }) => id),
    ),
    comparator: new KnownNames(
      "comparator",
      yaml,
      protocol.comparators.map(({ id }) => id),
    ),
    reviewer: new KnownNames(
      "reviewer",
      yaml,
      protocol.reviewers.map(({ id }) => id),
    ),
    reason: new KnownNames(
      "exclusion-reason",
      `${yaml} (eligibility.exclude)`,
      protocol.eligibility.exclude.map(({ id }) => id),
    ),
    analysis: new KnownNames(
      "analysis",
      yaml,
      protocol.analyses.map(({ id }) => id),
    ),
    study: new KnownNames(
      "study",
      "extraction/studies.csv",
      review.studies.map(({ id }) => id),
    ),
    report: new KnownNames(
      "report",
      "extraction/reports.csv",
      review.reports.map(({ id }) => id),
    ),
    claim: new KnownNames(
      "claim",
      "claims.csv",
      review.claims.map(({ id }) => id),
    ),
    record: new KnownNames(
      "record",
      "the searches (<search>#<number>)",
      review.records.map(({ id }) => id),
    ),
    mechanism: new KnownNames(
      "mechanism",
      "mechanisms.csv",
      review.mechanisms.map(({ id }) => id),
    ),
    arms: new Map(
      [...armsByStudy(review)].map(([study, arms]) => [
        study,
        new KnownNames("arm", `extraction/arms.csv for ${study}`, arms),
      ]),
    ),
  };
}

/** Arm ids of each study; a study without arms has none. */
function armsByStudy(review: Review): ReadonlyMap<string, readonly string[]> {
  const arms = new Map<string, string[]>(review.studies.map(({ id }) => [id, []]));
  for (const arm of review.arms) arms.get(arm.study)?.push(arm.id);
  return arms;
}

function checkProtocol({ protocol }: Review, names: Names, locate: Locate): readonly Problem[] {
  const use = (path: readonly PropertyKey[]) => ({
    at: { file: "review.yaml", ...locate(path) },
    field: path.map(String).join("."),
  });
  const repeated = (list: "scales" | "outcomes" | "comparators" | "reviewers" | "analyses", what: string) =>
    repeatedKeys(
      protocol[list].map(({ id }, index) => ({ id, at: use([list, index]).at })),
      what,
      "id",
      ({ id }) => id,
    );
  return [
    ...repeated("scales", "scale"),
    ...repeated("outcomes", "outcome"),
    ...repeated("comparators", "comparator"),
    ...repeated("reviewers", "reviewer"),
    ...repeated("analyses", "analysis"),
    ...protocol.outcomes.flatMap((outcome, i) =>
      (outcome.scales ?? []).flatMap((scale, j) =>
        names.scale.check(scale, use(["outcomes", i, "scales", j])),
      ),
    ),
    ...protocol.headlines.flatMap((id, i) => names.analysis.check(id, use(["headlines", i]))),
    ...protocol.analyses.flatMap((analysis, i) => checkAnalysis(analysis, i)),
  ];

  function checkAnalysis(analysis: Analysis, i: number): readonly Problem[] {
    const at = (...path: PropertyKey[]) => use(["analyses", i, ...path]);
    const outcome = protocol.outcomes.find(({ id }) => id === analysis.outcome);
    const common = [
      ...names.outcome.check(analysis.outcome, at("outcome")),
      ...(analysis.scales ?? []).flatMap((scale, j) => names.scale.check(scale, at("scales", j))),
      ...analysis.exclude.flatMap(({ study }, j) => names.study.check(study, at("exclude", j, "study"))),
    ];
    const measures =
      analysis.kind === "pairwise" ? [analysis.measure, ...analysis.alsoMeasures] : [analysis.measure];
    const fitting = fittingMeasures(outcome?.type ?? "continuous");
    const wrongMeasure = measures
      .filter((measure) => outcome !== undefined && !fitting.includes(measure))
      .map((measure): Problem => {
        const place = at("measure");
        return {
          code: "measure-does-not-fit",
          severity: "error",
          message: `${measure} is not a measure for outcomes of the type ${outcome?.type ?? ""}`,
          where: { file: place.at.file, line: place.at.line, column: place.at.column, field: place.field },
          found: measure,
          expected: fitting.join(", "),
        };
      });
    if (analysis.kind === "time-course") {
      return [
        ...common,
        ...wrongMeasure,
        ...analysis.published.flatMap((id, j) => names.claim.check(id, at("published", j))),
      ];
    }
    const subgroupColumns = new KnownNames("subgroup-column", "extraction/studies.csv", [
      "comparator",
      ...Object.keys(studyColumns),
    ]);
    const by = analysis.subgroups?.by;
    return [
      ...common,
      ...wrongMeasure,
      ...(by === undefined || by.startsWith("x_") ? [] : subgroupColumns.check(by, at("subgroups", "by"))),
      ...analysis.sensitivity.flatMap((entry, j) => [
        ...(entry.exclude ?? []).flatMap((study, n) =>
          names.study.check(study, at("sensitivity", j, "exclude", n)),
        ),
        ...(entry.include ?? []).flatMap((study, n) =>
          names.study.check(study, at("sensitivity", j, "include", n)),
        ),
      ]),
    ];
  }
}

function checkVotes({ votes }: Review, names: Names): readonly Problem[] {
  return [votes.titleAbstract, votes.fullText].flatMap((rows) => [
    ...rows.flatMap((row) => [
      ...names.record.check(row.record, { at: row.at, field: "record" }),
      ...names.reviewer.check(row.reviewer, { at: row.at, field: "reviewer" }),
      ...names.reason.check(row.reason, { at: row.at, field: "reason" }),
      ...names.study.check(row.study, { at: row.at, field: "study" }),
    ]),
    ...repeatedKeys(
      rows,
      "vote",
      "record",
      (row) => `${row.record}\n${row.reviewer}`,
      (row) => `a vote of ${row.reviewer} on ${row.record}`,
    ),
  ]);
}

function checkExtraction(review: Review, names: Names): readonly Problem[] {
  const byId = (row: { id: string }) => row.id;
  return [
    ...repeatedKeys(review.reports, "report", "id", byId),
    ...repeatedKeys(review.studies, "study", "id", byId),
    ...repeatedKeys(review.results, "result-id", "id", byId),
    ...repeatedKeys(
      review.arms,
      "arm",
      "id",
      (row) => `${row.study}\n${row.id}`,
      (row) => `arm ${row.id} of ${row.study}`,
    ),
    ...review.reports.flatMap((row) =>
      (row.studies ?? []).flatMap((study) => names.study.check(study, { at: row.at, field: "studies" })),
    ),
    ...review.studies.flatMap((row) =>
      row.reports.flatMap((report) => names.report.check(report, { at: row.at, field: "reports" })),
    ),
    ...review.arms.flatMap((row) => [
      ...names.study.check(row.study, { at: row.at, field: "study" }),
      ...names.comparator.check(row.comparator, { at: row.at, field: "comparator" }),
    ]),
    ...review.results.flatMap((row) => {
      const arms = names.arms.get(row.study);
      return [
        ...names.study.check(row.study, { at: row.at, field: "study" }),
        ...names.report.check(row.report, { at: row.at, field: "report" }),
        ...names.outcome.check(row.outcome, { at: row.at, field: "outcome" }),
        ...names.scale.check(row.scale, { at: row.at, field: "scale" }),
        ...names.reviewer.check(row.extractor, { at: row.at, field: "extractor" }),
        ...(arms?.check(row.arm, { at: row.at, field: "arm" }) ?? []),
        ...(arms?.check(row.versus, { at: row.at, field: "versus" }) ?? []),
      ];
    }),
  ];
}

function checkAppraisal(review: Review, names: Names): readonly Problem[] {
  return [
    ...review.judgements.flatMap((row) => {
      const domains = INSTRUMENTS[row.instrument].domains.map(({ id }) => id);
      return [
        ...names.study.check(row.study, { at: row.at, field: "study" }),
        ...names.outcome.check(row.outcome, { at: row.at, field: "outcome" }),
        ...names.report.check(row.report, { at: row.at, field: "report" }),
        ...new KnownNames("domain", row.instrument, [...domains, "overall"]).check(row.domain, {
          at: row.at,
          field: "domain",
        }),
      ];
    }),
    ...repeatedKeys(
      review.judgements,
      "judgement",
      "domain",
      (row) => [row.study, row.outcome, row.instrument, row.domain].join("\n"),
      (row) => `${row.domain} of ${row.study}`,
    ),
  ];
}

function checkClaimsAndMechanisms(review: Review, names: Names): readonly Problem[] {
  return [
    ...repeatedKeys(review.claims, "claim", "id", (row) => row.id),
    ...repeatedKeys(review.mechanisms, "mechanism", "id", (row) => row.id),
    ...review.claims.flatMap((row) => names.report.check(row.report, { at: row.at, field: "report" })),
    ...review.mechanisms.flatMap((row) => [
      ...names.report.check(row.report, { at: row.at, field: "report" }),
      ...(row.contradicts ?? []).flatMap((id) =>
        names.mechanism.check(id, { at: row.at, field: "contradicts" }),
      ),
    ]),
  ];
}
