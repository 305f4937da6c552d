/** BCG vaccine trials (Colditz 1994, JAMA 271:698, as dat.bcg of metafor): counts and latitude. */
const TPOS = [4, 6, 3, 62, 33, 180, 8, 505, 29, 17, 186, 5, 27];
const TNEG = [119, 300, 228, 13536, 5036, 1361, 2537, 87886, 7470, 1699, 50448, 2493, 16886];
const CPOS = [11, 29, 11, 248, 47, 372, 10, 499, 45, 65, 141, 3, 29];
const CNEG = [128, 274, 209, 12619, 5761, 1079, 619, 87892, 7232, 1600, 27197, 2338, 17825];
const ABLAT = [44, 55, 42, 52, 13, 44, 19, 13, 27, 42, 18, 33, 33];
const YI = TPOS.map((a, i) => Math.log(a / (a + TNEG[i]!)) - Math.log(CPOS[i]! / (CPOS[i]! + CNEG[i]!)));
const VI = TPOS.map((a, i) => 1 / a - 1 / (a + TNEG[i]!) + 1 / CPOS[i]! - 1 / (CPOS[i]! + CNEG[i]!));

/** Log risk ratios with their variances. */
export const BCG = {
  yi: YI,
  vi: VI,
  ablat: ABLAT,
  counts: { tpos: TPOS, tneg: TNEG, cpos: CPOS, cneg: CNEG },
};
