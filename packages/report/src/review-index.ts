import type { ArmRow, Outcome, ResultRow, Review } from "@coppice/review";

/** What a report looks up in a review again and again, indexed once. */
export interface ReviewIndex {
  readonly result: (id: string) => ResultRow | undefined;
  readonly armRole: (study: string, arm: string) => ArmRow["role"] | undefined;
  readonly studyLabel: (study: string) => string;
}

export function indexReview(review: Review): ReviewIndex {
  const results = new Map(review.results.map((row) => [row.id, row]));
  const roles = new Map(review.arms.map((arm) => [`${arm.study}/${arm.id}`, arm.role]));
  const labels = new Map(review.studies.map(({ id, label }) => [id, label]));
  return {
    result: (id) => results.get(id),
    armRole: (study, arm) => roles.get(`${study}/${arm}`),
    studyLabel: (study) => labels.get(study) ?? study,
  };
}

export function outcomeOf(review: Review, id: string): Outcome {
  const outcome = review.protocol.outcomes.find((candidate) => candidate.id === id);
  if (outcome === undefined) throw new Error(`the outcome ${id} was checked to exist`);
  return outcome;
}
