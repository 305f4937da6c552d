import type { TwoByTwo } from "../effects/two-by-two.ts";

/**
 * Successes and patients on topical non-steroidal anti-inflammatory drugs and on placebo, 37 trials in acute pain: Moore, Tramèr,
 * Carroll, Wiffen & McQuay 1998, BMJ 316:333 (`Moore1998` of R's metasens).
 */
const ROWS = [
  [23, 30, 10, 30],
  [69, 123, 54, 116],
  [79, 102, 45, 102],
  [35, 49, 13, 42],
  [10, 15, 2, 15],
  [23, 50, 13, 50],
  [20, 32, 9, 24],
  [35, 50, 40, 50],
  [56, 84, 33, 84],
  [28, 40, 16, 40],
  [10, 23, 3, 24],
  [44, 92, 40, 89],
  [21, 50, 19, 50],
  [17, 20, 3, 20],
  [34, 42, 11, 40],
  [25, 30, 13, 30],
  [38, 60, 27, 60],
  [85, 118, 46, 113],
  [53, 64, 52, 66],
  [16, 20, 6, 20],
  [18, 30, 5, 30],
  [6, 12, 0, 12],
  [26, 32, 13, 28],
  [41, 84, 33, 84],
  [33, 46, 13, 42],
  [30, 38, 22, 36],
  [18, 20, 13, 22],
  [22, 26, 14, 26],
  [18, 21, 13, 22],
  [39, 51, 9, 47],
  [30, 30, 19, 30],
  [11, 13, 0, 12],
  [44, 90, 40, 89],
  [67, 83, 38, 86],
  [24, 29, 14, 27],
  [7, 10, 1, 10],
  [21, 25, 12, 25],
] as const; // prettier-ignore

export const NSAIDS: readonly TwoByTwo[] = ROWS.map(([ai, n1, ci, n2]) => ({
  ai,
  bi: n1 - ai,
  ci,
  di: n2 - ci,
}));
