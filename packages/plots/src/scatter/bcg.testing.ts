/**
 * BCG vaccine trials (Colditz 1994, JAMA 271:698, as dat.bcg of metafor): log risk ratios with standard errors, weights and
 * pooled effect of a random-effects model by REML (metafor 5.0-1: −0.7145 [−1.0669, −0.3622], τ² = 0.3132).
 */
export const BCG = {
  labels: [
    "Aronson 1948", "Ferguson 1949", "Rosenthal 1960", "Hart 1977", "Frimodt-Moller 1973", "Stein 1953",
    "Vandiviere 1973", "TPT Madras 1980", "Coetzee 1968", "Rosenthal 1961", "Comstock 1974", "Comstock 1969",
    "Comstock 1976",
  ], // prettier-ignore
  yi: [
    -0.889311, -1.585389, -1.348073, -1.441551, -0.217547, -0.786116, -1.620898, 0.011952, -0.469418, -1.371345,
    -0.339359, 0.445913, -0.017314,
  ], // prettier-ignore
  sei: [
    0.5706, 0.441114, 0.64449, 0.141457, 0.226297, 0.0831, 0.472247, 0.062941, 0.237559, 0.270231, 0.11141, 0.72973,
    0.267217,
  ], // prettier-ignore
  weights: [
    5.059, 6.365, 4.436, 9.699, 8.868, 10.096, 6.027, 10.189, 8.743, 8.368, 9.925, 3.822, 8.403,
  ], // prettier-ignore
  ablat: [44, 55, 42, 52, 13, 44, 19, 13, 27, 42, 18, 33, 33],
  /** Events and totals of the vaccinated and of the control group. */
  counts: [
    [4, 123, 11, 139], [6, 306, 29, 303], [3, 231, 11, 220], [62, 13598, 248, 12867], [33, 5069, 47, 5808],
    [180, 1541, 372, 1451], [8, 2545, 10, 629], [505, 88391, 499, 88391], [29, 7499, 45, 7277],
    [17, 1716, 65, 1665], [186, 50634, 141, 27338], [5, 2498, 3, 2341], [27, 16913, 29, 17854],
  ] as readonly (readonly [number, number, number, number])[], // prettier-ignore
  estimate: -0.714532,
  ciLower: -1.066898,
  ciUpper: -0.362167,
  tau2: 0.313243,
} as const;

export const Z95 = 1.959964;
