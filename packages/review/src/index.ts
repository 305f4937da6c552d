export { INSTRUMENTS, type Instrument } from "./appraisal/instruments.ts";
export type {
  Effect,
  EffectInput,
  Finding,
  PairwiseFinding,
  Sensitivity,
  TimeCourseFinding,
  TimePoint,
  WindowFit,
} from "./analysis/findings.ts";
export { analyseReview } from "./analysis/analyse-review.ts";
export type { Unused } from "./analysis/select-results.ts";
export { checkClaim, checkClaims, type ClaimCheck, type Range } from "./claims/check-claim.ts";
export { markedReports, marksOfStudies, type MarkedReport, type StudyMark } from "./marks/marked-reports.ts";
export type {
  ArmRow,
  ClaimRow,
  JudgementRow,
  MechanismRow,
  ReportRow,
  ResultRow,
  StudyRow,
  VoteRow,
} from "./model/columns.ts";
export { readReview, type ReadReviewOptions } from "./folder/read-review.ts";
export {
  reviewYamlSchema,
  searchYamlSchema,
  type Analysis,
  type Measure,
  type ModelChoice,
  type Outcome,
  type PairwiseAnalysis,
  type ReviewYaml,
  type SearchYaml,
  type TimeCourseAnalysis,
  type TimeWindow,
} from "./model/review-yaml-schema.ts";
export type { Place } from "./model/row.ts";
export type { CheckedReview, FolderFiles, FoundRecord, Review, Search, Votes } from "./model/review.ts";
export {
  includedReports,
  prismaFlow,
  recordsAtStage,
  type FlowStream,
  type PrismaFlow,
  type ReasonCount,
} from "./prisma/flow.ts";
