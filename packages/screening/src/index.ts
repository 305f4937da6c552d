/** Screening: what to read next, when to stop, and whether reviewers agree. Pure; texts, labels and votes in, numbers out. */
export { ScreeningError, type ScreeningErrorCode, type ScreeningErrorWhere } from "./screening-error.ts";
export { coppiceModel } from "./rank/coppice.ts";
export { elasU3, elasU4 } from "./rank/elas.ts";
export { randomOrder } from "./rank/random-order.ts";
export type {
  PreparedModel,
  RankableRecord,
  RankedRecord,
  Ranker,
  RankingModel,
  TermShare,
} from "./rank/ranker.ts";
export { rankingMetrics, type RankingMetrics, RECALL_SHARES, type RecallShare } from "./simulate/metrics.ts";
export { recallCurve, type FoundPlaces, type RecallPoint } from "./simulate/recall-curve.ts";
export { simulate, type Simulation, type SimulationOptions } from "./simulate/simulate.ts";
export { REASON_WORDS, type AgreementReason, type Coefficient } from "./agree/coefficient.ts";
export type { CohenKappa } from "./agree/cohen-kappa.ts";
export type { AlphaBootstrap, AlphaMetric, KrippendorffAlpha } from "./agree/krippendorff-alpha.ts";
export type { FleissKappa } from "./agree/many-raters.ts";
export {
  measureAgreement,
  type Agreement,
  type AgreementOptions,
  type PairAgreement,
} from "./agree/measure-agreement.ts";
export type { Ratings } from "./agree/ratings.ts";
export { isNoVote, plainWord, VOTE_WORDS, voteOf, type VoteCategory } from "./agree/vote-words.ts";
export type { WeightKind } from "./agree/weights.ts";
export { choosePriors } from "./simulate/choose-priors.ts";
export { screeningState, type LabelSequence, type ScreeningState } from "./stop/labels-so-far.ts";
export {
  hypergeometricTest,
  recallFrontier,
  type HypergeometricOptions,
  type HypergeometricTest,
  type RecallFrontier,
} from "./stop/hypergeometric-stop.ts";
export { lookAt, type LookDecision, type StoppingLook } from "./stop/look.ts";
export {
  auditTail,
  drawAudit,
  planAudit,
  type AuditPlan,
  type AuditResult,
  type AuditSample,
} from "./stop/random-audit.ts";
export { estimateRecall, type RateModelOptions, type RecallEstimate } from "./stop/rate-model.ts";
export { replayRule, type ReplayedRule } from "./stop/replay-rule.ts";
export {
  safeChecklist,
  type SafeChecklist,
  type SafeCondition,
  type SafeProgress,
  type SafeThresholds,
} from "./stop/safe-checklist.ts";
export {
  checkStoppingRule,
  DEFAULT_STOPPING_RULE,
  lookPlaces,
  RUN_LENGTH_WARNING,
  sameStoppingRule,
  type StoppingRule,
} from "./stop/stopping-rule.ts";
export { blendedWithScores } from "./model-votes/blend-ranker.ts";
export {
  calibrate,
  calibratedVote,
  type CalibratedVote,
  type Calibration,
  type CalibrationOptions,
  type ScoreBin,
} from "./model-votes/calibrate.ts";
export { checkQuote, checkQuotes } from "./model-votes/check-quotes.ts";
export { demandCriteria, type Criteria } from "./model-votes/criteria.ts";
export {
  mayBeUsedFor,
  type OrderingOnlyReason,
  type PermittedUse,
  type PilotRule,
} from "./model-votes/may-be-used-for.ts";
export {
  askedKey,
  sourceKey,
  type CheckedQuote,
  type Evidence,
  type ModelAnswer,
  type ModelParameters,
  type ModelVote,
  type NoVoteReason,
  type VoteSource,
} from "./model-votes/model-vote.ts";
export { parseAnswer, type ParsedAnswer } from "./model-votes/parse-answer.ts";
export {
  ANSWER_SCHEMA,
  promptFor,
  promptText,
  type ShownRecord,
  type VotePrompt,
} from "./model-votes/prompt-for.ts";
export type { Proportion } from "./model-votes/proportion.ts";
export { readVoteLine, writeVoteLine, type ReadVoteLine } from "./model-votes/vote-line.ts";
export { voteOfAnswer, type AskedRecord, type StatedRefusal } from "./model-votes/vote-of-answer.ts";
