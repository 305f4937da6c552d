import type { Review } from "../model/review.ts";
import { analysePairwise } from "./analyse-pairwise.ts";
import { analyseTimeCourse } from "./analyse-time-course.ts";
import type { Finding } from "./findings.ts";
import { ResultIndex } from "./select-results.ts";

/** Carries out every analysis of the protocol, in its order. Pure: the same review gives the same findings. */
export function analyseReview(review: Review): readonly Finding[] {
  const index = new ResultIndex(review);
  return review.protocol.analyses.map((analysis) =>
    analysis.kind === "pairwise"
      ? analysePairwise(review, index, analysis)
      : analyseTimeCourse(review, index, analysis),
  );
}
