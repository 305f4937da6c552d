import { normalCdf } from "@coppice/meta/special";
import type { CellRule } from "./cell-rules.ts";

/** A measure the command offers: what it is called, its scale, and what it is computed from. */
export interface MeasureInfo {
  readonly code: string;
  /** As a figure or table calls it. */
  readonly label: string;
  /** `log`: effects are logarithms, shown as ratios. */
  readonly scale: "log" | "linear";
  /** Whether 0 means no effect: not so for a single mean, proportion, rate or reliability. */
  readonly compares: boolean;
  /** The value of no effect, where it compares; default 0. */
  readonly none?: number;
  /** The inputs of its formula, by metafor's names; none for effects given as such. */
  readonly needs: readonly InputName[];
  /** Where the axis shows another scale than the one people think in. */
  readonly back?: { readonly label: string; readonly of: (value: number) => number };
}

/** The inputs of effects, by metafor's names; the command's options are `--ai` and so on. */
export type InputName = keyof typeof INPUTS;

/** What each input is, and other names under which headers are recognised. */
export const INPUTS = {
  ai: { means: "events, first group", known: ["tpos", "event.e", "events1"] },
  bi: { means: "no event, first group", known: ["tneg"] },
  ci: { means: "events, second group", known: ["cpos", "event.c", "events2"] },
  di: { means: "no event, second group", known: ["cneg"] },
  n1i: { means: "participants, first group", known: ["n.e", "n1"] },
  n2i: { means: "participants, second group", known: ["n.c", "n2"] },
  x1i: { means: "events, first group", known: [] },
  x2i: { means: "events, second group", known: [] },
  t1i: { means: "person-time, first group", known: ["time.e"] },
  t2i: { means: "person-time, second group", known: ["time.c"] },
  m1i: { means: "mean, first group or time", known: ["mean.e", "m1", "mean1"] },
  m2i: { means: "mean, second group or time", known: ["mean.c", "m2", "mean2"] },
  sd1i: { means: "standard deviation, first group or time", known: ["sd.e", "sd1"] },
  sd2i: { means: "standard deviation, second group or time", known: ["sd.c", "sd2"] },
  xi: { means: "events", known: ["event", "events"] },
  mi: { means: "people without event, mean, or number of predictors or items", known: ["mean"] },
  ni: { means: "participants", known: ["n"] },
  ti: { means: "person-time", known: ["time"] },
  sdi: { means: "standard deviation", known: ["sd"] },
  ri: { means: "correlation", known: ["r", "cor"] },
  r2i: { means: "share of variance explained", known: ["r2"] },
  yi: { means: "effect on the scale of analysis", known: ["TE"] },
  vi: { means: "sampling variance", known: [] },
  sei: { means: "standard error", known: ["seTE", "se"] },
  lower: { means: "lower end of the effect's interval", known: ["ci.lb", "ci.lower"] },
  upper: { means: "upper end of the effect's interval", known: ["ci.ub", "ci.upper"] },
} as const satisfies Readonly<Record<string, { readonly means: string; readonly known: readonly string[] }>>;

export const INPUT_NAMES = Object.keys(INPUTS) as readonly InputName[];

const TABLE = ["ai", "bi", "ci", "di"] as const;
/** Both, first only, second only, neither: the same people (or pairs) twice. */
const JOINT: readonly InputName[] = [...TABLE];
const MEANS = ["m1i", "sd1i", "n1i", "m2i", "sd2i", "n2i"] as const;
const CHANGE = ["m1i", "m2i", "sd1i", "sd2i", "ni", "ri"] as const;
const RATES = ["x1i", "t1i", "x2i", "t2i"] as const;

const CORRELATION = { label: "correlation", of: Math.tanh } as const;

/** One measure a row: code, name, scale, inputs. */
const COMPARISONS: readonly (readonly [string, string, "log" | "linear", readonly InputName[]])[] = [
  ["OR", "Odds ratio", "log", TABLE],
  ["RR", "Risk ratio", "log", TABLE],
  ["RD", "Risk difference", "linear", TABLE],
  ["PETO", "Odds ratio (Peto)", "log", TABLE],
  ["AS", "Difference of arcsine roots", "linear", TABLE],
  ["PHI", "Phi coefficient", "linear", TABLE],
  ["RTET", "Tetrachoric correlation", "linear", TABLE],
  ["YUQ", "Yule’s Q", "linear", TABLE],
  ["YUY", "Yule’s Y", "linear", TABLE],
  ["PBIT", "Standardised mean difference (probit)", "linear", TABLE],
  ["OR2DN", "Standardised mean difference (from odds ratio, normal)", "linear", TABLE],
  ["OR2DL", "Standardised mean difference (from odds ratio, logistic)", "linear", TABLE],
  ["MPOR", "Odds ratio (same people twice)", "log", JOINT],
  ["MPRR", "Risk ratio (same people twice)", "log", JOINT],
  ["MPRD", "Risk difference (same people twice)", "linear", JOINT],
  ["MPORC", "Odds ratio (matched pairs, conditional)", "log", JOINT],
  ["MPPETO", "Odds ratio (matched pairs, Peto)", "log", JOINT],
  ["MPORM", "Odds ratio (matched pairs, marginal)", "log", [...TABLE, "ri"]],
  ["MD", "Mean difference", "linear", MEANS],
  ["SMD", "Standardised mean difference", "linear", MEANS],
  ["SMDH", "Standardised mean difference (unequal variances)", "linear", MEANS],
  ["SMD1", "Standardised mean difference (SD of group 2)", "linear", MEANS],
  ["SMD1H", "Standardised mean difference (SD of group 2, unequal variances)", "linear", MEANS],
  ["ROM", "Ratio of means", "log", MEANS],
  ["CVR", "Ratio of coefficients of variation", "log", MEANS],
  ["VR", "Ratio of standard deviations", "log", ["sd1i", "n1i", "sd2i", "n2i"]],
  ["RPB", "Point-biserial correlation", "linear", MEANS],
  ["RBIS", "Biserial correlation", "linear", MEANS],
  ["D2ORN", "Odds ratio (from SMD, normal)", "log", MEANS],
  ["D2ORL", "Odds ratio (from SMD, logistic)", "log", MEANS],
  ["IRR", "Rate ratio", "log", RATES],
  ["IRD", "Rate difference", "linear", RATES],
  ["IRSD", "Difference of root rates", "linear", RATES],
  ["COR", "Correlation", "linear", ["ri", "ni"]],
  ["UCOR", "Correlation (unbiased)", "linear", ["ri", "ni"]],
  ["PCOR", "Partial correlation", "linear", ["ri", "mi", "ni"]],
  ["SPCOR", "Semi-partial correlation", "linear", ["ri", "mi", "ni", "r2i"]],
  ["MC", "Mean change", "linear", CHANGE],
  ["SMCC", "Standardised mean change", "linear", CHANGE],
  ["SMCR", "Standardised mean change (SD at first)", "linear", ["m1i", "m2i", "sd1i", "ni", "ri"]],
  ["SMCRH", "Standardised mean change (SD at first, unequal variances)", "linear", CHANGE],
  ["SMCRP", "Standardised mean change (average SD)", "linear", CHANGE],
  ["SMCRPH", "Standardised mean change (average SD, unequal variances)", "linear", CHANGE],
  ["ROMC", "Ratio of means (paired)", "log", CHANGE],
  ["VRC", "Ratio of standard deviations (paired)", "log", ["sd1i", "sd2i", "ni", "ri"]],
  ["CVRC", "Ratio of coefficients of variation (paired)", "log", CHANGE],
];

const SINGLES: readonly (readonly [
  string,
  string,
  "log" | "linear",
  readonly InputName[],
  MeasureInfo["back"]?,
])[] = [
  ["MN", "Mean", "linear", ["mi", "sdi", "ni"]],
  ["SMN", "Standardised mean", "linear", ["mi", "sdi", "ni"]],
  ["MNLN", "Mean", "log", ["mi", "sdi", "ni"]],
  ["SDLN", "Standard deviation", "log", ["sdi", "ni"]],
  ["CVLN", "Coefficient of variation", "log", ["mi", "sdi", "ni"]],
  ["PR", "Proportion", "linear", ["xi", "mi"]],
  ["PLN", "Proportion", "log", ["xi", "mi"]],
  ["PLO", "Logit of the proportion", "linear", ["xi", "mi"], { label: "proportion", of: logistic }],
  [
    "PRZ",
    "Probit of the proportion",
    "linear",
    ["xi", "mi"],
    { label: "proportion", of: (value) => normalCdf(value) },
  ],
  ["PAS", "Arcsine root of the proportion", "linear", ["xi", "mi"], { label: "proportion", of: sineSquare }],
  ["PFT", "Freeman-Tukey double arcsine", "linear", ["xi", "mi"]],
  ["IR", "Rate", "linear", ["xi", "ti"]],
  ["IRLN", "Rate", "log", ["xi", "ti"]],
  ["IRS", "Root of the rate", "linear", ["xi", "ti"], { label: "rate", of: (value) => value * value }],
  ["IRFT", "Freeman-Tukey rate", "linear", ["xi", "ti"]],
  ["R2", "Share of variance", "linear", ["r2i", "mi", "ni"]],
  [
    "ZR2",
    "Transformed share of variance",
    "linear",
    ["r2i", "mi", "ni"],
    { label: "share of variance", of: (value) => Math.tanh(Math.max(0, value)) ** 2 },
  ],
  ["ARAW", "Cronbach’s alpha", "linear", ["ai", "mi", "ni"]],
  [
    "AHW",
    "Transformed alpha (Hakstian-Whalen)",
    "linear",
    ["ai", "mi", "ni"],
    { label: "alpha", of: (value) => 1 - (1 - value) ** 3 },
  ],
  [
    "ABT",
    "Transformed alpha (Bonett)",
    "linear",
    ["ai", "mi", "ni"],
    { label: "alpha", of: (value) => 1 - Math.exp(-value) },
  ],
];

export const MEASURES: readonly MeasureInfo[] = [
  ...COMPARISONS.map(([code, label, scale, needs]) => ({ code, label, scale, needs, compares: true })),
  ...(["CLESN", "CLESCN"] as const).map((code): MeasureInfo => ({
    code,
    label: `Common language effect size (normal${code === "CLESN" ? "" : ", paired"})`,
    scale: "linear",
    compares: true,
    none: 0.5,
    needs: code === "CLESN" ? MEANS : CHANGE,
  })),
  ...(["ZCOR", "ZPCOR"] as const).map((code): MeasureInfo => ({
    code,
    label: code === "ZCOR" ? "Fisher’s z" : "Fisher’s z of the partial correlation",
    scale: "linear",
    compares: true,
    needs: code === "ZCOR" ? ["ri", "ni"] : ["ri", "mi", "ni"],
    back: CORRELATION,
  })),
  ...SINGLES.map(([code, label, scale, needs, back]) => ({
    code,
    label,
    scale,
    needs,
    compares: false,
    ...(back && { back }),
  })),
  { code: "GEN", label: "Effect", scale: "linear", compares: true, needs: [] },
];

export const MEASURE_CODES: readonly string[] = MEASURES.map(({ code }) => code);

/** Effects that stand in the file. */
export const GIVEN_SETS: readonly (readonly InputName[])[] = [
  ["yi", "vi"],
  ["yi", "sei"],
  ["yi", "lower", "upper"],
];

/** Sets of inputs that are enough, the preferred first: totals can stand for those without an event. */
export function inputSets({ needs }: MeasureInfo): readonly (readonly InputName[])[] {
  if (needs.length === 0) return GIVEN_SETS;
  if (needs === TABLE) return [TABLE, ["ai", "n1i", "ci", "n2i"]];
  return needs.includes("xi") && needs.includes("mi") ? [needs, ["xi", "ni"]] : [needs];
}

/** What a number of this input must be, for the measure; counts may be fractions where the user says so. */
export function ruleOf(input: InputName, measure: MeasureInfo, fractional: boolean): CellRule {
  const rule = wholeRule(input, measure);
  return fractional && (rule === "count" || rule === "size") ? `fractional-${rule}` : rule;
}

function wholeRule(input: InputName, { needs }: MeasureInfo): CellRule {
  switch (input) {
    case "ai":
      return needs.includes("bi") ? "count" : "number";
    case "bi":
    case "ci":
    case "di":
    case "xi":
    case "x1i":
    case "x2i":
      return "count";
    case "mi":
      return needs.includes("sdi") ? "number" : "count";
    case "ni":
    case "n1i":
    case "n2i":
      return "size";
    case "ti":
    case "t1i":
    case "t2i":
      return "time";
    case "sdi":
    case "sd1i":
    case "sd2i":
      return "sd";
    case "ri":
      return "correlation";
    case "r2i":
      return "probability";
    case "vi":
    case "sei":
      return "variance";
    case "yi":
    case "lower":
    case "upper":
    case "m1i":
    case "m2i":
      return "number";
  }
}

/** Where a figure draws the line of no effect: nowhere for a mean, proportion, rate or reliability. */
export function noEffect({ compares, none = 0 }: MeasureInfo): { readonly nullValue?: number } {
  return compares ? { nullValue: none } : {};
}

function logistic(value: number): number {
  return 1 / (1 + Math.exp(-value));
}

function sineSquare(value: number): number {
  return Math.sin(Math.min(Math.PI / 2, Math.max(0, value))) ** 2;
}
