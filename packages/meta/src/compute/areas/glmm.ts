import { fitGlmm, type GlmmFit } from "../../glmm/fit-glmm.ts";
import type { GlmmData } from "../../glmm/studies.ts";
import type { ComputeTable } from "../compute-function.ts";
import { columnsOf, givenColumns, ratesOf, tablesOf, type GivenColumns } from "../effect-columns.ts";

export const GLMM_FUNCTIONS: ComputeTable = {
  glmm: (options, columns) => {
    const measure = options.oneOf("measure", ["OR", "IRR", "PLO", "IRLN"], "OR");
    const value = fitGlmm(dataOf(measure, givenColumns(options, columns)), {
      model: options.oneOf("model", ["UM.FS", "UM.RS", "CM.EL", "CM.AL"], "UM.FS"),
      method: options.oneOf("method", ["ML", "EE"], "ML"),
      test: options.oneOf("test", ["z", "t"], "z"),
      ciLevel: (options.number("level") ?? 95) / 100,
      quadraturePoints: options.number("nAGQ") ?? 7,
    });
    const logLik = referenceLogLik(value);
    return {
      value,
      reference: () => ({
        names: ["intrcpt"],
        b: [value.estimate],
        se: [value.se],
        stat: [value.statistic],
        p: [value.pValue],
        ciLow: [value.ciLower],
        ciHigh: [value.ciUpper],
        tau2: value.tau2,
        sigma2: value.sigma2,
        I2: value.i2,
        H2: value.h2,
        logLik,
        aic: -2 * logLik + 2 * value.parameters,
        QEWld: value.qWald,
        QELRT: value.qLikelihoodRatio,
        QEdf: value.qDf,
        k: value.k,
      }),
    };
  },
};

/**
 * metafor takes what lme4 calls the deviance for −2 log-likelihood: with one random effect that is the one given the predicted
 * effects, and with random baselines and equal effects the saturated likelihood is left out of it.
 */
function referenceLogLik({ logLik, saturatedLogLik, conditionalLogLik, measure, options }: GlmmFit): number {
  const unconditional = measure === "OR" || measure === "IRR";
  if (unconditional && options.model === "UM.RS")
    return options.method === "EE" ? logLik - saturatedLogLik : logLik;
  const integrated = measure === "OR" && options.model === "CM.EL";
  return integrated || options.method === "EE" || conditionalLogLik === null ? logLik : conditionalLogLik;
}

function dataOf(measure: GlmmData["measure"], given: GivenColumns): GlmmData {
  const present = <T>(rows: readonly (T | null)[]): readonly T[] => rows.filter((row) => row !== null);
  const pairs = (second: string): readonly { readonly xi: number; readonly other: number }[] => {
    const [x = [], other = []] = columnsOf(given, "xi", second);
    return x.flatMap((xi, row) => {
      const value = other[row] ?? null;
      return xi === null || value === null ? [] : [{ xi, other: value }];
    });
  };
  switch (measure) {
    case "OR":
      return { measure, tables: present(tablesOf(given)) };
    case "IRR":
      return { measure, rates: present(ratesOf(given)) };
    case "PLO":
      return { measure, proportions: pairs("ni").map(({ xi, other }) => ({ xi, ni: other })) };
    case "IRLN":
      return { measure, counts: pairs("ti").map(({ xi, other }) => ({ xi, ti: other })) };
  }
}
