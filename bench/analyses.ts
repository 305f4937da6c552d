/**
 * Analyses that take many fits or an integral, beside R's metafor in the same run where it is installed:
 * `node --conditions=coppice-source bench/analyses.ts`. The BCG trials (Colditz 1994).
 */
import { spawnSync } from "node:child_process";
import { fitGlmm, gosh, permutationTest, selectionModel, twoByTwoEffects } from "@coppice/meta";

const AI = [4, 6, 3, 62, 33, 180, 8, 505, 29, 17, 186, 5, 27];
const BI = [119, 300, 228, 13536, 5036, 1361, 2537, 87886, 7470, 1699, 50448, 2493, 16886];
const CI = [11, 29, 11, 248, 47, 372, 10, 499, 45, 65, 141, 3, 29];
const DI = [128, 274, 209, 12619, 5761, 1079, 619, 87892, 7232, 1600, 27197, 2338, 17825];

const tables = AI.map((ai, i) => ({ ai, bi: BI[i]!, ci: CI[i]!, di: DI[i]! }));
const effects = twoByTwoEffects("RR", tables);
const [yi, vi] = [effects.yi.map(Number), effects.vi.map(Number)];

interface Task {
  readonly name: string;
  readonly run: () => number;
  /** Prints one number that must agree. */
  readonly r: string | undefined;
  readonly agreement: number;
}

const twenty = Array.from({ length: 20 }, (_, i) => i);
const twentyEffects = {
  yi: twenty.map((i) => Math.sin(i)),
  vi: twenty.map((i) => 0.05 + (i % 5) / 20),
};

const TASKS: readonly Task[] = [
  {
    name: "GOSH, 8,191 subsets, REML",
    run: () => {
      const { estimate } = gosh({ yi, vi }, { method: "REML" });
      return estimate.reduce((sum, one) => sum + one, 0) / estimate.length;
    },
    r: "mean(gosh(rma(yi, vi), progbar=FALSE)$res$estimate)",
    agreement: 1e-3,
  },
  {
    name: "GOSH, 2^20 subsets of 20 effects, DL",
    run: () => gosh(twentyEffects, { method: "DL" }).estimate.length,
    r: undefined,
    agreement: 0,
  },
  {
    name: "exact permutation test, k = 13, REML",
    run: () => permutationTest(yi, vi, { fit: { method: "REML" } }).pValue[0]!,
    r: "permutest(rma(yi, vi), exact=TRUE, progbar=FALSE)$pval",
    agreement: 1e-3,
  },
  {
    name: "selection model, beta",
    run: () => selectionModel(yi, vi, { type: "beta", alternative: "less" }).logLik,
    r: 'c(logLik(selmodel(rma(yi, vi, method="ML"), type="beta", alternative="less")))',
    agreement: 1e-4,
  },
  {
    name: "selection model, one step",
    run: () => selectionModel(yi, vi, { alternative: "less" }).logLik,
    r: 'c(logLik(selmodel(rma(yi, vi, method="ML"), type="stepfun", steps=0.025, alternative="less")))',
    agreement: 1e-4,
  },
  {
    name: "GLMM, exact conditional (CM.EL)",
    run: () => fitGlmm({ measure: "OR", tables }, { model: "CM.EL" }).estimate,
    r: 'c(rma.glmm(measure="OR", ai=ai, bi=bi, ci=ci, di=di, model="CM.EL")$beta)',
    agreement: 1e-3,
  },
];

/** Milliseconds of the second run, and what it gave. */
function measured(run: () => number): { readonly ms: number; readonly value: number } {
  run();
  const started = performance.now();
  const value = run();
  return { ms: performance.now() - started, value };
}

function measuredInR(expression: string): { readonly ms: number; readonly value: number } | undefined {
  const script = `suppressWarnings(suppressMessages({library(metafor)
ai <- c(${AI.join()}); bi <- c(${BI.join()}); ci <- c(${CI.join()}); di <- c(${DI.join()})
d <- escalc("RR", ai=ai, bi=bi, ci=ci, di=di); yi <- c(d$yi); vi <- c(d$vi)
t <- system.time(x <- ${expression})[["elapsed"]]}))
cat(t * 1000, format(x, digits=12))`;
  const { status, stdout } = spawnSync("Rscript", ["-e", script], { encoding: "utf8", timeout: 300_000 });
  const [ms, value] = stdout.trim().split(/\s+/).slice(-2).map(Number);
  return status !== 0 || ms === undefined || value === undefined ? undefined : { ms, value };
}

const shown = (ms: number): string => (ms < 10 ? ms.toFixed(2) : Math.round(ms).toLocaleString("en"));

console.log("| analysis | Coppice, ms | metafor, ms | ratio |\n| --- | --- | --- | --- |");
for (const { name, run, r, agreement } of TASKS) {
  const own = measured(run);
  const other = r === undefined ? undefined : measuredInR(r);
  if (other !== undefined && Math.abs(own.value - other.value) > agreement * Math.abs(other.value))
    console.error(`${name}: ${own.value} here, ${other.value} in metafor`);
  const ratio = other === undefined ? "" : Math.round(other.ms / own.ms).toLocaleString("en");
  console.log(
    `| ${name} | ${shown(own.ms)} | ${other === undefined ? "not run" : shown(other.ms)} | ${ratio} |`,
  );
}
