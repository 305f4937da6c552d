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
