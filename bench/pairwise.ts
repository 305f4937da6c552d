/**
 * Random-effects models beside metafor in one run, where R is installed: REML with and without the Q-profile interval, DL,
 * and the cost against k with the slope of its logarithm. Run: node --conditions=coppice-source bench/pairwise.ts
 * [plot.svg]
 */
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { fitPairwise, type FitOptions } from "@coppice/meta";

const SIZES = [13, 100, 1000, 10_000, 100_000, 1_000_000];
/** metafor keeps k × k matrices: beyond some thousand effects it needs gigabytes and minutes. */
const METAFOR_UP_TO = 1000;

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

/** Median milliseconds of one call, each timed batch at least 20 ms long. */
function time(call: () => unknown): number {
  let batch = 1;
  for (;;) {
    const began = performance.now();
    for (let i = 0; i < batch; i += 1) call();
    if (performance.now() - began > 20) break;
    batch *= 2;
  }
  const times = Array.from({ length: 9 }, () => {
    const began = performance.now();
    for (let i = 0; i < batch; i += 1) call();
    return (performance.now() - began) / batch;
  });
  return times.sort((a, b) => a - b)[4] ?? Number.NaN;
}

interface Peer {
  readonly fitMs: number;
  readonly withIntervalMs: number;
  readonly dlMs: number;
  readonly estimate: number;
}

function metafor(k: number): Peer | undefined {
  const { yi, vi } = effects(k);
  const script = `suppressMessages(library(metafor)); d <- scan(file("stdin"), quiet=TRUE); k <- length(d)/2; y <- d[1:k]; v <- d[(k+1):(2*k)]
ctl <- list(threshold=1e-10, maxiter=1000); n <- ${k > 100 ? 3 : 200}
t <- function(f) { f(); system.time(for (i in 1:n) f())[["elapsed"]] / n * 1000 }
cat(t(function() rma(y, v, method="REML", control=ctl)), t(function() confint(rma(y, v, method="REML", control=ctl))), t(function() rma(y, v, method="DL")), format(c(rma(y, v, method="REML", control=ctl)$beta), digits=16))`;
  const run = spawnSync("Rscript", ["-e", script], {
    encoding: "utf8",
    input: [...yi, ...vi].join("\n"),
    timeout: 300_000,
  });
  const [fitMs, withIntervalMs, dlMs, estimate] = run.stdout.split(" ").map(Number);
  if (run.status !== 0 || fitMs === undefined || withIntervalMs === undefined) return undefined;
  if (dlMs === undefined || estimate === undefined) return undefined;
  return { fitMs, withIntervalMs, dlMs, estimate };
}

interface Point {
  readonly k: number;
  readonly ms: number;
}

/** Cost against k on two logarithmic axes. */
function plot(series: readonly { readonly name: string; readonly points: readonly Point[] }[]): string {
  const x = (k: number): number => 70 + 85 * Math.log10(k);
  const y = (ms: number): number => 250 - 32 * (Math.log10(ms) + 3);
  const label = (exponent: number): string => ({ [-3]: "1 µs", 0: "1 ms", 3: "1 s" })[exponent] ?? "";
  const grid = [-3, -2, -1, 0, 1, 2, 3, 4].map(
    (e) =>
      `<path d="M${x(10)} ${y(10 ** e)}H${x(1e6)}" stroke="#ddd"/><text x="${x(10) - 8}" y="${y(10 ** e) + 4}" text-anchor="end">${label(e)}</text>`,
  );
  const ticks = [1, 2, 3, 4, 5, 6].map(
    (e) => `<text x="${x(10 ** e)}" y="270" text-anchor="middle">${(10 ** e).toLocaleString("en")}</text>`,
  );
  const lines = series.map(({ name, points: list }, index) => {
    const at = list.map(({ k, ms }) => `${x(k).toFixed(1)} ${y(ms).toFixed(1)}`);
    const end = list.at(-1)!;
    const color = ["#1f6f54", "#b0492f"][index]!;
    return `<path d="M${at.join("L")}" fill="none" stroke="${color}" stroke-width="2"/><text x="${x(end.k) - 8}" y="${y(end.ms) - 10}" text-anchor="end" fill="${color}">${name}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 620 300" font-family="sans-serif" font-size="12"><title>Time of a REML fit with its Q-profile interval against the number of effects</title><rect width="620" height="300" fill="#fff"/>${[...grid, ...ticks, ...lines].join("")}<text x="${x(1e3)}" y="291">number of effects k</text></svg>\n`;
}

const text = (ms: number | undefined): string =>
  ms === undefined ? "–" : ms < 0.1 ? ms.toFixed(4) : ms.toPrecision(3);
const row = (...cells: readonly (string | number)[]): void => console.log(`| ${cells.join(" | ")} |`);

row("k", "REML, ms", "metafor", "ratio", "REML with Q-profile, ms", "metafor", "ratio", "DL, ms", "metafor");
row("---", "---", "---", "---", "---", "---", "---", "---", "---");
const points: Point[] = [];
const peers: Point[] = [];
for (const k of SIZES) {
  const { yi, vi } = effects(k);
  const fit = (options: FitOptions) => time(() => fitPairwise(yi, vi, options));
  const plain = fit({ method: "REML", tau2Interval: "none" });
  const whole = fit({ method: "REML" });
  const dl = fit({ method: "DL", tau2Interval: "none" });
  const peer = k <= METAFOR_UP_TO ? metafor(k) : undefined;
  const ratio = (theirs: number | undefined, own: number): string =>
    theirs === undefined ? "–" : `${Math.round(theirs / own)}`;
  row(
    k,
    text(plain),
    text(peer?.fitMs),
    ratio(peer?.fitMs, plain),
    text(whole),
    text(peer?.withIntervalMs),
    ratio(peer?.withIntervalMs, whole),
    text(dl),
    text(peer?.dlMs),
  );
  points.push({ k, ms: whole });
  if (peer !== undefined) peers.push({ k, ms: peer.withIntervalMs });
  if (peer !== undefined) {
    const difference = Math.abs(fitPairwise(yi, vi).estimate - peer.estimate);
    if (!(difference < 1e-6)) throw new Error(`k = ${k}: the estimates differ by ${difference}`);
  }
}
const [first, last] = [points.find(({ k }) => k === 1000), points.at(-1)];
if (first !== undefined && last !== undefined) {
  const slope = Math.log(last.ms / first.ms) / Math.log(last.k / first.k);
  console.log(`\nSlope of ln(ms) against ln(k) from ${first.k} to ${last.k}: ${slope.toFixed(2)}`);
}

const target = process.argv[2];
if (target !== undefined)
  writeFileSync(
    target,
    plot([
      { name: "Coppice", points },
      { name: "metafor", points: peers },
    ]),
  );
