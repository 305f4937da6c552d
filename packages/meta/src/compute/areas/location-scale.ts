import { designRows } from "../../design/design.ts";
import { designFromFormula } from "../../design/design-from-formula.ts";
import { fitLocationScale, type ScaleCoefficients } from "../../location-scale/fit-location-scale.ts";
import type { ComputeTable } from "../compute-function.ts";

export const LOCATION_SCALE_FUNCTIONS: ComputeTable = {
  locationScale: (options, columns) => {
    const data = columns.table();
    const designs = (["mods", "scale"] as const).map((name) =>
      designFromFormula(options.text(name) ?? "~ 1", data),
    );
    const [location, scale] = designs as [(typeof designs)[0], (typeof designs)[0]];
    const [yi, vi] = [columns.optionalNumbers("yi"), columns.optionalNumbers("vi")];
    // Rows that both formulas and the effects have.
    const inScale = new Set(scale.rows);
    const rows = location.rows.filter(
      (row) => inScale.has(row) && (yi[row] ?? null) !== null && (vi[row] ?? null) !== null,
    );
    const kept = new Set(rows);
    const only = (one: typeof location) =>
      designRows(one.design, one.rows.flatMap((row, place) => (kept.has(row) ? [place] : []))); // prettier-ignore
    const value = fitLocationScale(
      rows.map((row) => yi[row]!),
      rows.map((row) => vi[row]!),
      { location: only(location), scale: only(scale) },
      {
        method: options.oneOf("method", ["REML", "ML"], "REML"),
        link: options.oneOf("link", ["log", "identity"], "log"),
        test: options.oneOf("test", ["z", "t"], "z"),
        ciLevel: (options.number("level") ?? 95) / 100,
      },
    );
    return {
      value,
      reference: () => ({
        b: value.location.estimate,
        se: value.location.se,
        p: value.location.pValue,
        alpha: value.scale.estimate,
        seAlpha: value.scale.se,
        pAlpha: value.scale.pValue,
        tau2: value.tau2,
        logLik: value.logLik,
        QM: joint(value.location).statistic,
        QMp: joint(value.location).pValue,
        QS: joint(value.scale).statistic,
        QSp: joint(value.scale).pValue,
      }),
    };
  },
};

function joint({ jointTest }: ScaleCoefficients): {
  readonly statistic: number | null;
  readonly pValue: number | null;
} {
  return jointTest ?? { statistic: null, pValue: null };
}
