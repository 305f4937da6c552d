import { copasGrid, copasModel } from "../../bias/copas/copas-model.ts";
import { LIMIT_ADJUSTMENTS, limitMetaAnalysis } from "../../bias/limit-meta-analysis.ts";
import { HETEROGENEITY_METHODS } from "../../pairwise/options.ts";
import type { ComputeTable } from "../compute-function.ts";

/** Models of effects that depend on the size of their study. */
export const SMALL_STUDY_MODELS: ComputeTable = {
  limitmeta: (options, columns) => {
    const value = limitMetaAnalysis(columns.numbers("yi"), columns.numbers("vi"), {
      adjustment: options.oneOf("adjustment", LIMIT_ADJUSTMENTS, "expectation"),
      method: options.oneOf("method", HETEROGENEITY_METHODS, "REML"),
      ciLevel: (options.number("level") ?? 95) / 100,
    });
    return {
      value,
      reference: () => ({
        b: value.estimate,
        se: value.se,
        ciLow: value.ciLower,
        ciHigh: value.ciUpper,
        p: value.pValue,
        tau2: value.tau2,
        alpha: value.alpha,
        beta: value.beta,
        Q: value.q.statistic,
        Qsmall: value.qSmall.statistic,
        Qresid: value.qResidual.statistic,
        G2: value.g2,
        limit: value.limitEffects,
      }),
    };
  },
  copas: (options, columns) => {
    const vi = columns.numbers("vi");
    const side = options.oneOf("side", ["auto", "left", "right"], "auto");
    const publication = options.list("publication");
    const precisePublication = options.number("precisePublication");
    const rhoBound = options.number("rho.bound");
    const size = options.number("ngrid");
    const value = copasModel(columns.numbers("yi"), vi, {
      method: options.oneOf("method", HETEROGENEITY_METHODS, "REML"),
      ciLevel: (options.number("level") ?? 95) / 100,
      residualAlpha: options.number("sign.rsb") ?? 0.1,
      ...(side === "auto" ? {} : { side }),
      ...(publication === undefined ? {} : { publication: publication.map(Number) }),
      ...(precisePublication === undefined ? {} : { precisePublication }),
      ...(rhoBound === undefined ? {} : { rhoBound }),
      ...(size === undefined ? {} : { grid: copasGrid(vi, size) }),
    });
    const { adjusted, unadjusted } = value;
    return {
      value,
      reference: () => ({
        b: adjusted?.estimate ?? null,
        se: adjusted?.se ?? null,
        ciLow: adjusted?.ciLower ?? null,
        ciHigh: adjusted?.ciUpper ?? null,
        p: adjusted?.pValue ?? null,
        tau2: adjusted?.tau2 ?? null,
        rho: adjusted?.rho ?? null,
        publprob: adjusted?.probabilityLargestSe ?? null,
        pRsb: adjusted?.residual.pValue ?? null,
        Nunpubl: adjusted?.unpublished ?? null,
        bRandom: unadjusted.estimate,
      }),
    };
  },
};
