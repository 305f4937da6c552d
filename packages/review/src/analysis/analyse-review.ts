import { fittingMeasures } from "../model/fitting-measures.ts";
import type { Analysis } from "../model/review-yaml-schema.ts";
import type { Review } from "../model/review.ts";
import { analysePairwise } from "./analyse-pairwise.ts";
import { analyseTimeCourse } from "./analyse-time-course.ts";
import type { Finding } from "./findings.ts";
import { ResultIndex } from "./select-results.ts";

/**
 * Carries out every analysis of the protocol, in its order. Pure: the same review gives the same findings. An analysis whose
 * outcome does not exist, or whose measure does not fit it, is an error of the folder (see `readReview`) and is left out.
 */
export function analyseReview(review: Review): readonly Finding[] {
  const index = new ResultIndex(review);
  return review.protocol.analyses
    .filter((analysis) => isPossible(review, analysis))
    .map((analysis) =>
      analysis.kind === "pairwise"
        ? analysePairwise(review, index, analysis)
        : analyseTimeCourse(review, index, analysis),
    );
}

function isPossible(review: Review, analysis: Analysis): boolean {
  const outcome = review.protocol.outcomes.find(({ id }) => id === analysis.outcome);
  const measures =
    analysis.kind === "pairwise" ? [analysis.measure, ...analysis.alsoMeasures] : [analysis.measure];
  return (
    outcome !== undefined && measures.every((measure) => fittingMeasures(outcome.type).includes(measure))
  );
}
