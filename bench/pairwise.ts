/**
 * Random-effects models (REML, Hartung-Knapp, with Q-profile and prediction interval) in one run beside metafor, where R is
 * installed: median milliseconds a fit. Run: node --conditions=coppice-source bench/pairwise.ts
 */
import { spawnSync } from "node:child_process";
import { fitPairwise } from "@coppice/meta";

const SIZES = [10, 100, 1000, 10_000];

/** Effects from a fixed recurrence, the same in both programs. */
function effects(k: number): { readonly yi: readonly number[]; readonly vi: readonly number[] } {
  let state = 42;
  const next = (): number => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  const yi: number[] = [];
  const vi: number[] = [];
  for (let i = 0; i < k; i += 1) {
    yi.push(0.4 + (next() + next() + next() - 1.5) * 0.8);
    vi.push(0.01 + 0.2 * next());
  }
  return { yi, vi };
}

function median(times: number[]): number {
  return times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;
}

function ours(k: number): { readonly ms: number; readonly estimate: number } {
  const { yi, vi } = effects(k);
  const fit = () => fitPairwise(yi, vi, { method: "REML", test: "knha" });
  for (let i = 0; i < 5; i += 1) fit();
  const times = Array.from({ length: k > 1000 ? 11 : 51 }, () => {
    const began = performance.now();
    fit();
    return performance.now() - began;
  });
  return { ms: median(times), estimate: fit().estimate };
}

function metafor(k: number): { readonly ms: number; readonly estimate: number } | undefined {
  const { yi, vi } = effects(k);
  const script = `suppressMessages(library(metafor)); d <- scan(file("stdin"), quiet=TRUE); k <- length(d)/2; y <- d[1:k]; v <- d[(k+1):(2*k)]
f <- function() { r <- rma(y, v, method="REML", test="knha", control=list(threshold=1e-10)); confint(r); predict(r); r }
r <- f(); n <- ${k > 1000 ? 1 : 15}; t <- sapply(1:n, function(i) system.time(f())[["elapsed"]]); cat(median(t)*1000, r$b)`;
  const input = [...yi, ...vi].join("\n");
  const run = spawnSync("Rscript", ["-e", script], { encoding: "utf8", input, timeout: 300_000 });
  const [ms, estimate] = run.stdout.split(" ").map(Number);
  return run.status === 0 && ms !== undefined && estimate !== undefined ? { ms, estimate } : undefined;
}

console.log("| k | Coppice, ms | metafor, ms | estimates differ by |\n|---|---|---|---|");
for (const k of SIZES) {
  const here = ours(k);
  // metafor keeps k × k matrices: beyond some thousand effects it needs gigabytes.
  const there = k <= 1000 ? metafor(k) : undefined;
  const difference = there === undefined ? "" : Math.abs(here.estimate - there.estimate).toExponential(1);
  console.log(`| ${k} | ${here.ms.toFixed(2)} | ${there?.ms.toFixed(1) ?? "not run"} | ${difference} |`);
}
