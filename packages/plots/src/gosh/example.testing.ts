import { BCG } from "../scatter/bcg.testing.ts";
import type { GoshPlotData } from "./gosh-plot.ts";

/** All 8,191 subsets by the equal-effects model: inverse-variance means, I² = 100 · max(0, (Q − df)/Q). */
function subsets(): { readonly estimate: Float64Array; readonly i2: Float64Array } {
  const size = 2 ** BCG.labels.length - 1;
  const [estimate, i2] = [new Float64Array(size), new Float64Array(size)];
  for (let n = 0; n < size; n += 1) {
    let [w, wy, wyy, count] = [0, 0, 0, 0];
    for (let i = 0; i < BCG.labels.length; i += 1) {
      if ((((n + 1) >> i) & 1) === 0) continue;
      const weight = 1 / BCG.sei[i]! ** 2;
      w += weight;
      wy += weight * BCG.yi[i]!;
      wyy += weight * BCG.yi[i]! ** 2;
      count += 1;
    }
    const q = wyy - wy ** 2 / w;
    estimate[n] = wy / w;
    i2[n] = count > 1 && q > count - 1 ? (100 * (q - count + 1)) / q : 0;
  }
  return { estimate, i2 };
}

const { estimate, i2 } = subsets();

export const GOSH: GoshPlotData = {
  id: "gosh",
  title: "BCG vaccine: all subsets",
  measure: { label: "Risk ratio", scale: "log" },
  estimate,
  heterogeneity: i2,
  yLabel: "I², % (from Q)",
  yRange: [0, 100],
};

export const GOSH_HIGHLIGHT: GoshPlotData = {
  ...GOSH,
  id: "gosh-highlight",
  highlight: { label: BCG.labels[7], has: (subset) => (((subset + 1) >> 7) & 1) === 1 },
  all: { estimate: estimate.at(-1)!, heterogeneity: i2.at(-1)! },
};
