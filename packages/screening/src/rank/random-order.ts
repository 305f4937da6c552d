import { LabelBook } from "./label-book.ts";
import { randomScores } from "./linear-ranker.ts";
import type { RankingModel } from "./ranker.ts";
import { topUnlabelled } from "./top.ts";

/** No ranking: records in a random order that labels do not change. What the others are compared with. */
export const randomOrder: RankingModel = {
  name: "random",
  about: "no ranking: a random order",
  prepare: (records) => ({
    start: (seed) => {
      const book = new LabelBook(records.length);
      const scores = new Float64Array(records.length);
      randomScores(scores, seed);
      return {
        label: (row, label) => book.set(row, label),
        best: (count) => topUnlabelled(book.labels, scores, count),
        explain: () => [],
      };
    },
  }),
};
