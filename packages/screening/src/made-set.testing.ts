import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import type { RankableRecord } from "./rank/ranker.ts";

const SUBJECT = "ketamine esketamine infusion depressive antidepressant suicidal resistant intravenous remission montgomery".split(" "); // prettier-ignore
const NEAR = "depression mood psychiatric treatment severity symptoms scale therapy disorder patients".split(
  " ",
);
const FAR = "anaesthesia surgery paediatric sedation airway veterinary rats hippocampus postoperative pain opioid nausea delirium intubation children dental".split(" "); // prettier-ignore
const COMMON =
  "study trial randomised controlled results methods placebo group weeks dose effect significant outcome compared baseline".split(" "); // prettier-ignore

/** Texts made for tests: a tenth to a fifth is relevant and speaks of the subject more often; the rest is near it or far. */
export function madeSet(
  size: number,
  seed: number,
): { readonly records: RankableRecord[]; readonly labels: Int8Array } {
  const random = xoroshiro128plus(seed);
  const one = (words: readonly string[]): string => words[uniformInt(random, 0, words.length - 1)]!;
  const records: RankableRecord[] = [];
  const labels = new Int8Array(size);
  for (let row = 0; row < size; row += 1) {
    const relevant = uniformInt(random, 0, 6) === 0;
    labels[row] = relevant ? 1 : 0;
    const near = !relevant && uniformInt(random, 0, 2) === 0;
    const word = (): string => {
      const draw = uniformInt(random, 0, 9);
      if (draw < 4) return one(COMMON);
      if (draw < 6) return one(NEAR);
      if (draw === 9) return `term${uniformInt(random, 0, 400)}`;
      return relevant || (near && draw === 6) ? one(SUBJECT) : one(FAR);
    };
    const text = (length: number): string => Array.from({ length }, word).join(" ");
    records.push({ title: text(7), abstract: row % 11 === 0 ? "" : text(20 + uniformInt(random, 0, 30)) });
  }
  return { records, labels };
}
