/**
 * Stopping rules replayed over every labelled set of ../shared/corpora/screening, ranked by elas-u4 (overlapping sets once).
 * Run: node --conditions=coppice-source bench/stopping.ts [--seeds 10] [--rankings DIR] [--thin|--made] [--targets 0.9,0.95,0.99] [--only audited]
 *
 * A ranking takes seconds to minutes; with --rankings they are kept in DIR, one JSON file { name, seed, labels } a review, where
 * `labels` is a text of 1 and 0 in the order of reading. --thin takes, instead of these, reviews made from them by leaving records
 * out at random; --made rankings drawn from rates that fall fast, slowly or not at all.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { choosePriors, elasU4, replayRule, simulate, type StoppingRule } from "@coppice/screening";
import { madeRanking, thinnedRanking } from "../packages/screening/src/stop/made-rankings.testing.ts";
import { readScreeningSet } from "../tools/testing/screening-set.ts";
import { sharedPath } from "../tools/testing/shared.ts";

const { values: options } = parseArgs({
  options: {
    seeds: { type: "string", default: "10" },
    rankings: { type: "string" },
    thin: { type: "boolean", default: false },
    made: { type: "boolean", default: false },
    targets: { type: "string", default: "0.9,0.95,0.99" },
    only: { type: "string", default: "" },
  },
});
const found = sharedPath("corpora", "screening");
if (found === undefined) throw new Error("needs ../shared/corpora/screening beside the repository");
const root: string = found;

/** The same reviews as Cohen_2006_Estrogens and Cohen_2006_SkeletalMuscleRelaxants. */
const TWINS: readonly string[] = ["SYNERGY_Nelson_2002", "SYNERGY_Chou_2004"];

type Labels = readonly (0 | 1)[];

interface Review {
  readonly name: string;
  readonly seed: number;
  readonly labels: Labels;
}

function rank(name: string, seed: number): Labels {
  const { records, labels } = readScreeningSet(join(root, `${name}.csv.gz`));
  const model = elasU4.prepare(records);
  const priors = choosePriors(labels, seed);
  const { found: hits } = simulate(model, labels, { seed, priors, until: "last-relevant" });
  const order = [1, 0, ...hits.map((hit) => (hit ? 1 : 0))] as (0 | 1)[];
  // What comes after the last relevant record is irrelevant in any order.
  return Array.from({ length: labels.length }, (_, place) => order[place] ?? 0);
}

function review(name: string, seed: number): Review {
  const file = options.rankings === undefined ? undefined : join(options.rankings, `${name}.${seed}.json`);
  if (file !== undefined && existsSync(file)) {
    const { labels } = JSON.parse(readFileSync(file, "utf8")) as { readonly labels: string };
    return { name, seed, labels: Array.from(labels, (mark) => (mark === "1" ? 1 : 0)) };
  }
  const labels = rank(name, seed);
  if (file !== undefined) {
    mkdirSync(options.rankings!, { recursive: true });
    writeFileSync(file, JSON.stringify({ name, seed, labels: labels.join("") }));
  }
  return { name, seed, labels };
}

/** Smaller reviews: each relevant record kept with the first probability, each irrelevant one with the second. */
const THINNINGS = [[0.5, 1], [0.25, 1], [0.7, 0.4]] as const; // prettier-ignore

function thinned({ name, seed, labels }: Review): Review[] {
  return THINNINGS.map(([relevant, irrelevant], at) => {
    const kept = thinnedRanking(labels, { relevant, irrelevant }, 1000 * seed + at);
    return { name, seed: 100 * seed + at, labels: kept };
  }).filter((one) => one.labels.filter((label) => label === 1).length >= 3);
}

function rulesFor(target: number): readonly (readonly [string, StoppingRule])[] {
  const aim = { target, confidence: 0.95, looks: 50 };
  const urn = (bias: number, settledBias = bias): StoppingRule => ({
    kind: "hypergeometric",
    ...aim,
    bias,
    settledBias,
  });
  return [
    ["hypergeometric, bias 1", urn(1)],
    ["hypergeometric, bias 1.5", urn(1.5)],
    ["hypergeometric, bias 1.5, settled 2", urn(1.5, 2)],
    ["hypergeometric, bias 2", urn(2)],
    ["hypergeometric, bias 3", urn(3)],
    ["rate model", { kind: "rate-model", ...aim }],
    ["audited, bias 2, settled 3", { kind: "audited", ...aim, bias: 2, settledBias: 3, audits: 1 }],
    ["50 irrelevant in a row", { kind: "run-length", run: 50 }],
    ["200 irrelevant in a row", { kind: "run-length", run: 200 }],
  ];
}

const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

function* realReviews(): Generator<Review> {
  const names = readdirSync(root)
    .filter((file) => file.endsWith(".csv.gz"))
    .map((file) => file.slice(0, -".csv.gz".length))
    .filter((name) => !TWINS.includes(name))
    .sort();
  for (let seed = 1; seed <= Number(options.seeds); seed += 1)
    for (const name of names) yield review(name, seed);
}

/** From a ranking that finds nearly all at once to random order, with and without relevant records it does not see. */
function* madeReviews(): Generator<Review> {
  for (const total of [500, 2000])
    for (const relevant of [8, 30, 100])
      for (const steepness of [0, 2, 5, 15])
        for (const unseen of steepness === 0 ? [0] : [0, 0.1, 0.3])
          for (let seed = 1; seed <= Number(options.seeds); seed += 1) {
            const name = `steepness ${steepness}, unseen ${unseen}`;
            yield {
              name,
              seed,
              labels: madeRanking({ total, relevant, steepness, unseen }, seed + relevant),
            };
          }
}

const reviews: readonly Review[] = options.made
  ? [...madeReviews()]
  : options.thin
    ? [...realReviews()].flatMap(thinned)
    : [...realReviews()];
console.log(`${new Set(reviews.map(({ name }) => name)).size} sets, ${reviews.length} reviews`);
console.log("| target | rule | reached | screened | mean recall | worst recall | misses |");
console.log("| --- | --- | --- | --- | --- | --- | --- |");
for (const target of options.targets.split(",").map(Number))
  for (const [words, rule] of rulesFor(target).filter(([words]) => words.includes(options.only))) {
    const ends = reviews.map(({ name, seed, labels }) => ({
      name,
      ...replayRule(rule, labels, 1000 * seed),
    }));
    const missed = ends.filter(({ recall }) => recall < target * (1 - 1e-12));
    const misses = [...new Set(missed.map(({ name }) => name))].map((name) => {
      const worst = Math.min(...missed.filter((end) => end.name === name).map(({ recall }) => recall));
      return `${name} ${missed.filter((end) => end.name === name).length} (${worst.toFixed(3)})`;
    });
    const figures = [
      1 - missed.length / ends.length,
      mean(ends.map(({ shareScreened }) => shareScreened)),
      mean(ends.map(({ recall }) => recall)),
      Math.min(...ends.map(({ recall }) => recall)),
    ];
    console.log(
      `| ${target} | ${words} | ${figures.map((x) => x.toFixed(3)).join(" | ")} | ${misses.join(", ") || "none"} |`,
    );
  }
