/** Screening: what to read next, when to stop, and whether reviewers agree. Pure; texts, labels and votes in, numbers out. */
export { ScreeningError, type ScreeningErrorCode, type ScreeningErrorWhere } from "./screening-error.ts";
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
