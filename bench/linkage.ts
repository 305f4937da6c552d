/**
 * Linkage on labelled sets, on copies of them with permuted vocabulary, and on up to a million mutated records.
 * Run: node --conditions=coppice-source --expose-gc bench/linkage.ts sets|leave-one-out|permuted|speed|new [records]
 */
import { estimateWeights } from "../packages/records/src/linkage/estimate-weights.ts";
import { answerReview, labelledComparisons, LABELLED_SETS, linkAll, readLabelledSet, scoreOf } from "../packages/records/src/linkage/labelled-sets.testing.ts"; // prettier-ignore
import { LinkageIndex } from "../packages/records/src/linkage/linkage-index.ts";
import { FIRST_PERMUTATION, FULL_PERMUTATION, KEPT_WORDS_PERMUTATION, mutatedRecords, permutedCopies } from "../packages/records/src/linkage/mutations.testing.ts"; // prettier-ignore
import { sharedPath } from "../tools/testing/shared.ts";

const root = sharedPath("corpora", "dedupe");
if (root === undefined) throw new Error("needs ../shared/corpora/dedupe beside the repository");
const [mode = "sets", records] = process.argv.slice(2);
const sets = LABELLED_SETS.map((name) => readLabelledSet(root, name));

const megabytes = (): number => Math.round(process.memoryUsage().rss / 2 ** 20);

/** Of all threads of the process, so that other work on the machine does not count. */
function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

function* batches<T>(values: Iterable<T>, size: number): Generator<readonly T[]> {
  let batch: T[] = [];
  for (const value of values) {
    if (batch.push(value) < size) continue;
    yield batch;
    batch = [];
  }
  yield batch;
}

function measureSets(): void {
  for (const name of [...LABELLED_SETS, "mckeown_missed"] as const) {
    const set = readLabelledSet(root!, name);
    const { found, left, lost } = scoreOf(set, linkAll(set.records).groups);
    const reviewed = answerReview(set, name === "mckeown_missed" ? 25 : 10);
    console.log(
      `${name}: ${found}/${lost}/${left} (found/lost/left); after ${reviewed.asked} answers ${reviewed.score.found}/${reviewed.score.lost}/${reviewed.score.left}`,
    );
  }
}

/** Weights, and the weight from which pairs are merged, set on the other sets: the least that loses nothing there. */
function leaveOneOut(): void {
  for (const [left, name] of LABELLED_SETS.entries()) {
    const others = sets.filter((_, at) => at !== left);
    const weights = estimateWeights(others.flatMap(labelledComparisons));
    const thresholds = Array.from({ length: 31 }, (_, step) => step * 2 - 20);
    const losesNothing = (autoWeight: number): boolean =>
      others.every((set) => scoreOf(set, linkAll(set.records, { weights, autoWeight }).groups).lost === 0);
    const autoWeight = thresholds.find(losesNothing) ?? 40;
    const set = sets[left]!;
    const {
      found,
      lost,
      left: remaining,
    } = scoreOf(set, linkAll(set.records, { weights, autoWeight }).groups);
    console.log(`${name}: ${found}/${lost}/${remaining} (found/lost/left), merged from ${autoWeight} bits`);
  }
}

/** Copies with other words; see `Permutation` for what parts the three ways. */
function measurePermuted(count: number): void {
  for (const [way, permutation] of [
    ["150 words kept, as first described", FIRST_PERMUTATION],
    ["150 words kept, all names exchanged, one title a place", KEPT_WORDS_PERMUTATION],
    ["all words exchanged", FULL_PERMUTATION],
  ] as const) {
    const set = permutedCopies(sets, count, permutation);
    const { removable, found, lost, left } = scoreOf(set, linkAll(set.records).groups);
    console.log(
      `${way}: ${count} records, ${removable} removable: ${found}/${lost}/${left} (found/lost/left)`,
    );
  }
}

function measureSpeed(counts: readonly number[]): void {
  let before: { readonly count: number; readonly seconds: number } | undefined;
  for (const count of counts) {
    globalThis.gc?.();
    const index = new LinkageIndex();
    let added = 0;
    for (const batch of batches(mutatedRecords(sets, count), 1000)) {
      const start = cpuSeconds();
      for (const record of batch) index.add(record);
      added += cpuSeconds() - start;
    }
    globalThis.gc?.();
    const held = megabytes();
    const [start, wall] = [cpuSeconds(), performance.now()];
    const { groups, review, families } = index.link();
    const linked = cpuSeconds() - start;
    const linkedWall = (performance.now() - wall) / 1000;
    const seconds = added + linked;
    const growth =
      before === undefined
        ? ""
        : `, growth exponent ${(Math.log(seconds / before.seconds) / Math.log(count / before.count)).toFixed(2)}`;
    console.log(
      `${count} records: ${seconds.toFixed(2)} s of processor time (add ${added.toFixed(2)}, link ${linked.toFixed(2)}, by the clock ${linkedWall.toFixed(2)})${growth}; ${groups.length} reports, ${review.length} to review, ${families.length} families; ${held} MB before linking, peak ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`,
    );
    before = { count, seconds };
  }
}

function measureNew(count: number): void {
  const fresh = 1000;
  const index = new LinkageIndex();
  const later = [];
  let at = 0;
  for (const record of mutatedRecords(sets, count + fresh)) {
    if (at++ % Math.floor((count + fresh) / fresh) === 1 && later.length < fresh) later.push(record);
    else index.add(record);
  }
  index.link();
  const stored = index.size;
  globalThis.gc?.();
  const [start, wall] = [cpuSeconds(), performance.now()];
  for (const record of later) index.add(record);
  const { known, review } = index.linkNew();
  const [seconds, byClock] = [cpuSeconds() - start, (performance.now() - wall) / 1000];
  console.log(
    `${later.length} new records into ${stored}: ${seconds.toFixed(3)} s of processor time, ${byClock.toFixed(3)} by the clock; ${known.size} were known, ${review.length} to review`,
  );
}

if (mode === "sets") measureSets();
else if (mode === "leave-one-out") leaveOneOut();
else if (mode === "permuted") measurePermuted(Number(records ?? 50_000));
else if (mode === "new") measureNew(Number(records ?? 1_000_000));
else measureSpeed(records === undefined ? [10_000, 100_000, 1_000_000] : records.split(",").map(Number));
