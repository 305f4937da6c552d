import type { ComputedCase } from "./compute.ts";

/** Relative tolerance and absolute floor: closed forms, and iterated estimates. */
const CLOSED = { relative: 1e-10, floor: 1e-12 };
const ITERATED = { relative: 1e-6, floor: 1e-9 };
const CLOSED_AREAS = ["effect_sizes", "conversions", "mh_peto"];

/**
 * Where the reference itself is less exact than its tolerance says; docs/numbers.md shows how it is known. Nothing else may
 * differ.
 */
/** Estimators of τ² that R's packages iterate, and so stop short of the root. */
const ITERATED_TAU2 = ["REML", "ML", "PM", "EB"];

const LOOSE: readonly {
  readonly why: string;
  readonly covers: (reference: ReferenceCase, difference: Difference) => boolean;
}[] = [
  {
    why: "intervals from a generalised Q statistic were searched for to within 1.2e-4 of tau2, uniroot's default",
    covers: ({ id, options }, { path, expected, found }) => {
      const generalised =
        String("method" in options && options.method).startsWith("GENQ") || id.endsWith("tau2CI|GENQ");
      if (!generalised || typeof expected !== "number" || typeof found !== "number") return false;
      if (/^(\/tau2CI)?\/tau2\[[01]\]$/.test(path)) return Math.abs(expected - found) < 1.3e-4;
      return /^(\/tau2CI)?\/(tau|I2|H2)\[[01]\]$/.test(path);
    },
  },
  {
    why: "power under heterogeneity was integrated over 5 standard deviations only, which loses 2.87e-7 on each side",
    covers: ({ id, options }, { path, expected, found }) => {
      if (!id.includes("|tes|") || !("method" in options) || options.method !== "REML") return false;
      if (typeof expected !== "number" || typeof found !== "number") return false;
      const difference = Math.abs(expected - found);
      return path.startsWith("/power") ? difference < 3e-7 : difference < 1e-5;
    },
  },
  {
    why: "trim-and-fill fits the filled effects with metafor's default threshold for tau2 (1e-5)",
    covers: ({ id }, { path, expected, found }) =>
      id.includes("|trimfill|REML|") &&
      /^\/(b|se|ciLow|ciHigh|tau2|yi\[\d+\])$/.test(path) &&
      typeof expected === "number" &&
      typeof found === "number" &&
      (Math.abs(expected / found - 1) < 2e-4 || Math.abs(expected - found) < 1e-5),
  },
  {
    why: "the general fail-safe N fits the effects with metafor's default threshold for tau2 (1e-5), which gives the reference's digits",
    covers: ({ id }, { path, expected, found }) =>
      id.endsWith("|fsn|General") &&
      /^\/(p|meanes)$/.test(path) &&
      typeof expected === "number" &&
      typeof found === "number" &&
      Math.abs(found / expected - 1) < 1e-3,
  },
  {
    why: "the expected range of a normal sample was integrated to 2e-10, here to rounding",
    covers: ({ id }, { path, expected, found }) =>
      id.includes("walter2007") &&
      path.startsWith("/sd") &&
      typeof expected === "number" &&
      typeof found === "number" &&
      Math.abs(expected / found - 1) < 2e-10,
  },
  {
    why: "metafor's search for a tetrachoric correlation stops within 1.2e-4 (Brent's minimiser with that tolerance gives its numbers), and takes a numerical curvature there, also at ±1, where there is none",
    covers: ({ id }, { path, expected, found }) => {
      if (!id.endsWith("|RTET") || typeof expected !== "number") return false;
      if (found === null) return /^\/vi\[\d+\]$/.test(path) && expected > 200;
      if (typeof found !== "number") return false;
      return path.startsWith("/yi")
        ? Math.abs(found - expected) < 3e-5
        : Math.abs(found / expected - 1) < 4e-5;
    },
  },
  {
    why: "R's meta calls metafor with its default thresholds: 1e-5 for tau2 and 1.2e-4 for its intervals; a test of its own holds everything else to R's tau2",
    covers: ({ id, options }, { path, expected, found }) => {
      if (!id.startsWith("cochrane_style/") || typeof expected !== "number" || typeof found !== "number")
        return false;
      if (/^\/tau2(Low|High)$/.test(path)) return Math.abs(expected - found) < 1.3e-4 * Math.max(1, expected);
      if (!("method.tau" in options) || !ITERATED_TAU2.includes(String(options["method.tau"]))) return false;
      if (/^(\/subgroup)?\/(tau2|seTau2)(\[\d+\])?$/.test(path))
        return Math.abs(expected - found) < 5e-5 * Math.max(1, expected);
      return Math.abs(expected - found) < 0.25 * Math.abs(expected);
    },
  },
  {
    why: "R's meta takes lme4's fit of the mixed model of proportions, which agrees to the 4th digit",
    covers: ({ id }, { expected, found }) =>
      id.endsWith("method=GLMM") &&
      typeof expected === "number" &&
      typeof found === "number" &&
      Math.abs(found - expected) < 1e-4 * Math.max(0.1, Math.abs(expected)),
  },
  {
    why: "R's meta carries a table without events with an infinite variance into the sample-size weights, which makes its standard error infinite",
    covers: ({ id }, { path }) =>
      id.includes("syn2x2") &&
      id.includes("method=SSW") &&
      /^\/((se|low|high|p)(Common|Random)|statRandom|w(Common|Random)\[\d\])$/.test(path),
  },
  {
    why: "location-scale models with the identity link stopped up to 1e-3 from the maximum (one tau2 by the log link, the same model, is ours to 1e-7)",
    covers: ({ id }, { path, expected, found }) =>
      id.startsWith("location_scale/") &&
      id.includes("|identity|") &&
      path !== "/logLik" &&
      typeof expected === "number" &&
      typeof found === "number" &&
      Math.abs(found / expected - 1) < 1e-3,
  },
  {
    why: "lme4 stopped below the maximum of models with two random effects (our log-likelihood is higher), and took standard errors there that leave out the variances",
    covers: ({ id }, { path, expected, found }) => {
      if (!/^glmm\/.*\|UM\.RS\|ML/.test(id) || typeof expected !== "number" || typeof found !== "number")
        return false;
      if (path === "/logLik" || path === "/aic") return path === "/aic" ? found < expected : found > expected;
      if (path.startsWith("/p[")) return Math.abs(found - expected) < 0.1 * expected;
      return (
        Math.abs(found / expected - 1) < (path === "/QEWld" ? 0.02 : path === "/ciHigh[0]" ? 0.2 : 0.014)
      );
    },
  },
  {
    why: "the exact conditional model's curvature was taken by differences of sums that overflow: Wald's test of 13 tables is 268 there, 163.1 here and 163.2 unconditionally",
    covers: ({ id }, { path, expected, found }) => {
      if (
        !id.startsWith("glmm/dat.bcg|OR|CM.EL") ||
        typeof expected !== "number" ||
        typeof found !== "number"
      )
        return false;
      return path === "/QEWld" || (/^\/(se|stat)\[0\]$/.test(path) && Math.abs(found / expected - 1) < 2e-4);
    },
  },
  {
    why: "mixed models agree to the 4th digit, which p values and limits near 0 magnify",
    covers: ({ id }, { path, expected, found }) => {
      if (!id.startsWith("glmm/") || typeof expected !== "number" || typeof found !== "number") return false;
      if (/^\/(tau2|I2)$/.test(path)) return Math.abs(found / expected - 1) < 3e-4;
      return (
        /^\/(p|ciLow|ciHigh)\[0\]$/.test(path) &&
        Math.abs(found - expected) < 5e-5 &&
        Math.abs(found / expected - 1) < 3e-3
      );
    },
  },
  {
    why: "the curvature of beta selection was taken by differences of loose integrals, and failed in one case; an independent integration (scipy) gives ours",
    covers: ({ id }, { path, expected, found }) => {
      if (!id.includes("|selmodel|") || typeof found !== "number") return false;
      if (id.includes("|beta|") && /^\/(se|seDelta|ciLow|ciHigh)\[\d\]$/.test(path))
        return expected === null || (typeof expected === "number" && Math.abs(found - expected) < 0.06);
      if (typeof expected !== "number") return false;
      if (id.endsWith("|EE|halfnorm|") && path === "/delta[0]") return found < 1e-7 && expected < 1e-7;
      return /\|power\||raudenbush1985\|selmodel\|ML\|beta/.test(id) && Math.abs(found / expected - 1) < 5e-3;
    },
  },
  {
    why: "Fisher scoring and repeated moments stop just above tau2 = 0, where the maximum is",
    covers: (_, { path, expected, found }) =>
      path === "/I2" && found === 0 && typeof expected === "number" && expected < 1e-8,
  },
];

export interface ReferenceCase {
  readonly id: string;
  readonly function: string;
  readonly options: object;
  readonly tolerance?: number;
  readonly expected: Readonly<Record<string, unknown>>;
}

export interface ReferenceFile {
  readonly datasets: object;
  readonly cases: readonly ReferenceCase[];
}

/** What reference cases look like to the code that is tested: what is expected never reaches it. */
export function strippedDocument(file: ReferenceFile): object {
  return { datasets: file.datasets, cases: file.cases.map(({ expected: _, ...given }) => given) };
}

/** How many cases were computed, and every number that differs. */
export function checkComputed(
  file: ReferenceFile,
  area: string,
  computedCases: readonly ComputedCase[],
): { readonly supported: number; readonly differences: readonly string[] } {
  const differences: string[] = [];
  let supported = 0;
  computedCases.forEach((computed, index) => {
    const reference = file.cases[index]!;
    if ("error" in computed) {
      const { code, message } = computed.error as { code: string; message: string };
      const lacksSizes = code === "invalid-document" && message === "there is no column ni";
      if (code !== "unsupported" && !lacksSizes) differences.push(`${reference.id}: ${code}: ${message}`);
      return;
    }
    supported += 1;
    const limits = CLOSED_AREAS.includes(area) ? CLOSED : ITERATED;
    const tolerance = { ...limits, relative: reference.tolerance ?? limits.relative };
    const found: Difference[] = [];
    compare(reference.expected, computed.result, "", tolerance, found);
    for (const difference of found) {
      if (!LOOSE.some((loose) => loose.covers(reference, difference)))
        differences.push(
          `${reference.id}${difference.path}: expected ${JSON.stringify(difference.expected)}, found ${JSON.stringify(difference.found)}`,
        );
    }
  });
  return { supported, differences };
}

interface Difference {
  readonly path: string;
  readonly expected: unknown;
  readonly found: unknown;
}

function compare(
  expected: unknown,
  found: unknown,
  path: string,
  tolerance: typeof CLOSED,
  differences: Difference[],
): void {
  if (path.endsWith("/names")) return;
  if (typeof expected === "number" && typeof found === "number") {
    const allowed = Math.max(tolerance.floor, tolerance.relative * Math.abs(expected));
    if (!(Math.abs(expected - found) <= allowed)) differences.push({ path, expected, found });
  } else if (Array.isArray(expected) && Array.isArray(found) && expected.length === found.length) {
    expected.forEach((part, index) =>
      compare(part, found[index], `${path}[${index}]`, tolerance, differences),
    );
  } else if (isRecord(expected) && isRecord(found)) {
    for (const [key, part] of Object.entries(expected))
      compare(part, found[key], `${path}/${key}`, tolerance, differences);
  } else if (expected !== found) differences.push({ path, expected, found });
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
