import type { BiasRow, TrafficLightData } from "@coppice/plots";
import { INSTRUMENTS, type Finding, type JudgementRow, type Review } from "@coppice/review";
import { anchor, figureId } from "../html/element.ts";

/** The instruments with judgements, or RoB 2 while there are none. */
export function biasInstruments(review: Review): readonly (keyof typeof INSTRUMENTS)[] {
  const used = [...new Set(review.judgements.map(({ instrument }) => instrument))];
  return used.length > 0 ? used : ["RoB 2"];
}

/** Studies whose risk of bias matters for the findings: those behind an effect, and all with a judgement; nothing else. */
export function biasStudies(review: Review, findings: readonly Finding[]): readonly string[] {
  const pooled = findings.flatMap((finding) =>
    finding.kind === "pairwise"
      ? finding.effects.map(({ study }) => study)
      : finding.points.map((point) => (point.kind === "effect" ? point.effect.study : point.study)),
  );
  const wanted = new Set([...pooled, ...review.judgements.map(({ study }) => study)]);
  return review.studies.filter(({ id }) => wanted.has(id)).map(({ id }) => id);
}

/** One figure an instrument; a study judged for several outcomes has a row for each of them. */
export function biasFigures(
  review: Review,
  findings: readonly Finding[],
  idSuffix: string,
): readonly TrafficLightData[] {
  const instruments = biasInstruments(review);
  const studies = biasStudies(review, findings);
  const labels = new Map(review.studies.map(({ id, label }) => [id, label]));
  const outcomes = new Map(review.protocol.outcomes.map(({ id, name }) => [id, name]));
  return instruments.map((name) => {
    const byStudy = new Map<string, JudgementRow[]>();
    for (const row of review.judgements) {
      if (row.instrument !== name) continue;
      const rows = byStudy.get(row.study);
      if (rows) rows.push(row);
      else byStudy.set(row.study, [row]);
    }
    const shown = studies.filter((study) => instruments.length === 1 || byStudy.has(study));
    return {
      id: figureId("fig-bias", name, idSuffix),
      title: `Risk of bias, ${INSTRUMENTS[name].name}`,
      instrument: INSTRUMENTS[name].name,
      domains: INSTRUMENTS[name].domains,
      rows: shown.flatMap((study) =>
        rowsOf(study, labels.get(study) ?? study, byStudy.get(study) ?? [], outcomes),
      ),
    };
  });
}

function rowsOf(
  study: string,
  label: string,
  judgements: readonly JudgementRow[],
  outcomes: ReadonlyMap<string, string>,
): readonly BiasRow[] {
  const judged = [...new Set(judgements.map(({ outcome }) => outcome))];
  return (judged.length === 0 ? [undefined] : judged).map((outcome) => ({
    study:
      judged.length < 2 || outcome === undefined ? label : `${label}: ${outcomes.get(outcome) ?? outcome}`,
    ref: anchor("study", study),
    judgements: Object.fromEntries(
      judgements.filter((row) => row.outcome === outcome).map(({ domain, judgement }) => [domain, judgement]),
    ),
  }));
}
